with
snapshots as (
    select * from {{ source('raw', 'snapshots') }}
),

final as (
    select
        -- keys
        snapshot_id,
        source,
        dataset_code,
        indicator_code,
        frequency_code,
        -- origin
        dataset_label,
        producer,
        file_name,
        address,
        licence,
        layout,
        language,
        reader_version,
        sha256,
        file_sha256,
        cast(bytes as bigint) as bytes,
        cast(content_bytes as bigint) as content_bytes,
        -- times
        {{ utc_timestamp('retrieved_at') }} as retrieved_at,
        {{ utc_timestamp('known_from') }} as known_from,
        known_from_rule,
        {{ utc_timestamp('source_last_update') }} as source_last_update,
        -- counts
        cast(row_count as bigint) as row_count,
        cast(key_count as bigint) as key_count,
        cast(stored_row_count as bigint) as stored_row_count,
        -- marks
        cast(is_partial as boolean) as is_partial,
        partial_reason,
        cast(is_sample as boolean) as is_sample,
        warnings
    from snapshots
)

select * from final
