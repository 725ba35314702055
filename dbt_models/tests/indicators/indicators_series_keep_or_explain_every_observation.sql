-- Every row of the observations is either in the series or counted among what they leave out.
with
expected as (
    select
        snapshot_id,
        count(*) as row_count
    from {{ ref('observations') }}
    group by snapshot_id
),

kept as (
    select
        snapshot_id,
        count(*) as row_count
    from {{ ref('series') }}
    group by snapshot_id
),

left_out as (
    select
        snapshot_id,
        sum(observation_count) as row_count
    from {{ ref('series_left_out') }}
    group by snapshot_id
),

final as (
    select
        expected.snapshot_id,
        expected.row_count,
        kept.row_count as kept_count,
        left_out.row_count as left_out_count
    from expected
    left join kept
        on expected.snapshot_id = kept.snapshot_id
    left join left_out
        on expected.snapshot_id = left_out.snapshot_id
    where expected.row_count <> coalesce(kept.row_count, 0) + coalesce(left_out.row_count, 0)
)

select * from final
