-- report_missing: reports on a half-year with something planned were due before the as-of date, and none that counts
-- came in; one row per output. undeclared_change: a later version says otherwise without a reason; one row per subject
-- and half-year, high after an approval; a review is none. evidence_weak: the standing word is weak or rejected.
with
int_output_progress__assembled as (
    select * from {{ ref('int_output_progress__assembled') }}
),

int_changes__listed as (
    select * from {{ ref('int_changes__listed') }}
),

int_evidence__reviewed as (
    select * from {{ ref('int_evidence__reviewed') }}
),

stg_calendar__reporting_periods as (
    select * from {{ ref('stg_calendar__reporting_periods') }}
),

stg_strategy__outputs as (
    select * from {{ ref('stg_strategy__outputs') }}
),

missing as (
    select
        progress.output_id,
        count(*) as missing_count,
        max(progress.reporting_period_id) as last_period_id,
        max(periods.due_date) as last_due_date
    from int_output_progress__assembled as progress
    inner join stg_calendar__reporting_periods as periods
        on progress.reporting_period_id = periods.reporting_period_id
    where progress.reading = 'primary'
        and not progress.is_reported and progress.tracks <> 'nothing planned'
        and periods.due_date < {{ as_of_date() }}
    group by progress.output_id
),

undeclared as (
    select
        record,
        subject_id,
        output_id,
        reporting_period_id,
        count(*) as change_count,
        max(changed_at) as last_changed_at,
        min(case when counts then 1 else 0 end) as is_counted
    from int_changes__listed
    where not is_declared and field <> 'report_state'
        and not (record = 'evidence' and field in ('review', 'note'))
        and (counts or record in ('milestone', 'narrative', 'result'))
    group by record, subject_id, output_id, reporting_period_id
),

raised as (
    select
        'report_missing' as rule,
        'medium' as severity,
        'output' as subject_kind,
        output_id as subject_id,
        cast(null as string) as subject_label,
        output_id,
        'No report that counts came in for ' || last_period_id
        || case when missing_count > 1 then ' and ' || cast(missing_count - 1 as string) || ' before it' else '' end
        || '; the last was due on ' || cast(last_due_date as string) || '.' as reason,
        last_due_date as due_date,
        {{ days_between('last_due_date', as_of_date()) }} as days
    from missing
    union all
    select
        'undeclared_change' as rule,
        case when is_counted = 1 then 'medium' else 'high' end as severity,
        record as subject_kind,
        subject_id || coalesce(' ' || reporting_period_id, '') as subject_id,
        'The ' || record || ' ' || subject_id || coalesce(' for ' || reporting_period_id, '') as subject_label,
        output_id,
        case when change_count = 1 then 'One field was' else cast(change_count as string) || ' fields were' end
        || ' changed without a reason, last on ' || cast(last_changed_at as string)
        || case when is_counted = 1 then '.' else ', after an approval or a return; such a change does not count.' end
            as reason,
        last_changed_at as due_date,
        cast(null as integer) as days
    from undeclared
    union all
    select
        'evidence_weak' as rule,
        'medium' as severity,
        'evidence' as subject_kind,
        evidence_id as subject_id,
        title as subject_label,
        output_id,
        'Its review says ' || review_word || coalesce(': ' || note, '') || '.' as reason,
        reviewed_date as due_date,
        cast(null as integer) as days
    from int_evidence__reviewed
    where is_standing and review_word in ('weak', 'rejected')
),

final as (
    select
        raised.rule,
        raised.severity,
        raised.subject_kind,
        raised.subject_id,
        coalesce(raised.subject_label, outputs.output_label) as subject_label,
        raised.output_id,
        outputs.action_area_id,
        'primary' as reading,
        raised.reason,
        case when raised.rule = 'report_missing' then raised.due_date end as due_date,
        raised.days,
        case raised.rule when 'report_missing' then 'hand-in' else 'output' end as page,
        outputs.paragraphs as para
    from raised
    left join stg_strategy__outputs as outputs
        on raised.output_id = outputs.output_id
)

select * from final
