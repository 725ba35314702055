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
        {{ apart('government', 'employer') }} as government_employer,
        {{ apart('government', 'worker') }} as government_worker,
        {{ apart('employer', 'worker') }} as employer_worker
    from int_survey_items__pooled
),

farthest as (
    select
        *,
        nullif(
            greatest(
                coalesce(abs(government_employer), -1),
                coalesce(abs(government_worker), -1),
                coalesce(abs(employer_worker), -1)
            ), -1
        ) as apart_distance
    from judged
),

final as (
    select
        -- keys
        farthest.survey_id,
        farthest.wave,
        farthest.item_id,
        -- what
        farthest.wave_order,
        items.item_label,
        items.criterion_code,
        items.output_id,
        -- groups
        farthest.government_share,
        farthest.employer_share,
        farthest.worker_share,
        cast(farthest.group_count as integer) as group_count,
        -- equal voice
        farthest.tripartite_share,
        farthest.tripartite_low,
        farthest.tripartite_high,
        -- all answers in one pot
        {% for column in ['response_count', 'population_count'] -%}
        case when farthest.suppressed_group_count = 0 then farthest.{{ column }} end as pooled_{{ column }},
        {% endfor -%}
        {% for column in ['pooled_share', 'pooled_low', 'pooled_high'] -%}
        case when farthest.suppressed_group_count = 0 then farthest.{{ column }} end as {{ column }},
        {% endfor -%}
        case
            when farthest.suppressed_group_count > 0 then 'group_too_small'
            when farthest.silent_group_count > 0 then 'group_without_answers'
        end as withheld_reason,
        -- divergence
        case when farthest.group_count > 1 then farthest.highest_share - farthest.lowest_share end as divergence,
        case when farthest.group_count > 1 then farthest.apart_distance is not null end as is_divergent,
        case farthest.apart_distance
            {% for one, other in [('government', 'employer'), ('government', 'worker'), ('employer', 'worker')] -%}
            when {{ one }}_{{ other }} then '{{ one }}, {{ other }}'
            when -{{ one }}_{{ other }} then '{{ other }}, {{ one }}'
            {% endfor -%}
        end as apart_groups,
        farthest.apart_distance,
        -- change of the tripartite score
        compared.previous_wave,
        compared.change,
        compared.change_low,
        compared.change_high,
        farthest.is_sample
    from farthest
    left join int_survey_items__compared as compared
        on
            farthest.survey_id = compared.survey_id
            and farthest.wave = compared.wave
            and farthest.item_id = compared.item_id
    left join int_survey_items__known as items
        on
            farthest.survey_id = items.survey_id
            and farthest.item_id = items.item_id
)

select * from final
