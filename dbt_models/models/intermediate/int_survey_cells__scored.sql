-- Share agreeing (4 or 5), its interval and the median of each cell, and whether the cell is too small to be shown.
with
int_survey_cells__counted as (
    select * from {{ ref('int_survey_cells__counted') }}
),

added as (
    select
        *,
        answer_1_count + answer_2_count + answer_3_count + answer_4_count + answer_5_count as response_count,
        answer_4_count + answer_5_count as top_two_count
    from int_survey_cells__counted
),

shared as (
    select
        *,
        top_two_count / nullif(cast(response_count as double), 0) as share,
        -- Sums of weights come in no fixed order, and differ in their last digit from build to build.
        {{ rounded('top_two_weight / nullif(answered_weight, 0)', 12) }} as weighted_share,
        {{ effective_count('response_count', 'population_count') }} as effective_count,
        {{ interval_method('response_count', 'population_count') }} as interval_method,
        {{ is_small_cell('response_count', 'dont_know_count') }} as is_suppressed,
        cast(floor((response_count + 1) / 2) as integer) as lower_middle,
        cast(ceil((response_count + 1) / 2) as integer) as upper_middle
    from added
),

final as (
    select
        survey_id,
        wave,
        wave_order,
        item_id,
        constituent_group,
        answer_1_count,
        answer_2_count,
        answer_3_count,
        answer_4_count,
        answer_5_count,
        response_count,
        dont_know_count,
        top_two_count,
        respondent_count,
        population_count,
        modes,
        share,
        weighted_share,
        {{ rounded(wilson_bound('share', 'effective_count', '-'), 9) }} as interval_low,
        {{ rounded(wilson_bound('share', 'effective_count', '+'), 9) }} as interval_high,
        interval_method,
        case
            when response_count > 0 then ({{ answer_at('lower_middle') }} + {{ answer_at('upper_middle') }}) / 2
        end as median,
        is_suppressed,
        is_sample
    from shared
)

select * from final
