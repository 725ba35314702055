"""The columns of the register, its status words and the facts about a report.

Owns: what each column is called in the workbook and in the CSV, who fills it in, and what it means in plain words.
Never: reads or writes a file; says what is wrong with a value (`catalogue` does).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from warehouse.sources.register.plan import CONTINUOUS, DISCRETE

STATUS_WORDS: Mapping[str, Mapping[str, str]] = {
    DISCRETE: {
        "not_started": "Work has not begun.",
        "in_progress": "Work has begun; the milestone is not reached yet.",
        "completed": "The milestone is reached. Needs the actual date and the evidence.",
        "cancelled": "It will not be done. Needs the reason.",
    },
    CONTINUOUS: {
        "not_started": "The activity has never taken place so far. Needs the reason once it is late.",
        "active": "The activity took place in this period. Needs the evidence.",
        "inactive": "It took place before, but not in this period. Needs the reason.",
        "cancelled": "It is given up. Needs the reason.",
    },
}
EVIDENCED = frozenset({"completed", "active"})
OPEN = frozenset({"not_started", "in_progress"})
NATURE_WORDS = {
    DISCRETE: "a milestone: it is reached on one day",
    CONTINUOUS: "an activity: in each period it takes place or it does not",
}
DATA_KINDS = {
    "real": "Real reports of the strategy.",
    "sample": "An invented example; it never mixes with real reports.",
}


@dataclass(frozen=True)
class Column:
    """One column: `kind` is code, label (both pre-filled), word, date, number or text; width in characters."""

    key: str
    heading: str
    kind: str
    width: int
    hint: str

    @property
    def is_filled_in(self) -> bool:
        """Whether an officer fills it in."""
        return self.kind not in ("code", "label")


COLUMNS = (
    Column("phase_id", "Phase ID", "code", 10, "Identifies the phase. Please leave it as it is."),
    Column("phase_label", "Phase", "label", 31, "What the plan calls this phase."),
    Column("output_id", "Output ID", "code", 9, "Identifies the output. Please leave it as it is."),
    Column("output_label", "Output", "label", 40, "The output that the phase belongs to."),
    Column(
        "nature", "Nature", "label", 12, "discrete: reached on one day. continuous: takes place or not in each period."
    ),
    Column("planned_span", "Planned", "label", 13, "Planned years. ≈ says that the plan can be read in another way."),
    Column("timing", "In this period", "label", 17, "What the plan expects in this reporting period."),
    Column("expected_evidence", "Evidence looked for", "label", 22, "A proposal of what could serve as evidence."),
    Column("reporting_period_id", "Period", "code", 9, "The half-year that this row reports on."),
    Column("status", "Status", "word", 14, "Choose from the list. Leave the whole row empty if there is no report."),
    Column(
        "actual_date",
        "Actual date",
        "date",
        13,
        "Only for completed milestones: the day it was reached, such as 2024-11-30.",
    ),
    Column("forecast_date", "Forecast date", "date", 13, "Only for milestones not reached yet: the day you expect it."),
    Column("reason", "Reason", "text", 38, "Needed when late, inactive or cancelled: say why, in a sentence or two."),
    Column(
        "evidence_link",
        "Evidence link",
        "text",
        34,
        "Needed when completed or active: a web link, or where the document is filed.",
    ),
    Column("reporter", "Reporter", "text", 20, "Only if another person than the one on the sheet About this report."),
)
BY_KEY: Mapping[str, Column] = {column.key: column for column in COLUMNS}
REPORT_KEYS = ("status", "actual_date", "forecast_date", "reason", "evidence_link")
REQUIRED = ("phase_id", "output_id", "reporting_period_id", *REPORT_KEYS, "reporter")
ROW_CHECK = "Row check"


@dataclass(frozen=True)
class Fact:
    """One fact about the whole report: a line of the sheet "About this report", or a column of the CSV.

    `kind` is that of its value, as in `Column`.
    """

    key: str
    heading: str
    hint: str
    kind: str = "text"


FACTS = (
    Fact("reporter", "Reporter", "Name and unit of the person who answers for this report."),
    Fact("submitted_on", "Submission date", "The day you hand this file in.", "date"),
    Fact("reporting_period_id", "Reporting period", "Used for rows whose Period is empty.", "code"),
    Fact("data_kind", "Data kind", "real for reports of the strategy; sample for an invented example.", "word"),
)
CSV_KEYS = (*BY_KEY, "submitted_on", "data_kind")
CSV_REQUIRED = (*REQUIRED, "submitted_on", "data_kind")

MILESTONES, ABOUT, START, LISTS = "Milestones", "About this report", "Start here", "Lists"


def plain(heading: object) -> str:
    """A heading without case, spaces and signs, so that "Actual date" and "actual_date" are the same."""
    return re.sub(r"[^a-z0-9]+", "_", str(heading or "").casefold()).strip("_")
