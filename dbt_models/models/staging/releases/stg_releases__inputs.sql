with
released_inputs as (
    select * from {{ source('raw', 'released_inputs') }}
),

final as (
    select
        release_id,
        cast(release_as_of as date) as release_as_of_date,
        is_sample,
        snapshot_id
    from released_inputs
)

select * from final
