-- Each cell beside that of the wave before in which the item was asked. The interval of a difference of two shares is
-- Newcombe's (1998, method 10), from the limits of both; where all answered, the share itself is its limit.
with
int_survey_cells__scored as (
    select * from {{ ref('int_survey_cells__scored') }}
),

limited as (
    select
        *,
        case when interval_method = 'none_all_answered' then share else interval_low end as low,
        case when interval_method = 'none_all_answered' then share else interval_high end as high
    from int_survey_cells__scored
),

ordered as (
    select
        *,
        lag(wave) over (
            partition by survey_id, item_id, constituent_group
            order by wave_order, wave
        ) as previous_wave,
        lag(share) over (
            partition by survey_id, item_id, constituent_group
            order by wave_order, wave
        ) as previous_share,
        lag(low) over (
            partition by survey_id, item_id, constituent_group
            order by wave_order, wave
        ) as previous_low,
        lag(high) over (
            partition by survey_id, item_id, constituent_group
            order by wave_order, wave
        ) as previous_high,
        lag(is_suppressed) over (
            partition by survey_id, item_id, constituent_group
            order by wave_order, wave
        ) as previous_is_suppressed
    from limited
),

final as (
    select
        survey_id,
        wave,
        item_id,
        constituent_group,
        low,
        high,
        previous_wave,
        case
            when not is_suppressed and not previous_is_suppressed then {{ rounded('share - previous_share', 9) }}
        end as change,
        case
            when not is_suppressed and not previous_is_suppressed
                then {{ rounded(difference_bound('share', 'low', 'previous_share', 'previous_high', '-'), 9) }}
        end as change_low,
        case
            when not is_suppressed and not previous_is_suppressed
                then {{ rounded(difference_bound('share', 'high', 'previous_share', 'previous_low', '+'), 9) }}
        end as change_high
    from ordered
)

select * from final
