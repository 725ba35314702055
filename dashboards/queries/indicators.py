"""Reads about ILOSTAT figures.

Owns: the datasets of a release, what each offers to choose from, and the figures of one choice.
Never: adds up areas, sexes or classifications; shows the published value as it is.
"""

import pandas as pd

from dashboards.queries.reading import Source, among, literal, rows, where


def datasets(source: Source) -> pd.DataFrame:
    """Datasets with figures in this release, each with the proposed indicator it feeds, if any."""
    return rows(
        source,
        """select
    datasets.dataset_code,
    datasets.dataset_label,
    min(indicators.indicator_id) as indicator_id,
    min(indicators.indicator_label) as indicator_label,
    min(indicators.unit) as unit,
    min(indicators.caution) as caution,
    min(indicators.approval_status) as approval_status,
    datasets.snapshot_id,
    datasets.producer,
    datasets.licence,
    datasets.known_from,
    datasets.file_name,
    datasets.known_from_rule,
    datasets.retrieved_at,
    datasets.is_partial,
    datasets.is_sample
from indicators.datasets as datasets
left join indicators.indicators as indicators on indicators.dataset_code = datasets.dataset_code
where datasets.is_current
group by
    datasets.dataset_code, datasets.dataset_label, datasets.snapshot_id, datasets.file_name,
    datasets.producer, datasets.licence,
    datasets.known_from, datasets.known_from_rule, datasets.retrieved_at, datasets.is_partial, datasets.is_sample
order by indicator_id nulls last, datasets.dataset_code""",
    )


def dataset_areas(source: Source, dataset_code: str) -> pd.DataFrame:
    """Areas with at least one value in a dataset: code, label, area_type, values, last_year."""
    return rows(
        source,
        f"""select
    observations.reference_area_code as code,
    coalesce(min(reference_areas.reference_area_label), observations.reference_area_code) as label,
    coalesce(min(reference_areas.area_type), 'unknown') as area_type,
    count(observations.value) as value_count,
    max(observations.year) as last_year
from indicators.observations as observations
left join indicators.reference_areas as reference_areas
    on reference_areas.reference_area_code = observations.reference_area_code
where observations.dataset_code = {literal(dataset_code)}
group by observations.reference_area_code
order by label""",
    )


def dataset_items(source: Source, dataset_code: str, dimension: str) -> pd.DataFrame:
    """What one dimension of a dataset offers: code (its label where no code is known), label, value_count.

    Args:
        source: the release.
        dataset_code: the dataset.
        dimension: sex, classification_1 or classification_2.
    """
    return rows(
        source,
        f"""select
    coalesce({dimension}_code, {dimension}_label) as code,
    coalesce(min({dimension}_label), min({dimension}_code)) as label,
    count(value) as value_count
from indicators.observations
where dataset_code = {literal(dataset_code)} and coalesce({dimension}_code, {dimension}_label) is not null
group by coalesce({dimension}_code, {dimension}_label)
order by code""",
    )


def observations_sql(dataset_code: str, areas: list[str], items: dict[str, list[str]]) -> str:
    """Figures of one dataset for some areas.

    Args:
        dataset_code: the dataset.
        areas: reference area codes.
        items: for each dimension that the dataset has, the codes to show.
    """
    filters = [f"observations.dataset_code = {literal(dataset_code)}"]
    filters += [among("observations.reference_area_code", areas)]
    for dimension, codes in items.items():
        filters.append(among(f"coalesce(observations.{dimension}_code, observations.{dimension}_label)", codes))
    return f"""select
    observations.dataset_code,
    observations.reference_area_code,
    reference_areas.reference_area_label,
    observations.sex_code,
    observations.sex_label,
    observations.classification_1_code,
    observations.classification_1_label,
    observations.classification_2_code,
    observations.classification_2_label,
    observations.time_period,
    observations.year,
    observations.value,
    observations.observation_status_code,
    observations.observation_status_label,
    observations.is_modelled,
    observations.source_code,
    observations.source_label,
    observations.indicator_note,
    observations.source_note,
    observations.is_partial,
    observations.is_sample,
    observations.snapshot_id
from indicators.observations as observations
left join indicators.reference_areas as reference_areas
    on reference_areas.reference_area_code = observations.reference_area_code
where {where(filters)}
order by
    observations.reference_area_code, observations.sex_code, observations.classification_1_code,
    observations.classification_2_code, observations.time_period, observations.source_code"""
