-- The three groups of an item side by side: each with an equal voice, and all answers in one pot.
-- The limits of the mean of three shares come from the limits of each (Zou and Donner 2008).
with
int_survey_cells__scored as (
    select * from {{ ref('int_survey_cells__scored') }}
),

int_survey_cells__compared as (
    select * from {{ ref('int_survey_cells__compared') }}
),

cells as (
    select
        scored.*,
        compared.low,
        compared.high
    from int_survey_cells__scored as scored
    inner join int_survey_cells__compared as compared
        on
            scored.survey_id = compared.survey_id
            and scored.wave = compared.wave
            and scored.item_id = compared.item_id
            and scored.constituent_group = compared.constituent_group
),

placed as (
    select
        survey_id,
        wave,
        wave_order,
        item_id,
        {% for group in ['government', 'employer', 'worker'] %}
        {% for column in ['share', 'low', 'high'] -%}
        max(case when constituent_group = '{{ group }}' and not is_suppressed then {{ column }} end)
            as {{ group }}_{{ column }},
        {% endfor -%}
        {% endfor %}
        sum(case when is_suppressed then 1 else 0 end) as suppressed_group_count,
        sum(case when response_count = 0 and not is_suppressed then 1 else 0 end) as silent_group_count,
        cast(sum(response_count) as integer) as response_count,
        cast(sum(top_two_count) as integer) as top_two_count,
        case
            when count(case when response_count > 0 then population_count end)
                = sum(case when response_count > 0 then 1 else 0 end)
                then cast(sum(case when response_count > 0 then population_count end) as integer)
        end as population_count,
        bool_or(is_sample) as is_sample
    from cells
    group by survey_id, wave, wave_order, item_id
),

shared as (
    select
        *,
        (government_share + employer_share + worker_share) / 3 as tripartite_share,
        sqrt(
            (government_share - government_low) * (government_share - government_low)
            + (employer_share - employer_low) * (employer_share - employer_low)
            + (worker_share - worker_low) * (worker_share - worker_low)
        ) / 3 as tripartite_low_distance,
        sqrt(
            (government_share - government_high) * (government_share - government_high)
            + (employer_share - employer_high) * (employer_share - employer_high)
            + (worker_share - worker_high) * (worker_share - worker_high)
        ) / 3 as tripartite_high_distance,
        top_two_count / nullif(cast(response_count as double), 0) as pooled_share,
        {{ effective_count('response_count', 'population_count') }} as pooled_effective_count
    from placed
),

final as (
    select
        *,
        {{ rounded('tripartite_share - tripartite_low_distance', 9) }} as tripartite_low,
        {{ rounded('tripartite_share + tripartite_high_distance', 9) }} as tripartite_high,
        {{ rounded(wilson_bound('pooled_share', 'pooled_effective_count', '-'), 9) }} as pooled_low,
        {{ rounded(wilson_bound('pooled_share', 'pooled_effective_count', '+'), 9) }} as pooled_high
    from shared
)

select * from final
