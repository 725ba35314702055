"""The workbook as openpyxl sees it, turned into lines and facts.

Owns: sheets, headings, merged and hidden cells, error values, formulas without a result.
Never: opens a workbook that `door` did not let through; judges what a row reports.
"""

import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell as ValueCell
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from warehouse.rejected import Finding
from warehouse.sources.register import headings
from warehouse.sources.register.cells import Cell, Handed, Line
from warehouse.sources.register.columns import plain
from warehouse.sources.register.description import Description, key_named
from warehouse.sources.register.formulas import bare_formulas
from warehouse.sources.register.parts import UNREADABLE, WHOLE_FILE
from warehouse.sources.register.rule import Finder
from warehouse.sources.register.sheet import Sheet
from warehouse.sources.register.vocabulary import REGISTER

_SEARCHED_ROWS = 20
_ALIKE = 0.45
ExcelCell = ValueCell | MergedCell
_Grid = dict[int, dict[int, ExcelCell]]


def read_workbook(path: Path, description: Description = REGISTER) -> Handed:
    """Read a workbook that may be opened; what is wrong with its shape is in the findings.

    Args:
        path: the file.
        description: the kind of workbook.
    """
    handed = Handed()
    try:
        book, bare = _load(path), bare_formulas(path)
    except UNREADABLE:
        handed.findings.append(description.finding("damaged", WHOLE_FILE))
        return handed
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            handed.findings.append(description.finding("hidden_sheet", f"sheet {sheet.title}"))
    about = _sheet(book, description.about)
    found = {one.name: _sheet(book, one.name) for one in description.sheets}
    handed.findings += [
        description.finding("missing_sheet", WHOLE_FILE, sheet=name)
        for name, sheet in ((description.about, about), *((name, found[name]) for name in description.needed))
        if sheet is None
    ]
    handed.findings += _misnamed(book, [sheet for sheet in found.values() if sheet is not None], description)
    if about is not None:
        grid = _grid(about)
        _read_about(about, grid, _flaws(about, grid, bare), handed, description)
    for form in description.sheets:
        filled = found[form.name]
        if filled is not None:
            grid = _grid(filled)
            _read_table(filled, form, grid, _flaws(filled, grid, bare), handed, description)
    return handed


def _misnamed(book: Workbook, read: list[Worksheet], description: Description) -> Iterator[Finding]:
    """Sheets with the headings of the form under another name: what stands in them would be lost without a word."""
    for sheet in book.worksheets:
        if sheet not in read:
            rows = [row for _, row in sorted(_grid(sheet).items())[:_SEARCHED_ROWS]]
            alike, meant = max(
                (
                    (max((_likeness(row, description.must_have(form)) for row in rows), default=0), form)
                    for form in description.sheets
                ),
                key=lambda one: one[0],
            )
            is_told_missing = meant.name in description.needed and not any(_is_named(one, meant.name) for one in read)
            if alike >= _ALIKE and not is_told_missing:
                yield description.finding("misnamed_sheet", f"sheet {sheet.title}", None, sheet.title, sheet=meant.name)


def _is_named(sheet: Worksheet, name: str) -> bool:
    return plain(sheet.title) == plain(name)


def _load(path: Path) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(path, data_only=True, keep_links=False)


def _sheet(book: Workbook, name: str) -> Worksheet | None:
    return next((sheet for sheet in book.worksheets if _is_named(sheet, name)), None)


def _flaws(sheet: Worksheet, grid: _Grid, bare: Mapping[str, set[str]]) -> dict[str, str]:
    """Cells (such as "C5") whose value cannot be known, and the rule that says why."""
    cells = [cell for row in grid.values() for cell in row.values()]
    flaws = {cell.coordinate: "error_value" for cell in cells if cell.data_type == "e"}
    return flaws | dict.fromkeys(bare.get(sheet.title, ()), "formula_without_value")


def _grid(sheet: Worksheet) -> _Grid:
    """The cells that the file holds, by row and column. Not `iter_rows`, which makes up a million blank ones."""
    grid: _Grid = {}
    for (row, column), cell in sorted(sheet._cells.items()):  # noqa: SLF001 - the public way makes a cell wherever it looks
        grid.setdefault(row, {})[column] = cell
    return grid


def _read_about(
    sheet: Worksheet, grid: _Grid, flaws: Mapping[str, str], handed: Handed, description: Description
) -> None:
    rows = {plain(row[1].value): number for number, row in reversed(grid.items()) if 1 in row}
    for fact in description.facts:
        number = rows.get(plain(fact.heading))
        if number is None:
            if fact.key in description.optional:
                continue
            handed.findings.append(description.finding("missing_fact", f"sheet {sheet.title}", heading=fact.heading))
            continue
        place = f"{sheet.title}!B{number}"
        handed.facts[fact.key] = Cell(place, _value(grid[number].get(2)), flaws.get(f"B{number}"))


