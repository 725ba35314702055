with
fetches as (
    select * from {{ source('raw', 'fetches') }}
),

final as (
    select
        dataset_code,
        outcome,
        -- times
        {{ utc_timestamp('checked_at') }} as checked_at,
        {{ utc_timestamp('fetched_at') }} as fetched_at,
        {{ utc_timestamp('source_last_update') }} as source_last_update,
        {{ utc_timestamp('accepted_last_update') }} as accepted_last_update,
        -- what came
        snapshot_id,
        cast(row_count as bigint) as row_count,
        cast(bytes as bigint) as bytes,
        address,
        cast(attempts as integer) as attempt_count,
        -- doubt
        cast(is_stale as boolean) as is_stale,
        stale_rule,
        stale_reason
    from fetches
)

select * from final
