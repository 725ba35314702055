-- The tables and subjects whose figures each event can change: those of every version of what it is about.
with
int_register_events__listed as (
    select * from {{ ref('int_register_events__listed') }}
),

int_register__evidence as (
    select * from {{ ref('int_register__evidence') }}
),

int_register__money as (
    select * from {{ ref('int_register__money') }}
),

int_register__results as (
    select * from {{ ref('int_register__results') }}
),

stg_strategy__outputs as (
    select * from {{ ref('stg_strategy__outputs') }}
),

stg_strategy__phases as (
    select * from {{ ref('stg_strategy__phases') }}
),

final as (
    select
        report_id,
        'milestone_status' as table_name,
        subject_id
    from int_register_events__listed
    where record = 'milestone'
    union all
    select distinct
        events.report_id,
        'milestone_status' as table_name,
        evidence.phase_id as subject_id
    from int_register_events__listed as events
    inner join int_register__evidence as evidence
        on events.subject_id = evidence.evidence_id
    where events.record = 'evidence' and evidence.phase_id is not null
    union all
    select
        events.report_id,
        'milestone_status' as table_name,
        phases.phase_id as subject_id
    from int_register_events__listed as events
    inner join stg_strategy__phases as phases
        on events.output_id = phases.output_id
    where events.record = 'decision'
    union all
    select
        report_id,
        'output_progress' as table_name,
        output_id as subject_id
    from int_register_events__listed
    where record in ('milestone', 'evidence', 'decision') and output_id is not null
    union all
    select
        events.report_id,
        'action_area_progress' as table_name,
        outputs.action_area_id as subject_id
    from int_register_events__listed as events
    inner join stg_strategy__outputs as outputs
        on events.output_id = outputs.output_id
    where events.record in ('milestone', 'evidence', 'decision')
    union all
    select
        report_id,
        'strategy_progress' as table_name,
        'GB347' as subject_id
    from int_register_events__listed
    where record in ('milestone', 'evidence', 'decision') and output_id is not null
    union all
    select
        report_id,
        'output_results' as table_name,
        subject_id
    from int_register_events__listed
    where record = 'result'
    union all
    select distinct
        events.report_id,
        'output_results' as table_name,
        results.indicator_id as subject_id
    from int_register_events__listed as events
    inner join int_register__results as results
        on events.output_id = results.output_id
            and events.reporting_period_id = results.reporting_period_id
    where events.record = 'decision'
    union all
    select distinct
        events.report_id,
        'resource_absorption' as table_name,
        money.action_area_id as subject_id
    from int_register_events__listed as events
    inner join int_register__money as money
        on events.subject_id = money.money_id
    where events.record = 'money'
    union all
    select
        report_id,
        'commitment_status' as table_name,
        subject_id
    from int_register_events__listed
    where record = 'promise'
)

select * from final
