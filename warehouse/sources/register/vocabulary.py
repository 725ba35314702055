"""The headings of all sheets: which column a heading means, and of what kind its values are.

Owns: finding a column by its heading, and the heading of a column, over the milestones, the further sheets and facts.
Never: says which columns there are (`columns` and `sheets` do); reads a cell.
"""

from collections.abc import Mapping, Sequence

from warehouse.sources.register.catalogue import finding
from warehouse.sources.register.columns import (
    ABOUT,
    COLUMNS,
    CSV_KEYS,
    CSV_REQUIRED,
    FACTS,
    MILESTONES,
    REPORT_KEYS,
    ROW_CHECK,
    Column,
    Fact,
)
from warehouse.sources.register.description import Description, key_named
from warehouse.sources.register.sheet import CORRECTION_CODES, CORRECTION_COLUMNS, Sheet
from warehouse.sources.register.sheets import SHEETS, STATE_FACT

MILESTONE_SHEET = Sheet(
    name=MILESTONES,
    record="milestone",
    purpose="What became of each phase in the period.",
    columns=(*COLUMNS, *CORRECTION_COLUMNS),
    key=("phase_id", "reporting_period_id"),
    filled=REPORT_KEYS,
    required=(),
    words={"correction_code": CORRECTION_CODES},
)
ALL_SHEETS = (MILESTONE_SHEET, *SHEETS)
ALL_FACTS = (*FACTS, STATE_FACT)
# Columns that the form shows and nobody reads back.
LAST_REPORT = "Last report"
UNREAD_HEADINGS = (ROW_CHECK, LAST_REPORT)
OPTIONAL_KEYS = (*(column.key for column in CORRECTION_COLUMNS), STATE_FACT.key)
TABLE_KEYS = (*CSV_KEYS, *OPTIONAL_KEYS)
TABLE_REQUIRED = CSV_REQUIRED
_COLUMNS: Mapping[str, Column] = {column.key: column for sheet in reversed(ALL_SHEETS) for column in sheet.columns}
_FACTS: Mapping[str, Fact] = {fact.key: fact for fact in ALL_FACTS}
REGISTER = Description(
    about=ABOUT,
    facts=ALL_FACTS,
    sheets=ALL_SHEETS,
    needed=(MILESTONES,),
    optional=OPTIONAL_KEYS,
    unread=UNREAD_HEADINGS,
    finding=finding,
)


def heading_of(key: str) -> str:
    """The heading of a column or fact as the workbook spells it."""
    return _COLUMNS[key].heading if key in _COLUMNS else _FACTS[key].heading


def kind_of(key: str) -> str:
    """Of what kind the values of a column or fact are: code, label, word, date, number or text."""
    return _COLUMNS[key].kind if key in _COLUMNS else _FACTS[key].kind


def key_of(heading: object, keys: Sequence[str]) -> str | None:
    """The one of these columns that has this heading, as the workbook or the CSV spells it; None if none has."""
    return key_named(heading, {key: heading_of(key) for key in keys})
