with
ranked as (
    select
        series.reference_area_code,
        series.year,
        series.value,
        series.observation_kind,
        row_number() over (
            partition by series.reference_area_code
            order by series.year desc, series.classification_1_code asc, series.classification_2_code asc
        ) as year_rank
    from indicators.series as series
    inner join indicators.reference_areas as areas
        on series.reference_area_code = areas.reference_area_code
    where series.dataset_code = 'EMP_2IFL_SEX_RT_A'
        and series.sex_code = 'SEX_T'
        and series.value is not null
        and not series.is_projected
        and areas.area_type = 'country'
)

select
    reference_area_code,
    year,
    value,
    observation_kind
from ranked
where year_rank = 1
order by reference_area_code
