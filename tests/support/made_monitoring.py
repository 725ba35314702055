"""Invented rows about delivery for the made release: progress, attention, slips, and what was reported on outputs.

Owns: the tables of schema monitoring that Overview, Milestones and an output's page read, in their promised columns.
Never: works a figure out: the rows are to be shown, not to be right.
"""

from datetime import date
from typing import Any

import duckdb

from support.made_mandate import fill

PERIODS = ("2025H2", "2026H1")
READINGS = ("primary", "alternative")
# What a reporter may type: the pages must show it as typed and never as markup.
TOLD = "Two *dialogues* <i>took</i> place: [minutes](https://example.org) :red[x]"
OWNER = "Unit <b>A</b>"
_DAY = date(2026, 5, 4)


def add_monitoring(connection: duckdb.DuckDBPyConnection, *, is_sample: bool) -> None:
    """Fill the tables; outputs, areas and phases must be there."""
    outputs = connection.execute(
        "select output_id, action_area_id, output_label from strategy.outputs order by 1"
    ).fetchall()
    areas = sorted({area for _, area, _ in outputs})
    known = {"is_sample": is_sample}
    rows = [{**row, **known} for row in _progress(outputs)]
    fill(connection, "monitoring.output_progress", rows)
    sums = [{**_sum(area, period, reading), **known} for area in areas for period in PERIODS for reading in READINGS]
    fill(connection, "monitoring.action_area_progress", [{"action_area_id": row.pop("subject"), **row} for row in sums])
    whole = [{**_sum("", period, reading), **known} for period in PERIODS for reading in READINGS]
    fill(
        connection, "monitoring.strategy_progress", [{k: v for k, v in row.items() if k != "subject"} for row in whole]
    )
    fill(connection, "monitoring.attention", [{**row, **known} for row in _attention(outputs)])
    fill(connection, "monitoring.restated", [_restated(known)])
    fill(connection, "monitoring.forecast_slips", [_forecast(known)])
    fill(connection, "monitoring.slip_paths", [{**row, **known} for row in _paths()])
    _reported(connection, known)


def _progress(outputs: list[tuple[str, str, str]]) -> list[dict[str, Any]]:
    return [
        {
            "output_id": output, "action_area_id": area, "reporting_period_id": period, "reading": reading,
            "period_end_date": date(2025, 12, 31) if period == "2025H2" else date(2026, 6, 30),
            "assessed_on": date(2025, 12, 31) if period == "2025H2" else date(2026, 6, 30),
            "due_count": 1, "due_on_time_count": 1, "achieved_on_time_count": 1, "achieved_late_count": 0,
            "overdue_count": 0, "not_reported_count": 0, "cancelled_count": 0, "not_due_count": 0, "on_time_rate": 1.0,
            "planned_continuous_count": 1, "active_count": 1, "elapsed_phase_periods": 4, "active_phase_periods": 3,
            "activity_rate": 0.75, "report_state": "approved", "is_reported": True, "is_reported_in_time": True,
            "narrative_count": 1, "evidence_count": 1, "tracks": "activities",
            "tracks_note": "No milestone is left in the plan.", "para": "App.1",
        }
        for output, area, _ in outputs for period in PERIODS for reading in READINGS
    ]  # fmt: skip


def _sum(subject: str, period: str, reading: str) -> dict[str, Any]:
    due = 3 if reading == "primary" else 4
    return {
        "subject": subject, "reporting_period_id": period, "reading": reading, "period_end_date": date(2026, 6, 30),
        "assessed_on": date(2026, 6, 30), "due_count": due, "due_on_time_count": 2, "achieved_on_time_count": 2,
        "achieved_late_count": 1, "overdue_count": 0, "not_reported_count": due - 3, "cancelled_count": 0,
        "not_due_count": 0, "planned_continuous_count": 2, "active_count": 1, "elapsed_phase_periods": 8,
        "active_phase_periods": 6, "on_time_rate": 2 / due, "activity_rate": 0.75, "output_count": 5,
        "reported_output_count": 4, "reported_in_time_count": 3, "reporting_rate": 0.8,
    }  # fmt: skip


