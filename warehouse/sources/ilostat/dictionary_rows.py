"""The rows of an ILOSTAT dictionary as CSV or JSON gives them.

Owns: reading codes, labels and their order, and where each stands in the file.
Never: judges a code.
"""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from warehouse.received import Received
from warehouse.rejected import whole_file
from warehouse.sources.ilostat.columns import first_line
from warehouse.sources.ilostat.text_rows import text_rows

SOURCE = "ilostat_dictionaries"
AGAIN = "Download the dictionary again from ILOSTAT."


@dataclass(frozen=True)
class Entry:
    """One row: its place, its cells as they stand, and what is wrong with their number."""

    place: str
    code: str
    label: str
    sort_order: str | None = None
    variable: str | None = None
    language: str | None = None
    flaw: str | None = None

    @property
    def key(self) -> tuple[str | None, str | None, str]:
        """What may stand once only."""
        return self.variable, self.language, self.code


def is_json(received: Received) -> bool:
    """Whether the file is JSON."""
    return received.head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in {b"[", b"{"}


def json_names(received: Received) -> list[str]:
    """The names of the first entry with any.

    Raises:
        FileRefusedError: it is not well-formed JSON.
    """
    return next((list(row) for row in _json_list(received) if row), [])


def csv_names(received: Received) -> list[str]:
    """The names in the header; ILOSTAT puts a blank after each comma."""
    return [name.strip() for name in first_line(received.head)]


def entries_of(received: Received, variable: str) -> Iterator[Entry]:
    """The rows of a dictionary of one variable.

    Raises:
        FileRefusedError: it is not well-formed JSON.
    """
    return _json_entries(received, variable) if is_json(received) else _csv_entries(received, variable)


def _csv_entries(received: Received, variable: str) -> Iterator[Entry]:
    names = csv_names(received)
    sort = names.index(f"{variable}.sort") if f"{variable}.sort" in names else None
    for line, cells in text_rows(received, SOURCE, AGAIN):
        place = f"line {line}"
        if len(cells) == len(names):
            yield Entry(place, cells[0], cells[1], cells[sort] if sort is not None else None)
        else:
            flaw = f"the line has {len(cells)} cells; the header has {len(names)}."
            yield Entry(place, cells[0], ",".join(cells), flaw=flaw)


def _json_entries(received: Received, variable: str) -> Iterator[Entry]:
    for number, row in enumerate(_json_list(received), 1):
        code, label, sort = (row.get(name) for name in (variable, f"{variable}.label", f"{variable}.sort"))
        yield Entry(f"entry {number}", _text(code), _text(label), _text(sort) or None)


def _text(value: object) -> str:
    """A JSON value as text; R writes an empty object for nothing."""
    return str(value) if isinstance(value, str | int | float) else ""


def _json_list(received: Received) -> list[dict[str, Any]]:
    opener = gzip.open if received.is_gzip else open
    with opener(received.path, "rt", encoding="utf-8-sig") as handle:
        try:
            rows = json.load(handle)
        except (ValueError, RecursionError) as error:
            raise whole_file("JSON", f"it is not well-formed JSON ({error}).", AGAIN, SOURCE) from error
    return [row if isinstance(row, dict) else {} for row in rows]
