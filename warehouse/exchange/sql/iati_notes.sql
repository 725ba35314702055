-- Notes of ILOSTAT on the values and baselines of the framework, by the row of the snapshot that each was read from.
with series as (

    select
        snapshot_id,
        row_number,
        concat_ws(' | ', classification_note, indicator_note, source_note) as notes
    from indicators.series

),

figures as (

    select
        'ACTUAL' as kind,
        indicator_id,
        reference_area_code,
        disaggregation,
        year,
        snapshot_id,
        row_number
    from indicators.tracking_table
    where year is not null
    union all
    select
        'BASELINE' as kind,
        indicator_id,
        reference_area_code,
        disaggregation,
        baseline_year as year,
        snapshot_id,
        row_number
    from indicators.baselines
    where is_current

),

final as (

    select
        figures.kind,
        figures.indicator_id,
        figures.reference_area_code,
        figures.disaggregation,
        figures.year,
        series.notes
    from figures
    inner join series
        on figures.snapshot_id = series.snapshot_id
            and figures.row_number = series.row_number
    where series.notes <> ''

)

select * from final
