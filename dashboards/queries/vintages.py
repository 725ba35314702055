"""Reads about vintages: what was known when, and what was revised.

Owns: the vintages of a dataset, the pairs compared, the cells that differ, and labels that read otherwise.
Never: compares two vintages itself; indicators.revisions holds what differs.
"""

import pandas as pd

from dashboards.queries.reading import Source, among, columns, literal, rows, where

CHANGES = ("changed", "gained", "lost", "source_changed", "label_changed")


def has_revisions(source: Source) -> bool:
    """Whether the release tells what was revised."""
    return bool(columns(source, "indicators.revision_summary"))


def vintages_sql(dataset_code: str) -> str:
    """Every vintage of a dataset, newest first; rows of those carried can be shown."""
    return f"""select
    snapshot_id,
    known_from,
    known_from_rule,
    dataset_label,
    unit_text,
    row_count,
    vintage_no,
    is_current,
    is_carried,
    is_partial,
    file_name,
    sha256,
    retrieved_at
from indicators.datasets
where dataset_code = {literal(dataset_code)}
order by vintage_no"""


def vintages(source: Source, dataset_code: str) -> pd.DataFrame:
    """The result of `vintages_sql`; without rows where the release does not number vintages."""
    if "is_carried" not in columns(source, "indicators.datasets"):
        return pd.DataFrame(columns=["snapshot_id"])
    return rows(source, vintages_sql(dataset_code))


def summary_sql(dataset_code: str) -> str:
    """One row per pair of vintages compared, newest first."""
    return f"""select
    old_snapshot_id,
    new_snapshot_id,
    old_known_from,
    new_known_from,
    common_count,
    changed_count,
    gained_count,
    lost_count,
    source_changed_count,
    label_changed_count,
    largest_difference,
    is_partial_comparison
from indicators.revision_summary
where dataset_code = {literal(dataset_code)}
order by new_known_from desc, new_snapshot_id"""


def revisions_sql(dataset_code: str, new_snapshot_id: str, change: str, areas: list[str]) -> str:
    """Cells of one kind of change between a vintage and the one before it, the largest difference first.

    Args:
        dataset_code: the dataset.
        new_snapshot_id: the later vintage of the pair.
        change: one of `CHANGES`; `source_changed` and `label_changed` take in cells whose value changed as well.
        areas: reference area codes; none means all.
    """
    flags = {"source_changed": "revisions.is_source_changed", "label_changed": "revisions.is_label_changed"}
    flags["changed"] = "revisions.is_value_changed"
    filters = [f"revisions.dataset_code = {literal(dataset_code)}"]
    filters += [f"revisions.new_snapshot_id = {literal(new_snapshot_id)}"]
    filters += [flags.get(change, f"revisions.change = {literal(change)}")]
    filters += [among("revisions.reference_area_code", areas)] if areas else []
    return f"""select
    revisions.dataset_code,
    revisions.old_known_from,
    revisions.new_known_from,
    revisions.reference_area_code,
    reference_areas.reference_area_label,
    revisions.sex_code,
    revisions.classification_1_code,
    revisions.classification_2_code,
    revisions.time_period,
    revisions.change,
    revisions.old_value,
    revisions.new_value,
    revisions.difference,
    revisions.relative_difference,
    revisions.old_source_code,
    revisions.new_source_code,
    revisions.is_source_changed,
    revisions.is_label_changed,
    revisions.is_partial_comparison,
    revisions.is_sample
from indicators.revisions as revisions
left join indicators.reference_areas as reference_areas
    on reference_areas.reference_area_code = revisions.reference_area_code
where {where(filters)}
order by
    abs(revisions.difference) desc nulls last, revisions.reference_area_code, revisions.time_period,
    revisions.sex_code, revisions.classification_1_code, revisions.classification_2_code"""


def rounding_sql(dataset_code: str, old_snapshot_id: str, new_snapshot_id: str) -> str:
    """How many cells with another value differ by more than the rounding of the coarser file explains.

    One row: decimals (the most that a value of the file with fewer has), beyond_count (cells whose values differ by
    more than half a unit of that last decimal; one with a value in one file only counts too).
    """
    pair = [f"dataset_code = {literal(dataset_code)}", among("snapshot_id", [old_snapshot_id, new_snapshot_id])]
    changed = [f"revisions.dataset_code = {literal(dataset_code)}"]
    changed += [f"revisions.new_snapshot_id = {literal(new_snapshot_id)}", "revisions.is_value_changed"]
    return f"""with files as (
    select
        snapshot_id,
        max(length(rtrim(split_part(cast(cast(value as decimal(38, 9)) as varchar), '.', 2), '0'))) as decimals
    from indicators.observation_vintages
    where {where(pair)}
    group by snapshot_id
),
rounding as (
    select min(decimals) as decimals
    from files
)
select
    rounding.decimals,
    count(*) filter (
        where revisions.difference is null or abs(revisions.difference) > 0.5 * power(10, -rounding.decimals) + 1e-7
    ) as beyond_count
from indicators.revisions as revisions
cross join rounding
where {where(changed)}
group by rounding.decimals"""


def label_changes_sql(dataset_code: str) -> str:
    """Labels of a dataset that read otherwise than in the vintage before, a change of meaning first."""
    return f"""select variable, code, old_label, new_label, new_snapshot_id, new_known_from, is_meaning_change
from indicators.label_changes
where dataset_code = {literal(dataset_code)}
order by is_meaning_change desc, new_known_from desc, variable, code"""
