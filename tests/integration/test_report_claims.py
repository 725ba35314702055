"""What reports claim of days, money, reasons and groups, each beside rows of which the answer is known."""

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from support.promised_release import Rows, delivery, promised_release
from support.reported import word_tables, word_text
from warehouse.reports.pack import query
from warehouse.reports.pack.folder import write_report
from warehouse.reports.pack.report import PROGRESS
from warehouse.reports.pack.written import TEXT_FOLDER

AS_OF = date(2025, 3, 1)
DUE = date(2024, 12, 31)


def _phase(phase_id: str, status: str, **facts: Any) -> dict[str, Any]:
    return {
        "phase_id": phase_id, "output_id": phase_id[:3], "reading": "primary", "nature": "discrete", "status": status,
        "as_of_date": AS_OF, "due_date": DUE,
    } | facts  # fmt: skip


PHASES = [
    _phase("O03-S2", "overdue", forecast_date=date(2025, 3, 31)),
    _phase("O12-S1", "overdue", forecast_date=date(2025, 2, 28)),
    _phase("O13-S1", "not_reported"),
    _phase("O05-S2", "not_due", due_date=date(2025, 12, 31), forecast_date=date(2026, 1, 10)),
    _phase("O11-S1", "achieved_late", actual_date=date(2025, 1, 10)),
    _phase("O01-S1", "achieved_on_time", actual_date=date(2024, 12, 21)),
    _phase("O18-S1", "cancelled"),
    _phase("O01-S2", "active", nature="continuous", due_date=None),
]
COLUMNS = ("reached_days", "overdue_days", "expected_delay_days")
DAYS = {
    "O03-S2": ("not reached", "60", "90"),
    "O12-S1": ("not reached", "60", "the day expected has passed"),
    "O13-S1": ("not reached", "60", "no date given"),
    "O05-S2": ("not yet", "not due", "10"),
    "O11-S1": ("10", "reached", "reached"),
    "O01-S1": ("-10", "reached", "reached"),
    "O18-S1": ("cancelled", "cancelled", "cancelled"),
    "O01-S2": ("goes on over time", "no due date", "no due date"),
}


def _matter(rank: int, rule: str, subject_id: str, **facts: Any) -> dict[str, Any]:
    return {"rank": rank, "rule": rule, "subject_id": subject_id, "reading": "primary"} | facts


