-- The first half-year whose figures each event can change: its own, or an earlier one. A completion counts from its
-- actual date on, however late it is reported, corrected, approved or returned; evidence may have stood in an earlier
-- half-year before. Every version handed in is asked, since the event may have taken it away.
with
int_register_events__listed as (
    select * from {{ ref('int_register_events__listed') }}
),

int_milestone_reports__known as (
    select * from {{ ref('int_milestone_reports__known') }}
),

int_evidence__reviewed as (
    select * from {{ ref('int_evidence__reviewed') }}
),

stg_calendar__reporting_periods as (
    select * from {{ ref('stg_calendar__reporting_periods') }}
),

completions as (
    select
        reports.phase_id,
        reports.output_id,
        reports.reporting_period_id,
        min(periods.reporting_period_id) as completed_period_id
    from int_milestone_reports__known as reports
    inner join stg_calendar__reporting_periods as periods
        on reports.actual_date <= periods.end_date
    where reports.status = 'completed' and reports.report_state <> 'draft'
    group by reports.phase_id, reports.output_id, reports.reporting_period_id
),

reached as (
    select
        report_id,
        reporting_period_id
    from int_register_events__listed
    union all
    select
        events.report_id,
        completions.completed_period_id as reporting_period_id
    from int_register_events__listed as events
    inner join completions
        on events.reporting_period_id = completions.reporting_period_id
            and (
                (events.record = 'milestone' and events.subject_id = completions.phase_id)
                or (events.record = 'decision' and events.subject_id = completions.output_id)
            )
    union all
    select
        events.report_id,
        evidence.reporting_period_id
    from int_register_events__listed as events
    inner join int_evidence__reviewed as evidence
        on events.subject_id = evidence.evidence_id
    where events.record = 'evidence' and evidence.file_state <> 'draft'
),

final as (
    select
        report_id,
        min(reporting_period_id) as first_period_id
    from reached
    group by report_id
)

select * from final
