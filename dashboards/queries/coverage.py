"""Reads about coverage: which countries and years have a figure, and from what kind of source.

Owns: the datasets whose coverage is known, their cells by country and year, and the name of each cell.
Never: lists aggregates among countries, or takes a missing row for an answer.
"""

import pandas as pd

from dashboards.queries.reading import Source, columns, literal, rows, where


def is_known(source: Source) -> bool:
    """Whether the release tells coverage at all."""
    return bool(columns(source, "indicators.coverage"))


DATASETS_SQL = """select
    datasets.dataset_code,
    datasets.dataset_label,
    min(indicators.indicator_id) as indicator_id,
    min(indicators.indicator_label) as indicator_label,
    min(catalogue.dataset_label) as catalogue_label,
    datasets.is_partial
from indicators.datasets as datasets
left join indicators.indicators as indicators on indicators.dataset_code = datasets.dataset_code
left join indicators.catalogue as catalogue on catalogue.dataset_code = datasets.dataset_code
where datasets.is_current
group by datasets.dataset_code, datasets.dataset_label, datasets.is_partial
order by datasets.is_partial, indicator_id nulls last, datasets.dataset_code"""


def datasets(source: Source) -> pd.DataFrame:
    """Datasets with figures in this release; `catalogue_label` is empty for those not followed."""
    return rows(source, DATASETS_SQL)


def cells_sql(dataset_code: str, region_code: str = "") -> str:
    """Coverage of countries by year; of one region where it is named. Aggregates are left out."""
    return f"""select
    coverage.dataset_code,
    coverage.reference_area_code,
    coalesce(reference_areas.reference_area_label, coverage.reference_area_code) as reference_area_label,
    reference_areas.region_code,
    reference_areas.region_label,
    coverage.year,
    coverage.coverage,
    coverage.coverage_letter,
    coverage.observation_count,
    coverage.value_count,
    coverage.is_sample
from indicators.coverage as coverage
left join indicators.reference_areas as reference_areas
    on reference_areas.reference_area_code = coverage.reference_area_code
where {where(_filters(dataset_code, region_code))}
order by reference_area_label, coverage.reference_area_code, coverage.year"""


def per_year_sql(dataset_code: str, region_code: str = "") -> str:
    """How many countries have what in each year; a country without a figure does not count."""
    filters = [*_filters(dataset_code, region_code), "coverage.coverage <> 'missing'"]
    return f"""select
    coverage.dataset_code,
    coverage.year,
    coverage.coverage,
    count(*) as countries,
    bool_or(coverage.is_sample) as is_sample
from indicators.coverage as coverage
left join indicators.reference_areas as reference_areas
    on reference_areas.reference_area_code = coverage.reference_area_code
where {where(filters)}
group by coverage.dataset_code, coverage.year, coverage.coverage
order by coverage.year, coverage.coverage"""


def _filters(dataset_code: str, region_code: str) -> list[str]:
    filters = [f"coverage.dataset_code = {literal(dataset_code)}"]
    filters += ["coalesce(reference_areas.area_type, 'country') = 'country'"]
    return filters + ([f"reference_areas.region_code = {literal(region_code)}"] if region_code else [])
