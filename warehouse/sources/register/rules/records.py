"""The rules of the further sheets that follow from what a sheet is: what is required, known, possible and not twice.

Owns: the rules that hold for every further sheet, and which rules of its own a sheet has.
Never: knows the milestones; reads a cell.
"""

from collections.abc import Callable, Iterator, Sequence

from warehouse.rejected import Finding
from warehouse.sources.register.catalogue import finding
from warehouse.sources.register.entries import Entry
from warehouse.sources.register.rules import evidence, milestones, money, promises, results, targets
from warehouse.sources.register.rules.shared import (
    Context,
    broken,
    changed_label,
    impossible_date,
    is_blank,
    same_person,
    unknown_output,
    unknown_phase,
    unknown_word,
    wrong_correction,
    wrong_period,
)
from warehouse.sources.register.vocabulary import heading_of

Rule = Callable[[Entry, Context], Iterator[Finding]]
TOTAL = "total"


def entry_findings(entry: Entry, context: Context) -> Iterator[Finding]:
    """Every rule that one row breaks."""
    record = entry.line.sheet.record
    for rule in milestones.RULES if record == "milestone" else (*_EVERY_SHEET, *_OWN.get(record, (_codes,))):
        yield from rule(entry, context)


def key_of_entry(entry: Entry) -> tuple[str, ...] | None:
    """What a row is a version of: its sheet and its key; None where a part of the key is missing."""
    parts = [entry.text(key) or (TOTAL if key == "disaggregation" else None) for key in entry.line.sheet.key]
    known = [part for part in parts if part is not None]
    return (entry.line.sheet.record, *known) if len(known) == len(parts) else None


def repeated_findings(entries: Sequence[Entry]) -> Iterator[Finding]:
    """Rows about the same thing as an earlier row, each naming that one."""
    first: dict[tuple[str, ...], Entry] = {}
    for entry in entries:
        key = key_of_entry(entry)
        other = entry if key is None else first.setdefault(key, entry)
        if other is not entry and key is not None:
            rule = "repeated_row" if key[0] == "milestone" else "repeated_record"
            yield finding(rule, entry.line.place, None, " ".join(key[1:]), other=other.line.place)


def _required(entry: Entry, _context: Context) -> Iterator[Finding]:
    for key in entry.line.sheet.required:
        if is_blank(entry, key):
            yield broken("value_missing", entry, key, heading=heading_of(key))


def _words(entry: Entry, _context: Context) -> Iterator[Finding]:
    for key, allowed in entry.line.sheet.words.items():
        if key != "correction_code":
            yield from unknown_word(entry, key, allowed)


def _indicator(entry: Entry, context: Context) -> Iterator[Finding]:
    indicator = context.plan.indicators.get(entry.text("indicator_id") or "")
    output = entry.text("output_id")
    if indicator is None:
        if entry.text("indicator_id") is not None:
            yield broken("unknown_indicator", entry, "indicator_id")
    elif indicator.level != "output":
        yield broken("indicator_of_no_output", entry, "indicator_id")
    elif output in context.plan.outputs and output != indicator.output_id:
        words = {"indicator": indicator.indicator_id, "output": indicator.output_id}
        yield broken("indicator_of_other_output", entry, "output_id", **words)


def _codes(entry: Entry, context: Context) -> Iterator[Finding]:
    yield from unknown_phase(entry, context)
    yield from unknown_output(entry, context)
    yield from _indicator(entry, context)
    if entry.text("commitment_id") not in (None, *context.plan.promises):
        yield broken("unknown_promise", entry, "commitment_id")
    if entry.text("action_area_id") not in (None, *context.plan.areas):
        yield broken("unknown_area", entry, "action_area_id")


def _labels(entry: Entry, context: Context) -> Iterator[Finding]:
    plan = context.plan
    indicator = plan.indicators.get(entry.text("indicator_id") or "")
    expected = {
        "output_label": plan.outputs.get(entry.text("output_id") or ""),
        "commitment_label": plan.promises.get(entry.text("commitment_id") or ""),
        "indicator_label": indicator.label if indicator else None,
        "unit": indicator.unit if indicator else None,
    }
    for key, label in expected.items():
        if label is not None:
            yield from changed_label(entry, key, label)


def _dates(entry: Entry, context: Context) -> Iterator[Finding]:
    for column in entry.line.sheet.columns:
        if column.kind == "date" and column.key != "forecast_date":
            yield from impossible_date(entry, column.key, context)


def _decision(entry: Entry, context: Context) -> Iterator[Finding]:
    if entry.text("decision") == "returned" and is_blank(entry, "note"):
        yield broken("returned_without_note", entry, "note")
    if same_person(entry.text("decided_by"), context.facts.reporter):
        yield broken("decider_is_reporter", entry, "decided_by")


_EVERY_SHEET: tuple[Rule, ...] = (_required, _words, _labels, wrong_period, _dates, wrong_correction)
_OWN: dict[str, tuple[Rule, ...]] = {
    "result": (_codes, *results.RULES),
    "evidence": (_codes, *evidence.RULES),
    "money": (_codes, *money.RULES),
    "promise": (_codes, *promises.RULES),
    "decision": (_codes, _decision),
    # A target is about an indicator of any level, not about an output.
    "target": targets.RULES,
}
