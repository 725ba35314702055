-- A value or baseline that names its row in ILOSTAT's file is the figure of that row.
with
named as (
    select
        snapshot_id,
        row_number,
        value,
        year
    from {{ ref('progress') }}
    where method = 'linear'
        and reference_area_code <> 'STRATEGY'
    union all
    select
        snapshot_id,
        row_number,
        baseline_value as value,
        baseline_year as year
    from {{ ref('baselines') }}
    where reference_area_code <> 'STRATEGY'
        and snapshot_id is not null
),

final as (
    select
        named.snapshot_id,
        named.row_number,
        named.value,
        series.value as series_value
    from named
    left join {{ ref('series') }} as series
        on named.snapshot_id = series.snapshot_id
            and named.row_number = series.row_number
    where series.value is null or series.value <> named.value or series.year <> named.year
)

select * from final
