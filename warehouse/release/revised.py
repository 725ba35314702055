"""What a release says of revised figures and changed meanings, for CHANGES.md.

Owns: which revisions are news since the release before, how many of them are shown, and their wording.
Never: compares vintages (dbt_models does); shows every cell (indicators.revisions does).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from warehouse.release.tables import Table, quoted

SHOWN = 10
_REVISIONS, _MEANINGS = "indicators.revision_summary", "indicators.label_changes"


@dataclass(frozen=True)
class Revised:
    """Rows of the release's own tables: vintages with some difference, and labels with another meaning."""

    revisions: tuple[Mapping[str, Any], ...] = ()
    meanings: tuple[Mapping[str, Any], ...] = ()


def read_revised(connection: duckdb.DuckDBPyConnection, tables: Sequence[Table], database: str) -> Revised:
    """Read both lists from an attached release; a release without these tables has none."""
    there = {table.label for table in tables}

    def rows(label: str, condition: str, order: str) -> tuple[Mapping[str, Any], ...]:
        if label not in there:
            return ()
        found = connection.execute(f"select * from {quoted(database)}.{label} where {condition} order by {order}")
        names = [column[0] for column in found.description or []]
        return tuple(dict(zip(names, row, strict=True)) for row in found.fetchall())

    return Revised(
        rows(
            _REVISIONS,
            "changed_count + source_changed_count + coalesce(gained_count, 0) + coalesce(lost_count, 0) > 0",
            "changed_count desc, dataset_code, new_known_from, new_snapshot_id",
        ),
        rows(_MEANINGS, "is_meaning_change", "dataset_code, new_known_from, variable, code, new_snapshot_id"),
    )


def revised_text(revised: Revised, known_before: frozenset[str]) -> list[str]:
    """Lines of Markdown on what the snapshots that the release before did not read have changed.

    Args:
        revised: the rows of this release.
        known_before: ids of the snapshots that the release before read; empty for the first release.
    """
    revisions = [one for one in revised.revisions if one["new_snapshot_id"] not in known_before]
    meanings = [one for one in revised.meanings if one["new_snapshot_id"] not in known_before]
    return [*_revised_figures(revisions), *_changed_meanings(meanings)]


def _revised_figures(revisions: Sequence[Mapping[str, Any]]) -> list[str]:
    if not revisions:
        return ["## Revised figures", "", "No newly read file revises an earlier one.", ""]
    lines = [
        "## Revised figures",
        "",
        "Cells of a newly read file beside the file of that dataset before it. The rows are in `indicators.revisions`, "
        "the counts of every vintage in `indicators.revision_summary`.",
        "",
        "| dataset | known from | in both | changed | largest change | other source | gained | lost |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
        *(_revision(one) for one in revisions[:SHOWN]),
        "",
    ]
    return [*lines, *_more(revisions, "vintages with fewer changed cells")]


def _revision(one: Mapping[str, Any]) -> str:
    largest = "–" if one["largest_difference"] is None else f"{one['largest_difference']:,.6g}"
    gained, lost = ("–" if one[name] is None else f"{one[name]:,}" for name in ("gained_count", "lost_count"))
    counted = f"{one['common_count']:,} | {one['changed_count']:,} | {largest} | {one['source_changed_count']:,}"
    return f"| {one['dataset_code']} | {one['new_known_from']:%Y-%m-%d} | {counted} | {gained} | {lost} |"


def _changed_meanings(meanings: Sequence[Mapping[str, Any]]) -> list[str]:
    if not meanings:
        return ["## Changed meanings", "", "No indicator or unit is worded otherwise than before.", ""]
    return [
        "## Changed meanings",
        "",
        "The words below stand for the same code as before. Read them before you compare figures over vintages; all "
        "changed labels are in `indicators.label_changes`.",
        "",
        *(
            f"- {one['dataset_code']}, {one['variable']} {one['code']}: {_said(one['old_label'])} became "
            f"{_said(one['new_label'])} ({one['new_known_from']:%Y-%m-%d})"
            for one in meanings[:SHOWN]
        ),
        "",
        *_more(meanings, "changed meanings"),
    ]


def _said(label: str | None) -> str:
    return f"“{label}”" if label else "nothing"


def _more(found: Sequence[object], what: str) -> list[str]:
    return [f"And {len(found) - SHOWN:,} more {what}.", ""] if len(found) > SHOWN else []
