"""Causes that stand in the data: sources that are out of date, labels that changed, reports that are overdue.

Owns: which rows of the current release, and which looks at ILOSTAT, are causes.
Never: judges anything itself (the release and the fetch do); opens anything but the release.
"""

from collections.abc import Iterator
from typing import Any

from warehouse.alerts.cause import ENGINEERING, MONITORING, STATISTICS, Cause, joined
from warehouse.release.pointer import Release
from warehouse.release.reader import connect
from warehouse.settings import Settings
from warehouse.sources.ilostat.service.state import list_statuses

# A dataset that was only not asked for, because the service as a whole did not answer: the fetch is the cause.
_OF_THE_FETCH = {"left", "no_contents"}
_LABELS = """
    select dataset_code, variable, code, old_label, new_label, new_snapshot_id,
        cast(new_known_from as date) as known_from, is_meaning_change
    from indicators.label_changes
    where new_snapshot_id in (select snapshot_id from quality.freshness where snapshot_id is not null)
    order by dataset_code, new_snapshot_id, is_meaning_change desc, variable, code
"""
# What did not come when its rhythm says; a failed look is told by the fetch, a register by what each output owes.
_LATE = """
    select source, unit_id, unit_label, stale_reason, rhythm, expected_by
    from quality.freshness
    where is_stale and days_late > 0 and coalesce(outcome, '') <> 'failed' and source <> 'register'
    order by source, unit_id
"""
_REPORTS = """
    select subject_id, subject_label, reason, owner, due_date
    from monitoring.attention
    where rule = 'report_missing'
    order by due_date, subject_id
"""


def of_fetches(settings: Settings) -> Iterator[Cause]:
    """Datasets whose last look at ILOSTAT failed, so that what is shown may be out of date."""
    for status in list_statuses(settings):
        if status.is_stale and status.stale_rule not in _OF_THE_FETCH:
            yield Cause(
                kind="source_stale",
                subject=status.dataset_code,
                mark=status.stale_rule or "",
                what=f"{status.dataset_code} may be out of date: {status.stale_reason or 'the last look failed.'}",
                since=status.checked_at,
                owner=ENGINEERING,
                to_do=f"Fetch it again with dwsc fetch {status.dataset_code}; docs/fetching.md explains each reason",
                command=f"dwsc fetch {status.dataset_code}",
                page="quality",
                anchor={"view": "sources"},
            )


def of_release(release: Release) -> Iterator[Cause]:
    """Sources that are late, labels that changed with the vintages that are shown, and reports that are overdue.

    Raises:
        ReleaseError: the release cannot be opened.
    """
    with connect(release.database) as connection:
        tables = {
            f"{schema}.{table}"
            for schema, table in connection.execute("select schema_name, table_name from duckdb_tables()").fetchall()
        }
        if {"indicators.label_changes", "quality.freshness"} <= tables:
            yield from _label_causes(_rows(connection, _LABELS))
        if "quality.freshness" in tables and _tells_rhythms(connection):
            yield from (_late_cause(row) for row in _rows(connection, _LATE))
        if "monitoring.attention" in tables:
            yield from (_report_cause(row) for row in _rows(connection, _REPORTS))


def _tells_rhythms(connection: Any) -> bool:
    """Whether the release sets sources against their rhythm; older ones do not."""
    asked = (
        "select 1 from duckdb_columns() where schema_name = 'quality' and table_name = 'freshness' and column_name = "
    )
    return bool(connection.execute(asked + "'days_late'").fetchall())


def _rows(connection: Any, query: str) -> list[dict[str, Any]]:
    cursor = connection.execute(query)
    names = [name for name, *_ in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _late_cause(row: dict[str, Any]) -> Cause:
    is_fetched = row["source"].startswith("ilostat")
    label = "" if row["unit_label"] == row["unit_id"] else f" ({row['unit_label']})"
    return Cause(
        kind="source_stale",
        subject=f"{row['source']} {row['unit_id']}",
        mark=str(row["expected_by"]),
        what=f"{row['unit_id']}{label} is late: {row['stale_reason']}; rhythm: {row['rhythm']}",
        since=str(row["expected_by"]),
        owner=ENGINEERING if is_fetched else MONITORING,
        to_do="Fetch it with dwsc fetch; if ILOSTAT has nothing newer, the rhythm in seeds/update_rhythms.csv is wrong"
        if is_fetched
        else "Ask whoever owes it, and land what comes",
        command="dwsc fetch" if is_fetched else "dwsc land FILE",
        page="quality",
        anchor={"view": "sources"},
    )


def _label_causes(rows: list[dict[str, Any]]) -> Iterator[Cause]:
    """One cause per dataset and vintage, however many of its labels changed."""
    grouped: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in rows:
        grouped.setdefault((row["dataset_code"], row["new_snapshot_id"]), []).append(row)
    for (dataset, snapshot), changes in grouped.items():
        meaning = any(change["is_meaning_change"] for change in changes)
        told = joined(_label_words(change) for change in changes)
        yield Cause(
            kind="label_changed",
            subject=dataset,
            mark=snapshot,
            what=f"{dataset}: {'what the figures mean may have changed; ' if meaning else ''}{told}",
            since=str(changes[0]["known_from"]),
            owner=STATISTICS,
            to_do="Compare old and new label before figures are compared over vintages; where the meaning changed, "
            "withdraw the comparison or map the new code in seeds/code_lists",
            command=f"dwsc query \"from indicators.label_changes where dataset_code = '{dataset}'\"",
            page="indicator",
            anchor={"dataset": dataset, "view": "history"},
        )


def _label_words(change: dict[str, Any]) -> str:
    old, new = (change[name] or "nothing" for name in ("old_label", "new_label"))
    return f"{change['variable']} {change['code']} read “{old}” and now reads “{new}”"


def _report_cause(row: dict[str, Any]) -> Cause:
    return Cause(
        kind="report_overdue",
        subject=row["subject_id"],
        mark=str(row["due_date"]),
        what=f"Output {row['subject_id']} ({row['subject_label']}): {row['reason']}",
        since=str(row["due_date"]),
        owner=f"{row['owner']}; {MONITORING}",
        to_do="Ask the unit for its report: dwsc register template makes the form, and the page Hand in takes it",
        command=f"dwsc query \"from monitoring.attention where subject_id = '{row['subject_id']}'\"",
        page="output",
        anchor={"output": row["subject_id"]},
    )
