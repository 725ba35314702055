"""The rules of one row by itself: what is required, known and possible, sheet by sheet.

Owns: every rule that a single row can break, but those of designs (`designs`) and of references (`ids`).
Never: compares one row with another; reads a cell.
"""

from collections.abc import Callable, Iterator
from datetime import date

from warehouse.rejected import Finding
from warehouse.sources.evaluation.catalogue import MIN_JUSTIFICATION, broken, finding
from warehouse.sources.evaluation.rules import designs
from warehouse.sources.evaluation.rules.ids import repeated_ids, wrong_ids
from warehouse.sources.evaluation.sheets import FIRST_DAY, FIRST_EVIDENCE, LAST_DAY
from warehouse.sources.evaluation.words import RATINGS
from warehouse.sources.register.entries import Entry
from warehouse.sources.register.rules import evidence
from warehouse.sources.register.rules.shared import (
    Context,
    impossible_date,
    is_blank,
    unknown_word,
    wrong_correction,
)

Rule = Callable[[Entry, Context], Iterator[Finding]]
FUNCTIONS = ("reviewed_by", "rated_by", "addressed_to", "owner", "registered_by", "source_name")
_ACTION = ("action", "owner", "due_date", "action_state")


def row_findings(entry: Entry, context: Context) -> Iterator[Finding]:
    """Every rule that one row breaks by itself."""
    yield from wrong_ids(entry)
    yield from repeated_ids(entry)
    for rule in (*_EVERY_SHEET, *_OWN.get(entry.line.sheet.record, ())):
        yield from rule(entry, context)


def looks_like_address(text: str | None) -> bool:
    """Whether a text holds an e-mail address: who acts is named by function."""
    return text is not None and "@" in text


def _required(entry: Entry, _context: Context) -> Iterator[Finding]:
    for key in entry.line.sheet.required:
        if is_blank(entry, key):
            yield broken("value_missing", entry, key, heading=entry.heading(key))


def _words(entry: Entry, _context: Context) -> Iterator[Finding]:
    for key, allowed in entry.line.sheet.words.items():
        if key != "correction_code":
            yield from unknown_word(entry, key, allowed)


def _codes(entry: Entry, context: Context) -> Iterator[Finding]:
    output, name = entry.text("output_id"), entry.text("indicator_id")
    if output not in (None, *context.plan.outputs):
        yield broken("unknown_output", entry, "output_id")
    indicator = context.plan.indicators.get(name or "")
    if indicator is None:
        if name is not None:
            yield broken("unknown_indicator", entry, "indicator_id")
    elif output in context.plan.outputs and indicator.output_id and output != indicator.output_id:
        words = {"indicator": name, "output": indicator.output_id}
        yield broken("indicator_of_other_output", entry, "output_id", **words)


def _functions(entry: Entry, _context: Context) -> Iterator[Finding]:
    for key in FUNCTIONS:
        if looks_like_address(entry.text(key)):
            # The address is not repeated: what is refused is read by more people than the file.
            yield finding("address_given", entry.place(key), entry.heading(key))


def _dates(entry: Entry, context: Context) -> Iterator[Finding]:
    """A document may be older than the strategy; nothing that has happened is later than the file."""
    day, submitted = entry.values.get("evidence_date"), context.facts.submitted_on
    if isinstance(day, date) and day < FIRST_EVIDENCE:
        yield broken("evidence_too_old", entry, "evidence_date")
    if isinstance(day, date) and submitted and day > submitted:
        yield broken("date_after_submission", entry, "evidence_date", submitted=submitted)
    for key in ("reviewed_on", "rated_on", "state_date"):
        yield from impossible_date(entry, key, context)


def _correction(entry: Entry, context: Context) -> Iterator[Finding]:
    if "correction_code" in entry.line.sheet.words:
        yield from wrong_correction(entry, context)


def _link(entry: Entry, _context: Context) -> Iterator[Finding]:
    if is_blank(entry, "output_id") and is_blank(entry, "indicator_id"):
        yield broken("link_to_nothing", entry, "output_id")


def _rating(entry: Entry, _context: Context) -> Iterator[Finding]:
    rating, words = entry.number("rating"), entry.text("justification")
    if rating is not None and rating not in RATINGS:
        yield broken("rating_outside", entry, "rating")
    if words is not None and len(words) < MIN_JUSTIFICATION:
        yield broken("justification_too_short", entry, "justification", found=len(words), limit=MIN_JUSTIFICATION)


def _response(entry: Entry, _context: Context) -> Iterator[Finding]:
    response, state = entry.text("response"), entry.text("action_state")
    for key in _ACTION:
        if response in ("accepted", "partly_accepted") and is_blank(entry, key):
            yield broken("response_part_missing", entry, key, response=response, heading=entry.heading(key))
        elif response == "rejected" and entry.text(key) is not None:
            yield broken("response_part_unused", entry, key, heading=entry.heading(key))
    unexplained = next((word for word in (response, state) if word in ("rejected", "partly_accepted", "dropped")), None)
    if unexplained and is_blank(entry, "note"):
        yield broken("response_unexplained", entry, "note", word=unexplained)
    if state in ("done", "dropped") and is_blank(entry, "state_date"):
        yield broken("state_without_day", entry, "state_date", state=state)
    due = entry.values.get("due_date")
    if isinstance(due, date) and not FIRST_DAY <= due <= LAST_DAY:
        yield broken("due_too_far", entry, "due_date")


_EVERY_SHEET: tuple[Rule, ...] = (_required, _words, _codes, _functions, _dates, _correction)
_OWN: dict[str, tuple[Rule, ...]] = {
    "question_link": (_link,),
    "evidence": evidence.RULES,
    "rating": (_rating,),
    "response": (_response,),
    "design": designs.DESIGN_RULES,
    "design_area": designs.AREA_RULES,
}
