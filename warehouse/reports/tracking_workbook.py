"""The tracking table as an accessible Excel workbook.

Owns: the sheets *Cover*, *Contents*, *Notes* and *Tracking*, and what makes them readable without seeing them: one
marked table a sheet, a heading row, no merged or empty cell, title and language of the document.
Never: changes a figure; lets a text of the data run as a formula or pass for a link.

Cover, contents and notes are laid out by gptables, after the checklist of the UK Government Analysis Function for
spreadsheets; the rows go straight to xlsxwriter (docs/decisions/0018-the-tracking-workbook.md).
"""

import io
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import gptables
import pandas as pd
import pyarrow as pa
from gptables.core.wrappers import GPWorkbook, GPWorksheet

from warehouse.errors import WarehouseError
from warehouse.formulas import is_formula
from warehouse.reports import tracking_columns
from warehouse.reports.tracking_columns import Column
from warehouse.workbook import in_language

MOST_ROWS = 1_000_000  # what a sheet of Excel takes, less some for the lines above the table
_TITLE = "Tracking table: baseline, target and actual"
_SHEETS = {
    "Cover": "What the workbook holds",
    "Contents": "This list",
    "Notes": "What headings, classes and words mean",
    "Tracking": _TITLE,
}
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_ABOVE = 3  # lines above the heading row
_FROZEN = 2  # columns that stay in sight


@dataclass(frozen=True)
class About:
    """What the rows are.

    Attributes:
        release_id: the release that they come from.
        as_of: the day up to which things were known, as YYYY-MM-DD.
        is_sample: whether every figure is invented.
        licence: the sentence on licences.
        filters: what was chosen, in words; empty for all data.
    """

    release_id: str
    as_of: str
    is_sample: bool
    licence: str
    filters: tuple[str, ...] = field(default=())

    @property
    def line(self) -> str:
        """Release, day and, where it is so, that the figures are invented; in one line."""
        sample = "SAMPLE DATA: every figure is invented. " if self.is_sample else ""
        return f"{sample}Release {self.release_id}, as of {self.as_of}. {self.view}"

    @property
    def view(self) -> str:
        """What was chosen."""
        return f"Chosen: {'; '.join(self.filters)}." if self.filters else "All data, no filter."


def workbook(rows: pa.Table, about: About) -> bytes:
    """Write the rows of a query on indicators.tracking_table as a workbook.

    Args:
        rows: what the query returns, in its order; columns that the workbook does not know are left out.
        about: what they are.

    Raises:
        WarehouseError: there are more rows than a sheet takes.
    """
    if rows.num_rows > MOST_ROWS:
        raise WarehouseError(
            f"The tracking table has {rows.num_rows:,} rows here, and a sheet of Excel takes {MOST_ROWS:,}. Choose "
            "areas or indicators, or take indicators.tracking_table of the release as Parquet or CSV."
        )
    stream = io.BytesIO()
    book = GPWorkbook(stream, options=_OPTIONS)
    sample = "SAMPLE DATA, invented. " if about.is_sample else ""
    book.set_properties({"title": _TITLE, "subject": about.line, "comments": f"{sample}{about.licence}"})
    _cover(book, about, rows.num_rows)
    _contents(book)
    _notes(book)
    _tracking(book, rows, about)
    book.close()
    return in_language(stream.getvalue())


def _cover(book: GPWorkbook, about: About, row_count: int) -> None:
    sample = ["SAMPLE DATA: every figure in this workbook is invented."] if about.is_sample else []
    cover = gptables.Cover(
        title=_TITLE,
        intro=[
            *sample,
            "Monitoring of the ILO strategy on decent work in supply chains 2023–27 (GB.347/INS/8).",
            f"Release {about.release_id}, as of {about.as_of}.",
            about.view,
            f"{row_count:,} rows.",
        ],
        about=[
            "Every indicator, baseline and target is proposed unless its status says approved: the strategy itself "
            "sets no indicator and no numeric target.",
            "No series of ILOSTAT isolates work in supply chains. Modelled and old values are not rated.",
            f"Every number is that of the table indicators.tracking_table in release {about.release_id}; how it is "
            "shown may be rounded; the cell holds the 15 digits that Excel keeps.",
            "No cell is empty: a word says what is missing. The sheet Notes explains headings and words.",
            about.licence,
        ],
    )
    book.add_worksheet("Cover").write_cover(cover)


def _contents(book: GPWorkbook) -> None:
    links = [{name: f"internal:'{name}'!A1"} for name in _SHEETS]
    table = pd.DataFrame({"Sheet": links, "What it holds": list(_SHEETS.values())})
    _small(book, "Contents", "Contents", table, (20, 60))


def _notes(book: GPWorkbook) -> None:
    table = pd.DataFrame(tracking_columns.notes(), columns=["Heading or word", "Meaning"])
    _small(book, "Notes", _SHEETS["Notes"], table, (32, 100))


def _small(book: GPWorkbook, name: str, title: str, table: pd.DataFrame, widths: tuple[int, int]) -> None:
    sheet: GPWorksheet = book.add_worksheet(name)
    instructions = "This worksheet contains one table."
    laid_out = gptables.GPTable(table, name.lower(), title, instructions=instructions, index_columns={})
    sheet.write_gptable(laid_out, auto_width=False)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)


def _tracking(book: GPWorkbook, rows: pa.Table, about: About) -> None:
    sheet: GPWorksheet = book.add_worksheet("Tracking", gridlines="show_all")
    columns = tracking_columns.of(rows.column_names)
    sheet.write_string(0, 0, _TITLE, book.add_format(book.theme.title_format))
    sheet.write_string(1, 0, "This worksheet contains one table. The sheet Notes explains headings and words.")
    sheet.write_string(2, 0, about.line)
    writer = _Cells(book, sheet)
    for line, row in enumerate(_each(rows), _ABOVE + 1):
        for place, column in enumerate(columns):
            writer.write(line, place, column, tracking_columns.shown(column, row))
    heading = book.add_format({**book.theme.column_heading_format, "text_wrap": True, "valign": "top"})
    headings = [{"header": column.heading, "header_format": heading} for column in columns]
    told = {"columns": headings, "name": "tracking", "autofilter": False, "style": None, "title": _TITLE}
    sheet.add_table(_ABOVE, 0, _ABOVE + max(rows.num_rows, 1), len(columns) - 1, {**told, "description": about.line})
    if not rows.num_rows:
        sheet.write_string(_ABOVE + 1, 0, "no row")
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
    sheet.freeze_panes(_ABOVE + 1, _FROZEN)
    sheet.set_landscape()
    sheet.repeat_rows(_ABOVE)


def _each(rows: pa.Table) -> Iterator[dict[str, Any]]:
    for batch in rows.to_batches(max_chunksize=10_000):
        yield from batch.to_pylist()


class _Cells:
    """How a cell of each kind is written."""

    def __init__(self, book: GPWorkbook, sheet: GPWorksheet) -> None:
        self._book, self._sheet = book, sheet
        # What Excel itself does with an apostrophe in front: the cell stays text even after it was edited.
        self._quoted = book.add_format({"quote_prefix": True})

    def write(self, line: int, place: int, column: Column, value: Any) -> None:
        """Numbers stay numbers; anything else is text, and no text is a formula."""
        if isinstance(value, int | float) and math.isfinite(value):
            looks = self._book.add_format({"num_format": column.number_format, "align": "right"})
            self._sheet.write_number(line, place, value, looks)
        else:
            text = str(value)
            self._sheet.write_string(line, place, text, self._quoted if is_formula(text) else None)
