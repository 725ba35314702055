with
released_checks as (
    select * from {{ source('raw', 'released_checks') }}
),

final as (
    select
        release_id,
        cast(release_as_of as date) as release_as_of_date,
        is_sample,
        schema_name,
        table_name,
        dimension,
        cast(checks_passed as integer) as checks_passed,
        cast(checks_warned as integer) as checks_warned,
        cast(checks_failed as integer) as checks_failed
    from released_checks
)

select * from final
