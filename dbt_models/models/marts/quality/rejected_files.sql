-- Of a refused survey file, and of one that nobody knows, a release repeats nothing: values and bytes stay in the home.
with
stg_landing__rejected_files as (
    select * from {{ ref('stg_landing__rejected_files') }}
),

final as (
    select
        -- what
        rejected_id,
        file_name,
        kept_as,
        source,
        -- why
        rule,
        case
            when source = 'survey' then 'A survey file was refused; its errors are listed beside it in the home.'
            when rule = 'unknown file' then 'No source knows this file; how it begins is told in the home.'
            else message
        end as message,
        error_count,
        case when source = 'survey' or rule = 'unknown file' then null else errors_shown end as errors_shown,
        all_errors_file,
        -- origin
        case when source = 'survey' then null else sha256 end as sha256,
        case when source = 'survey' then null else bytes end as bytes,
        rejected_at,
        is_sample
    from stg_landing__rejected_files
)

select * from final
