"""Names of things: how an ID is written, and that what a row refers to exists.

Owns: lists of IDs in a cell, and the references between the sheets and to files that have landed before.
Never: reads a snapshot; judges what a thing says.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from warehouse.rejected import Finding
from warehouse.sources.evaluation.catalogue import broken
from warehouse.sources.register.entries import Entry

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_BETWEEN = re.compile(r"[;,\s]+")
# Record, the column that names it, and the rule that it must exist.
_NAMED = {"question": "question_id", "evidence": "evidence_id", "finding": "finding_id"}
_NAMED |= {"recommendation": "recommendation_id"}
# Column of a reference: the record that it names.
_REFERENCES = {"question_id": "question", "recommendation_id": "recommendation"}
_LISTS = {"evidence_ids": "evidence", "finding_ids": "finding"}
_OWN_IDS = (*_NAMED.values(), "design_id")


@dataclass(frozen=True)
class Known:
    """What exists: IDs by record, and the items of evidence that their last review rejected."""

    ids: Mapping[str, set[str]] = field(default_factory=dict)
    rejected: set[str] = field(default_factory=set)


def listed(text: str | None) -> list[str]:
    """The IDs of a cell, each once, in their order; they stand between semicolons, commas or spaces."""
    return list(dict.fromkeys(_split(text)))


def _split(text: str | None) -> list[str]:
    return [one for one in _BETWEEN.split(text or "") if one]


def known_things(entries: Sequence[Entry], earlier: Iterable[Mapping[str, Any]]) -> Known:
    """What earlier files and this one name; the later word on a review counts."""
    ids: dict[str, set[str]] = {record: set() for record in _NAMED}
    reviews: dict[str, str | None] = {}
    told: list[tuple[str | None, Callable[[str], str | None]]] = [(row.get("record"), row.get) for row in earlier]
    for record, text in (*told, *((entry.line.sheet.record, entry.text) for entry in entries)):
        name = text(_NAMED[record]) if record in _NAMED else None
        if record is not None and name is not None:
            ids[record].add(name)
            if record == "evidence":
                reviews[name] = text("review")
    return Known(ids, {name for name, review in reviews.items() if review == "rejected"})


def wrong_ids(entry: Entry) -> Iterator[Finding]:
    """IDs that cannot be told apart in a list, or not at all."""
    for key in _OWN_IDS:
        name = entry.text(key)
        if name is not None and not _ID.fullmatch(name):
            yield broken("bad_id", entry, key)


def repeated_ids(entry: Entry) -> Iterator[Finding]:
    """IDs that stand twice in one cell, so that less is behind the row than it seems, or another one was meant."""
    for key in _LISTS:
        for name, times in Counter(_split(entry.text(key))).items():
            if times > 1:
                yield broken("repeated_id", entry, key, id=name)


def unknown_references(entry: Entry, known: Known) -> Iterator[Finding]:
    """References to what stands neither in the file nor in an earlier one."""
    for key, record in _REFERENCES.items():
        name = entry.text(key)
        if name is not None and entry.line.sheet.record != record and name not in known.ids[record]:
            yield broken(f"unknown_{record}", entry, key, id=name)
    for key, record in _LISTS.items():
        for name in listed(entry.text(key)):
            if name not in known.ids[record]:
                yield broken(f"unknown_{record}", entry, key, id=name)
    evidence = listed(entry.text("evidence_ids"))
    if entry.line.sheet.record == "rating" and evidence and known.rejected.issuperset(evidence):
        yield broken("evidence_all_rejected", entry, "evidence_ids")
