"""What a release says of indicators that the release before rated otherwise, for CHANGES.md.

Owns: which changes of ratings are told, how many of them are shown, and their wording.
Never: compares ratings or finds causes (dbt_models does); shows every change (indicators.rating_changes does).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as parquet

from warehouse.release.pointer import Release
from warehouse.release.tables import Table

SHOWN = 10
_TABLE = "indicators.rating_changes"
_TITLE = "## Changed ratings"
_NOT_COMPARED = (
    "The ratings of the release before are not compared with: it has none, cannot be read, is as of a later day, or is "
    "not the newest of one of the latest days."
)
# What people read is the class; a ratio that moved within its class comes last.
_ORDER = """case change_kind when 'class_changed' then 1 when 'no_longer_rated' then 2 when 'first_rated' then 3
    when 'reason_changed' then 4 else 5 end, abs(ratio_change) desc nulls last, indicator_id, reference_area_code,
    disaggregation"""
_CAUSES = {
    "source_revision": "the source revised its value",
    "new_period": "a new year came in",
    "baseline": "the baseline is another one",
    "target": "the target is another one",
    "method": "the sheet, or a rule of the software, is another one",
    "quality_gate": "what is said of origin or age of the figures is another thing",
}


@dataclass(frozen=True)
class Rerated:
    """Ratings that the release before gave otherwise: those to show, how many have another class, how many there are.

    `is_compared` is false where the release before is none of those whose ratings the run compared with.
    """

    is_compared: bool = False
    shown: tuple[Mapping[str, Any], ...] = ()
    class_count: int = 0
    change_count: int = 0


def read_rerated(
    connection: duckdb.DuckDBPyConnection, tables: Sequence[Table], previous: Release | None, inputs: Path
) -> Rerated:
    """Read from the attached database `target` what it says of the release before.

    Args:
        connection: where the new release is attached as `target`.
        tables: of the new release.
        previous: the release before.
        inputs: folder of what the run read; the releases that were compared with are those it has ratings of.
    """
    if previous is None or _TABLE not in {table.label for table in tables}:
        return Rerated()
    if previous.release_id not in _compared(inputs / "released_progress.parquet"):
        return Rerated()
    where = f"from target.{_TABLE} where release_id = ?"
    differs = "coalesce(class_before, '') <> coalesce(class_now, '')"
    [counts] = connection.execute(
        f"select count(*) filter ({differs}), count(*) {where}", [previous.release_id]
    ).fetchall()
    found = connection.execute(f"select * {where} order by {_ORDER} limit {SHOWN}", [previous.release_id])
    names = [column[0] for column in found.description or []]
    return Rerated(True, tuple(dict(zip(names, row, strict=True)) for row in found.fetchall()), *counts)


def rerated_text(rerated: Rerated) -> list[str]:
    """Lines of Markdown: how many ratings changed, the most telling of them, and where the others are."""
    if not rerated.is_compared:
        return [_TITLE, "", _NOT_COMPARED, ""]
    if not rerated.change_count:
        return [_TITLE, "", "Every indicator is rated as in the release before.", ""]
    more = rerated.change_count - len(rerated.shown)
    return [
        _TITLE,
        "",
        f"{rerated.change_count:,} ratings of the release before are others now, {rerated.class_count:,} of them in "
        "their class. What each step did to the ratio is in `indicators.rating_changes`.",
        "",
        "| indicator | area | group | class before | class now | ratio before | ratio now | why |",
        "| --- | --- | --- | --- | --- | ---: | ---: | --- |",
        *(_line(one) for one in rerated.shown),
        "",
        *([f"And {more:,} more changed ratings.", ""] if more else []),
    ]


def _compared(path: Path) -> set[str]:
    return set(parquet.read_table(path, columns=["release_id"])["release_id"].to_pylist()) if path.is_file() else set()


def _line(one: Mapping[str, Any]) -> str:
    cells = (
        one["indicator_id"],
        one["reference_area_code"],
        one["disaggregation"],
        one["class_before"] or one["reason_before"] or "–",
        one["class_now"] or one["reason_now"] or "–",
        _ratio(one["ratio_before"]),
        _ratio(one["ratio_now"]),
        _CAUSES[one["cause"]],
    )
    return f"| {' | '.join(' '.join(str(cell).split()).replace('|', chr(92) + '|') for cell in cells)} |"


def _ratio(ratio: float | None) -> str:
    return "–" if ratio is None else f"{ratio:.3f}"
