-- A score over all groups is withheld where a group is suppressed: it would give the group away.
with
int_survey_items__pooled as (
    select * from {{ ref('int_survey_items__pooled') }}
),

int_survey_items__compared as (
    select * from {{ ref('int_survey_items__compared') }}
),

int_survey_items__known as (
    select * from {{ ref('int_survey_items__known') }}
),

judged as (
    select
        *,
        3 - suppressed_group_count - silent_group_count as group_count,
        greatest(
            coalesce(government_share, -1), coalesce(employer_share, -1), coalesce(worker_share, -1)
        ) as highest_share,
        least(
            coalesce(government_share, 2), coalesce(employer_share, 2), coalesce(worker_share, 2)
        ) as lowest_share,
        coalesce(government_low > employer_high or employer_low > government_high, false)
        or coalesce(government_low > worker_high or worker_low > government_high, false)
        or coalesce(employer_low > worker_high or worker_low > employer_high, false) as is_apart
    from int_survey_items__pooled
),

final as (
    select
        -- keys
        judged.survey_id,
        judged.wave,
        judged.item_id,
        -- what
        judged.wave_order,
        items.item_label,
        items.criterion_code,
        items.output_id,
        -- groups
        judged.government_share,
        judged.employer_share,
        judged.worker_share,
        cast(judged.group_count as integer) as group_count,
        -- equal voice
        judged.tripartite_share,
        judged.tripartite_low,
        judged.tripartite_high,
        -- all answers in one pot
        {% for column in ['response_count', 'population_count'] -%}
        case when judged.suppressed_group_count = 0 then judged.{{ column }} end as pooled_{{ column }},
        {% endfor -%}
        {% for column in ['pooled_share', 'pooled_low', 'pooled_high'] -%}
        case when judged.suppressed_group_count = 0 then judged.{{ column }} end as {{ column }},
        {% endfor -%}
        case
            when judged.suppressed_group_count > 0 then 'group_too_small'
            when judged.silent_group_count > 0 then 'group_without_answers'
        end as withheld_reason,
        -- divergence
        case when judged.group_count > 1 then judged.highest_share - judged.lowest_share end as divergence,
        case when judged.group_count > 1 then judged.is_apart end as is_divergent,
        -- change of the tripartite score
        compared.previous_wave,
        compared.change,
        compared.change_low,
        compared.change_high,
        judged.is_sample
    from judged
    left join int_survey_items__compared as compared
        on
            judged.survey_id = compared.survey_id
            and judged.wave = compared.wave
            and judged.item_id = compared.item_id
    left join int_survey_items__known as items
        on
            judged.survey_id = items.survey_id
            and judged.item_id = items.item_id
)

select * from final
