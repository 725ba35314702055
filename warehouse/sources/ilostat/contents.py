"""ILOSTAT's table of contents: which datasets there are, how many rows each has and when it last changed.

Owns: the entries of a table of contents, as JSON or CSV gives them.
Never: asks the service; decides what is fetched.
"""

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

_MARK = b"\xef\xbb\xbf"
_TIMES = ("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True)
class Entry:
    """One dataset in the table of contents; None where it does not say.

    `last_update` is taken for UTC: the service names no zone. `row_count` (n.records) is what a download of the
    best sources has; `row_count_all` (n.records.all) counts secondary sources too.
    """

    dataset_code: str
    indicator_code: str | None = None
    indicator_label: str | None = None
    frequency_code: str | None = None
    frequency_label: str | None = None
    rep_var: str | None = None
    rep_var_label: str | None = None
    classification: str | None = None
    classification_labels: str | None = None
    data_start: int | None = None
    data_end: int | None = None
    last_update: datetime | None = None
    row_count: int | None = None
    row_count_all: int | None = None
    reference_area_count: int | None = None
    subject_code: str | None = None
    subject_label: str | None = None
    database_code: str | None = None
    database_label: str | None = None


_COLUMNS = {
    "dataset_code": "id",
    "indicator_code": "indicator",
    "indicator_label": "indicator.label",
    "frequency_code": "freq",
    "frequency_label": "freq.label",
    "rep_var": "rep_var",
    "rep_var_label": "rep_var.label",
    "classification": "classification",
    "classification_labels": "classif.labels",
    "subject_code": "subject",
    "subject_label": "subject.label",
    "database_code": "database",
    "database_label": "database.label",
}
_NUMBERS = {
    "data_start": "data.start",
    "data_end": "data.end",
    "row_count": "n.records",
    "row_count_all": "n.records.all",
    "reference_area_count": "n.ref_area",
}


def parse_contents(content: bytes | Path) -> list[Entry]:
    """The entries of a table of contents, in its order; a row without an id is passed over.

    Args:
        content: the file, or what it holds: JSON (a list of objects) or CSV.

    Raises:
        ValueError: it is neither, or not one entry is in it.
    """
    given = content.read_bytes() if isinstance(content, Path) else content
    entries = [entry for row in rows_of(given) if (entry := _entry(row))]
    if not entries:
        raise ValueError("no entry with an id is in it")
    return entries


def last_update(text: str | None) -> datetime | None:
    """A time of the table of contents (dd/mm/yyyy HH:MM:SS) as UTC; None where it is none."""
    for form in _TIMES:
        try:
            return datetime.strptime(text or "", form).replace(tzinfo=UTC)
        except ValueError:
            continue
    return None


def rows_of(given: bytes) -> list[Mapping[str, Any]]:
    """The rows of a table of contents, as JSON (a list of objects) or CSV gives them.

    Raises:
        ValueError: it is neither.
    """
    content = given.removeprefix(_MARK).strip()
    if not content.startswith((b"[", b"{")):
        return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))
    rows = json.loads(content)
    if not isinstance(rows, list):
        raise ValueError("it is no list")
    return [row for row in rows if isinstance(row, dict)]


def _entry(row: Mapping[str, Any]) -> Entry | None:
    facts: dict[str, Any] = {name: text_of(row.get(column)) for name, column in _COLUMNS.items()}
    facts |= {name: number_of(row.get(column)) for name, column in _NUMBERS.items()}
    return Entry(**facts, last_update=last_update(text_of(row.get("last.update")))) if facts["dataset_code"] else None


def text_of(value: object) -> str | None:
    """A cell as text; R writes an empty object for nothing."""
    return str(value).strip() or None if isinstance(value, str | int | float) else None


def number_of(value: object) -> int | None:
    """A cell as a whole number; None where it is none."""
    text = text_of(value)
    try:
        return int(float(text)) if text else None
    except ValueError:
        return None
