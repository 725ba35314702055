"""Status as people see it: a symbol, a word and a colour.

Owns: the one list of statuses with their marks, in order of urgency, and the rule that sums phases up to an output.
Never: decides a status (monitoring.milestone_status does); shows a colour without its word.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from dashboards import words

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
        return f":{self.colour}[{self.symbol}] {words.markdown(self.word)}"


# Vega-Lite has no diagonal cross of its own.
_CROSS = "M-.9,-.6L-.6,-.9L0,-.3L.6,-.9L.9,-.6L.3,0L.9,.6L.6,.9L0,.3L-.6,.9L-.9,.6L-.3,0Z"
_STAR = "M0,-1L.24,-.32L.95,-.31L.38,.12L.59,.81L0,.4L-.59,.81L-.38,.12L-.95,-.31L-.24,-.32Z"

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
# Classes of progress, most urgent first, then what is not rated.
CLASS_MARKS = (
    Mark("deterioration", "▼", "Deterioration", "red", "triangle-down", "further from the target than at the start"),
    Mark("off_track", "■", "Off track", "red", "square", "outside the band, on its worse side"),
    Mark("not_met", "■", "Not met", "red", "square", "to be kept, kept within a band or done by a date, and it is not"),
    Mark("limited", "◇", "Limited", "orange", "diamond", "less than 60 % of what was expected by now"),
    Mark("needs_acceleration", "▲", "Needs acceleration", "orange", "triangle-up", "60 to 95 % of what was expected"),
    Mark("on_track", "●", "On track", "blue", "circle", "at least 95 % of what was expected by now"),
    Mark("achieved", "★", "Achieved", "blue", _STAR, "the target is met"),
    Mark("not_rated", "○", "Not rated", "gray", "circle", "there is a value, and a reason why it has no class"),
    Mark("no_value", "–", "No value yet", "gray", "stroke", "nothing was reported or published"),
    Mark("not_due", "○", "Not due", "gray", "circle", "it is to be done by a later year"),
)
_BY_CODE = {mark.code: mark for mark in CLASS_MARKS + PHASE_MARKS + CHECK_MARKS}


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
