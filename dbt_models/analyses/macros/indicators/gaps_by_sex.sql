with
areas_named as (
    select code
    from indicators.labels_by_language
    where variable = 'ref_area'
        and lower(label) = lower(country)
),

datasets_of as (
    select dataset_code
    from indicators.indicators
    where upper(indicator_id) = upper(of_indicator)
),

ranked as (
    select
        gaps.*,
        row_number() over (
            partition by gaps.dataset_code, gaps.reference_area_code
            order by gaps.year desc
        ) as year_no
    from indicators.group_gaps as gaps
    where gaps.women_value is not null
        and gaps.men_value is not null
        and (in_year is null or gaps.year <= in_year)
        and (
            of_indicator is null
            or gaps.dataset_code in (of_indicator, upper(of_indicator), upper(of_indicator) || '_A')
            or gaps.dataset_code in (select datasets_of.dataset_code from datasets_of)
        )
        and (
            country is null
            or gaps.reference_area_code = upper(country)
            or gaps.reference_area_code in (select areas_named.code from areas_named)
        )
)

select
    dataset_code,
    reference_area_code,
    year,
    unit,
    women_value,
    men_value,
    difference,
    ratio,
    reason_no_ratio,
    women_observation_kind,
    men_observation_kind,
    has_same_source,
    is_aggregate,
    is_sample
from ranked
where year_no = 1
order by dataset_code, reference_area_code
