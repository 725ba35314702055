with
int_survey_cells__scored as (
    select * from {{ ref('int_survey_cells__scored') }}
),

int_survey_cells__compared as (
    select * from {{ ref('int_survey_cells__compared') }}
),

int_survey_items__known as (
    select * from {{ ref('int_survey_items__known') }}
),

final as (
    select
        -- keys
        scored.survey_id,
        scored.wave,
        scored.item_id,
        scored.constituent_group,
        -- what
        scored.wave_order,
        items.item_label,
        items.criterion_code,
        items.output_id,
        {% set counts = ['response_count', 'dont_know_count', 'respondent_count', 'population_count'] -%}
        {% set answers = ['answer_1_count', 'answer_2_count', 'answer_3_count', 'answer_4_count', 'answer_5_count'] -%}
        -- counts
        {% for column in counts + answers + ['top_two_count'] -%}
        case when not scored.is_suppressed then scored.{{ column }} end as {{ column }},
        {% endfor -%}
        case
            when not scored.is_suppressed and scored.population_count >= scored.respondent_count
                then scored.respondent_count / cast(scored.population_count as double)
        end as response_rate,
        -- score
        {% for column in ['share', 'weighted_share', 'interval_low', 'interval_high', 'interval_method', 'median'] -%}
        case when not scored.is_suppressed then scored.{{ column }} end as {{ column }},
        {% endfor -%}
        -- change
        compared.previous_wave,
        compared.change,
        compared.change_low,
        compared.change_high,
        -- how
        case when not scored.is_suppressed then scored.modes end as modes,
        scored.is_suppressed,
        scored.is_sample
    from int_survey_cells__scored as scored
    left join int_survey_cells__compared as compared
        on
            scored.survey_id = compared.survey_id
            and scored.wave = compared.wave
            and scored.item_id = compared.item_id
            and scored.constituent_group = compared.constituent_group
    left join int_survey_items__known as items
        on
            scored.survey_id = items.survey_id
            and scored.item_id = items.item_id
)

select * from final
