"""Reads about change since baseline: the years before the strategy beside those since.

Owns: what can be chosen, and the rows of one indicator and group.
Never: works out a difference, or leaves a row out because something in it is not known.
"""

from collections.abc import Sequence

import pandas as pd

from dashboards.queries.reading import Source, among, columns, literal, rows, where

TABLE = "evaluation.change_since_baseline"
# Which rows stand together, by the code in the address.
KINDS = {
    "countries": ("country",),
    "regions": ("world", "region", "subregion", "broad_subregion", "income_group", "ilostat_aggregate"),
    "strategy": ("strategy",),
}


def is_known(source: Source) -> bool:
    """Whether the release tells what changed since the baseline."""
    return bool(columns(source, TABLE))


def indicators(source: Source) -> pd.DataFrame:
    """Every indicator, those with a change to show first: what it is, and how many rows have a change or a value."""
    return rows(
        source,
        f"""select
    indicator_id,
    indicator_label,
    unit,
    direction,
    dataset_code,
    count(difference) as difference_count,
    sum(before_count + after_count) as value_count,
    sum(case when area_kind = 'without_value' then area_count else 0 end) as lacking_count,
    max(case when area_kind = 'without_value' then reason_no_difference end) as lacking_reason
from {TABLE}
group by indicator_id, indicator_label, unit, direction, dataset_code
order by count(difference) = 0, sum(before_count + after_count) = 0, indicator_id""",
    )


def offered(source: Source, indicator: str) -> pd.DataFrame:
    """Groups and kinds of areas of one indicator: disaggregation, disaggregation_label, area_kind, row_count."""
    return rows(
        source,
        f"""select disaggregation, disaggregation_label, area_kind, count(*) as row_count
from {TABLE}
where indicator_id = {literal(indicator)} and area_kind <> 'without_value'
group by disaggregation, disaggregation_label, area_kind
order by disaggregation <> 'total', disaggregation_label, disaggregation, area_kind""",
    )


def rows_sql(
    indicator: str,
    group: str,
    kind: str,
    areas: Sequence[str] = (),
    classes: Sequence[str] = (),
    *,
    without_pandemic: bool = False,
) -> str:
    """The rows of one indicator, group and kind of areas, by name; those chosen, or all.

    Classes are those of the comparison that is looked at: with the years 2020 and 2021, or without them.
    """
    went = "change_class_without_pandemic" if without_pandemic else "change_class"
    conditions = [
        f"indicator_id = {literal(indicator)}",
        f"disaggregation = {literal(group)}",
        among("area_kind", KINDS[kind]),
        *([among("reference_area_code", areas)] if areas else []),
        *([among(went, classes)] if classes else []),
    ]
    return f"""select
    indicator_id,
    indicator_label,
    dataset_code,
    unit,
    direction,
    reference_area_code,
    reference_area_label,
    area_kind,
    aggregation_method,
    disaggregation,
    before_count,
    before_expected_count,
    after_count,
    after_expected_count,
    before_mean,
    after_mean,
    difference,
    reason_no_difference,
    change_class,
    reason_not_judged,
    before_without_pandemic_count,
    before_without_pandemic_mean,
    difference_without_pandemic,
    reason_no_difference_without_pandemic,
    change_class_without_pandemic,
    before_trend,
    before_without_pandemic_trend,
    after_trend,
    baseline_year,
    baseline_value,
    is_pandemic_baseline,
    is_late_baseline,
    after_latest_year,
    after_latest_value,
    latest_difference,
    reason_no_latest_difference,
    has_break,
    break_years,
    reason_break_unknown,
    source_change_count,
    value_kind,
    is_modelled,
    projected_count,
    has_unfinished_year,
    outlier_count,
    known_again_count,
    revised_count,
    revision_part,
    revision_share,
    reason_no_revision_share,
    composition_part,
    composition_share,
    reason_no_composition_share,
    fixed_country_count,
    least_country_count,
    most_country_count,
    is_proposed,
    is_partial,
    is_sample,
    snapshot_id
from {TABLE}
where {where(conditions)}
order by reference_area_label, reference_area_code, area_kind, aggregation_method"""
