"""The rules over versions: nothing twice in a file, and what said something else before says why it changed.

Owns: which row is a version of which, and which of its columns must not change without a reason.
Never: reads a snapshot; judges a draft.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from warehouse.rejected import Finding
from warehouse.sources.evaluation.catalogue import broken, finding
from warehouse.sources.evaluation.design_sheets import AREAS, DESIGNS
from warehouse.sources.evaluation.rules.ids import listed
from warehouse.sources.register.entries import Entry
from warehouse.sources.register.facts import Facts

# How far an action has come is no correction, nor is who rated it or when.
SAID: Mapping[str, tuple[str, ...]] = {
    "rating": ("rating", "justification", "evidence_ids"),
    "recommendation": ("finding_ids", "recommendation", "priority", "addressed_to"),
    "response": ("response", "action", "owner", "due_date"),
    "design": ("design_sha256",),
}
_WHAT = {"rating": "The rating of {}", "response": "The response to {}", "design": "Design {}"}
_WHAT["recommendation"] = "Recommendation {}"


def repeated(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Finding]]:
    """Rows about the same thing as an earlier row; an area on both sides of a design is told as that."""
    first: dict[tuple[str | None, ...], Entry] = {}
    for entry in entries:
        sheet = entry.line.sheet
        parts = tuple(entry.text(key) for key in sheet.key)
        if not entry.has(*sheet.key) or parts[0] is None:
            continue
        other = first.setdefault((sheet.record, *parts), entry)
        if other is not entry and not (sheet is AREAS and entry.text("role") != other.text("role")):
            name = " ".join(part for part in parts if part)
            yield entry, finding("repeated_record", entry.line.place, None, name, other=other.line.place)


def changed(
    entries: Sequence[Entry], hashes: Mapping[str, str], facts: Facts, earlier: Iterable[Mapping[str, Any]]
) -> Iterator[tuple[Entry, Finding]]:
    """Rows that say something else than the version before them, without a correction reason.

    Args:
        entries: the rows of one file.
        hashes: the checksum of each design of the file.
        facts: of that file; a draft, and a file without submission date, is not judged.
        earlier: rows that have landed before, the oldest first; `submitted_on` is in ISO form.
    """
    if facts.is_draft or facts.submitted_on is None:
        return
    day, stood = facts.submitted_on.isoformat(), {}
    for row in earlier:
        if row.get("record") in SAID and row.get("report_state") != "draft" and str(row["submitted_on"]) <= day:
            stood[_key(row["record"], row.get)] = row
    for entry in entries:
        record = entry.line.sheet.record
        before = stood.get(_key(record, entry.text)) if record in SAID else None
        if before is not None and entry.text("correction_code") is None and _says_other(entry, before, hashes):
            what = _WHAT[record].format(entry.text(entry.line.sheet.key[0]))
            words = {"what": what, "day": before["submitted_on"]}
            yield entry, broken("changed_without_reason", entry, "correction_code", **words)


def _key(record: str, text: Any) -> tuple[str, str | None]:
    names = {"rating": "criterion_code", "design": "design_id"}
    return record, text(names.get(record, "recommendation_id"))


def _says_other(entry: Entry, before: Mapping[str, Any], hashes: Mapping[str, str]) -> bool:
    if entry.line.sheet is DESIGNS:
        return hashes.get(entry.text("design_id") or "") != before.get("design_sha256")
    return any(
        entry.has(key) and stated(key, entry.text(key)) != (before.get(key) or None)
        for key in SAID[entry.line.sheet.record]
    )


def stated(key: str, text: str | None) -> str | None:
    """A value as the snapshot keeps it: lists of IDs between semicolons."""
    return ";".join(listed(text)) or None if key in ("evidence_ids", "finding_ids") else text
