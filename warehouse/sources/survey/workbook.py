"""A workbook with the tables of a survey, as rows of values, and what nobody could read in it.

Owns: opening it once the door let it through; hidden, merged and broken cells of its tables.
Never: looks at headings (`shape` does); judges a value that can be read; walks over cells that are not in the file.
"""

import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from warehouse.rejected import Finding
from warehouse.sources.register.catalogue import finding as form_finding
from warehouse.sources.register.formulas import bare_formulas
from warehouse.sources.register.parts import UNREADABLE, WHOLE_FILE
from warehouse.sources.survey.columns import TABLES, Table, plain
from warehouse.sources.survey.rule_words import finding

Record = tuple[int, list[object]]


@dataclass
class Tables:
    """The rows that hold anything, by sheet and table; findings; and sheets that were not read."""

    records: list[tuple[str, Table, list[Record]]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def read_tables(path: Path) -> Tables:
    """Every table of a workbook; one that is hidden is not read but found."""
    found = Tables()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book, bare = load_workbook(path, data_only=True, keep_links=False), bare_formulas(path)
    except UNREADABLE:
        found.findings.append(form_finding("damaged", WHOLE_FILE))
        return found
    for sheet in book.worksheets:
        table = next((one for one in TABLES if plain(one.sheet) == plain(sheet.title)), None)
        grid = _grid(sheet)
        if table is None:
            found.unread += [sheet.title] * bool(grid)
        elif sheet.sheet_state != "visible":
            found.findings.append(finding("hidden_sheet", f"sheet {sheet.title}"))
        elif grid or bare.get(sheet.title):
            found.findings += _flaws(sheet, grid, bare.get(sheet.title, set()))
            width = max((max(row) for row in grid.values()), default=0)
            lines = [(number, [row.get(at) for at in range(1, width + 1)]) for number, row in grid.items()]
            found.records.append((sheet.title, table, lines))
    return found


def _grid(sheet: Worksheet) -> dict[int, dict[int, Any]]:
    """The values that the file holds, by row and column. Not `iter_rows`, which makes up a million blank rows."""
    grid: dict[int, dict[int, Any]] = {}
    for (row, column), cell in sorted(sheet._cells.items()):  # noqa: SLF001 - the public way makes a cell wherever it looks
        if cell.value is not None and str(cell.value).strip():
            grid.setdefault(row, {})[column] = cell.value
    return grid


def _flaws(sheet: Worksheet, grid: Mapping[int, Mapping[int, Any]], bare: set[str]) -> Iterator[Finding]:
    """Cells that hold nothing which could be read, and parts that a person does not see."""
    title = sheet.title
    for address in sorted(bare, key=lambda one: (len(one), one)):
        yield finding("formula_without_value", f"{title}!{address}")
    for row, values in grid.items():
        for column in values:
            if sheet.cell(row, column).data_type == "e":
                yield finding("error_value", f"{title}!{get_column_letter(column)}{row}")
    for area in sheet.merged_cells.ranges:
        yield finding("merged_cells", f"{title}!{area.coord}")
    hidden = {number for number, dimension in sheet.row_dimensions.items() if dimension.hidden}
    yield from (finding("hidden_part", f"{title}!{number}") for number in sorted(hidden & grid.keys()))
    spans = [span for span in sheet.column_dimensions.values() if span.hidden]
    for column in sorted({column for values in grid.values() for column in values}):
        if any((span.min or 0) <= column <= (span.max or 0) for span in spans):
            yield finding("hidden_part", f"{title}!{get_column_letter(column)}")
