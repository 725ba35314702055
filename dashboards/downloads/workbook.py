"""Rows as an Excel workbook: a cover that says what they are, and one marked table.

Owns: the two sheets, and that no text of the data can run as a formula.
Never: changes a figure; merges cells, or leaves an empty one unexplained.
"""

import io
import math
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from warehouse.formulas import is_formula

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_EXACT = 2**53  # beyond it Excel rounds whole numbers, so that they stand as text
_WIDEST = 60


def xlsx(rows: pa.Table, cover: Mapping[str, str]) -> bytes:
    """The rows of a query as a workbook.

    Args:
        rows: what the query returns; numbers stay numbers, dates dates, and a missing value an empty cell.
        cover: what the rows are, by name, in the order of the sheet *About*.
    """
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, _OPTIONS)
    book.set_properties({"title": next(iter(cover.values()), "Rows"), "comments": "; ".join(cover.values())})
    looks = _Looks(book)
    _about(book.add_worksheet("About"), cover, looks)
    _data(book.add_worksheet("Data"), rows, looks)
    book.close()
    return stream.getvalue()


class _Looks:
    """How a cell of each kind is written."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.day: Format = book.add_format({"num_format": "yyyy-mm-dd"})
        self.moment: Format = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self.name: Format = book.add_format({"bold": True, "valign": "top"})
        self.told: Format = book.add_format({"text_wrap": True, "valign": "top"})
        # What Excel itself does with an apostrophe in front: the cell stays text even after it was edited.
        self.quoted: Format = book.add_format({"quote_prefix": True})


def _about(sheet: Worksheet, cover: Mapping[str, str], looks: _Looks) -> None:
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 100)
    told = {**cover, "Empty cells": "A value that is missing. The sheet Data has one table, named Data."}
    for line, (name, text) in enumerate(told.items()):
        sheet.write_string(line, 0, name, looks.name)
        sheet.write_string(line, 1, text, looks.told)


def _data(sheet: Worksheet, rows: pa.Table, looks: _Looks) -> None:
    for place, name in enumerate(rows.column_names):
        values = rows.column(name).to_pylist()
        for line, value in enumerate(values, 1):
            _write(sheet, line, place, value, looks)
        widest = max((len(str(value)) for value in values[:200] if value is not None), default=0)
        sheet.set_column(place, place, min(max(widest, len(name) + 3) + 1, _WIDEST))
    last = max(rows.num_rows, 1)  # a table of Excel has one row at least
    headings = [{"header": name} for name in rows.column_names]
    sheet.add_table(0, 0, last, rows.num_columns - 1, {"columns": headings, "name": "Data"})
    sheet.freeze_panes(1, 0)


def _write(sheet: Worksheet, line: int, place: int, value: Any, looks: _Looks) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(line, place, value)
    elif _is_plain_number(value):
        sheet.write_number(line, place, value)
    elif isinstance(value, datetime):
        sheet.write_datetime(line, place, value.replace(tzinfo=None), looks.moment)
    elif isinstance(value, date):
        sheet.write_datetime(line, place, value, looks.day)
    else:
        text = str(value)
        sheet.write_string(line, place, text, looks.quoted if is_formula(text) else None)


def _is_plain_number(value: Any) -> bool:
    is_number = isinstance(value, int | float)
    return is_number and math.isfinite(value) and (isinstance(value, float) or abs(value) <= _EXACT)
