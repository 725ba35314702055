with
int_evaluation_rows__known as (
    select * from {{ ref('int_evaluation_rows__known') }}
),

final as (
    select
        -- keys
        row_id,
        record,
        subject_key,
        version_no,
        -- what became of it
        is_standing as is_current,
        is_draft,
        correction_code,
        correction_note,
        -- origin
        reporter as author,
        submitted_date,
        known_from,
        received_at,
        file_sha256,
        is_sample,
        snapshot_id,
        place
    from int_evaluation_rows__known
)

select * from final
