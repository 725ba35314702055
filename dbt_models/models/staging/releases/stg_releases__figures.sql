with
released_figures as (
    select * from {{ source('raw', 'released_figures') }}
),

final as (
    select
        release_id,
        cast(release_as_of as date) as release_as_of_date,
        figure_id,
        table_name,
        measure,
        subject_kind,
        subject_id,
        output_id,
        reading,
        reporting_period_id,
        value
    from released_figures
)

select * from final
