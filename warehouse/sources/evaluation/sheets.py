"""The sheets of the evaluation workbook, from the questions to the management responses.

Owns: their columns, what a row may not lack, and which list of words a column takes.
Never: reads or writes a file; judges a value. `design_sheets` has the sheets of impact designs.
"""

from dataclasses import replace
from datetime import date

from warehouse.sources.evaluation import words
from warehouse.sources.register.columns import Column
from warehouse.sources.register.sheet import CORRECTION_CODES, CORRECTION_COLUMNS, Sheet
from warehouse.sources.register.sheets import REVIEWS

FUNCTION = "The function, such as evaluation manager; never a person's name or address."
# A document may be older than the strategy, and an action may outlast it.
FIRST_EVIDENCE, FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2023, 1, 1), date(2035, 12, 31)
QUESTION = Column("question_id", "Question ID", "code", 12, "A question of the sheet Questions, such as EQ01.")
_OUTPUT = Column("output_id", "Output ID", "code", 10, "An output, such as O04, where it is about one.")
_INDICATOR = Column("indicator_id", "Indicator ID", "code", 12, "An indicator, such as IL10, where it is about one.")
_CRITERION = Column("criterion_code", "Criterion", "word", 16, "Choose from the list: the DAC criterion.")
# The same columns as in the register, whose prompt speaks of periods that are approved: here is none.
CORRECTIONS = (
    replace(CORRECTION_COLUMNS[0], hint="Only where an earlier file said something else: choose why it changed."),
    *CORRECTION_COLUMNS[1:],
)
_EVIDENCE = Column("evidence_ids", "Evidence IDs", "text", 24, "Those it rests on, such as EV01; EV04.")

