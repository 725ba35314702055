-- What the earliest vintage that has a value of the same cell said of each yearly value. A cell is what
-- docs/vintages.md calls one; of several sources of a vintage the same one comes first, then a national one. Vintages
-- that became known after the current one, and earlier projections, are left out.
with
int_datasets__ranked as (
    select * from {{ ref('int_datasets__ranked') }}
),

points as (
    select distinct
        snapshot_id,
        row_number
    from {{ ref('int_change_points__observed') }}
    where snapshot_id is not null
        and dataset_code is not null
        and not is_left_out
),

cells as (
    select
        points.snapshot_id,
        points.row_number,
        observations.dataset_code,
        observations.reference_area_code,
        observations.time_period,
        observations.source_code,
        {{ cell_key('observations') }} as cell_key,
        datasets.vintage_no
    from points
    inner join {{ ref('observation_vintages') }} as observations
        on points.snapshot_id = observations.snapshot_id
            and points.row_number = observations.row_number
    inner join int_datasets__ranked as datasets
        on points.snapshot_id = datasets.snapshot_id
),

told as (
    select
        cells.snapshot_id,
        cells.row_number,
        observations.value,
        datasets.vintage_no,
        row_number() over (
            partition by cells.snapshot_id, cells.row_number
            order by
                datasets.vintage_no desc,
                case when observations.source_code = cells.source_code then 0 else 1 end asc,
                case when observations.observation_kind = 'modelled' then 1 else 0 end asc,
                coalesce(observations.source_code, '') asc,
                observations.row_number asc
        ) as place
    from cells
    inner join {{ ref('observation_vintages') }} as observations
        on cells.dataset_code = observations.dataset_code
            and cells.reference_area_code = observations.reference_area_code
            and cells.time_period = observations.time_period
            and cells.cell_key = {{ cell_key('observations') }}
    inner join int_datasets__ranked as datasets
        on observations.snapshot_id = datasets.snapshot_id
            and cells.vintage_no <= datasets.vintage_no
    where observations.value is not null
        and observations.year >= {{ first_year_before() }}
        and not coalesce(observations.is_projected, false)
),

final as (
    select
        snapshot_id,
        row_number,
        max(case when place = 1 then value end) as first_known_value,
        count(distinct vintage_no) as vintage_count
    from told
    group by snapshot_id, row_number
)

select * from final
