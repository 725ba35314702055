-- Each dataset has exactly one current snapshot, and it is partial only where no complete one exists.
with
datasets as (
    select * from {{ ref('indicators__datasets') }}
),

final as (
    select
        dataset_code,
        sum(case when is_current then 1 else 0 end) as current_count,
        sum(case when is_current and is_partial then 1 else 0 end) as current_partial_count,
        sum(case when not is_partial then 1 else 0 end) as complete_count
    from datasets
    group by dataset_code
    having sum(case when is_current then 1 else 0 end) <> 1
        or (
            sum(case when is_current and is_partial then 1 else 0 end) > 0
            and sum(case when not is_partial then 1 else 0 end) > 0
        )
)

select * from final
