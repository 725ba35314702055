-- The current snapshots are in the observations, all of their rows, and nothing else is.
with
datasets as (
    select * from {{ ref('indicators__datasets') }}
),

observations as (
    select * from {{ ref('observations') }}
),

counted as (
    select
        snapshot_id,
        count(*) as row_count,
        min(row_number) as first_row,
        max(row_number) as last_row,
        sum(cast(row_number as double)) as row_sum
    from observations
    group by snapshot_id
),

final as (
    select
        coalesce(datasets.snapshot_id, counted.snapshot_id) as snapshot_id,
        datasets.row_count as expected_row_count,
        counted.row_count,
        counted.first_row,
        counted.last_row
    from datasets
    full outer join counted
        on datasets.snapshot_id = counted.snapshot_id
    where (coalesce(datasets.is_current, false) or counted.snapshot_id is not null)
        and (
            datasets.snapshot_id is null
            or not datasets.is_current
            or coalesce(counted.row_count, 0) <> datasets.row_count
            or counted.first_row <> 1
            or counted.last_row <> datasets.row_count
            or counted.row_sum <> cast(datasets.row_count as double) * (datasets.row_count + 1) / 2
        )
)

select * from final
