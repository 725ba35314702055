-- What happened to the reports, and what it is called where a figure reads otherwise because of it. A draft, a change
-- that does not count and a repetition change no figure.
-- new report: the first version handed in. correction: a later one with a reason, or after the report was returned.
-- review: a word on an item of evidence. undeclared change: any other later version. decision: on an output's report.
-- A target is no report: what it changes are ratings, and indicators.rating_changes tells why.
with
int_register_rows__decided as (
    select * from {{ ref('int_register_rows__decided') }}
),

int_register_decisions__known as (
    select * from {{ ref('int_register_decisions__known') }}
),

submitted as (
    select
        *,
        row_number() over (partition by subject_key order by version_no) as submission_no,
        lag(content) over (partition by subject_key order by version_no) as content_before,
        lag(report_state) over (partition by subject_key order by version_no) as state_before
    from int_register_rows__decided
    where file_state <> 'draft' and record <> 'target'
),

final as (
    select
        report_id,
        record,
        subject_id,
        output_id,
        reporting_period_id,
        case
            when submission_no = 1 then 'new report'
            when correction_code is not null or state_before = 'returned' then 'correction'
            when record = 'evidence' then 'review'
            else 'undeclared change'
        end as cause,
        coalesce(correction_note, correction_code) as reason,
        reporter as who,
        known_from,
        snapshot_id
    from submitted
    where counts
        and (submission_no = 1 or content <> content_before or state_before = 'returned')
    union all
    select
        decision_id as report_id,
        'decision' as record,
        output_id as subject_id,
        output_id,
        reporting_period_id,
        'decision' as cause,
        decision as reason,
        decided_by as who,
        known_from,
        snapshot_id
    from int_register_decisions__known
)

select * from final
