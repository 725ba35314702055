"""What was known stays known: order and time of landing decide nothing, an approval holds, a restatement has its cause.

Built by dbt alone from inputs made by hand: two days of one home, and the second day again with the files landed the
other way round.
"""

import hashlib
from pathlib import Path
from typing import Any

import duckdb
import pytest

from support import dbt_harness

FIRST_DAY, SECOND_DAY = "2025-02-05", "2025-03-01"
JANUARY, FEBRUARY, LATE = "1" * 16, "2" * 16, "3" * 16
EARLIER = "20250205_120000"
MONITORING = ("--select", "+path:models/marts/monitoring", "--indirect-selection", "cautious")
TABLES, TABLES_AND_TESTS = ("unit_test", "test"), ("unit_test",)


def _milestone(phase: str, status: str, **more: Any) -> dict[str, Any]:
    return {"record": "milestone", "phase_id": phase, "output_id": phase[:3], "status": status, **more}


def _file(submitted: str, *rows: dict[str, Any]) -> list[dict[str, Any]]:
    same = {
        "reporting_period_id": "2024H2",
        "reporter": "Unit A",
        "submitted_on": submitted,
        "report_state": "submitted",
    }
    return [same | row | {"place": f"row {number}"} for number, row in enumerate(rows, 1)]


def _decision(output: str, word: str, day: str) -> dict[str, Any]:
    return {"record": "decision", "output_id": output, "decision": word, "decided_by": "Head", "decided_on": day}


_MONEY = {"record": "money", "money_id": "M1", "action_area_id": "AA1", "money_kind": "commitment",
          "source_name": "Fund", "funding_type": "rbsa", "booked_on": "2024-12-01", "currency": "USD", "usd_rate": "1",
          "rate_date": "2024-12-01"}  # fmt: skip
_EVIDENCE = {"record": "evidence", "evidence_id": "E1", "output_id": "O06", "phase_id": "O06-S2", "title": "Minutes",
             "evidence_kind": "document", "evidence_date": "2024-10-01", "link": "https://example.org/1"}  # fmt: skip
FILES = {
    JANUARY: _file(
        "2025-01-31",
        _milestone("O03-S2", "completed", actual_date="2024-11-29"),
        _milestone("O04-S2", "in_progress", forecast_date="2025-03-31", reason="Late comments"),
        _milestone("O05-S1", "in_progress", forecast_date="2025-06-30", reason="Late start"),
        _milestone("O06-S2", "active"),
        _milestone("O07-S1", "completed", actual_date="2023-12-01"),
        _milestone("O12-S1", "completed", actual_date="2024-05-15"),
        {"record": "narrative", "output_id": "O03", "narrative": "Done."},
        {"record": "promise", "commitment_id": "C01", "status": "in_progress", "forecast_date": "2025-03-31"},
        _MONEY | {"amount": "2000000"},
        _EVIDENCE,
    ),
    FEBRUARY: _file(
        "2025-02-10", _decision("O03", "approved", "2025-02-10"), _decision("O04", "approved", "2025-02-10")
    ),
    LATE: _file(
        "2025-02-20",
        _milestone("O01-S1", "completed", actual_date="2023-11-30"),
        _milestone("O03-S2", "completed", actual_date="2025-01-10", correction_code="typing_error"),
        _milestone("O04-S2", "in_progress", forecast_date="2025-12-31", reason="Late comments"),
        _milestone("O05-S1", "in_progress", forecast_date="2025-09-30", reason="Late start"),
        _milestone("O08-S2", "active", evidence_link="https://example.org/2"),
        _milestone("O12-S1", "completed", actual_date="2024-08-15", correction_code="typing_error"),
        _MONEY | {"amount": "500000", "correction_code": "source_corrected"},
        _EVIDENCE | {"review": "rejected", "reviewed_by": "Head", "reviewed_on": "2025-02-15", "note": "Not about it"},
        _decision("O06", "returned", "2025-02-18"),
        _decision("O07", "returned", "2025-02-18"),
    ),
}  # fmt: skip


