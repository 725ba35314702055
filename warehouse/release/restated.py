"""What a release says of monitoring figures that the release before gave otherwise, for CHANGES.md.

Owns: which restated figures are told, how many of them are shown, and their wording.
Never: compares figures or finds causes (dbt_models does); shows every figure (monitoring.restated does).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from warehouse.release.pointer import Release
from warehouse.release.tables import Table

SHOWN = 10
_TABLE = "monitoring.restated"
_NOT_COMPARED = "The release before has no monitoring figures, or is as of a later day; it is not compared with."
# A figure of one subject before the sums that contain it, and the causes to look at first.
_ORDER = """case table_name when 'milestone_status' then 1 when 'commitment_status' then 2
    when 'resource_absorption' then 3 when 'output_results' then 4 when 'output_progress' then 5 else 6 end,
    case cause when 'undeclared change' then 1 when 'plan or rule' then 2 else 3 end, figure_id"""


@dataclass(frozen=True)
class Restated:
    """Figures that the release before gave otherwise: those to show, how many restate, how many only moved on.

    `is_compared` is false where the release before has no such figures, or is as of a later day.
    """

    is_compared: bool = False
    shown: tuple[Mapping[str, Any], ...] = ()
    restated_count: int = 0
    moved_count: int = 0


def read_restated(
    connection: duckdb.DuckDBPyConnection, tables: Sequence[Table], previous: Release | None, as_of: str
) -> Restated:
    """Read from the attached database `target`, as of this ISO day, what it says of the release before."""
    if previous is None or not _has_figures(previous) or str(previous.manifest.get("as_of")) > as_of:
        return Restated()
    if _TABLE not in {table.label for table in tables}:
        return Restated()
    where = f"from target.{_TABLE} where release_id = ?"
    counts = connection.execute(
        f"select count(*) filter (is_restatement), count(*) filter (not is_restatement) {where}", [previous.release_id]
    ).fetchall()[0]
    found = connection.execute(
        f"select * {where} and is_restatement order by {_ORDER} limit {SHOWN}", [previous.release_id]
    )
    names = [column[0] for column in found.description or []]
    return Restated(True, tuple(dict(zip(names, row, strict=True)) for row in found.fetchall()), *counts)


def restated_text(restated: Restated) -> list[str]:
    """Lines of Markdown; figures that only time or a first report changed are counted and not shown."""
    if not restated.is_compared:
        return ["## Restated figures", "", _NOT_COMPARED, ""]
    moved = (
        f"{restated.moved_count:,} figures read otherwise only because time passed or a first report came in."
        if restated.moved_count
        else "No figure reads otherwise because time passed or a first report came in."
    )
    if not restated.restated_count:
        return ["## Restated figures", "", f"No monitoring figure of the release before is restated. {moved}", ""]
    return [
        "## Restated figures",
        "",
        f"{restated.restated_count:,} monitoring figures of the release before are given otherwise now. All of them, "
        f"and those of older releases, are in `monitoring.restated`. {moved}",
        "",
        "| figure | about | half-year | before | now | why |",
        "| --- | --- | --- | --- | --- | --- |",
        *(_line(one) for one in restated.shown),
        "",
        *_more(restated.restated_count - len(restated.shown)),
    ]


def _has_figures(release: Release) -> bool:
    return any((one["schema"], one["table"]) == ("monitoring", "figures") for one in release.manifest.get("tables", []))


def _line(one: Mapping[str, Any]) -> str:
    reading = f" ({one['reading']})" if one["reading"] else ""
    cells = (
        f"{one['table_name']}.{one['measure']}{reading}",
        one["subject_id"],
        one["reporting_period_id"],
        one["old_value"],
        one["new_value"],
        f"{one['cause']}: {one['cause_detail']}",
    )
    return f"| {' | '.join(_cell(value) for value in cells)} |"


def _cell(value: str | None) -> str:
    """Names and reasons are typed by people: a bar or a new line must not break the table."""
    return " ".join(value.split()).replace("|", "\\|") if value else "–"


def _more(count: int) -> list[str]:
    return [f"And {count:,} more restated figures.", ""] if count else []
