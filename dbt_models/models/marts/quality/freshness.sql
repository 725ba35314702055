-- How old is what each dataset shows, and did the last look at ILOSTAT succeed? A dataset that never came has no
-- snapshot.
with
int_datasets__ranked as (
    select * from {{ ref('int_datasets__ranked') }}
),

stg_landing__fetches as (
    select * from {{ ref('stg_landing__fetches') }}
),

shown as (
    select
        dataset_code,
        snapshot_id,
        known_from,
        source_last_update
    from int_datasets__ranked
    where is_current
),

final as (
    select
        coalesce(shown.dataset_code, fetches.dataset_code) as dataset_code,
        shown.snapshot_id,
        shown.known_from,
        coalesce(fetches.source_last_update, shown.source_last_update) as source_last_update,
        fetches.checked_at,
        fetches.outcome,
        coalesce(fetches.is_stale, false) as is_stale,
        fetches.stale_reason,
        {{ days_between('cast(shown.known_from as date)', as_of_date()) }} as age_days
    from shown
    full join stg_landing__fetches as fetches
        on shown.dataset_code = fetches.dataset_code
)

select * from final
