-- Money by the year in which it was booked, and added up since the start. The strategy gives no split by year, so there
-- is no plan beside it.
with
int_money__converted as (
    select * from {{ ref('int_money__converted') }}
),

by_year as (
    select
        action_area_id,
        cast(extract(year from booked_date) as integer) as booked_year,
        sum(case when money_kind = 'commitment' then amount_usd else 0 end) as committed_usd,
        sum(case when money_kind = 'expenditure' then amount_usd else 0 end) as spent_usd
    from int_money__converted
    where is_standing
    group by action_area_id, cast(extract(year from booked_date) as integer)
),

final as (
    select
        action_area_id,
        booked_year,
        committed_usd,
        spent_usd,
        sum(committed_usd) over (
            partition by action_area_id
            order by booked_year
            rows between unbounded preceding and current row
        ) as cumulative_committed_usd,
        sum(spent_usd) over (
            partition by action_area_id
            order by booked_year
            rows between unbounded preceding and current row
        ) as cumulative_spent_usd,
        {{ is_sample_run() }} as is_sample
    from by_year
)

select * from final
