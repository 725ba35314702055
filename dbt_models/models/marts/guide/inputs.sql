with
stg_landing__snapshots as (
    select * from {{ ref('stg_landing__snapshots') }}
),

final as (
    select
        -- what
        snapshot_id,
        source,
        dataset_code,
        dataset_label,
        layout,
        -- origin
        producer,
        file_name,
        address,
        licence,
        sha256,
        file_sha256,
        bytes,
        content_bytes,
        reader_version,
        -- times
        retrieved_at,
        known_from,
        known_from_rule,
        source_last_update,
        -- counts and marks
        row_count,
        key_count,
        is_partial,
        partial_reason,
        is_sample,
        warnings
    from stg_landing__snapshots
)

select * from final
