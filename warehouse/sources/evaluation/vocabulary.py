"""The evaluation workbook as the reading of forms sees it.

Owns: which sheets and facts it has, and which it may not lack.
Never: holds a rule or a list of words; reads a file.
"""

from warehouse.sources.evaluation.catalogue import finding
from warehouse.sources.evaluation.design_sheets import AREAS, DESIGNS
from warehouse.sources.evaluation.sheets import (
    EVIDENCE,
    FINDINGS,
    FUNCTION,
    LINKS,
    QUESTIONS,
    RATINGS,
    RECOMMENDATIONS,
    RESPONSES_SHEET,
)
from warehouse.sources.register.columns import Fact
from warehouse.sources.register.description import Description
from warehouse.sources.register.sheet import CORRECTION_COLUMNS

ABOUT = "About this file"
SHEETS = (
    *(QUESTIONS, LINKS, EVIDENCE, RATINGS, FINDINGS, RECOMMENDATIONS, RESPONSES_SHEET),
    *(DESIGNS, AREAS),
)
FACTS = (
    Fact("reporter", "Author", f"Who answers for this file. {FUNCTION}"),
    Fact("submitted_on", "Submission date", "The day you hand this file in.", "date"),
    Fact("data_kind", "Data kind", "real for the evaluation; sample for an invented example.", "word"),
    Fact("report_state", "State", "submitted when it is ready; draft while you still work on it.", "word"),
)
EVALUATION = Description(
    about=ABOUT,
    facts=FACTS,
    sheets=SHEETS,
    needed=(QUESTIONS.name, RATINGS.name),
    optional=tuple(column.key for column in CORRECTION_COLUMNS),
    unread=(),
    finding=finding,
)
