"""The annex as an accessible Excel workbook: every table of the report with all of its columns, figures and files.

Owns: its sheets: cover, contents, the list of figures, the files behind them, and one sheet per query.
Never: rounds a value (how it is shown may be); merges cells or leaves one empty; lets a text run as a formula.

The cover is laid out by gptables, after the checklist of the UK Government Analysis Function for spreadsheets.
"""

import io
import math
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import gptables
from gptables.core.wrappers import GPWorkbook, GPWorksheet

from warehouse.errors import WarehouseError
from warehouse.formulas import is_formula
from warehouse.reports.pack.content import Grid, Report
from warehouse.reports.pack.query import Answer
from warehouse.reports.pack.shown import NOTHING, shown
from warehouse.reports.pack.writers.packed import same_bytes

MOST_ROWS = 1_000_000
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_FORMATS = {
    "count": "#,##0",
    "days": "#,##0",
    "year": "0",
    "share": "0.0%",
    "usd": "#,##0",
    "number": "#,##0.00##",
    "points": "0.0%",
    "date": "d mmmm yyyy",
}
_ABOVE = 3


@dataclass(frozen=True)
class _Sheet:
    name: str
    title: str
    headings: tuple[str, ...]
    kinds: tuple[str, ...]
    rows: Sequence[Sequence[Any]]
    missing: Sequence[Sequence[str]] = ()  # the words for what is missing, by row and column


def xlsx(report: Report) -> bytes:
    """Write the annex of a report as a workbook.

    Raises:
        WarehouseError: a table has more rows than a sheet takes.
    """
    stream = io.BytesIO()
    book = GPWorkbook(stream, options=_OPTIONS)
    about = report.about
    moment = datetime.fromisoformat(about.built_at)
    mark = about.sample_mark or about.draft_mark
    book.set_properties(
        {
            "title": f"Annex. {about.title}",
            "subject": about.subtitle,
            "comments": f"{mark}. {about.licence}",
            "created": moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment,
        }
    )
    sheets = [*_of_annex(report), *(_of_answer(answer) for answer in report.answers)]
    _cover(book, report)
    _contents(book, sheets, report)
    for number, sheet in enumerate(sheets, 1):
        _write(book, sheet, number, report)
    book.close()
    return _in_language(stream.getvalue())


def _cover(book: GPWorkbook, report: Report) -> None:
    about = report.about
    cover = gptables.Cover(
        title=f"Annex. {about.title}",
        intro=[*([f"{about.sample_mark}."] if about.is_sample else []), f"{about.subtitle}.", f"{about.draft_mark}."],
        about=[
            "The sheet Figures lists every figure of the text by its mark: value, meaning, query, tables and files. "
            "Each further sheet holds all rows and columns of one query; the report shows some of them.",
            "The queries stand in the folder queries/ beside this workbook and run as they are on the release.",
            "No cell is empty: a word says what is missing. Nought is a value.",
            about.citation,
            about.licence,
        ],
    )
    book.add_worksheet("Cover").write_cover(cover)


def _of_annex(report: Report) -> list[_Sheet]:
    grids = [block for section in report.annex for block in section.blocks if isinstance(block, Grid)]
    figures, tables, files = grids
    values = [(*row[:2], figure.value, *row[2:]) for row, figure in zip(figures.cells, report.figures, strict=True)]
    told = _Sheet(
        "Figures",
        figures.title,
        (*figures.headings[:2], "Value in the release", *figures.headings[2:]),
        ("text", "text", "plain", *("text",) * 4),
        values,
    )
    return [told, _of_grid("Tables and charts", tables), _of_grid("Files", files)]


def _of_grid(name: str, grid: Grid) -> _Sheet:
    kinds = ("text",) * len(grid.headings)
    return _Sheet(name, grid.title, grid.headings, kinds, grid.cells)


def _of_answer(answer: Answer) -> _Sheet:
    columns, places = tuple(answer.query.columns.values()), range(len(answer.rows))
    return _Sheet(
        f"{answer.number:02d} {answer.query.name.replace('_', ' ')}"[:31],
        answer.query.title,
        _apart([column.heading for column in columns]),
        tuple(column.kind for column in columns),
        [tuple(row[column.name] for column in columns) for row in answer.rows],
        [tuple(shown(None, column.kind, answer.missing(place, column)) for column in columns) for place in places],
    )


