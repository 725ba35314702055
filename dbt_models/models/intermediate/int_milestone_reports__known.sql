-- Reports known at the as-of date. is_standing: the last version of what was said about a phase in a period.
-- is_latest: the standing report of the last period of its phase.
-- Period before submission: a correction of an old period, sent late, does not overrule a newer period.
{{ config(meta={'snapshots_of': ['register']}) }}
with
stg_register__milestone_reports as (
    select * from {{ ref('stg_register__milestone_reports') }}
),

stg_landing__snapshots as (
    select * from {{ ref('stg_landing__snapshots') }}
),

stg_calendar__reporting_periods as (
    select * from {{ ref('stg_calendar__reporting_periods') }}
),

dated as (
    select
        reports.*,
        snapshots.is_sample,
        periods.start_date as period_start_date,
        periods.end_date as period_end_date,
        coalesce(cast(reports.submitted_date as timestamp), snapshots.known_from) as known_from
    from stg_register__milestone_reports as reports
    left join stg_landing__snapshots as snapshots
        on reports.snapshot_id = snapshots.snapshot_id
    left join stg_calendar__reporting_periods as periods
        on reports.reporting_period_id = periods.reporting_period_id
),

known as (
    select * from dated
    where cast(known_from as date) <= {{ as_of_date() }}
),

ranked as (
    select
        *,
        row_number() over (
            partition by phase_id, reporting_period_id
            order by known_from desc, snapshot_id desc, row_number desc
        ) as version_rank,
        row_number() over (
            partition by phase_id
            order by period_end_date desc, known_from desc, snapshot_id desc, row_number desc
        ) as phase_rank
    from known
),

final as (
    select
        -- keys
        snapshot_id || '_' || cast(row_number as string) as report_id,
        phase_id,
        output_id,
        reporting_period_id,
        snapshot_id,
        place,
        -- report
        status,
        reason,
        evidence_link,
        reporter,
        -- times
        actual_date,
        forecast_date,
        submitted_date,
        known_from,
        period_start_date,
        period_end_date,
        -- marks
        version_rank = 1 as is_standing,
        phase_rank = 1 as is_latest,
        is_sample
    from ranked
)

select * from final
