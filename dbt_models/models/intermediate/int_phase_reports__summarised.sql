-- What the reports that count say about each phase that has any, on each day of assessment: the latest word, and
-- completion. Completion is looked for in every standing report, not in the latest alone: an achieved phase stays
-- achieved. A completion dated after the day has not happened yet.
with
int_milestone_reports__known as (
    select * from {{ ref('int_milestone_reports__known') }}
),

int_assessment_days__listed as (
    select * from {{ ref('int_assessment_days__listed') }}
),

ranked as (
    select
        days.day_id,
        reports.phase_id,
        reports.report_id,
        reports.reporting_period_id,
        reports.status,
        reports.forecast_date,
        row_number() over (
            partition by days.day_id, reports.phase_id
            order by reports.period_end_date desc, reports.known_from desc, reports.report_id desc
        ) as phase_rank
    from int_assessment_days__listed as days
    inner join int_milestone_reports__known as reports
        on days.last_period_end_date >= reports.period_end_date
    where reports.is_standing
),

completions as (
    select
        days.day_id,
        reports.phase_id,
        reports.report_id,
        reports.reporting_period_id,
        reports.actual_date,
        row_number() over (
            partition by days.day_id, reports.phase_id
            order by reports.period_end_date desc, reports.known_from desc, reports.report_id desc
        ) as completion_rank
    from int_assessment_days__listed as days
    inner join int_milestone_reports__known as reports
        on days.assessed_date >= reports.actual_date
    where reports.is_standing
        and reports.status = 'completed'
),

phases as (
    select
        day_id,
        phase_id
    from ranked
    where phase_rank = 1
    union
    select
        day_id,
        phase_id
    from completions
    where completion_rank = 1
),

final as (
    select
        phases.day_id,
        phases.phase_id,
        completions.actual_date,
        coalesce(completions.report_id, latest.report_id) as report_id,
        coalesce(completions.reporting_period_id, latest.reporting_period_id) as reporting_period_id,
        case when completions.phase_id is null then latest.forecast_date end as forecast_date,
        completions.phase_id is null and coalesce(latest.status = 'cancelled', false) as is_cancelled
    from phases
    left join ranked as latest
        on phases.day_id = latest.day_id
            and phases.phase_id = latest.phase_id
            and latest.phase_rank = 1
    left join completions
        on phases.day_id = completions.day_id
            and phases.phase_id = completions.phase_id
            and completions.completion_rank = 1
)

select * from final
