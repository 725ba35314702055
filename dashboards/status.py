"""Status as people see it: a symbol, a word and a colour.

Owns: the one list of statuses with their marks, in order of urgency, and the rule that sums phases up to an output.
Never: decides a status (monitoring.milestone_status does); shows a colour without its word.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Colour = Literal["blue", "orange", "red", "gray"]


@dataclass(frozen=True)
class Mark:
    """How one status looks; `shape` is the Vega-Lite symbol closest to `symbol`."""

    code: str
    symbol: str
    word: str
    colour: Colour
    shape: str
    meaning: str

    @property
    def text(self) -> str:
        """Symbol and word, for tables and charts."""
        return f"{self.symbol} {self.word}"

    @property
    def markdown(self) -> str:
        """Coloured symbol and a word in body colour, so that the word keeps its contrast."""
        return f":{self.colour}[{self.symbol}] {self.word}"


# Vega-Lite has no diagonal cross of its own.
_CROSS = "M-.9,-.6L-.6,-.9L0,-.3L.6,-.9L.9,-.6L.3,0L.9,.6L.6,.9L0,.3L-.6,.9L-.9,.6L-.3,0Z"

# Most urgent first: an output shows the first of these that any of its phases has.
PHASE_MARKS = (
    Mark("overdue", "■", "Overdue", "red", "square", "due, reported, and not complete"),
    Mark("not_reported", "▲", "Not reported", "orange", "triangle-up", "due, and no accepted report"),
    Mark("inactive", "◇", "Inactive", "orange", "diamond", "continuous work without accepted evidence in the period"),
    Mark("achieved_late", "►", "Achieved late", "blue", "triangle-right", "complete, after its due date"),
    Mark("active", "◆", "Active", "blue", "diamond", "continuous work with accepted evidence in the period"),
    Mark("achieved_on_time", "●", "Achieved on time", "blue", "circle", "complete by its due date"),
    Mark("not_due", "○", "Not due", "gray", "circle", "its due date is still to come"),
    Mark("not_started", "○", "Not started", "gray", "circle", "continuous work that no report says has begun"),
    Mark("cancelled", "✕", "Cancelled", "gray", _CROSS, "withdrawn; not counted as due"),
)
CHECK_MARKS = (
    Mark("error", "■", "Could not run", "red", "square", "the check itself stopped"),
    Mark("fail", "■", "Failed", "red", "square", "rows break a blocking rule"),
    Mark("warn", "▲", "Warning", "orange", "triangle-up", "rows break a rule that does not block"),
    Mark("pass", "●", "Passed", "blue", "circle", "no row breaks the rule"),
)
_BY_CODE = {mark.code: mark for mark in PHASE_MARKS + CHECK_MARKS}


def mark(code: str | None) -> Mark:
    """The mark of a status code; a code of a newer release shows itself rather than pass for a known one."""
    if code in _BY_CODE:
        return _BY_CODE[code]
    word = str(code).replace("_", " ").capitalize() if code else "No status"
    return Mark(str(code or ""), "○", word, "gray", "circle", "a status that this page does not know")


def most_urgent(codes: Iterable[str], marks: tuple[Mark, ...] = PHASE_MARKS) -> Mark:
    """The mark that stands for several statuses: the most urgent of them.

    Args:
        codes: status codes, for instance those of an output's phases.
        marks: the order of urgency.
    """
    present = set(codes)
    return next((candidate for candidate in marks if candidate.code in present), mark(next(iter(present), None)))
