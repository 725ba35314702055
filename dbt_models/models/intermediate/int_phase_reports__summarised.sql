-- What the known reports say about each phase that has any: its latest word, and its completion.
-- Completion is looked for in every standing report, not in the latest alone: an achieved phase stays achieved.
-- A completion dated after the as-of date has not happened yet.
with
int_milestone_reports__known as (
    select * from {{ ref('int_milestone_reports__known') }}
),

latest as (
    select
        phase_id,
        report_id,
        reporting_period_id,
        status,
        forecast_date
    from int_milestone_reports__known
    where is_latest
),

completions as (
    select
        phase_id,
        report_id,
        reporting_period_id,
        actual_date,
        row_number() over (
            partition by phase_id
            order by period_end_date desc, known_from desc, report_id desc
        ) as completion_rank
    from int_milestone_reports__known
    where is_standing
        and status = 'completed'
        and actual_date <= {{ as_of_date() }}
),

final as (
    select
        latest.phase_id,
        completions.actual_date,
        coalesce(completions.report_id, latest.report_id) as report_id,
        coalesce(completions.reporting_period_id, latest.reporting_period_id) as reporting_period_id,
        case when completions.phase_id is null then latest.forecast_date end as forecast_date,
        completions.phase_id is null and latest.status = 'cancelled' as is_cancelled
    from latest
    left join completions
        on latest.phase_id = completions.phase_id
            and completions.completion_rank = 1
)

select * from final
