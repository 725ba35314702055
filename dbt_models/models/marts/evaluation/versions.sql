with
int_evaluation_rows__known as (
    select * from {{ ref('int_evaluation_rows__known') }}
),

int_evaluation_versions__compared as (
    select * from {{ ref('int_evaluation_versions__compared') }}
),

final as (
    select
        -- keys
        versions.row_id,
        versions.record,
        versions.subject_key,
        versions.version_no,
        -- what became of it
        versions.is_standing as is_current,
        versions.is_draft,
        coalesce(compared.is_changed, false) as is_changed,
        coalesce(compared.is_undeclared, false) as is_undeclared,
        versions.correction_code,
        versions.correction_note,
        -- origin
        versions.reporter as author,
        versions.submitted_date,
        versions.known_from,
        versions.received_at,
        versions.file_sha256,
        versions.is_sample,
        versions.snapshot_id,
        versions.place
    from int_evaluation_rows__known as versions
    left join int_evaluation_versions__compared as compared
        on versions.row_id = compared.row_id
)

select * from final
