-- Of a survey file neither rows nor bytes are told: less what is shown, they would give small cells away.
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
        case when source <> 'survey' then bytes end as bytes,
        case when source <> 'survey' then content_bytes end as content_bytes,
        reader_version,
        -- times
        retrieved_at,
        known_from,
        known_from_rule,
        source_last_update,
        -- counts and marks
        case when source <> 'survey' then row_count end as row_count,
        case when source <> 'survey' then key_count end as key_count,
        is_partial,
        partial_reason,
        is_sample,
        warnings
    from stg_landing__snapshots
)

select * from final
