with
survey as (
    select * from {{ source('raw', 'survey') }}
),

final as (
    select
        snapshot_id,
        row_number,
        place,
        record,
        survey_id,
        wave,
        cast(wave_order as integer) as wave_order,
        respondent_id,
        constituent_group,
        reference_area_code,
        region_code,
        item_id,
        answer,
        mode,
        cast(weight as double) as weight,
        cast(population_count as integer) as population_count,
        item_label,
        criterion_code,
        output_id,
        cast(submitted_on as date) as submitted_date
    from survey
)

select * from final
