"""A good evaluation workbook with every sheet filled in, and a way to spoil it.

Owns: the rows of the good workbook; writing it with changes; reading it back into the rules broken.
Never: uses a rule of the code under test to say what is right.
"""

import re
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from warehouse.settings import get_settings
from warehouse.sources.evaluation.catalogue import RULES
from warehouse.sources.evaluation.reader import Earlier, EvaluationReading, nothing_earlier, read_evaluation
from warehouse.sources.evaluation.template import write_evaluation

Rows = dict[str, list[dict[str, Any]]]
SUBMITTED = date(2026, 3, 20)
TODAY = date(2026, 6, 30)
AUTHOR = "Evaluation manager"
_WHY = (
    "Most of the planned tools were released in time and are used by constituents in several countries. "
    "Two of them came late, and one country has not begun to use what was made for it."
)
GOOD: Rows = {
    "Questions": [
        {"question_id": "EQ01", "criterion_code": "relevance", "question": "Does it meet the needs of constituents?"},
        {"question_id": "EQ02", "criterion_code": "impact", "question": "Has informality fallen because of it?"},
    ],
    "Question links": [
        {"question_id": "EQ01", "output_id": "O04"},
        {"question_id": "EQ02", "indicator_id": "IL10"},
    ],
    "Evidence": [
        {
            "evidence_id": "EV01",
            "question_id": "EQ01",
            "output_id": "O04",
            "title": "Minutes of the review meeting",
            "evidence_kind": "document",
            "evidence_date": date(2025, 11, 3),
            "link": "https://example.org/ev01",
            "source_name": "Office A",
            "directness": "direct",
            "direction": "supports",
            "review": "accepted",
            "reviewed_by": "Evaluation reviewer",
            "reviewed_on": date(2026, 1, 12),
        },
        {
            "evidence_id": "EV02",
            "question_id": "EQ02",
            "title": "Labour force survey report",
            "evidence_kind": "statistics",
            "evidence_date": date(2019, 6, 1),
            "file_name": "report-2019.pdf",
            "source_name": "Statistics office B",
            "directness": "indirect",
            "direction": "mixed",
            "review": "rejected",
            "reviewed_by": "Evaluation reviewer",
            "reviewed_on": date(2026, 1, 12),
            "note": "It ends before the strategy",
        },
    ],
    "Ratings": [
        {
            "criterion_code": "relevance",
            "rating": 5,
            "justification": _WHY,
            "evidence_ids": "EV01, EV02",
            "rated_by": AUTHOR,
            "rated_on": date(2026, 3, 2),
        }
    ],
    "Findings": [
        {"finding_id": "F01", "question_id": "EQ01", "finding": "It meets most needs.", "evidence_ids": "EV01"},
    ],
    "Recommendations": [
        {
            "recommendation_id": recommendation,
            "finding_ids": "F01",
            "recommendation": "Release the two tools that are late.",
            "priority": "high",
            "addressed_to": "Unit A",
        }
        for recommendation in ("R01", "R02")
    ],
    "Responses": [
        {
            "recommendation_id": "R01",
            "response": "accepted",
            "action": "Both are released by June",
            "owner": "Unit A",
            "due_date": date(2026, 6, 30),
            "action_state": "in_progress",
        },
        {"recommendation_id": "R02", "response": "rejected", "note": "It is done already"},
    ],
    "Designs": [
        {
            "design_id": "D01",
            "question_id": "EQ02",
            "design_question": "Did informality fall faster where the work was done?",
            "indicator_id": "IL10",
            "method": "difference_in_differences",
            "first_year": 2015,
            "last_year": 2025,
            "start_year": 2023,
            "assumptions": "Both groups would have moved alike",
            "spillover_risk": "low",
            "registered_by": AUTHOR,
        },
        {
            "design_id": "D02",
            "design_question": "The same, where it began in different years",
            "indicator_id": "IL10",
            "method": "staggered_difference_in_differences",
            "sex_code": "SEX_F",
            "first_year": 2015,
            "last_year": 2025,
            "assumptions": "Areas that begin later would have moved like those before",
            "spillover_risk": "medium",
            "spillover_reason": "Some suppliers sell to both",
            "registered_by": AUTHOR,
        },
    ],
    "Design areas": [
        {"design_id": "D01", "reference_area_code": "CHL", "role": "treated"},
        {"design_id": "D01", "reference_area_code": "CRI", "role": "comparison"},
        {"design_id": "D02", "reference_area_code": "CHL", "role": "treated", "start_year": 2023},
        {"design_id": "D02", "reference_area_code": "MEX", "role": "treated", "start_year": 2024},
    ],
}
Spoil = Callable[[Rows], None]


def change(sheet: str, number: int, **values: Any) -> Spoil:
    """Change cells of the good row of this number, counted from 1."""

    def spoil(rows: Rows) -> None:
        rows[sheet][number - 1].update(values)

    return spoil


def add(sheet: str, number: int, **values: Any) -> Spoil:
    """Add a row that is the good row of this number with other cells."""

    def spoil(rows: Rows) -> None:
        rows[sheet].append({**GOOD[sheet][number - 1], **values})

    return spoil


def write_good(path: Path, *spoils: Spoil, data_kind: str = "real", **facts: Any) -> Path:
    """Write the good workbook with changes."""
    rows = deepcopy(GOOD)
    for spoil in spoils:
        spoil(rows)
    given: dict[str, Any] = {"submitted_on": SUBMITTED, "author": AUTHOR, "data_kind": data_kind, **facts}
    write_evaluation(path, rows, **given)
    return path


def read(path: Path, earlier: Earlier = nothing_earlier) -> EvaluationReading:
    """Read a workbook as of a fixed day."""
    return read_evaluation(path, get_settings(), today=TODAY, earlier=earlier)


def broken(reading: EvaluationReading) -> list[tuple[str, str]]:
    """The place of each finding, and the name of the rule that it says."""
    return [(one.place, _rule(one.rule)) for one in reading.findings]


def _rule(text: str) -> str:
    matching = [
        name
        for name, rule in RULES.items()
        if re.fullmatch(re.sub(r"\\\{\w+\\\}", ".*", re.escape(rule.says)), text, re.DOTALL)
    ]
    assert len(matching) == 1, (text, matching)
    return matching[0]


def address(path: Path, sheet: str, heading: str, line: int) -> str:
    """The cell below a heading, as the file itself has it."""
    heads = [cell.value for cell in load_workbook(path, read_only=True)[sheet][4]]
    return f"{sheet}!{get_column_letter(heads.index(heading) + 1)}{line}"
