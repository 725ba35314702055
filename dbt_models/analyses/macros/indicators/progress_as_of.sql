with
areas_named as (
    select code
    from indicators.labels_by_language
    where variable = 'ref_area'
        and lower(label) = lower(country)
),

datasets_of as (
    select indicator_id
    from indicators.indicators
    where dataset_code in (of_indicator, upper(of_indicator), upper(of_indicator) || '_A')
),

by_sheet as (
    select progress.*
    from indicators.progress as progress
    inner join indicators.indicators as sheets
        on progress.indicator_id = sheets.indicator_id
            and progress.indicator_version_no = sheets.indicator_version_no
),

ranked as (
    select
        *,
        row_number() over (
            partition by indicator_id, reference_area_code, disaggregation, target_id
            order by year desc
        ) as year_no
    from by_sheet
    where method = by_method
        and (in_year is null or year <= in_year)
        and (
            country is null
            or reference_area_code = upper(country)
            or reference_area_code in (select areas_named.code from areas_named)
        )
        and (
            of_indicator is null
            or upper(indicator_id) = upper(of_indicator)
            or indicator_id in (select datasets_of.indicator_id from datasets_of)
        )
)

select
    indicator_id,
    indicator_label,
    reference_area_code,
    reference_area_label,
    disaggregation,
    year,
    unit,
    value,
    value_kind,
    baseline_year,
    baseline_value,
    target_year,
    target_value,
    progress_share,
    ratio,
    class,
    reason_not_rated,
    is_proposed,
    is_sample
from ranked
where year_no = 1
order by indicator_id, reference_area_code, disaggregation, target_year
