-- Who changed what, when and why. One row per field that a later version says otherwise than the one before it (a draft
-- that is handed in too), and one per decision on the report of an output. What follows a draft or a return is awaited:
-- it needs no reason. Nor does a step of a target: its approval and its withdrawal say themselves by whom and why.
{% set is_step = "record = 'target' and (field in ('approver', 'approved_date', 'reason')"
    ~ " or (field = 'target_status' and new_value in ('approved', 'withdrawn')))" %}
with
int_register_rows__decided as (
    select * from {{ ref('int_register_rows__decided') }}
),

int_register_fields__stated as (
    select * from {{ ref('int_register_fields__stated') }}
),

int_register_decisions__known as (
    select * from {{ ref('int_register_decisions__known') }}
),

paired as (
    select
        decided.*,
        stated.field,
        stated.field_value as new_value,
        lag(stated.field_value) over (
            partition by decided.subject_key, stated.field
            order by decided.version_no
        ) as old_value,
        lag(decided.report_state) over (
            partition by decided.subject_key, stated.field
            order by decided.version_no
        ) as old_state
    from int_register_fields__stated as stated
    inner join int_register_rows__decided as decided
        on stated.record = decided.record
            and stated.snapshot_id = decided.snapshot_id
            and stated.row_number = decided.row_number
),

decisions as (
    select
        *,
        coalesce(lag(decision) over (
            partition by output_id, reporting_period_id
            order by decided_date, known_from, decision_id
        ), 'submitted') as old_decision
    from int_register_decisions__known
),

final as (
    select
        report_id || '_' || field as change_id,
        cast(known_from as date) as changed_at,
        known_from,
        record,
        subject_id,
        output_id,
        reporting_period_id,
        field,
        old_value,
        new_value,
        reporter as who,
        case
            when correction_code is not null then correction_code
            when record = 'evidence' and field in ('review', 'note') then 'review'
            when {{ is_step }} then 'target step'
            when old_state = 'returned' then 'handed in again'
            when field = 'report_state' or old_state = 'draft' then 'handed in'
            else 'no reason given'
        end as why_code,
        correction_note as why_note,
        correction_code is not null
        or field = 'report_state'
        or coalesce(old_state in ('draft', 'returned'), false)
        or (record = 'evidence' and field in ('review', 'note'))
        or ({{ is_step }}) as is_declared,
        counts,
        version_no,
        received_at,
        is_sample,
        snapshot_id,
        place
    from paired
    where version_no > 1
        and coalesce(old_value, '') <> coalesce(new_value, '')
    union all
    select
        decision_id || '_decision' as change_id,
        decided_date as changed_at,
        known_from,
        'decision' as record,
        output_id as subject_id,
        output_id,
        reporting_period_id,
        'report_state' as field,
        old_decision as old_value,
        decision as new_value,
        decided_by as who,
        'decision' as why_code,
        note as why_note,
        true as is_declared,
        true as counts,
        1 as version_no,
        received_at,
        is_sample,
        snapshot_id,
        place
    from decisions
)

select * from final
