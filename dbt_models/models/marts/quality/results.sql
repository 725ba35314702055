{{ config(tags=['closing']) }}
with
stg_checks__results as (
    select * from {{ ref('stg_checks__results') }}
),

final as (
    select
        run_id,
        check_id,
        outcome,
        failing_count,
        checked_count,
        message,
        sample_rows,
        failing_subjects,
        executed_at
    from stg_checks__results
)

select * from final
