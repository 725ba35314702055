"""Reads about evaluation questions, the evidence on them, and its gaps.

Owns: the questions with the strength of their evidence, the matrix, the items and the gaps, by filters.
Never: grades evidence, or counts an item that the release does not count.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboards.queries.reading import Source, among, columns, where

# Criteria in the order in which an evaluation takes them.
CRITERIA = ("relevance", "coherence", "effectiveness", "efficiency", "impact", "sustainability")
ORDER = "case criterion_code " + " ".join(f"when '{one}' then {place}" for place, one in enumerate(CRITERIA)) + " end"


@dataclass(frozen=True)
class Filters:
    """What a reader chose; nothing chosen leaves nothing out."""

    criteria: Sequence[str] = ()
    questions: Sequence[str] = ()
    kinds: Sequence[str] = ()
    reviews: Sequence[str] = ()
    sources: Sequence[str] = ()

    @property
    def codes(self) -> list[str]:
        """Every code chosen, for the names of files."""
        return [*self.criteria, *self.questions, *self.kinds, *self.reviews, *self.sources]

    def of_questions(self) -> list[str]:
        """Conditions on questions."""
        asked = {"criterion_code": self.criteria, "question_id": self.questions}
        return [among(column, codes) for column, codes in asked.items() if codes]

    def of_items(self) -> list[str]:
        """Conditions on items of evidence."""
        asked = {"evidence_kind": self.kinds, "review": self.reviews, "evidence_source": self.sources}
        return [among(column, codes) for column, codes in asked.items() if codes]


def is_known(source: Source) -> bool:
    """Whether the release tells of evaluation questions."""
    return bool(columns(source, "evaluation.questions"))


def questions_sql(filters: Filters) -> str:
    """One row per question, by criterion."""
    return f"""select
    question_id,
    criterion_code,
    question,
    sub_question,
    evidence_grade,
    passed_count,
    has_contradiction,
    direction,
    counted_count,
    accepted_count,
    source_count,
    latest_evidence_date,
    gap_count,
    is_sample
from evaluation.questions
where {where(filters.of_questions())}
order by {ORDER}, question_id"""


def gaps_sql(filters: Filters) -> str:
    """One row per gap of these questions."""
    return f"""select
    question_id,
    criterion_code,
    gap_code,
    gap_label,
    output_id,
    indicator_id,
    is_sample
from evaluation.evidence_gaps
where {where(filters.of_questions())}
order by {ORDER}, question_id, gap_code, output_id, indicator_id"""


def matrix_sql(filters: Filters) -> str:
    """One row per question, output, indicator and item; with a filter on items only rows that have one."""
    return f"""select
    question_id,
    criterion_code,
    output_id,
    output_label,
    indicator_id,
    indicator_label,
    indicator_rated_count,
    indicator_on_track_count,
    indicator_worse_count,
    evidence_source,
    evidence_id,
    title,
    evidence_kind,
    evidence_date,
    source_name,
    directness,
    direction,
    review,
    is_counted,
    is_recent,
    link,
    file_name,
    snapshot_id,
    is_sample
from evaluation.evaluation_matrix
where {where([*filters.of_questions(), *filters.of_items()])}
order by
    {ORDER}, question_id, output_id nulls last, indicator_id nulls last, is_counted desc, evidence_source,
    evidence_date desc, evidence_id"""
