"""Reads about baselines, targets and progress of indicators.

Owns: the indicator of a dataset, what its progress offers to choose from, its rating by each method, what a trend is
held against, and its reference sheet.
Never: rates a value, or chooses a baseline; indicators.progress did both.
"""

import pandas as pd

from dashboards.queries.reading import Source, among, columns, literal, rows, where

TABLE = "indicators.progress"
# A target without a number is judged by growth, as if there were none.
MAIN_METHOD = "case when coalesce({0}target_type, 'none') in ('none', 'direction_only') then 'trend' else 'linear' end"


def is_known(source: Source) -> bool:
    """Whether the release tells progress."""
    return bool(columns(source, TABLE))


def offered(source: Source, dataset_code: str) -> pd.DataFrame:
    """Areas and groups with progress, and what each has.

    Returns:
        indicator_id, code, label, disaggregation, year, is_latest, has_target, has_number (a target with a number).
    """
    return rows(
        source,
        f"""select
    progress.indicator_id,
    progress.reference_area_code as code,
    progress.reference_area_label as label,
    progress.disaggregation,
    progress.year,
    progress.is_latest,
    progress.target_id is not null as has_target,
    progress.target_value is not null as has_number
from {TABLE} as progress
inner join indicators.indicators as indicators on indicators.indicator_id = progress.indicator_id
where indicators.dataset_code = {literal(dataset_code)} and progress.method = 'linear'
order by label, code, progress.disaggregation, progress.year""",
    )


def methods_sql(indicator_id: str, area: str, disaggregation: str, year: int) -> str:
    """One value rated by every method, one row each."""
    filters = {"indicator_id": indicator_id, "reference_area_code": area, "disaggregation": disaggregation}
    conditions = [f"{name} = {literal(value)}" for name, value in filters.items()]
    return f"""select *
from {TABLE}
where {where([*conditions, f"year = {literal(year)}"])}
order by
    case method
        when 'linear' then 1 when 'growth' then 2 when 'un_extrapolation' then 3 when 'tola_band' then 4 else 5
    end"""


def points_sql(indicator_id: str, area: str, disaggregation: str) -> str:
    """The points between baseline and target of the target that holds, with the target itself."""
    return f"""select targets.target_id, targets.version_no, points.year, points.value
from indicators.targets as targets
inner join indicators.target_points as points
    on points.target_id = targets.target_id and points.version_no = targets.version_no
where targets.is_current
    and targets.indicator_id = {literal(indicator_id)}
    and targets.reference_area_code = {literal(area)}
    and targets.disaggregation = {literal(disaggregation)}
order by points.year"""


def aims(source: Source, dataset_code: str, areas: list[str], items: dict[str, list[str]]) -> pd.DataFrame:
    """The result of `aims_sql`; no rows in a release made before there was progress."""
    if not is_known(source):
        return pd.DataFrame(columns=["reference_area_code", "sex_code", "part", "year", "value", "target_status"])
    return rows(source, aims_sql(dataset_code, areas, items))


def aims_sql(dataset_code: str, areas: list[str], items: dict[str, list[str]]) -> str:
    """What a trend is held against: baseline, points in between and target of each area and group, as they hold now.

    Args:
        dataset_code: the dataset.
        areas: the areas of the trend.
        items: for each dimension of the trend, the codes chosen; a series is named by its codes, totals too.

    Returns:
        reference_area_code, sex_code, part (baseline, interim, target, band_low, band_high), year, value, target_type,
        target_status.
    """
    filters = [f"indicators.dataset_code = {literal(dataset_code)}", among("progress.reference_area_code", areas)]
    filters += [among(f"progress.{name}_code", codes) for name, codes in items.items()]
    return _AIMS.format(where=where(["progress.is_latest", "progress.method = 'linear'", *filters]))


_AIMS = """with held as (
    select progress.*
    from indicators.progress as progress
    inner join indicators.indicators as indicators on indicators.indicator_id = progress.indicator_id
    where {where}
)
select
    reference_area_code, sex_code, 'baseline' as part, baseline_year as year, baseline_value as value,
    target_type, target_status
from held
where baseline_value is not null
union all
select reference_area_code, sex_code, 'target', target_year, target_value, target_type, target_status
from held
where target_value is not null
union all
select reference_area_code, sex_code, 'band_low', target_year, band_low, target_type, target_status
from held
where band_low is not null and target_type = 'band'
union all
select reference_area_code, sex_code, 'band_high', target_year, band_high, target_type, target_status
from held
where band_high is not null and target_type = 'band'
union all
select held.reference_area_code, held.sex_code, 'interim', points.year, points.value, held.target_type,
    held.target_status
from held
inner join indicators.target_points as points
    on points.target_id = held.target_id and points.version_no = held.target_version_no
where points.year < held.target_year
order by 1, 2, 4, 3"""


def sheets_sql(dataset_code: str) -> str:
    """All versions of the reference sheets of the indicators that a dataset feeds, the newest first."""
    return f"""select versions.*
from indicators.indicator_versions as versions
inner join indicators.indicators as indicators on indicators.indicator_id = versions.indicator_id
where indicators.dataset_code = {literal(dataset_code)}
order by versions.indicator_id, versions.indicator_version_no desc"""


def links_sql(indicator_id: str) -> str:
    """What the indicator is linked to, and what the link claims."""
    return f"""select
    links.scope_kind,
    links.scope_id,
    coalesce(outputs.output_label, action_areas.action_area_label) as scope_label,
    links.contribution_statement,
    links.note
from indicators.indicator_links as links
left join strategy.outputs as outputs on outputs.output_id = links.scope_id
left join strategy.action_areas as action_areas on action_areas.action_area_id = links.scope_id
where links.indicator_id = {literal(indicator_id)}
order by links.scope_kind, links.scope_id"""
