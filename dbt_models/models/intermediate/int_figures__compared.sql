-- Figures of each earlier release that read otherwise today, gone and new ones included, and why it can only be time.
-- Time alone changes where a phase or a promise stands, and a half-year until its reports are due. The first figures of
-- a half-year or of an indicator that the earlier release could not have are news of their own.
with
int_figures__listed as (
    select * from {{ ref('int_figures__listed') }}
),

stg_releases__figures as (
    select * from {{ ref('stg_releases__figures') }}
),

stg_releases__inputs as (
    select * from {{ ref('stg_releases__inputs') }}
),

stg_calendar__reporting_periods as (
    select * from {{ ref('stg_calendar__reporting_periods') }}
),

releases as (
    select distinct
        release_id,
        release_as_of_date
    from stg_releases__inputs
),

now_beside_then as (
    select
        releases.release_id,
        releases.release_as_of_date,
        figures.figure_id,
        figures.table_name,
        figures.measure,
        figures.subject_kind,
        figures.subject_id,
        figures.output_id,
        figures.reading,
        figures.reporting_period_id,
        earlier.value as old_value,
        figures.value as new_value
    from int_figures__listed as figures
    cross join releases
    left join stg_releases__figures as earlier
        on releases.release_id = earlier.release_id
            and figures.figure_id = earlier.figure_id
    where earlier.value is null or earlier.value <> figures.value
    union all
    select
        earlier.release_id,
        earlier.release_as_of_date,
        earlier.figure_id,
        earlier.table_name,
        earlier.measure,
        earlier.subject_kind,
        earlier.subject_id,
        earlier.output_id,
        earlier.reading,
        earlier.reporting_period_id,
        earlier.value as old_value,
        cast(null as string) as new_value
    from stg_releases__figures as earlier
    left join int_figures__listed as figures
        on earlier.figure_id = figures.figure_id
    where figures.figure_id is null
),

final as (
    select
        compared.*,
        compared.release_as_of_date < {{ as_of_date() }}
        and (
            compared.table_name in ('milestone_status', 'commitment_status')
            or (compared.table_name like '%_progress' and periods.due_date >= compared.release_as_of_date)
        ) as may_be_time
    from now_beside_then as compared
    left join stg_calendar__reporting_periods as periods
        on compared.reporting_period_id = periods.reporting_period_id
)

select * from final