QUESTIONS = Sheet(
    name="Questions",
    record="question",
    purpose="What the evaluation asks, each question under one criterion.",
    columns=(
        Column("question_id", "Question ID", "code", 12, "A name that never changes, such as EQ01."),
        _CRITERION,
        Column("question", "Question", "text", 60, "The question in your own words."),
        Column("sub_question", "Sub-questions", "text", 50, "What it asks in detail, if it does."),
    ),
    key=("question_id",),
    filled=("question_id", "criterion_code", "question", "sub_question"),
    required=("question_id", "criterion_code", "question"),
    words={"criterion_code": words.CRITERIA},
)
LINKS = Sheet(
    name="Question links",
    record="question_link",
    purpose="Which outputs and indicators a question is about. The last file with a question's links has them all.",
    columns=(QUESTION, _OUTPUT, _INDICATOR),
    key=("question_id", "output_id", "indicator_id"),
    filled=("question_id", "output_id", "indicator_id"),
    required=("question_id",),
    words={},
    offered=("output_id", "indicator_id"),
)
EVIDENCE = Sheet(
    name="Evidence",
    record="evidence",
    purpose="What an answer rests on, item by item, and what its review found.",
    columns=(
        Column("evidence_id", "Evidence ID", "code", 12, "A name that never changes, such as EV01."),
        QUESTION,
        _OUTPUT,
        _INDICATOR,
        Column("title", "Title", "text", 44, "What it is called."),
        Column("evidence_kind", "Kind", "word", 18, "Choose from the list."),
        Column("evidence_date", "Date", "date", 13, "The day it was made or took place."),
        Column("link", "Link", "text", 34, "A web link. This or the file name is needed."),
        Column("file_name", "File name", "text", 28, "Where it is filed. This or the link is needed."),
        Column("evidence_sha256", "SHA-256", "text", 20, "The checksum of the file, if you have it."),
        Column("source_name", "Source", "text", 28, "Who produced it: an organization or unit. Tells sources apart."),
        Column("directness", "Directness", "word", 12, "direct or indirect."),
        Column("direction", "Direction", "word", 13, "supports, contradicts or mixed."),
        Column("review", "Review", "word", 12, "What the review found; empty while nobody has looked."),
        Column("reviewed_by", "Reviewed by", "text", 24, f"Needed with a review. {FUNCTION}"),
        Column("reviewed_on", "Reviewed on", "date", 13, "Needed with a review: the day."),
        Column("note", "Note", "text", 34, "Needed when weak or rejected: why."),
    ),
    key=("evidence_id",),
    filled=("evidence_id", "title", "evidence_kind", "evidence_date", "link", "file_name", "source_name", "review"),
    required=(
        *("evidence_id", "question_id", "title", "evidence_kind", "evidence_date"),
        *("source_name", "directness", "direction"),
    ),
    words={
        "evidence_kind": words.EVIDENCE_KINDS,
        "directness": words.DIRECTNESS,
        "direction": words.DIRECTIONS,
        "review": REVIEWS,
    },
    offered=("output_id", "indicator_id"),
    days=(FIRST_EVIDENCE, LAST_DAY),
)
RATINGS = Sheet(
    name="Ratings",
    record="rating",
    purpose="One rating per criterion, from 6 to 1. It needs its justification in words, and its evidence.",
    columns=(
        _CRITERION,
        Column("rating", "Rating", "number", 10, "6 highly satisfactory to 1 highly unsatisfactory; see Lists."),
        Column(
            "justification", "Justification", "text", 70, "Why this level, in some sentences: 150 characters at least."
        ),
        _EVIDENCE,
        Column("rated_by", "Rated by", "text", 24, FUNCTION),
        Column("rated_on", "Rated on", "date", 13, "The day of the rating."),
        *CORRECTIONS,
    ),
    key=("criterion_code",),
    filled=("criterion_code", "rating", "justification", "evidence_ids", "rated_by", "rated_on"),
    required=("criterion_code", "rating", "justification", "evidence_ids", "rated_by", "rated_on"),
    words={"criterion_code": words.CRITERIA, "correction_code": CORRECTION_CODES},
)
FINDINGS = Sheet(
    name="Findings",
    record="finding",
    purpose="What the evaluation found on a question, with the evidence.",
    columns=(
        Column("finding_id", "Finding ID", "code", 12, "A name that never changes, such as F01."),
        QUESTION,
        Column("finding", "Finding", "text", 70, "What was found, in a few sentences."),
        _EVIDENCE,
    ),
    key=("finding_id",),
    filled=("finding_id", "question_id", "finding", "evidence_ids"),
    required=("finding_id", "question_id", "finding", "evidence_ids"),
    words={},
)
RECOMMENDATIONS = Sheet(
    name="Recommendations",
    record="recommendation",
    purpose="What the evaluation recommends, and on which findings it rests.",
    columns=(
        Column("recommendation_id", "Recommendation ID", "code", 18, "A name that never changes, such as R01."),
        Column("finding_ids", "Finding IDs", "text", 20, "Those it rests on, such as F01; F03."),
        Column("recommendation", "Recommendation", "text", 70, "What should be done, in a sentence or two."),
        Column("priority", "Priority", "word", 12, "high, medium or low."),
        Column("addressed_to", "Addressed to", "text", 26, f"Who should act. {FUNCTION}"),
        *CORRECTIONS,
    ),
    key=("recommendation_id",),
    filled=("recommendation_id", "finding_ids", "recommendation", "priority", "addressed_to"),
    required=("recommendation_id", "finding_ids", "recommendation", "priority", "addressed_to"),
    words={"priority": words.PRIORITIES, "correction_code": CORRECTION_CODES},
)
RESPONSES_SHEET = Sheet(
    name="Responses",
    record="response",
    purpose="The management response to a recommendation, and how far the action has come.",
    columns=(
        Column(
            "recommendation_id", "Recommendation ID", "code", 18, "The recommendation that it answers, such as R01."
        ),
        Column("response", "Response", "word", 16, "accepted, partly_accepted or rejected."),
        Column("action", "Action", "text", 50, "What will be done. Needed unless rejected."),
        Column("owner", "Owner", "text", 24, f"Needed unless rejected. {FUNCTION}"),
        Column("due_date", "Due date", "date", 13, "The day by which it is to be done. Needed unless rejected."),
        Column("action_state", "State", "word", 14, "How far it has come. Needed unless rejected."),
        Column("state_date", "State date", "date", 13, "Since when. Needed when done or dropped."),
        Column("note", "Note", "text", 40, "Needed when rejected, partly accepted or dropped: why."),
        *CORRECTIONS,
    ),
    key=("recommendation_id",),
    filled=("response", "action", "owner", "due_date", "action_state", "state_date", "note"),
    required=("recommendation_id", "response"),
    words={
        "response": words.RESPONSES,
        "action_state": words.ACTION_STATES,
        "correction_code": CORRECTION_CODES,
    },
    days=(FIRST_DAY, LAST_DAY),
)
