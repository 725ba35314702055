"""The line of column headings: which column is which, and what is missing, renamed, repeated or new.

Owns: matching the headings of a file with the columns of its form.
Never: reads a value below the headings.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from warehouse.rejected import Finding
from warehouse.sources.register.columns import plain
from warehouse.sources.register.description import Description, key_named
from warehouse.sources.register.vocabulary import REGISTER


@dataclass(frozen=True)
class Headings:
    """Where each column stands (key → position) and the findings about the headings."""

    positions: Mapping[str, int]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Heading:
    """One heading as the file holds it: its position, its place in words, its text, whether anything is below it."""

    position: int
    place: str
    text: str
    has_contents: bool


def match(
    found: Sequence[Heading],
    expected: Mapping[str, str],
    required: Collection[str],
    line: str,
    book: Description = REGISTER,
) -> Headings:
    """Match headings with columns.

    Args:
        found: the headings that are not blank, and blank ones with contents below.
        expected: the headings of all columns of the form by their keys, in their order.
        required: the keys without which a report cannot be read.
        line: the place of the line of headings, for what is missing from it.
        book: the kind of workbook.
    """
    positions: dict[str, int] = {}
    findings: list[Finding] = []
    strays: list[Heading] = []
    for heading in found:
        key = key_named(heading.text, expected)
        if key in positions:
            findings.append(book.finding("repeated_column", heading.place, heading.text))
        elif key is not None:
            positions[key] = heading.position
        elif plain(heading.text) not in map(plain, book.unread):
            strays.append(heading)
    missing = [key for key in expected if key not in positions]
    findings += _pair(strays, missing, expected, required, line, book)
    return Headings(positions, tuple(findings))


def _pair(
    strays: list[Heading],
    missing: list[str],
    expected: Mapping[str, str],
    required: Collection[str],
    line: str,
    book: Description,
) -> Iterator[Finding]:
    """A stray heading where a missing one belongs is that one, renamed; else the one is extra, the other missing."""
    keys = list(expected)
    for heading in strays:
        key = keys[heading.position] if heading.position < len(keys) else None
        if key in missing and key not in book.optional:
            missing.remove(key)
            yield book.finding("renamed_column", heading.place, heading.text, heading.text, heading=expected[key])
        elif heading.has_contents:
            yield book.finding("extra_column", heading.place, heading.text or None, heading.text or None)
    for key in missing:
        if key in required:
            yield book.finding("missing_column", line, expected[key], heading=expected[key])
