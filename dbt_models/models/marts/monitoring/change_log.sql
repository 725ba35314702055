with
int_changes__listed as (
    select * from {{ ref('int_changes__listed') }}
),

final as (
    select
        change_id,
        changed_at,
        known_from,
        record,
        subject_id,
        output_id,
        reporting_period_id,
        field,
        old_value,
        new_value,
        who,
        why_code,
        why_note,
        is_declared,
        counts,
        version_no,
        received_at,
        is_sample,
        snapshot_id,
        place
    from int_changes__listed
)

select * from final