def _build(
    folder: Path,
    day: str,
    landed: list[str],
    released: list[tuple[Any, ...]],
    *,
    retrieved: str = "2025-02-21",
    leave_out: tuple[str, ...] = TABLES,
) -> Path:
    inputs = dbt_harness.Inputs(folder)
    for snapshot_id in landed:
        submitted = f"{FILES[snapshot_id][0]['submitted_on']}T00:00:00Z"
        inputs.snapshot(snapshot_id, "register", "milestone_reports", FILES[snapshot_id], known_from=submitted,
                        known_from_rule="submission_date", retrieved_at=f"{retrieved}T00:00:00Z")  # fmt: skip
    if released:
        names = dbt_harness.COLUMNS["released_figures"]
        inputs.released_figures = [dict(zip(names, (EARLIER, FIRST_DAY, *row), strict=True)) for row in released]
        same = {"release_id": EARLIER, "release_as_of": FIRST_DAY, "is_sample": False}
        inputs.released_inputs = [same | {"snapshot_id": one} for one in ("", JANUARY)]
    done = dbt_harness.dbt(
        folder, "build", *MONITORING, "--exclude-resource-type", *leave_out,
        inputs_dir=str(inputs.write()), as_of=day, is_sample=False, fingerprint="f",
        release_id="20250301_120000", run_id="run", built_at="2026-11-22 12:00:00",
    )  # fmt: skip
    assert not dbt_harness.problems(done)
    return folder


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Any, ...]]:
    """The figures of a release as of the first day, before anything else had come in."""
    folder = _build(tmp_path_factory.mktemp("earlier"), FIRST_DAY, [JANUARY], [])
    names = ", ".join(dbt_harness.COLUMNS["released_figures"][2:])
    return dbt_harness.query(folder, f"select {names} from monitoring.figures")


@pytest.fixture(scope="module")
def now(tmp_path_factory: pytest.TempPathFactory, earlier: list[tuple[Any, ...]]) -> Path:
    """The second day: everything has come in, and one earlier release is known."""
    folder = tmp_path_factory.mktemp("now")
    return _build(folder, SECOND_DAY, [JANUARY, FEBRUARY, LATE], earlier, leave_out=TABLES_AND_TESTS)


def _hashes(folder: Path) -> dict[str, str]:
    """Per table of schema monitoring: a hash of its sorted rows, the time of landing apart."""
    found = {}
    with duckdb.connect(str(folder / "warehouse.duckdb"), read_only=True) as connection:
        names = connection.execute("select table_name from duckdb_tables() where schema_name = 'monitoring'").fetchall()
        for (name,) in names:
            read = connection.execute(f"select * from monitoring.{name}")
            kept = [place for place, column in enumerate(read.description) if column[0] != "received_at"]
            rows = sorted(repr([row[place] for place in kept]) for row in read.fetchall())
            found[name] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return found


@pytest.mark.slow
def test_files_landed_in_another_order_and_later_give_the_same_tables(
    now: Path, earlier: list[tuple[Any, ...]], tmp_path: Path
) -> None:
    other = _build(tmp_path, SECOND_DAY, [LATE, FEBRUARY, JANUARY], earlier, retrieved="2025-07-01")
    first, second = _hashes(now), _hashes(other)
    assert {"figures", "restated", "attention", "milestone_reports", "change_log"} <= first.keys()
    assert {name for name in first | second if first.get(name) != second.get(name)} == set()


