with
stg_catalogue__datasets as (
    select * from {{ ref('stg_catalogue__datasets') }}
),

int_datasets__ranked as (
    select * from {{ ref('int_datasets__ranked') }}
),

loaded as (
    select
        dataset_code,
        count(*) as vintage_count,
        max(case when is_current then snapshot_id end) as current_snapshot_id
    from int_datasets__ranked
    group by dataset_code
),

final as (
    select
        -- keys
        datasets.dataset_code,
        datasets.indicator_code,
        datasets.frequency_code,
        -- what it measures
        datasets.dataset_label,
        datasets.unit,
        datasets.direction,
        datasets.disaggregations,
        datasets.subject,
        datasets.statistical_standard,
        -- why it is here
        datasets.reason,
        datasets.is_followed,
        datasets.seen_in,
        -- what is loaded
        loaded.dataset_code is not null as is_loaded,
        coalesce(loaded.vintage_count, 0) as vintage_count,
        loaded.current_snapshot_id
    from stg_catalogue__datasets as datasets
    left join loaded
        on datasets.dataset_code = loaded.dataset_code
)

select * from final
