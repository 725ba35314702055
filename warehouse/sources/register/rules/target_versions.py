"""The rules of targets over time: an ID keeps its subject, a change says why, and a subject has one target.

Owns: comparing the targets of a file with each other and with the versions before it, and who proposed them.
Never: reads a snapshot; judges a target by itself (`targets` does).
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from warehouse.rejected import Finding
from warehouse.sources.register.entries import Entry
from warehouse.sources.register.facts import Facts
from warehouse.sources.register.rules.shared import Context, broken, same_person
from warehouse.sources.register.rules.targets import TOTAL
from warehouse.sources.register.target_sheet import TARGETS, TYPED_KEYS

EarlierTargets = Callable[[Collection[str]], list[dict[str, Any]]]
_SUBJECT = ("indicator_id", "reference_area_code", "disaggregation")
_SAID = ("target_type", "target_year", *TYPED_KEYS)
_STEPS = ("proposed", "approved", "withdrawn")


def no_earlier_targets(_targets: Collection[str]) -> list[dict[str, Any]]:
    """No target has landed before."""
    return []


def target_findings(
    entries: Iterable[Entry], context: Context, earlier: EarlierTargets
) -> Iterator[tuple[Entry, Finding]]:
    """Targets that move, change without a reason or compete within the file, each with its finding.

    Args:
        entries: the rows of one file.
        context: its facts, and the targets of the results framework; in a draft, a change needs no reason yet.
        earlier: gives the rows that have landed under some target IDs: as RegisterReading.rows, the oldest first.
    """
    targets = [entry for entry in entries if entry.line.sheet is TARGETS and entry.text("target_id")]
    yield from _competing(targets)
    stood: dict[Any, list[Mapping[str, Any]]] = defaultdict(list)
    for row in _earlier(targets, context, earlier):
        stood[row.get("target_id")].append(row)
    for entry in targets:
        yield from ((entry, problem) for problem in _over_time(entry, context.facts, stood[entry.text("target_id")]))


def _earlier(targets: Sequence[Entry], context: Context, earlier: EarlierTargets) -> list[Mapping[str, Any]]:
    names = {entry.text("target_id") or "" for entry in targets}
    framework = [
        {**row, "target_status": row["status"], "submitted_on": row["known_from"]}
        for row in context.plan.targets
        if row["target_id"] in names
    ]
    landed = [row for row in (earlier(names) if names else ()) if row.get("report_state") != "draft"]
    return sorted([*framework, *landed], key=lambda row: str(row["submitted_on"]))


def _competing(targets: Sequence[Entry]) -> Iterator[tuple[Entry, Finding]]:
    first: dict[tuple[str | None, ...], Entry] = {}
    for entry in targets:
        subject, status = _subject(entry.text), entry.text("target_status")
        if not entry.has(*_SUBJECT) or None in subject or status not in ("proposed", "approved"):
            continue
        other = first.setdefault((*subject, status), entry)
        if other.text("target_id") != entry.text("target_id"):
            yield entry, broken("two_targets", entry, "target_id", other=other.text("target_id"), status=status)


def _over_time(entry: Entry, facts: Facts, stood: Sequence[Mapping[str, Any]]) -> Iterator[Finding]:
    target, first = entry.text("target_id"), stood[0] if stood else None
    if first and entry.has(*_SUBJECT) and _subject(entry.text) != _subject(first.get):
        words = {"subject": " ".join(map(str, _subject(first.get))), "day": first["submitted_on"]}
        yield broken("target_moved", entry, "target_id", target=target, **words)
        return
    before = [row for row in stood if facts.submitted_on and str(row["submitted_on"]) <= facts.submitted_on.isoformat()]
    is_declared = facts.is_draft or entry.text("correction_code") is not None
    if before and not is_declared and _says_other(entry, before[-1]):
        yield broken("target_changed", entry, "correction_code", target=target, day=before[-1]["submitted_on"])
    own = next((row for row in before if same_person(entry.text("approver"), row.get("reporter"))), None)
    if own:
        yield broken("approver_is_proposer", entry, "approver", day=own["submitted_on"])


def _subject(text: Callable[[str], str | None]) -> tuple[str | None, ...]:
    indicator, area, group = (text(key) for key in _SUBJECT)
    return indicator, area, group or TOTAL


def _says_other(entry: Entry, row: Mapping[str, Any]) -> bool:
    """Whether it has another content, or goes a step back; approval and withdrawal need no correction reason."""
    if any(entry.text(key) != (row.get(key) or None) for key in _SAID if entry.has(key)):
        return True
    now, then = entry.text("target_status"), row.get("target_status")
    return now in _STEPS and then in _STEPS and _STEPS.index(now) < _STEPS.index(str(then))
