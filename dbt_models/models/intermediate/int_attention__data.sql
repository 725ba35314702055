-- What needs attention in the data: a dataset whose last look at ILOSTAT failed, and files that were refused.
with
stg_landing__fetches as (
    select * from {{ ref('stg_landing__fetches') }}
),

stg_landing__rejected_files as (
    select * from {{ ref('stg_landing__rejected_files') }}
),

raised as (
    select
        'dataset' as subject_kind,
        dataset_code as subject_id,
        dataset_code as subject_label,
        'What is shown may be out of date: ' || coalesce(stale_reason, 'the last look at ILOSTAT failed.') as reason
    from stg_landing__fetches
    where is_stale
    union all
    select
        'file' as subject_kind,
        rejected_id as subject_id,
        file_name as subject_label,
        'The file was refused, and nothing of it is in the release: ' || rule as reason
    from stg_landing__rejected_files
),

final as (
    select
        'quality' as rule,
        'medium' as severity,
        subject_kind,
        subject_id,
        subject_label,
        cast(null as string) as output_id,
        cast(null as string) as action_area_id,
        'primary' as reading,
        reason,
        cast(null as date) as due_date,
        cast(null as integer) as days,
        'quality' as page,
        cast(null as string) as para
    from raised
)

select * from final
