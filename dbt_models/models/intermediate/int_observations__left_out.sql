-- Rows of the current snapshots that indicators.series leaves out, each with its one reason. What a source gives to a
-- series may be left out as a whole (int_series__ruled). Where several sources that stand give the same period, the
-- row of the one with the most values in that series stays; ties go to the first source code.
with
int_series__ruled as (
    select * from {{ ref('int_series__ruled') }}
),

ruled_out as (
    select
        observations.snapshot_id,
        observations.row_number,
        series.reason
    from {{ ref('stg_ilostat__observations') }} as observations
    inner join int_series__ruled as series
        on {{ same_series('observations', 'series', source=true) }}
    where series.reason is not null
),

contested as (
    select
        observations.snapshot_id,
        observations.row_number,
        row_number() over (
            partition by {{ series_columns('observations') }}, observations.time_period
            order by series.value_count desc, series.given_source asc
        ) as source_rank
    from {{ ref('stg_ilostat__observations') }} as observations
    inner join int_series__ruled as series
        on {{ same_series('observations', 'series', source=true) }}
    where series.is_contested
),

final as (
    select
        snapshot_id,
        row_number,
        reason
    from ruled_out
    union all
    select
        snapshot_id,
        row_number,
        'another source for the same period' as reason
    from contested
    where source_rank > 1
)

select * from final
