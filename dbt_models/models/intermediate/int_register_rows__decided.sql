-- The state of each reported row, and whether it counts.
-- A decision speaks about the version that stood on its day: dated on or after the submission, before the next version.
-- A change after an approval in force counts only where it is declared: with a correction reason, or nothing new in it.
-- Evidence, money and promises are not locked: they are not part of what an output's approval is about.
with
int_register_rows__known as (
    select * from {{ ref('int_register_rows__known') }}
),

int_register_decisions__known as (
    select * from {{ ref('int_register_decisions__known') }}
),

after_submission as (
    select
        reports.report_id,
        decisions.decision,
        row_number() over (
            partition by reports.report_id
            order by decisions.decided_date desc, decisions.known_from desc, decisions.decision_id desc
        ) as decision_rank
    from int_register_rows__known as reports
    inner join int_register_decisions__known as decisions
        on reports.output_id = decisions.output_id
            and reports.reporting_period_id = decisions.reporting_period_id
            and decisions.decided_date >= cast(reports.known_from as date)
            and (reports.next_version_date is null or reports.next_version_date > decisions.decided_date)
    where reports.record in ('milestone', 'narrative', 'result')
),

before_submission as (
    select
        reports.report_id,
        reports.subject_key,
        decisions.decision,
        decisions.decided_date,
        row_number() over (
            partition by reports.report_id
            order by decisions.decided_date desc, decisions.known_from desc, decisions.decision_id desc
        ) as decision_rank
    from int_register_rows__known as reports
    inner join int_register_decisions__known as decisions
        on reports.output_id = decisions.output_id
            and reports.reporting_period_id = decisions.reporting_period_id
            and decisions.decided_date < cast(reports.known_from as date)
    where reports.record in ('milestone', 'narrative', 'result')
),

approved as (
    select
        locked.report_id,
        versions.content,
        row_number() over (partition by locked.report_id order by versions.version_no desc) as version_rank
    from before_submission as locked
    inner join int_register_rows__known as versions
        on locked.subject_key = versions.subject_key
            and cast(versions.known_from as date) <= locked.decided_date
            and versions.file_state <> 'draft'
    where locked.decision_rank = 1 and locked.decision = 'approved'
),

judged as (
    select
        reports.*,
        case
            when reports.file_state = 'draft' then 'draft'
            else coalesce(decided.decision, 'submitted')
        end as report_state,
        coalesce(
            locked.decision = 'approved'
            and reports.correction_code is null
            and coalesce(approved.content, '') <> reports.content,
            false
        ) as is_locked_out
    from int_register_rows__known as reports
    left join after_submission as decided
        on reports.report_id = decided.report_id and decided.decision_rank = 1
    left join before_submission as locked
        on reports.report_id = locked.report_id and locked.decision_rank = 1
    left join approved
        on reports.report_id = approved.report_id and approved.version_rank = 1
),

final as (
    select
        report_id,
        record,
        snapshot_id,
        row_number,
        place,
        subject_id,
        subject_key,
        output_id,
        reporting_period_id,
        content,
        reporter,
        submitted_date,
        file_state,
        correction_code,
        correction_note,
        received_at,
        file_sha256,
        is_sample,
        known_from,
        version_no,
        next_version_date,
        report_state,
        is_locked_out,
        report_state not in ('draft', 'returned') and not is_locked_out as counts,
        report_state not in ('draft', 'returned') and not is_locked_out
        and row_number() over (
            partition by subject_key, report_state not in ('draft', 'returned') and not is_locked_out
            order by version_no desc
        ) = 1 as is_standing
    from judged
)

select * from final
