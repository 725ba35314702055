"""The evaluation of the release made by hand: questions, evidence, gaps, ratings, findings and recommendations.

Owns: invented rows of those published tables: every grade, a contradiction, a draft, an overdue action.
Never: stands in for the pipeline: what a column means is settled by dbt_models.
"""

from datetime import date
from typing import Any

import duckdb

from support.made_mandate import fill

WORDING = "Is it *used* by <b>those</b> [asked](https://example.org)?"
_QUESTIONS = (
    ("EQ01", "relevance", "strong", 5, False, "supports", 3),
    ("EQ02", "effectiveness", "moderate", 5, True, "mixed", 2),
    ("EQ03", "efficiency", "weak", 1, False, "none", 1),
    ("EQ04", "impact", "none", 0, False, "none", 0),
)
_GAPS = (
    ("EQ03", "efficiency", "one_source", "All evidence comes from one source."),
    ("EQ04", "impact", "no_evidence", "No item of evidence counts."),
)


def add_evaluation(connection: duckdb.DuckDBPyConnection, *, is_sample: bool) -> None:
    """Make and fill the tables."""
    connection.execute("create schema if not exists evaluation")
    rows = {
        "questions": [_question(*told) for told in _QUESTIONS],
        "evidence_gaps": [
            {"question_id": one, "criterion_code": criterion, "gap_code": code, "gap_label": label}
            for one, criterion, code, label in _GAPS
        ],
        "evaluation_matrix": _matrix(),
        "evidence": [
            {"evidence_id": "EV1", "evidence_kind": "survey"},
            {"evidence_id": "E-1", "evidence_kind": "data"},
        ],
        "ratings": _ratings(),
        "findings": [
            {
                "finding_id": "F1", "question_id": "EQ01", "criterion_code": "relevance", "finding": WORDING,
                "evidence_ids": "EV1;EV2", "evidence_count": 2, "accepted_evidence_count": 1,
                "recommendation_count": 1,
            }
        ],
        "recommendations": _recommendations(),
        "versions": [],
    }  # fmt: skip
    for table, told in rows.items():
        fill(connection, f"evaluation.{table}", [{**row, "is_sample": is_sample} for row in told])


def _question(
    name: str,
    criterion: str,
    grade: str,
    passed: int,
    contradicts: bool,
    direction: str,
    items: int,
) -> dict[str, Any]:
    return {
        "question_id": name, "criterion_code": criterion, "question": WORDING, "evidence_grade": grade,
        "passed_count": passed, "has_contradiction": contradicts, "direction": direction, "counted_count": items,
        "accepted_count": items, "source_count": items, "latest_evidence_date": date(2026, 1, 20) if items else None,
        "gap_count": 1 if grade in ("weak", "none") else 0,
    }  # fmt: skip


def _matrix() -> list[dict[str, Any]]:
    output = {"question_id": "EQ01", "criterion_code": "relevance", "output_id": "O01", "output_label": "Campaign"}
    item = {"evidence_date": date(2026, 1, 20), "title": WORDING, "review": "accepted", "is_recent": True}
    return [
        {**output, **item, "evidence_source": "evaluation", "evidence_id": "EV1", "evidence_kind": "survey",
         "source_name": "Evaluation team", "directness": "direct", "direction": "supports", "is_counted": True},
        {**output, **item, "evidence_source": "register", "evidence_id": "E-1", "evidence_kind": "data",
         "source_name": "Unit A", "is_counted": False},
        {"question_id": "EQ04", "criterion_code": "impact", "indicator_id": "IL10", "indicator_label": "Informality",
         "indicator_rated_count": 20, "indicator_on_track_count": 9, "indicator_worse_count": 4, "is_counted": False,
         "is_recent": False},
    ]  # fmt: skip


def _ratings() -> list[dict[str, Any]]:
    common = {
        "justification": WORDING, "evidence_ids": "EV1;EV2", "evidence_count": 2, "accepted_evidence_count": 1,
        "rated_by": "Evaluation manager", "rated_on": date(2026, 5, 8), "submitted_date": date(2026, 5, 11),
    }  # fmt: skip
    return [
        {**common, "criterion_code": "relevance", "version_no": 2, "is_current": True, "is_draft": False, "rating": 5,
         "rating_label": "Satisfactory", "correction_code": "late_information", "correction_note": WORDING},
        {**common, "criterion_code": "relevance", "version_no": 1, "is_current": False, "is_draft": False, "rating": 4,
         "rating_label": "Somewhat satisfactory"},
        {**common, "criterion_code": "impact", "version_no": 1, "is_current": False, "is_draft": True, "rating": 3,
         "rating_label": "Somewhat unsatisfactory"},
    ]  # fmt: skip


def _recommendations() -> list[dict[str, Any]]:
    common = {"recommendation": WORDING, "finding_ids": "F1", "priority": "high", "addressed_to": "Unit A"}
    answered = {**common, "action": WORDING, "owner": "Unit A", "responded_on": date(2026, 5, 28)}
    return [
        {**answered, "recommendation_id": "R1", "response": "accepted", "due_date": date(2026, 6, 12),
         "action_state": "not_started", "is_overdue": True, "overdue_days": 18},
        {**answered, "recommendation_id": "R2", "response": "accepted", "due_date": date(2026, 5, 1),
         "action_state": "done", "state_date": date(2026, 4, 30), "is_overdue": False},
        {**common, "recommendation_id": "R3", "response": "rejected", "response_note": WORDING, "is_overdue": False,
         "responded_on": date(2026, 5, 28)},
        {**common, "recommendation_id": "R4", "response": "none", "is_overdue": False},
    ]  # fmt: skip
