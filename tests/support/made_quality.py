"""What the release made by hand tells of its quality.

Owns: owner and reason of its checks, what they touch, a scorecard with a side that nobody checked, an assessment,
two releases of outcomes, fresh, stale and unknown sources, counted rows, an open and a closed issue.
Never: stands in for the pipeline: what a column means is settled by dbt_models.
"""

from datetime import date
from typing import Any

import duckdb

from support.made_mandate import fill, promised

STALE = "SDG_0831_SEX_ECO_RT_A"
# What data may hold: the page must show it as typed and never as markup.
ODD = "A <b>bold</b> [link](https://example.org) *in* data"
PLANTED = "C99"
_DIMENSIONS = (
    "validity", "integrity", "precision", "reliability", "timeliness", "completeness", "uniqueness", "reference",
)  # fmt: skip
_DAY = date(2026, 6, 30)


def add_quality(connection: duckdb.DuckDBPyConnection, *, is_sample: bool) -> None:
    """Add the tables of the page Quality, and what older releases lack in the others."""
    for table, column in (("checks", "owner"), ("checks", "reason"), ("results", "failing_subjects")):
        connection.execute(f"alter table quality.{table} add column {column} varchar")
    connection.execute("update quality.checks set owner = 'team:statistics', reason = 'A reader relies on it'")
    fill(connection, "quality.check_reach", _reach(connection))
    _freshness(connection)
    fill(connection, "quality.scorecard", _scorecard(is_sample))
    fill(connection, "quality.dqa", _dqa())
    fill(connection, "quality.check_trend", _trend(is_sample))
    fill(connection, "quality.reconciliation", _reconciliation())
    fill(connection, "quality.known_issues", _issues())


def plant_warning(
    connection: duckdb.DuckDBPyConnection, pages: tuple[str, ...], subjects: str | None = None, outcome: str = "warn"
) -> None:
    """A check that did not pass, and the pages that its failure reaches."""
    connection.execute(
        "insert into quality.checks (check_id, check_name, kind, schema_name, table_name, dimension, severity, "
        "description, remedy, owner, reason) values (?, ?, 'expectation', 'indicators', 'observations', 'validity', "
        "'warning', ?, 'Ask the statistical office', 'team:statistics', 'It misleads')",
        [PLANTED, PLANTED, f"No value jumps. {ODD}"],
    )
    connection.execute(
        "insert into quality.results (run_id, check_id, outcome, failing_count, checked_count, message, sample_rows, "
        "executed_at, failing_subjects) values ('run-1', ?, ?, 7, 900, '', ?, timestamp '2026-07-01 08:00:00', ?)",
        [PLANTED, outcome, f'[{{"dataset_code": "{STALE}", "note": "{ODD}"}}]', subjects],
    )
    for page in pages:
        connection.execute("insert into quality.check_reach values (?, 'page', ?, ?)", [PLANTED, page, page.title()])


