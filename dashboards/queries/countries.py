"""Reads about one country: every indicator of the framework there, and the countries of its region beside it.

Owns: which row of progress stands for an indicator (totals; the trend where a target has no number), and the list of
countries.
Never: rates a value, ranks countries, or takes an aggregate for a country.
"""

import pandas as pd

from dashboards.queries.progress import MAIN_METHOD, TABLE
from dashboards.queries.reading import Source, literal, rows

FIRST_YEAR = 2015  # figures that end before tell nothing of the strategy's time


def countries(source: Source) -> pd.DataFrame:
    """Countries by name: code, label, region_code, region_label, indicator_count (with a figure since FIRST_YEAR)."""
    return rows(
        source,
        f"""with counted as (
    select reference_area_code, count(distinct indicator_id) as indicator_count
    from {TABLE}
    where is_latest and disaggregation = 'total' and year >= {FIRST_YEAR}
    group by reference_area_code
)
select
    reference_areas.reference_area_code as code,
    reference_areas.reference_area_label as label,
    reference_areas.region_code,
    reference_areas.region_label,
    coalesce(counted.indicator_count, 0) as indicator_count
from indicators.reference_areas as reference_areas
left join counted on counted.reference_area_code = reference_areas.reference_area_code
where reference_areas.area_type = 'country'
order by label, code""",
    )


def profile_sql(area: str) -> str:
    """Every indicator of the framework with a dataset, one row each: baseline, latest value, change, class or reason.

    An indicator without a figure in the country has its row too, with the reason no_value.
    """
    method = MAIN_METHOD.format("progress.")
    return f"""with here as (
    select progress.*
    from {TABLE} as progress
    where progress.is_latest
        and progress.disaggregation = 'total'
        and progress.reference_area_code = {literal(area)}
        and progress.method = {method}
)
select
    indicators.indicator_id,
    indicators.indicator_label,
    indicators.dataset_code,
    indicators.role,
    indicators.unit,
    indicators.direction,
    indicators.natural_limit_low,
    indicators.natural_limit_high,
    {literal(area)} as reference_area_code,
    here.baseline_year,
    here.baseline_value,
    here.baseline_rule,
    here.baseline_kind,
    here.year,
    here.value,
    here.value_kind,
    case when here.year > here.baseline_year then here.value - here.baseline_value end as change,
    here.has_break_since_baseline,
    here.target_id,
    here.target_type,
    here.target_year,
    here.target_value,
    here.method,
    here.class,
    case when here.indicator_id is null then 'no_value' else here.reason_not_rated end as reason_not_rated,
    here.source_code,
    here.snapshot_id,
    here.row_number,
    (select is_sample from guide.release) as is_sample
from indicators.indicators as indicators
left join here on here.indicator_id = indicators.indicator_id
where indicators.dataset_code is not null
order by indicators.indicator_id"""


def region_sql(indicator_id: str, region: str) -> str:
    """The latest value of one indicator in each country of a region, by name; empty where a country has none."""
    return f"""select
    reference_areas.reference_area_code,
    reference_areas.reference_area_label,
    reference_areas.region_code,
    reference_areas.region_label,
    reference_areas.subregion_label,
    {literal(indicator_id)} as indicator_id,
    progress.year,
    progress.value,
    progress.unit,
    progress.value_kind,
    progress.source_code,
    progress.snapshot_id,
    progress.row_number,
    (select is_sample from guide.release) as is_sample
from indicators.reference_areas as reference_areas
left join {TABLE} as progress
    on progress.reference_area_code = reference_areas.reference_area_code
    and progress.indicator_id = {literal(indicator_id)}
    and progress.disaggregation = 'total'
    and progress.method = 'linear'
    and progress.is_latest
where reference_areas.area_type = 'country' and reference_areas.region_code = {literal(region)}
order by reference_areas.reference_area_label, reference_areas.reference_area_code"""
