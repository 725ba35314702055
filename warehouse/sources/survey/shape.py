"""The tables of a survey file, cell by cell.

Owns: finding the tables in a CSV, and what is wrong with the headings of any table.
Never: judges a value below the headings.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from pathlib import Path

from openpyxl.utils import get_column_letter

from warehouse.rejected import Finding
from warehouse.settings import Settings
from warehouse.sources.register.door import door_findings
from warehouse.sources.register.parts import WHOLE_FILE
from warehouse.sources.survey.columns import TABLES, Table, column_of, plain, table_of
from warehouse.sources.survey.personal import heading_finding
from warehouse.sources.survey.rule_words import finding
from warehouse.sources.survey.workbook import read_tables

MAX_ROWS = 500_000
_Place = Callable[[int, int], str]
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True)
class Row:
    """One row: its values as text by column; blank ones are left out."""

    table: Table
    number: int
    values: Mapping[str, str]
    positions: Mapping[str, int]
    place_of: _Place

    def place(self, column: str) -> str:
        """Where the value of a column stands, or would stand."""
        return self.place_of(self.number, self.positions.get(column, 0))


@dataclass
class Shape:
    """What a file holds: rows of all tables, in order, findings about its shape, and what was passed over."""

    rows: list[Row] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    columns: dict[str, set[str]] = field(default_factory=dict)


def read_shape(path: Path, settings: Settings) -> Shape:
    """Read the tables of a survey file, workbook or CSV.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        is_workbook = file.read(4) == _ZIP
    return _workbook(path, settings) if is_workbook else _csv(path)


def sheet_tables(titles: Iterable[str]) -> list[Table]:
    """The tables that the names of sheets promise."""
    names = {plain(title) for title in titles}
    return [table for table in TABLES if plain(table.sheet) in names]


def _csv(path: Path) -> Shape:
    shape = Shape()
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        shape.findings.append(finding("not_utf8", WHOLE_FILE))
        return shape
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    limit, start = csv.field_size_limit(len(text) + 1), 1
    records: list[tuple[int, list[object]]] = []
    try:
        for fields in reader:
            if any(value.strip() for value in fields):
                records.append((start, list(fields)))
            start = reader.line_num + 1
    except csv.Error:
        shape.findings.append(finding("broken_quotes", f"line {start}"))
    finally:
        csv.field_size_limit(limit)
    table = table_of(records[0][1]) if records else None
    if table is None:
        shape.findings.append(finding("no_table", WHOLE_FILE))
    else:
        _fill(shape, table, records, lambda line, _: f"line {line}")
    return shape


def _workbook(path: Path, settings: Settings) -> Shape:
    shape = Shape(findings=door_findings(path, settings))
    if shape.findings:
        return shape
    tables = read_tables(path)
    shape.findings += tables.findings
    shape.warnings += [f"The sheet {title} is not part of a survey file and was not read." for title in tables.unread]
    for title, table, records in tables.records:
        if records:
            _fill(shape, table, records, partial(_cell, title))
    if not shape.columns and not shape.findings:
        shape.findings.append(finding("no_table", WHOLE_FILE))
    return shape


def _fill(shape: Shape, table: Table, records: list[tuple[int, list[object]]], place_of: _Place) -> None:
    top, headings = records[0]
    positions: dict[str, int] = {}
    for at, heading in enumerate(headings):
        below = any(at < len(values) and _text(values[at]) for _, values in records[1:])
        shape.findings += _heading(table, positions, at, _text(heading) or "", place_of(top, at), has_contents=below)
    heads = place_of(top, 0)
    missing = [one for one in table.required if one not in positions]
    shape.findings += [finding("missing_column", heads, column=one) for one in missing]
    if table.record == "response" and "mode" not in positions:
        shape.findings.append(finding("mode_missing", heads))
    shape.columns[table.record] = set(positions)
    if len(records) == 1:
        shape.findings.append(finding("no_rows", heads))
    if len(records) - 1 > MAX_ROWS:
        words = {"found": f"{len(records) - 1:,}", "limit": f"{MAX_ROWS:,}"}
        shape.findings.append(finding("too_many_rows", heads, **words))
        return
    shape.rows += _rows(shape, table, records[1:], positions, len(headings), place_of)


def _heading(
    table: Table, positions: dict[str, int], at: int, heading: str, place: str, *, has_contents: bool
) -> Iterator[Finding]:
    column = column_of(heading)
    if column in positions:
        yield finding("repeated_column", place, heading)
    elif column in table.columns:
        positions[column] = at
    elif heading or has_contents:
        personal = heading_finding(place, heading)
        if personal is not None:
            yield personal
        elif has_contents:
            yield finding("extra_column", place, heading or None)


def _rows(
    shape: Shape,
    table: Table,
    records: list[tuple[int, list[object]]],
    positions: Mapping[str, int],
    width: int,
    place_of: _Place,
) -> Iterator[Row]:
    for line, values in records:
        if len(values) != width:
            shape.findings.append(finding("wrong_fields", place_of(line, 0), found=len(values), limit=width))
            continue
        found = {column: _text(values[at]) for column, at in positions.items()}
        given = {column: value for column, value in found.items() if value is not None}
        yield Row(table, line, given, positions, place_of)


def _cell(title: str, line: int, at: int) -> str:
    return f"{title}!{get_column_letter(at + 1)}{line}"


def _text(value: object) -> str | None:
    """A value as text: whole numbers without a point, days in ISO form, nothing for blanks."""
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.date().isoformat() if not (value.hour or value.minute or value.second) else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip() or None
