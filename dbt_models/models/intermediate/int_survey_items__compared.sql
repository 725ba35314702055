-- The tripartite score of an item beside that of the wave before in which it was asked.
with
int_survey_items__pooled as (
    select * from {{ ref('int_survey_items__pooled') }}
),

ordered as (
    select
        survey_id,
        wave,
        item_id,
        tripartite_share,
        tripartite_low,
        tripartite_high,
        lag(wave) over (
            partition by survey_id, item_id
            order by wave_order, wave
        ) as previous_wave,
        lag(tripartite_share) over (
            partition by survey_id, item_id
            order by wave_order, wave
        ) as previous_tripartite_share,
        lag(tripartite_low) over (
            partition by survey_id, item_id
            order by wave_order, wave
        ) as previous_tripartite_low,
        lag(tripartite_high) over (
            partition by survey_id, item_id
            order by wave_order, wave
        ) as previous_tripartite_high
    from int_survey_items__pooled
),

final as (
    select
        survey_id,
        wave,
        item_id,
        previous_wave,
        {{ rounded('tripartite_share - previous_tripartite_share', 9) }} as change,
        {{ rounded(difference_bound(
                'tripartite_share', 'tripartite_low', 'previous_tripartite_share', 'previous_tripartite_high', '-'
            ), 9) }} as change_low,
        {{ rounded(difference_bound(
                'tripartite_share', 'tripartite_high', 'previous_tripartite_share', 'previous_tripartite_low', '+'
            ), 9) }} as change_high
    from ordered
)

select * from final
