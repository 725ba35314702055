"""The rules of the sheet Evidence: it can be found again, and a review says who, when and why.

Owns: where an item is, its checksum, and what a review needs.
Never: opens a link; compares a checksum with a file.
"""

import re
from collections.abc import Iterator

from warehouse.rejected import Finding
from warehouse.sources.register.entries import Entry
from warehouse.sources.register.rules.shared import Context, broken, is_blank, same_person, wrong_link
from warehouse.sources.register.vocabulary import heading_of

_SHA256 = re.compile(r"[0-9a-fA-F]{64}")
_REVIEWED = ("reviewed_by", "reviewed_on")


def _place(entry: Entry, _context: Context) -> Iterator[Finding]:
    if is_blank(entry, "link") and is_blank(entry, "file_name"):
        yield broken("evidence_without_place", entry, "link")
    yield from wrong_link(entry, "link")
    yield from wrong_link(entry, "file_name")
    checksum = entry.text("evidence_sha256")
    if checksum is not None and not _SHA256.fullmatch(checksum):
        yield broken("no_checksum", entry, "evidence_sha256")


def _review(entry: Entry, context: Context) -> Iterator[Finding]:
    review = entry.text("review")
    if review is None:
        for key in _REVIEWED:
            if entry.text(key) is not None and is_blank(entry, "review"):
                yield broken("reviewer_without_review", entry, key, heading=heading_of(key))
        return
    for key in _REVIEWED:
        if is_blank(entry, key):
            yield broken("review_incomplete", entry, key, heading=heading_of(key))
    if same_person(entry.text("reviewed_by"), context.facts.reporter):
        yield broken("reviewer_is_reporter", entry, "reviewed_by")
    if review in ("weak", "rejected") and is_blank(entry, "note"):
        yield broken("review_without_note", entry, "note", review=review)


RULES = (_place, _review)
