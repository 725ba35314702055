"""The evaluation workbooks of the sample, in the order in which they were handed in.

Owns: which file there is, when and by whom it was handed in, and the ratings, findings, recommendations and responses.
Never: writes a file (`evaluations` does); rates anything that exists.

What they tell: designs were registered in 2023, the questions set in 2025; evidence was gathered, then reviewed. The
report of March 2026 rates five criteria; effectiveness was rated lower in May, once the late protocol was looked at.
Impact is rated in a draft only. Management answered in May; one action is overdue, one recommendation unanswered.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from warehouse.sampling.story.designs import REGISTERED, design_areas, designs
from warehouse.sampling.story.evaluation_evidence import Row, evidence, links, questions

EVALUATOR, MANAGEMENT = "Evaluation manager (sample)", "Head of the strategy's office (sample)"


@dataclass(frozen=True)
class EvaluationFile:
    """One workbook: what its name ends in, its day and author, its rows by sheet, and whether it is a draft."""

    name: str
    submitted_on: date
    author: str
    rows: Mapping[str, list[Row]]
    is_draft: bool = False


# Criterion, rating, evidence, justification
_RATINGS = """
relevance|5|EV01; EV02; EV03|Both sides of industry and the governments asked in 2022 for information and for
 advice, and that is what the first outputs gave. Requests on home work were left out, which keeps this from the
 highest level.
coherence|4|EV07; EV08|The joint initiative meets and shares its plans, and no work is done twice where it
 looked. What is known comes from the initiative alone; whether other organizations see it so was not asked.
effectiveness|4|EV09; EV11|Most tools were released within half a year of their planned day, and the process
 behind the guidance is sound. The protocol came late; what that meant for the offices that waited was not yet
 looked at in full.
efficiency|3|EV14|Money was mobilized for some areas and not for others, and the plan behind it is of 2022.
 Nothing of the last three years says whether it was spent on what is planned, so the level is set with caution.
sustainability|4|EV20; EV21; EV22|Two ministries have budget lines of their own for the training, and what was
 written is found by those who look for it. Nothing is known of the training materials that were given up.
"""
_LOWER = (
    "Most tools were released within half a year of their planned day. Four country offices waited nine months for the "
    "protocol and worked without it, which four interviews tell alike; that weighs more than it did in March."
)
_IMPACT = (
    "Informal employment fell in most of the twenty countries, and it fell before the programmes too. As long as no "
    "estimate passes the gate, nothing can be said of what the programmes added, in one direction or the other."
)
_FINDINGS = """
F01|EQ01|EV01; EV02; EV03|Constituents find their requests in the outputs; those on home work they do not.
F02|EQ02|EV05; EV06|Dialogues reach workers with contracts; those without are reached where figures by branch exist.
F03|EQ03|EV07; EV08|The joint initiative works, by its own account.
F04|EQ04|EV09; EV10|Release dates were mostly kept, and where they were not, country offices worked without the tool.
F05|EQ07|EV16; EV17|Informal employment did not fall faster in countries with a programme, as far as the figures go.
F06|EQ09|EV20; EV21|Training has money of its own in two countries.
"""
_RECOMMENDATIONS = """
R01|F01|high|Office of the strategy|Take up home work in the information tool.
R02|F04|high|Office of the strategy|Tell country offices early when a tool will be late, and what to use meanwhile.
R03|F02|medium|Statistics unit|Publish figures by branch for the countries with dialogues.
R04|F03|low|Joint initiative|Ask other organizations once a year how they see the joint work.
R05|F05; F02|medium|Country offices|Name the comparison countries before a programme begins.
R06|F06|medium|Training centre|Agree with two more ministries on budget lines.
"""
# Recommendation, response, owner, due date, state, its day, action, note
_RESPONSES = """
R01|accepted|Office of the strategy|2026-12-18|in_progress||Home work becomes a part of the tool|
R02|accepted|Office of the strategy|2026-06-12|not_started||A page with expected days, for country offices|
R03|partly_accepted|Statistics unit|2027-03-31|not_started||Figures for ten of the countries|No survey of the others
R04|rejected||||||It is part of the yearly meeting already
R05|accepted|Country offices|2026-05-29|done|2026-05-27|The form for new programmes asks for them|
"""


def evaluation_files() -> list[EvaluationFile]:
    """All files, the earliest first."""
    return [
        EvaluationFile("designs", REGISTERED, EVALUATOR, {"Designs": designs(), "Design areas": design_areas()}),
        EvaluationFile(
            "questions", date(2025, 9, 15), EVALUATOR, {"Questions": questions(), "Question links": links()}
        ),
        EvaluationFile("evidence", date(2026, 3, 2), EVALUATOR, {"Evidence": evidence(is_reviewed=False)}),
        EvaluationFile(
            "report",
            date(2026, 3, 27),
            EVALUATOR,
            {
                "Evidence": evidence(is_reviewed=True),
                "Ratings": _ratings(),
                "Findings": _rows(_FINDINGS, "finding_id", "question_id", "evidence_ids", "finding"),
                "Recommendations": _rows(
                    *(_RECOMMENDATIONS, "recommendation_id", "finding_ids", "priority", "addressed_to"),
                    "recommendation",
                ),
            },
        ),
        EvaluationFile("corrected", date(2026, 5, 11), EVALUATOR, {"Ratings": [_corrected()]}),
        EvaluationFile("responses", date(2026, 5, 28), MANAGEMENT, {"Responses": _responses()}),
        EvaluationFile("impact_draft", date(2026, 6, 19), EVALUATOR, {"Ratings": [_impact()]}, is_draft=True),
    ]


def _rows(told: str, *keys: str) -> list[Row]:
    return [dict(zip(keys, line.split("|"), strict=True)) for line in told.strip().replace("\n ", " ").splitlines()]


def _ratings() -> list[Row]:
    rows = _rows(_RATINGS, "criterion_code", "rating", "evidence_ids", "justification")
    by = {"rated_by": EVALUATOR, "rated_on": "2026-03-20"}
    return [{**row, "rating": int(str(row["rating"])), **by} for row in rows]


def _corrected() -> Row:
    return {
        "criterion_code": "effectiveness",
        "rating": 3,
        "justification": _LOWER,
        "evidence_ids": "EV09; EV10; EV11",
        "rated_by": EVALUATOR,
        "rated_on": "2026-05-08",
        "correction_code": "late_information",
        "correction_note": "The interviews with country offices were looked at in full",
    }


def _impact() -> Row:
    return {
        "criterion_code": "impact",
        "rating": 3,
        "justification": _IMPACT,
        "evidence_ids": "EV16; EV17",
        "rated_by": EVALUATOR,
        "rated_on": "2026-06-18",
    }


def _responses() -> list[Row]:
    keys = ("recommendation_id", "response", "owner", "due_date", "action_state", "state_date", "action", "note")
    return _rows(_RESPONSES, *keys)
