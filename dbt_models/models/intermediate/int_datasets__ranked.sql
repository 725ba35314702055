-- ILOSTAT snapshots, the current one of each dataset marked: the latest complete one, a partial one only where none
-- is complete.
with
stg_landing__snapshots as (
    select * from {{ ref('stg_landing__snapshots') }}
),

ranked as (
    select
        *,
        row_number() over (
            partition by dataset_code
            order by
                case when is_partial then 1 else 0 end,
                known_from desc,
                source_last_update desc nulls last,
                row_count desc,
                snapshot_id desc
        ) as dataset_rank
    from stg_landing__snapshots
    where source = 'ilostat'
),

final as (
    select
        snapshot_id,
        dataset_code,
        indicator_code,
        frequency_code,
        dataset_label,
        sha256,
        bytes,
        row_count,
        key_count,
        retrieved_at,
        known_from,
        known_from_rule,
        source_last_update,
        dataset_rank = 1 as is_current,
        is_partial,
        is_sample,
        file_name,
        layout,
        licence,
        producer,
        warnings
    from ranked
)

select * from final