ROWS: Rows = {
    "monitoring.milestone_status": PHASES,
    "strategy.phases": [{"phase_id": one["phase_id"], "phase_no": 1} for one in PHASES],
    "strategy.outputs": [{"output_id": output_id} for output_id in ("O03", "O12", "O13", "O05", "O06")],
    "monitoring.slip_paths": [
        {"late_output_id": late[:3], "late_phase_id": late, "output_id": "O06", "reading": "primary", "length": 1,
         "late_reason": "overdue"}
        for late in ("O03-S2", "O05-S2", "O12-S1", "O13-S1")
    ],
    "monitoring.attention": [
        _matter(1, "overdue", "O03-S2", days=60),
        _matter(2, "not_reported", "O13-S1", days=60),
        _matter(3, "report_missing", "O09", days=29),
        _matter(4, "slip_inherited", "O06 from O03", days=90),
        _matter(5, "slip_inherited", "O06 from O05", days=10),
        _matter(6, "slip_inherited", "O06 from O13", days=60),
        _matter(7, "evidence_weak", "E-1"),
    ],
    "monitoring.commitment_status": [
        {"commitment_id": "C1", "status": "not_due"}, {"commitment_id": "C2", "status": "in_progress"},
        {"commitment_id": "C3", "status": "overdue"}, {"commitment_id": "C4", "status": "open"},
        {"commitment_id": "C5", "status": "kept", "actual_date": date(2024, 11, 6)},
    ],
    "indicators.tracking_table": [
        {"indicator_id": f"X{number}", "is_latest": True, "value": value, "reason_not_rated": reason}
        for number, (reason, value) in enumerate(
            [("no_target", 1.0)] * 3 + [("modelled", 1.0), ("stale", 1.0), ("stale", 2.0), ("no_value", None)]
        )
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    made = promised_release(tmp_path_factory.mktemp("claims"), ROWS)
    return duckdb.connect(str(made.database), read_only=True)


def _told(connection: duckdb.DuckDBPyConnection, name: str, *columns: str) -> list[tuple[str, ...]]:
    answer = query.ask(connection, query.read_query("progress", name), 1)
    return [
        tuple(answer.shown(place, answer.query.columns[column]) for column in columns)
        for place in range(len(answer.rows))
    ]


def test_days_overdue_and_days_of_delay_expected_are_never_one_figure(connection: duckdb.DuckDBPyConnection) -> None:
    assert {row[0]: row[1:] for row in _told(connection, "phases", "phase_id", *COLUMNS)} == DAYS
    late = _told(connection, "inherited", "late_output_id", "overdue_days", "expected_delay_days")
    assert late == [
        ("O03", "60", "90"), ("O05", "not due yet", "10"), ("O12", "60", "the day expected has passed"),
        ("O13", "60", "no date given"),
    ]  # fmt: skip
    assert _told(connection, "attention", "subject_id", "overdue_days", "expected_delay_days") == [
        ("O03-S2", "60", "90"), ("O13-S1", "60", "no date given"), ("O09", "29", "no date given"),
        ("O06 from O03", "60", "90"), ("O06 from O05", "not due yet", "10"), ("O06 from O13", "60", "no date given"),
        ("E-1", "no due date", "no due date"),
    ]  # fmt: skip


def test_no_query_mixes_days_under_one_heading() -> None:
    for path in query.SQL_FOLDER.rglob("*.sql"):
        assert "Days late" not in path.read_text(), path.name


def test_what_is_not_due_is_not_called_unkept_or_unreached(connection: duckdb.DuckDBPyConnection) -> None:
    assert _told(connection, "commitments", "actual_date") == [
        ("not yet",), ("not yet",), ("not kept",), ("not yet",), ("6 November 2024",),
    ]  # fmt: skip
    reached = dict(_told(connection, "phases", "phase_id", "actual_date"))
    assert {name: reached[name] for name in ("O05-S2", "O03-S2", "O18-S1", "O01-S2", "O11-S1")} == {
        "O05-S2": "not yet", "O03-S2": "not reached", "O18-S1": "cancelled", "O01-S2": "goes on over time",
        "O11-S1": "10 January 2025",
    }  # fmt: skip


def test_reasons_why_series_are_not_rated_add_up_largest_first(connection: duckdb.DuckDBPyConnection) -> None:
    (whole,) = _told(connection, "indicator_totals", "unrated_series_count", "empty_series_count")
    assert whole == ("6", "1")
    parts = _told(connection, "not_rated", "reason_not_rated", "valued_count")
    assert parts == [
        ("no target", "3"),
        ("too old, not rated", "2"),
        ("modelled, not rated", "1"),
        ("no value yet", "0"),
    ]
    assert sum(int(part) for _, part in parts) == int(whole[0])


@pytest.mark.parametrize(
    ("as_of", "months"),
    [("2022-12-30", 0), ("2023-01-30", 0), ("2023-01-31", 1), ("2025-03-01", 26), ("2026-06-30", 42),
     ("2027-12-31", 60), ("2029-01-01", 60)],
)  # fmt: skip
def test_money_so_far_stands_beside_the_months_gone(tmp_path: Path, as_of: str, months: int) -> None:
    rows = delivery() | {
        "guide.release": [{"as_of_date": as_of}],
        "strategy.resource_envelopes": [{"start_year": 2023, "end_year": 2027}],
    }
    with duckdb.connect(str(promised_release(tmp_path, rows).database), read_only=True) as connection:
        assert _told(connection, "resource_total", "elapsed_months", "term_months") == [(str(months), "60")]


def test_a_cancelled_milestone_is_told_where_none_was_due(tmp_path: Path) -> None:
    progress = {
        "reporting_period_id": "2026H1", "reading": "primary", "due_count": 0, "due_on_time_count": 0,
        "achieved_late_count": 0, "overdue_count": 0, "not_reported_count": 0, "not_due_count": 0, "cancelled_count": 1,
    }  # fmt: skip
    rows = delivery() | {
        "strategy.action_areas": [{"action_area_id": "AA6", "action_area_no": 6, "action_area_label": "Coherence"}],
        "strategy.outputs": [
            {"output_id": "O18", "action_area_id": "AA6", "output_no": 18, "output_label": "Materials"}
        ],
        "strategy.phases": [{"phase_id": "O18-S1", "phase_no": 1}],
        "strategy.resource_envelopes": [{"start_year": 2023, "end_year": 2027}],
        "monitoring.action_area_progress": [progress | {"action_area_id": "AA6"}],
        "monitoring.output_progress": [progress | {"output_id": "O18"}],
    }
    rows["monitoring.milestone_status"] = [*rows["monitoring.milestone_status"], _phase("O18-S1", "cancelled")]
    rows["monitoring.resource_total"] = [rows["monitoring.resource_total"][0] | {"commitment_count": 1}]
    assert write_report(promised_release(tmp_path, rows), PROGRESS, tmp_path / "report")
    text = word_text(tmp_path / "report" / "report.docx")
    assert "Coherence: no milestone was due; 1[" in text
    assert "No milestone of this output was due: 1[" in text
    assert text.count("] was cancelled.") == 2
    assert "months of the term gone" in text
    (areas,) = [table for table in word_tables(tmp_path / "report" / "report.docx") if "Action area" in table[0]][:1]
    assert areas[1][areas[0].index("Cancelled")] == "1"


def test_grey_says_neither_good_nor_bad() -> None:
    text = (TEXT_FOLDER / "progress" / "06_indicators.txt").read_text()
    assert "'behind_count'], tones=['best', 'good', 'weak', 'poor', 'worst']" in text
