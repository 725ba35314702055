-- The values that indicators of ILOSTAT show, one row a value; a column is a component of the data structure.
-- A label for which no code is known stands for itself, behind an equals sign, so that it is no other category.
with series as (

    select *
    from indicators.series

),

catalogue as (

    select
        dataset_code,
        unit
    from indicators.catalogue

),

current_datasets as (

    select
        dataset_code,
        max(unit_text) as unit_text
    from indicators.datasets
    where is_current
    group by dataset_code

),

final as (

    select
        series.frequency_code as freq,
        series.reference_area_code as ref_area,
        series.indicator_code as indicator,
        coalesce(series.sex_code, '=' || series.sex_label) as sex,
        coalesce(series.classification_1_code, '=' || series.classification_1_label) as classif1,
        coalesce(series.classification_2_code, '=' || series.classification_2_label) as classif2,
        series.time_period,
        series.value as obs_value,
        series.observation_status_code as obs_status_source,
        series.observation_kind as obs_kind,
        coalesce(catalogue.unit, current_datasets.unit_text) as unit_measure,
        series.source_code as source,
        series.source_label as source_label,
        series.classification_note as note_classif,
        series.indicator_note as note_indicator,
        series.source_note as note_source,
        series.is_break as is_break,
        series.break_reason as break_reason,
        series.is_projected as is_projected,
        series.is_partial as is_partial,
        series.is_sample as is_sample,
        series.dataset_code as dataset,
        series.snapshot_id as snapshot_id,
        series.row_number as row_number
    from series
    left join catalogue
        on series.dataset_code = catalogue.dataset_code
    left join current_datasets
        on series.dataset_code = current_datasets.dataset_code

)

select * from final
