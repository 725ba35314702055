"""The register as CSV, turned into lines and facts.

Owns: encoding, delimiter (comma or semicolon, as Excel writes it), quotes and headings of the CSV.
Never: guesses an encoding; judges what a row reports.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from warehouse.rejected import Finding
from warehouse.settings import Settings
from warehouse.sources.register import headings
from warehouse.sources.register.catalogue import finding
from warehouse.sources.register.cells import Cell, Handed, Line, cleaned, read_cell
from warehouse.sources.register.parts import WHOLE_FILE
from warehouse.sources.register.vocabulary import TABLE_KEYS, TABLE_REQUIRED, heading_of

_FACTS = {
    "submitted_on": "submission_differs",
    "data_kind": "data_kind_differs",
    "report_state": "report_state_differs",
}
_Record = tuple[int, list[str]]


def read_table(path: Path, settings: Settings) -> Handed:
    """Read a CSV; what is wrong with its shape is in the findings."""
    size = path.stat().st_size
    if size == 0:
        return Handed(findings=[finding("empty_file", WHOLE_FILE)])
    if size > settings.max_register_bytes:
        limit = f"{settings.max_register_bytes / 2**20:,.0f} MB"
        return Handed(findings=[finding("too_large", WHOLE_FILE, limit=limit)])
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Handed(findings=[_wrong_encoding(content, error.start)])
    records, broken = _records(text)
    handed = Handed(findings=broken)
    if records:
        _fill(handed, records[0], records[1:])
    else:
        handed.findings.append(finding("missing_table", WHOLE_FILE))
    return handed


def _wrong_encoding(content: bytes, start: int) -> Finding:
    line = content.count(b"\n", 0, start) + 1
    around = content[max(0, start - 10) : start + 10].decode("cp1252", errors="replace")
    return finding("wrong_encoding", f"line {line}", value=around.strip())


def _records(text: str) -> tuple[list[_Record], list[Finding]]:
    """The lines that are not blank, with their numbers, up to the first quotation mark that is wrong."""
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    records: list[_Record] = []
    start = 1
    # The limit is one for the whole process and other libraries move it; the rule on long texts is ours to state.
    limit = csv.field_size_limit(len(text))
    try:
        for fields in reader:
            if any(cleaned(value) for value in fields):
                records.append((start, fields))
            start = reader.line_num + 1
    except csv.Error:
        return records, [finding("broken_quotes", f"line {start}")]
    finally:
        csv.field_size_limit(limit)
    return records, []


def _fill(handed: Handed, header: _Record, records: Sequence[_Record]) -> None:
    line, names = header
    width = len(names)
    found = [
        headings.Heading(position, f"line {line}", name, any(_at(fields, position) for _, fields in records))
        for position, name in enumerate(names)
        if cleaned(name) or any(_at(fields, position) for _, fields in records)
    ]
    matched = headings.match(found, {key: heading_of(key) for key in TABLE_KEYS}, TABLE_REQUIRED, f"line {line}")
    handed.findings += matched.findings
    for number, fields in records:
        if len(fields) != width:
            handed.findings.append(_wrong_fields(number, fields, width))
        else:
            handed.lines.append(_line(number, fields, matched.positions))
    _read_facts(handed)


def _wrong_fields(number: int, fields: Sequence[str], width: int) -> Finding:
    return finding("wrong_fields", f"line {number}", value=" | ".join(fields)[:80], found=len(fields), limit=width)


def _at(fields: Sequence[str], position: int) -> str | None:
    return cleaned(fields[position]) if position < len(fields) else None


def _line(number: int, fields: Sequence[str], positions: Mapping[str, int]) -> Line:
    place = f"line {number}"
    return Line(place, {key: Cell(place, fields[position] or None) for key, position in positions.items()})


def _read_facts(handed: Handed) -> None:
    """Submission date, data kind and state stand in every row; they must agree, and blank ones follow the others."""
    for key, rule in _FACTS.items():
        cells = [line.cells[key] for line in handed.lines if line.is_reported and key in line.cells]
        filled = [cell for cell in cells if not cell.is_blank]
        if cells:
            handed.facts[key] = filled[0] if filled else cells[0]
        for cell in filled[1:]:
            if read_cell(key, cell)[0] != read_cell(key, filled[0])[0]:
                words = {"other": f"{filled[0].value} in {filled[0].place}"}
                handed.findings.append(finding(rule, cell.place, heading_of(key), cell.value, **words))
