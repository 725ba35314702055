"""Reads about ILOSTAT figures.

Owns: the datasets of a release, what each offers to choose from, and the figures of one choice.
Never: adds up areas, sexes or classifications; shows the published value as it is.
"""

import pandas as pd

from dashboards.queries.reading import Source, among, columns, literal, rows, where

_OBSERVATIONS = "indicators.observations"
# What older releases do not tell of a figure, each with its type; such a release shows it as unknown.
_LATER_COLUMNS = {
    "observation_kind": "varchar",
    "classification_1_version": "varchar",
    "classification_2_version": "varchar",
    "is_break": "boolean",
    "break_reason": "varchar",
}


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
    min(indicators.direction) as direction,
    min(indicators.caution) as caution,
    min(indicators.approval_status) as approval_status,
    datasets.snapshot_id,
    datasets.producer,
    datasets.licence,
    datasets.known_from,
    datasets.file_name,
    datasets.known_from_rule,
    datasets.source_last_update,
    datasets.retrieved_at,
    datasets.sha256,
    datasets.row_count,
    datasets.is_partial,
    datasets.is_sample
from indicators.datasets as datasets
left join indicators.indicators as indicators on indicators.dataset_code = datasets.dataset_code
where datasets.is_current
group by
    datasets.dataset_code, datasets.dataset_label, datasets.snapshot_id, datasets.file_name,
    datasets.producer, datasets.licence, datasets.known_from, datasets.known_from_rule, datasets.source_last_update,
    datasets.retrieved_at, datasets.sha256, datasets.row_count, datasets.is_partial, datasets.is_sample
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
    """What one dimension of a dataset offers: code (its label where no code is known), label, value_count, version.

    Args:
        source: the release.
        dataset_code: the dataset.
        dimension: sex, classification_1 or classification_2.
    """
    version = f"{dimension}_version"
    known = f"min({version})" if version in columns(source, _OBSERVATIONS) else "cast(null as varchar)"
    return rows(
        source,
        f"""select
    coalesce({dimension}_code, {dimension}_label) as code,
    coalesce(min({dimension}_label), min({dimension}_code)) as label,
    count(value) as value_count,
    {known} as version
from indicators.observations
where dataset_code = {literal(dataset_code)} and coalesce({dimension}_code, {dimension}_label) is not null
group by coalesce({dimension}_code, {dimension}_label)
order by code""",
    )


def has_series(source: Source) -> bool:
    """Whether the release says which figures make the best single series."""
    return bool(columns(source, "indicators.series"))


def figures_sql(
    source: Source, dataset_code: str, areas: list[str] | None, items: dict[str, list[str]], *, best: bool
) -> str:
    """Figures of the current vintage, written for the columns that this release has.

    Args:
        source: the release.
        dataset_code: the dataset.
        areas: reference area codes; None for all.
        items: for each dimension that the dataset has, the codes to show.
        best: leave out what the rule of indicators.series leaves out (the classification version is the reader's).
    """
    known = columns(source, _OBSERVATIONS)
    return observations_sql(dataset_code, areas, items, known=known, best=best and has_series(source))


def observations_sql(
    dataset_code: str,
    areas: list[str] | None,
    items: dict[str, list[str]],
    *,
    snapshot_id: str | None = None,
    known: frozenset[str] = frozenset(_LATER_COLUMNS),
    best: bool = False,
) -> str:
    """Figures of one dataset for some areas; of an earlier vintage where a snapshot is named."""
    table = _OBSERVATIONS if snapshot_id is None else "indicators.observation_vintages"
    filters = [f"observations.dataset_code = {literal(dataset_code)}"]
    filters += [f"observations.snapshot_id = {literal(snapshot_id)}"] if snapshot_id else []
    filters += [] if areas is None else [among("observations.reference_area_code", areas)]
    for dimension, codes in items.items():
        filters.append(among(f"coalesce(observations.{dimension}_code, observations.{dimension}_label)", codes))
    filters += [_IN_BEST] if best else []
    later = ",\n    ".join(
        f"observations.{name}" if name in known else f"cast(null as {kind}) as {name}"
        for name, kind in _LATER_COLUMNS.items()
    )
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
    {later},
    observations.source_code,
    observations.source_label,
    observations.classification_note,
    observations.indicator_note,
    observations.source_note,
    observations.is_partial,
    observations.is_sample,
    observations.snapshot_id
from {table} as observations
left join indicators.reference_areas as reference_areas
    on reference_areas.reference_area_code = observations.reference_area_code
where {where(filters)}
order by
    observations.reference_area_code, observations.sex_code, observations.classification_1_code,
    observations.classification_2_code, observations.time_period, observations.source_code"""


# A total that indicators.series gives in another version stands here: the reader chose the version.
_IN_BEST = """(
        exists (
            select 1
            from indicators.series as series
            where series.snapshot_id = observations.snapshot_id and series.row_number = observations.row_number
        )
        or exists (
            select 1
            from indicators.series_left_out as left_out
            where left_out.reason = 'same total in another classification version'
                and left_out.snapshot_id = observations.snapshot_id
                and left_out.reference_area_code = observations.reference_area_code
                and left_out.sex_code is not distinct from observations.sex_code
                and left_out.classification_1_code is not distinct from observations.classification_1_code
                and left_out.classification_2_code is not distinct from observations.classification_2_code
        )
        and not (observations.is_modelled and exists (
            select 1
            from indicators.series_left_out as beside
            where beside.reason = 'modelled beside survey'
                and beside.snapshot_id = observations.snapshot_id
                and beside.reference_area_code = observations.reference_area_code
                and beside.sex_code is not distinct from observations.sex_code
                and beside.classification_1_code is not distinct from observations.classification_1_code
                and beside.classification_2_code is not distinct from observations.classification_2_code
        ))
    )"""


def left_out_sql(dataset_code: str, areas: list[str], items: dict[str, list[str]]) -> str:
    """What the best series of a choice leaves out: reason, rows and areas; the version is the reader's choice."""
    filters = [f"dataset_code = {literal(dataset_code)}", among("reference_area_code", areas)]
    filters += ["reason <> 'same total in another classification version'"]
    filters += [among(f"{dimension}_code", codes) for dimension, codes in items.items()]
    return f"""select
    reason,
    sum(observation_count) as observation_count,
    count(distinct reference_area_code) as area_count,
    min(first_year) as first_year,
    max(last_year) as last_year
from indicators.series_left_out
where {where(filters)}
group by reason
order by reason"""
