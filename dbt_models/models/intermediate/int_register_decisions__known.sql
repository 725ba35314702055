-- Decisions on the report of an output for a period, known at the as-of date.
{{ config(meta={'snapshots_of': ['register']}) }}
with
int_register__decisions as (
    select * from {{ ref('int_register__decisions') }}
),

stg_landing__snapshots as (
    select * from {{ ref('stg_landing__snapshots') }}
),

final as (
    select
        decisions.snapshot_id || '_' || cast(decisions.row_number as string) as decision_id,
        decisions.snapshot_id,
        decisions.row_number,
        decisions.place,
        decisions.output_id,
        decisions.reporting_period_id,
        decisions.decision,
        decisions.decided_by,
        decisions.decided_date,
        decisions.note,
        coalesce(cast(decisions.submitted_date as timestamp), snapshots.known_from) as known_from,
        snapshots.retrieved_at as received_at,
        snapshots.file_sha256,
        snapshots.is_sample
    from int_register__decisions as decisions
    inner join stg_landing__snapshots as snapshots
        on decisions.snapshot_id = snapshots.snapshot_id
    where coalesce(decisions.submitted_date, cast(snapshots.known_from as date)) <= {{ as_of_date() }}
        and decisions.file_state <> 'draft'
        and decisions.decided_date <= {{ as_of_date() }}
)

select * from final