def test_an_approved_period_is_changed_by_a_declared_correction_only(now: Path) -> None:
    versions = (
        "select submitted_date::varchar, counts, is_latest from monitoring.milestone_reports where phase_id = '{}'"
    )
    declared, silent = (sorted(dbt_harness.query(now, versions.format(phase))) for phase in ("O03-S2", "O04-S2"))
    assert declared == [("2025-01-31", True, False), ("2025-02-20", True, True)]
    assert silent == [("2025-01-31", True, True), ("2025-02-20", False, False)]
    forecast = "select forecast_date::varchar from monitoring.milestone_status where phase_id = 'O04-S2'"
    assert {row[0] for row in dbt_harness.query(now, forecast)} == {"2025-03-31"}
    raised = "select subject_id, severity from monitoring.attention where rule = 'undeclared_change' order by all"
    assert dbt_harness.query(now, raised) == [("O04-S2 2024H2", "high"), ("O05-S1 2024H2", "medium")]


def _restated(now: Path, table: str, measure: str, subject: str, period: str = "2024H2") -> tuple[Any, ...]:
    query = (
        "select old_value, new_value, cause, is_restatement from monitoring.restated where release_id = "
        f"'{EARLIER}' and table_name = '{table}' and measure = '{measure}' and subject_id = '{subject}' "
        f"and coalesce(reading, 'primary') = 'primary' and coalesce(reporting_period_id, '{period}') = '{period}'"
    )
    [row] = dbt_harness.query(now, query) or [()]
    return row


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (("milestone_status", "status", "O03-S2"), ("achieved_on_time", "achieved_late", "correction", True)),
        (("milestone_status", "forecast_date", "O05-S1"), ("2025-06-30", "2025-09-30", "undeclared change", True)),
        (("milestone_status", "forecast_date", "O04-S2"), ()),
        (("output_progress", "is_reported", "O06"), ("true", "false", "decision", True)),
        (("output_progress", "is_reported", "O08"), ("false", "true", "new report", False)),
        (("output_progress", "achieved_on_time_count", "O03"), ("1", "0", "correction", True)),
        (("resource_absorption", "committed_usd", "AA1"), ("2000000.00", "500000.00", "correction", True)),
        (("commitment_status", "status", "C01"), ()),
        # What is reported for 2024H2 as completed earlier changes the half-years since then, and none before.
        (("output_progress", "achieved_on_time_count", "O01", "2023H1"), ()),
        (("output_progress", "achieved_on_time_count", "O01", "2023H2"), ("0", "1", "new report", False)),
        (("output_progress", "not_reported_count", "O01", "2024H1"), ("1", "0", "new report", False)),
        (("output_progress", "achieved_on_time_count", "O12", "2024H1"), ("1", "0", "correction", True)),
        (("output_progress", "achieved_on_time_count", "O07", "2023H2"), ("1", "0", "decision", True)),
        (("strategy_progress", "achieved_on_time_count", "GB347", "2024H1"), ("2", "1", "correction", True)),
    ],
)
def test_a_figure_that_reads_otherwise_has_its_cause(
    now: Path, figure: tuple[str, ...], expected: tuple[Any, ...]
) -> None:
    assert _restated(now, *figure) == expected


def test_only_figures_that_read_otherwise_are_restated_and_time_is_no_restatement(
    now: Path, earlier: list[tuple[Any, ...]]
) -> None:
    then = {row[0]: row[8] for row in earlier}
    figures = dict(dbt_harness.query(now, "select figure_id, value from monitoring.figures"))
    differs = {key for key in then | figures if then.get(key) != figures.get(key)}
    found = dbt_harness.query(now, "select figure_id, old_value, new_value from monitoring.restated")
    assert {row[0] for row in found} == differs
    assert all((old, new) == (then.get(key), figures.get(key)) for key, old, new in found)
    silent = "select count(*) from monitoring.restated where cause = 'plan or rule'"
    assert dbt_harness.query(now, silent) == [(0,)]
    days = "select distinct cause from monitoring.restated where subject_id = 'O04-S2'"
    assert dbt_harness.query(now, days) in ([], [("time passed",)], [("decision",)])


def test_nothing_behind_a_figure_is_younger_than_the_day(now: Path) -> None:
    known = "select max(known_by) <= timestamp '2025-03-01 23:59:59', count(known_by) > 0 from monitoring.figures"
    assert dbt_harness.query(now, known) == [(True, True)]
