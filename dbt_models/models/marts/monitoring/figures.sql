with
int_figures__listed as (
    select * from {{ ref('int_figures__listed') }}
),

final as (
    select
        figure_id,
        table_name,
        measure,
        subject_kind,
        subject_id,
        output_id,
        reading,
        reporting_period_id,
        value,
        known_by,
        as_of_date,
        is_sample
    from int_figures__listed
)

select * from final
