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
        message,
        error_count,
        errors_shown,
        all_errors_file,
        -- origin
        sha256,
        bytes,
        rejected_at,
        is_sample
    from stg_landing__rejected_files
)

select * from final
