"""An accessible Excel workbook: a cover, a list of its sheets, and one marked table a sheet.

Owns: how such a workbook is put together so that it can be read without seeing it: a heading row, no merged and no
empty cell, title and language of the document, and cells in which no text runs as a formula.
Never: knows what the tables are about; changes a value that a cell can hold (how it is shown may be rounded).

The cover is laid out by gptables, after the checklist of the UK Government Analysis Function for spreadsheets.
"""

import io
import math
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import gptables
from gptables.core.wrappers import GPWorkbook, GPWorksheet

from warehouse.formulas import is_formula

NO_VALUE = "no value"
LANGUAGE = "en-GB"
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_ABOVE = 3  # lines above the heading row
_DIGITS = 15  # what Excel keeps of a number
_TOO_LONG = 1_000_000_000_000_000  # the first whole number with more
_FIRST_YEAR = 1901  # Excel takes 1900 for a leap year
_LONGEST = 32_000  # Excel takes 32,767 signs in a cell
_CUT = " … (cut here; the DuckDB file has the whole text)"
_NARROW, _WIDE, _LOOKED_AT = 10, 60, 200
_NAME_LENGTH = 31


@dataclass(frozen=True)
class Sheet:
    """One table: `name` of the sheet, `title` above it, a `line` on where it is from, headings and rows."""

    name: str
    title: str
    line: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Any]]


class Workbook:
    """Sheets in the order in which they are added."""

    def __init__(self, title: str, *, subject: str, comments: str, created: datetime) -> None:
        self._stream = io.BytesIO()
        self._book = GPWorkbook(self._stream, options=_OPTIONS)
        told = {"title": title, "subject": subject, "comments": comments, "created": created.replace(tzinfo=None)}
        self._book.set_properties(told)
        self._count = 0
        self._looks = {
            "number": self._book.add_format({"num_format": "General", "align": "right", "valign": "top"}),
            "date": self._book.add_format({"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"}),
            "moment": self._book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss", "align": "left", "valign": "top"}),
            "text": self._book.add_format({"valign": "top"}),
            "long": self._book.add_format({"valign": "top", "text_wrap": True}),
            # What Excel itself does with an apostrophe in front: the cell stays text even after it was edited.
            "quoted": self._book.add_format({"valign": "top", "text_wrap": True, "quote_prefix": True}),
            "title": self._book.add_format(self._book.theme.title_format),
            "heading": self._book.add_format(
                {**self._book.theme.column_heading_format, "text_wrap": True, "valign": "top"}
            ),
        }

    def cover(self, title: str, intro: Sequence[str], about: Sequence[str]) -> None:
        """Add the sheet *Cover*."""
        told = gptables.Cover(title=title, intro=list(intro), about=list(about))
        self._book.add_worksheet("Cover").write_cover(told)

    def add(self, told: Sheet, *, links: bool = False) -> None:
        """Add a table; with `links`, the first column names sheets and leads there."""
        self._count += 1
        sheet: GPWorksheet = self._book.add_worksheet(told.name, gridlines="show_all")
        sheet.write_string(0, 0, told.title, self._looks["title"])
        sheet.write_string(1, 0, "This worksheet contains one table.")
        sheet.write_string(2, 0, told.line)
        for line, row in enumerate(told.rows, _ABOVE + 1):
            for place, value in enumerate(row):
                if links and place == 0:
                    sheet.write_url(line, place, f"internal:'{value}'!A1", string=value)
                else:
                    self._write(sheet, line, place, value)
        self._mark(sheet, told)
        for place, width in enumerate(_widths(told)):
            sheet.set_column(place, place, width)
        sheet.freeze_panes(_ABOVE + 1, 1)
        sheet.set_landscape()
        sheet.repeat_rows(_ABOVE)

    def content(self) -> bytes:
        """Close the workbook and return its bytes."""
        self._book.close()
        return in_language(self._stream.getvalue())

    def _mark(self, sheet: GPWorksheet, told: Sheet) -> None:
        """Mark heading and rows as a table; one without rows says so in a row."""
        if not told.rows:
            for place in range(len(told.headings)):
                sheet.write_string(_ABOVE + 1, place, "no row")
        headings = [{"header": name, "header_format": self._looks["heading"]} for name in told.headings]
        marked = {
            "columns": headings,
            "name": f"table_{self._count}",
            "autofilter": False,
            "style": None,
            "title": told.title,
            "description": told.line,
        }
        sheet.add_table(_ABOVE, 0, _ABOVE + max(len(told.rows), 1), len(told.headings) - 1, marked)

    def _write(self, sheet: GPWorksheet, line: int, place: int, value: Any) -> None:
        """Numbers stay numbers and days days; anything else is text, and no text is a formula."""
        if isinstance(value, bool) or not _is_number(value):
            day = value if isinstance(value, date) and value.year >= _FIRST_YEAR else None
            if day is not None:
                sheet.write_datetime(line, place, _plain(day), self._looks["moment" if _has_time(day) else "date"])
                return
            said = _text(value)
            looks = "quoted" if is_formula(said) else "long" if len(said) > _WIDE else "text"
            sheet.write_string(line, place, said, self._looks[looks])
        else:
            sheet.write_number(line, place, value, self._looks["number"])


def sheet_names(labels: Iterable[str]) -> dict[str, str]:
    """A name for the sheet of each table: Excel takes 31 signs, and no name twice whatever the case."""
    found: dict[str, str] = {}
    for label in labels:
        name, number = label[:_NAME_LENGTH], 1
        while name.lower() in {taken.lower() for taken in found.values()}:
            number += 1
            name = f"{label[: _NAME_LENGTH - len(str(number)) - 1]}~{number}"
        found[label] = name
    return found


def _is_number(value: Any) -> bool:
    """Whether a cell can hold it without loss."""
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, int):
        return abs(value) < _TOO_LONG
    return isinstance(value, Decimal) and bool(value.is_finite()) and len(value.as_tuple().digits) <= _DIGITS


def _has_time(value: date) -> bool:
    return isinstance(value, datetime)


def _plain(value: date) -> date:
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value


def _text(value: Any) -> str:
    if value is None or value == "":
        return NO_VALUE
    if isinstance(value, bool):
        return "true" if value else "false"
    said = value.isoformat() if isinstance(value, date | time) else str(value)
    return said if len(said) <= _LONGEST else said[:_LONGEST] + _CUT


def _widths(told: Sheet) -> list[int]:
    """As wide as the words of the first rows, within bounds."""
    first = told.rows[:_LOOKED_AT]
    longest = [max((len(str(row[place])) for row in first), default=0) for place in range(len(told.headings))]
    return [min(max(_NARROW, longest[place] + 2, len(name) + 2), _WIDE) for place, name in enumerate(told.headings)]


def in_language(content: bytes) -> bytes:
    """Name the language of a workbook, which xlsxwriter has no setting for."""
    stream = io.BytesIO()
    told = f"<dc:language>{LANGUAGE}</dc:language></cp:coreProperties>".encode()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in given.infolist():
            part = given.read(entry)
            is_core = entry.filename == "docProps/core.xml"
            made.writestr(entry, part.replace(b"</cp:coreProperties>", told) if is_core else part)
    return stream.getvalue()