def _attention(outputs: list[tuple[str, str, str]]) -> list[dict[str, Any]]:
    rules = [
        ("ATT-01", "overdue", "high"),
        ("ATT-05", "report_missing", "medium"),
        ("ATT-12", "planned_tension", "low"),
    ]
    rows = []
    for rank, (output, area, label) in enumerate(outputs[:12], 1):
        rule_id, rule, severity = rules[(rank - 1) // 4]
        rows.append({
            "rank": rank, "rule_id": rule_id, "rule": rule, "severity": severity, "subject_kind": "output",
            "subject_id": output, "subject_label": label, "output_id": output, "action_area_id": area,
            "reading": "primary", "reason": f"Made reason {rank}, *as typed*.", "owner": OWNER if rank > 1 else None,
            "due_date": date(2025, 12, 31), "days": 181, "page": "output", "para": "App.1",
        })  # fmt: skip
    return [*rows, {**rows[0], "rank": 13, "reading": "alternative", "reason": "Late when read the other way."}]


def _restated(known: dict[str, Any]) -> dict[str, Any]:
    return {
        "restated_id": "r1", "release_id": "20260101_080000", "release_as_of_date": date(2025, 12, 31),
        "figure_id": "f1", "table_name": "milestone_status", "measure": "delay_days", "subject_kind": "phase",
        "subject_id": "O03-S2", "output_id": "O03", "reading": "primary", "old_value": "77", "new_value": "46",
        "cause": "correction", "cause_detail": "The milestone O03-S2 was corrected.", "is_restatement": True, **known,
    }  # fmt: skip


def _forecast(known: dict[str, Any]) -> dict[str, Any]:
    return {
        "report_id": "made_1", "phase_id": "O05-S2", "output_id": "O05", "previous_report_id": "made_0",
        "reporting_period_id": "2026H1", "previous_forecast_date": date(2026, 3, 20),
        "forecast_date": date(2026, 11, 6), "is_actual": False, "slip_days": 231, "total_slip_days": 357, **known,
    }  # fmt: skip


def _paths() -> list[dict[str, Any]]:
    late = {"late_output_id": "O05", "late_phase_id": "O05-S2", "late_reason": "overdue",
            "delay_days": 310, "basis": "explicit", "para": "App.9"}  # fmt: skip
    direct = {**late, "output_id": "O06", "action_area_id": "AA2", "path": "O05 → O06", "length": 1,
              "is_shortest": True, "synergy_ids": "SY901", "basis_path": "explicit"}  # fmt: skip
    longer = {**late, "output_id": "O10", "action_area_id": "AA3", "path": "O05 → O06 → O10", "length": 2,
              "is_shortest": True, "synergy_ids": "SY901, SY902", "basis_path": "explicit, explicit"}  # fmt: skip
    roundabout = {**longer, "path": "O05 → O06 → O07 → O10", "length": 3, "is_shortest": False,
                  "synergy_ids": "SY901, SY903, SY904", "basis_path": "explicit, explicit, explicit"}  # fmt: skip
    return [{**row, "reading": reading} for row in (direct, longer, roundabout) for reading in READINGS]


def _reported(connection: duckdb.DuckDBPyConnection, known: dict[str, Any]) -> None:
    came = {
        "output_id": "O06", "reporting_period_id": "2026H1", "report_state": "approved", "counts": True,
        "version_no": 1, "is_latest": True, "reporter": OWNER, "submitted_date": _DAY, "snapshot_id": "made", **known,
    }  # fmt: skip
    told = {"report_id": "n1", "narrative": TOLD, "obstacles": None, "next_steps": "A third dialogue.", **came}
    earlier = {**told, "report_id": "n0", "is_latest": False, "narrative": "An earlier version"}
    fill(connection, "monitoring.output_narratives", [told, earlier])
    share = {"report_id": "v1", "indicator_id": "OI06b", "indicator_label": "Dialogues with a plan", "unit": "%",
             "disaggregation": "total", "numerator": 2.0, "denominator": 3.0, "value": 66.6667, **came}  # fmt: skip
    count = {**share, "report_id": "v2", "indicator_id": "OI06a", "indicator_label": "Dialogues held",
             "unit": "dialogues", "numerator": None, "denominator": None, "value": 1200.0}  # fmt: skip
    fill(connection, "monitoring.output_results", [share, count])
    stated = {name: value for name, value in came.items() if name != "report_state"}
    item = {"report_id": "e1", "evidence_id": "E-1", "title": "Minutes *of* <b>May</b>",
            "evidence_kind": "document", "evidence_date": _DAY, "link": "https://example.org/minutes", "review": "weak",
            "reviewed_by": "Unit B", "reviewed_on": _DAY, "note": "No list", "phase_id": "O06-S2",
            "action_area_id": "AA2", **stated}  # fmt: skip
    fill(connection, "monitoring.evidence_items", [item])
    change = {"change_id": "c1", "changed_at": _DAY, "record": "milestone", "subject_id": "O06-S2",
              "output_id": "O06", "reporting_period_id": "2026H1", "field": "actual_date", "old_value": "2023-12-01",
              "new_value": "2023-12-15", "who": OWNER, "why_code": "typing_error", "why_note": "Misread",
              "counts": True, "is_declared": True, "version_no": 2, "snapshot_id": "made", "place": "Milestones!K18",
              **known}  # fmt: skip
    fill(connection, "monitoring.change_log", [change])