def _apart(headings: list[str]) -> tuple[str, ...]:
    """A table of Excel takes no heading twice."""
    counted: dict[str, int] = {}
    found = []
    for heading in headings:
        counted[heading.lower()] = counted.get(heading.lower(), 0) + 1
        again = counted[heading.lower()]
        found.append(heading if again == 1 else f"{heading} ({again})")
    return tuple(found)


def _contents(book: GPWorkbook, sheets: list[_Sheet], report: Report) -> None:
    names = [
        ("Cover", "What the workbook is"),
        ("Contents", "This list"),
        *((each.name, each.title) for each in sheets),
    ]
    told = _Sheet("Contents", "Contents", ("Sheet", "What it holds"), ("link", "text"), names)
    _write(book, told, 0, report)


def _write(book: GPWorkbook, told: _Sheet, number: int, report: Report) -> None:
    if len(told.rows) > MOST_ROWS:
        raise WarehouseError(f"{told.title}: {len(told.rows):,} rows, and a sheet of Excel takes {MOST_ROWS:,}.")
    sheet: GPWorksheet = book.add_worksheet(told.name, gridlines="show_all")
    about = report.about
    sheet.write_string(0, 0, told.title, book.add_format(book.theme.title_format))
    sheet.write_string(1, 0, "This worksheet contains one table.")
    sheet.write_string(2, 0, ". ".join(part for part in (about.sample_mark, about.subtitle) if part) + ".")
    cells = _Cells(book, sheet)
    for line, row in enumerate(told.rows, _ABOVE + 1):
        for place, value in enumerate(row):
            if value in (None, ""):
                words = told.missing[line - _ABOVE - 1] if told.missing else (NOTHING,) * len(row)
                cells.write(line, place, "text", words[place])
            else:
                cells.write(line, place, told.kinds[place], value)
    heading = book.add_format({**book.theme.column_heading_format, "text_wrap": True, "valign": "top"})
    headings = [{"header": name, "header_format": heading} for name in told.headings]
    last = _ABOVE + max(len(told.rows), 1)
    sheet.add_table(
        _ABOVE,
        0,
        last,
        len(told.headings) - 1,
        {
            "columns": headings,
            "name": f"table_{number}",
            "autofilter": False,
            "style": None,
            "title": told.title,
            "description": f"{told.title}. {about.subtitle}.",
        },
    )
    if not told.rows:
        for place in range(len(told.headings)):
            sheet.write_string(_ABOVE + 1, place, "no row")
    for place, name in enumerate(told.headings):
        longest = max((len(str(row[place])) for row in told.rows[:500]), default=0)
        sheet.set_column(place, place, min(max(12, longest + 2, len(name) // 2), 60))
    sheet.freeze_panes(_ABOVE + 1, 1)
    sheet.set_landscape()
    sheet.repeat_rows(_ABOVE)


class _Cells:
    """How a cell of each kind is written."""

    def __init__(self, book: GPWorkbook, sheet: GPWorksheet) -> None:
        self._book, self._sheet = book, sheet
        # What Excel itself does with an apostrophe in front: the cell stays text even after it was edited.
        self._quoted = book.add_format({"quote_prefix": True})

    def write(self, line: int, place: int, kind: str, value: Any) -> None:
        """Numbers stay numbers and days days; anything else is text, and no text is a formula."""
        if kind == "link":
            self._sheet.write_url(line, place, f"internal:'{value}'!A1", string=value)
        elif isinstance(value, date):
            day = value.replace(tzinfo=None) if isinstance(value, datetime) else value
            self._sheet.write_datetime(line, place, day, self._book.add_format({"num_format": _FORMATS["date"]}))
        elif isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
            looks = {"num_format": _FORMATS.get(kind, "General"), "align": "right"}
            self._sheet.write_number(line, place, value, self._book.add_format(looks))
        else:
            text = shown(value, kind) if kind in ("flag", "code") else str(value)
            self._sheet.write_string(line, place, text, self._quoted if is_formula(text) else None)


def _in_language(content: bytes) -> bytes:
    """Name the language of the document, which xlsxwriter has no setting for."""
    core = "docProps/core.xml"
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        told = book.read(core).replace(b"</cp:coreProperties>", b"<dc:language>en-GB</dc:language></cp:coreProperties>")
    return same_bytes(content, {core: told})