def _read_table(
    sheet: Worksheet,
    form: Sheet,
    grid: _Grid,
    flaws: Mapping[str, str],
    handed: Handed,
    description: Description,
) -> None:
    must_have, say = description.must_have(form), description.finding
    searched = sorted(grid)[:_SEARCHED_ROWS]
    top = next((number for number in searched if _likeness(grid[number], must_have) >= _ALIKE), None)
    if top is None:
        handed.findings.append(say("missing_table", f"sheet {sheet.title}"))
        return
    found = headings.match(_headings(sheet, grid, top), form.names, must_have, f"{sheet.title}!{top}", description)
    handed.findings += found.findings
    below = {number: row for number, row in grid.items() if number > top}
    merged = _merged(sheet, top, found.positions)
    handed.findings += [say("merged_cells", place) for place in dict.fromkeys(merged.values())]
    lines = [_line(sheet, form, (number, row), found.positions, flaws, merged) for number, row in below.items()]
    handed.lines += [line for line in lines if line.has_contents]
    handed.findings += _hidden(sheet, form, below, found.positions, say)


def _likeness(row: Mapping[int, ExcelCell], must_have: Mapping[str, str]) -> float:
    """Which share of the headings that a sheet must have stands in a row."""
    return len({key_named(cell.value, must_have) for cell in row.values()} - {None}) / len(must_have)


def _headings(sheet: Worksheet, grid: _Grid, top: int) -> list[headings.Heading]:
    filled = {
        column for number, row in grid.items() if number > top for column, cell in row.items() if cell.value is not None
    }
    columns = sorted(filled | {column for column, cell in grid[top].items() if cell.value is not None})
    texts = {column: str(grid[top][column].value or "") if column in grid[top] else "" for column in columns}
    return [
        headings.Heading(column - 1, f"{sheet.title}!{get_column_letter(column)}{top}", texts[column], column in filled)
        for column in columns
    ]


def _line(
    sheet: Worksheet,
    form: Sheet,
    numbered: tuple[int, Mapping[int, ExcelCell]],
    positions: Mapping[str, int],
    flaws: Mapping[str, str],
    merged: Mapping[tuple[int, int], str],
) -> Line:
    """One row; a cell that lies in a merged range is left out, since nobody can say what it holds."""
    cells, (number, row) = {}, numbered
    for key, position in positions.items():
        column = position + 1
        if (number, column) not in merged:
            name = f"{get_column_letter(column)}{number}"
            cells[key] = Cell(f"{sheet.title}!{name}", _value(row.get(column)), flaws.get(name))
    return Line(f"{sheet.title}!{number}", cells, form)


def _value(cell: ExcelCell | None) -> object:
    """The value; of a link with a friendly name the address, because that is what is asked for."""
    if cell is None:
        return None
    link = cell.hyperlink if isinstance(cell, ValueCell) else None
    target = link.target if link else None
    return target if target and isinstance(cell.value, str) and "://" not in cell.value else cell.value


def _merged(sheet: Worksheet, top: int, positions: Mapping[str, int]) -> dict[tuple[int, int], str]:
    """Cells of the table that lie in a merged range, with the place of that range."""
    columns = {position + 1 for position in positions.values()}
    cells = {}
    for area in sheet.merged_cells.ranges:
        if area.max_row >= top and columns & set(range(area.min_col, area.max_col + 1)):
            last_row = min(area.max_row, area.min_row + 10_000)
            for row in range(area.min_row, last_row + 1):
                for column in columns & set(range(area.min_col, area.max_col + 1)):
                    cells[row, column] = f"{sheet.title}!{area.coord}"
    return cells


def _hidden(
    sheet: Worksheet, form: Sheet, below: _Grid, positions: Mapping[str, int], say: Finder
) -> Iterator[Finding]:
    reported = {positions[key] + 1 for key in form.filled if key in positions}
    hidden = {number for number, dimension in sheet.row_dimensions.items() if dimension.hidden}
    for number in sorted(hidden & below.keys()):
        if any(column in below[number] and below[number][column].value is not None for column in reported):
            yield say("hidden_row", f"{sheet.title}!{number}")
    for key, position in positions.items():
        has_contents = any(position + 1 in row and row[position + 1].value is not None for row in below.values())
        if has_contents and _is_hidden_column(sheet, position + 1):
            yield say("hidden_column", f"{sheet.title}!{get_column_letter(position + 1)}", form.heading(key))


def _is_hidden_column(sheet: Worksheet, column: int) -> bool:
    spans = [group for group in sheet.column_dimensions.values() if group.hidden]
    return any((group.min or 0) <= column <= (group.max or 0) for group in spans)
