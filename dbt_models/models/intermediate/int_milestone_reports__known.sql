-- Reports known at the as-of date, with what is standing and what is latest among those that count.
-- is_standing: the last version of what was said about a phase in a period.
-- is_latest: the standing report of the last period of its phase.
-- Period before submission: a correction of an old period, sent late, does not overrule a newer period.
with
int_register__milestones as (
    select * from {{ ref('int_register__milestones') }}
),

int_register_rows__decided as (
    select * from {{ ref('int_register_rows__decided') }}
),

stg_calendar__reporting_periods as (
    select * from {{ ref('stg_calendar__reporting_periods') }}
),

known as (
    select
        reports.*,
        decided.report_id,
        decided.report_state,
        decided.counts,
        decided.is_standing,
        decided.version_no,
        decided.known_from,
        decided.received_at,
        decided.file_sha256,
        decided.is_sample,
        periods.start_date as period_start_date,
        periods.end_date as period_end_date
    from int_register__milestones as reports
    inner join int_register_rows__decided as decided
        on reports.snapshot_id = decided.snapshot_id
            and reports.row_number = decided.row_number
            and decided.record = 'milestone'
    left join stg_calendar__reporting_periods as periods
        on reports.reporting_period_id = periods.reporting_period_id
),

final as (
    select
        -- keys
        report_id,
        phase_id,
        output_id,
        reporting_period_id,
        snapshot_id,
        place,
        version_no,
        -- report
        status,
        reason,
        evidence_link,
        reporter,
        correction_code,
        correction_note,
        report_state,
        -- times
        actual_date,
        forecast_date,
        submitted_date,
        known_from,
        received_at,
        period_start_date,
        period_end_date,
        -- marks
        file_sha256,
        counts,
        is_standing,
        is_standing and row_number() over (
            partition by phase_id, is_standing
            order by period_end_date desc, version_no desc
        ) = 1 as is_latest,
        is_sample
    from known
)

select * from final