def _reach(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    pages = {"outputs": ("overview", "output"), "milestone_status": ("milestones",), "observations": ("indicator",)}
    listed = connection.execute("select check_id, schema_name, table_name from quality.checks").fetchall()
    rows = []
    for check_id, schema, table in listed:
        name = f"{schema}.{table}"
        rows.append({"check_id": check_id, "reached_kind": "table", "reached_name": name, "reached_label": name})
        for page in pages[table]:
            rows.append({"check_id": check_id, "reached_kind": "page", "reached_name": page, "reached_label": page})
    rows.append({"check_id": "C11", "reached_kind": "indicator", "reached_name": "IL10", "reached_label": ODD})
    return rows


def _freshness(connection: duckdb.DuckDBPyConnection) -> None:
    """Datasets get a rhythm: the stale one is late, the other is not; the evaluation has none that anybody knows."""
    columns = promised("quality")["freshness"]
    known = {row[0] for row in connection.execute("describe quality.freshness").fetchall()}
    for name in [name for name in columns if name not in known]:
        connection.execute(f"alter table quality.freshness add column {name} {columns[name]}")
    connection.execute(
        "update quality.freshness set source = 'ilostat', unit_id = dataset_code, unit_label = dataset_code, "
        "rhythm = 'yearly', freshness = case when is_stale then 'stale' else 'fresh' end, last_seen_date = known_from, "
        "expected_by = case when is_stale then date '2026-05-01' else date '2027-05-01' end, "
        "days_late = case when is_stale then 60 else 0 end"
    )
    connection.execute(
        "insert into quality.freshness (source, unit_id, unit_label, is_stale, rhythm, freshness) "
        "values ('evaluation', 'evaluation', 'evaluation', false, 'once', 'not_known')"
    )


def make_older(connection: duckdb.DuckDBPyConnection) -> None:
    """Take from a release made by hand what one of before had not."""
    for table in ("check_reach", "scorecard", "dqa", "check_trend", "reconciliation", "known_issues"):
        connection.execute(f"drop table quality.{table}")
    for table, column in (("checks", "owner"), ("checks", "reason"), ("results", "failing_subjects")):
        connection.execute(f"alter table quality.{table} drop column {column}")


def _scorecard(is_sample: bool) -> list[dict[str, Any]]:
    rows = []
    for indicator, is_checked, outcome in (("IL10", True, "warn"), ("IL11", False, "not_checked")):
        statuses = {f"{name}_status": "pass" if is_checked else "not_checked" for name in _DIMENSIONS}
        statuses |= {"validity_status": outcome, "reference_status": "not_checked"}
        counts = {f"{name}_count": int(is_checked and name != "reference") for name in _DIMENSIONS}
        passed, warned = (6, 1) if is_checked else (0, 0)
        rows.append(
            {"indicator_id": indicator, "release_id": "20260701_080000", "as_of_date": _DAY, "is_this_release": True,
             "has_scorecard": True, "is_sample": is_sample, "checks_passed": passed, "checks_warned": warned,
             "checks_failed": 0, "freshness": "stale" if is_checked else "not_known",
             "coverage": 0.62 if is_checked else None, **statuses, **counts}
        )  # fmt: skip
    return rows


def _dqa() -> list[dict[str, Any]]:
    rated = {"validity": "good", "integrity": "adequate", "precision": "not_assessed", "reliability": "weak"}
    return [
        {"indicator_id": "IL10", "dqa_dimension": name, "measure": "share", "measure_label": "Share of values modelled",
         "measure_value": None if word == "not_assessed" else 0.3, "counted": 40, "good_up_to": 0.1,
         "adequate_up_to": 0.5, "rating": word, "dimension_rating": word, "basis": f"{name}: 0.3 of 40 counted",
         "reason": "Users ask for measured values", "assessed_by": "rule", "assessed_date": _DAY,
         "approval_status": "proposed"}
        for name, word in rated.items()
    ]  # fmt: skip


def _trend(is_sample: bool) -> list[dict[str, Any]]:
    made = [("20260701_080000", True, 14, 1), ("20260101_080000", False, 9, 0)]
    return [
        {"release_id": name, "as_of_date": _DAY, "is_this_release": here, "is_sample": is_sample,
         "schema_name": "monitoring", "table_name": "milestone_status", "dimension": "validity",
         "checks_passed": passed, "checks_warned": warned, "checks_failed": 0}
        for name, here, passed, warned in made
    ]  # fmt: skip


def _reconciliation() -> list[dict[str, Any]]:
    step = {"step_no": 1, "step": "file to snapshot", "source": "ilostat", "unit_kind": "file"}
    counted = {"rows_in": 1200, "rows_out": 1190, "rows_left_out": 10, "reason": "Aggregates stand apart"}
    hidden = {"step_no": 2, "step": "snapshot to answers", "source": "survey", "unit_kind": "source"}
    return [
        step | counted | {"unit_id": "0000000000000001", "unit_label": f"{STALE}.csv.gz", "difference": 0},
        hidden | {"unit_id": "survey", "unit_label": "Survey", "difference": 0},
    ]


def _issues() -> list[dict[str, Any]]:
    common = {"opened_date": _DAY, "owner": "Statistics"}
    return [
        {"issue_id": "KI01", "severity": "high", "issue": ODD, "table_names": "indicators.observations",
         "indicator_ids": "IL10", "workaround": "Read the note beside the figure", "is_open": True, **common},
        {"issue_id": "KI02", "severity": "low", "issue": "A label was cut off", "is_open": False, "workaround": "None",
         "closed_date": _DAY, "closure": "The label has its full length", **common},
    ]  # fmt: skip
