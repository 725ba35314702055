with
rejected_files as (
    select * from {{ source('raw', 'rejected_files') }}
),

final as (
    select
        rejected_id,
        file_name,
        kept_as,
        source,
        rule,
        message,
        cast(error_count as bigint) as error_count,
        cast(errors_shown as string) as errors_shown,
        all_errors_file,
        sha256,
        cast(bytes as bigint) as bytes,
        {{ utc_timestamp('rejected_at') }} as rejected_at,
        cast(is_sample as boolean) as is_sample
    from rejected_files
)

select * from final
