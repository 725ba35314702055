-- Each event beside the tables and subjects whose figures it can change, from which half-year on, and told in one
-- sentence.
with
int_register_events__listed as (
    select * from {{ ref('int_register_events__listed') }}
),

int_register_events__touched as (
    select * from {{ ref('int_register_events__touched') }}
),

int_register_events__reaching as (
    select * from {{ ref('int_register_events__reaching') }}
),

final as (
    select
        subjects.table_name,
        subjects.subject_id,
        events.report_id,
        events.record,
        events.reporting_period_id,
        reaching.first_period_id,
        events.cause,
        'The ' || events.record
        || case when events.record = 'decision' then ' on ' else ' ' end || events.subject_id
        || coalesce(' for ' || events.reporting_period_id, '')
        || case events.cause
            when 'new report' then ' was reported'
            when 'correction' then ' was corrected'
            when 'undeclared change' then ' was changed without a reason'
            when 'review' then ' was reviewed or changed'
            else ' says ' || events.reason
        end
        || coalesce(' by ' || events.who, '')
        || ', known from ' || cast(cast(events.known_from as date) as string)
        || case when events.cause = 'correction' then coalesce(' (' || events.reason || ')', '') else '' end
        || '.' as detail,
        events.known_from,
        events.snapshot_id
    from int_register_events__touched as subjects
    inner join int_register_events__listed as events
        on subjects.report_id = events.report_id
    inner join int_register_events__reaching as reaching
        on subjects.report_id = reaching.report_id
)

select * from final
