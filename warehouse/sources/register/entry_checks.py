"""How a cell of the form is written, and what Excel checks and says while it is filled in.

Owns: values as Excel holds them, drop-down lists, date checks, and the hint that appears beside a cell.
Never: decides whether a report is right (`rules` does); says which cells there are.
"""

from collections.abc import Sequence
from datetime import date, datetime, time

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from warehouse.sources.register.columns import Column
from warehouse.sources.register.sheet import Sheet

_NOT_LISTED = {
    "error_title": "Not in the list",
    "error_message": "Choose a word from the list; the sheet Lists says what each one means.",
}


def put_value(sheet: Worksheet, line: int, place: int, value: object, column: Column, style: Format) -> None:
    """Write a value: ISO text of a date column as a date, everything else as it is given."""
    day = _as_date(value) if column.kind == "date" else None
    if day:
        sheet.write_datetime(line, place, day, style)
    elif value in (None, ""):
        sheet.write_blank(line, place, None, style)
    else:
        sheet.write(line, place, value, style)


def offer_words(sheet: Worksheet, place: int, lines: Sequence[int], source: str, column: Column) -> None:
    """A drop-down list in one column of these lines; `source` is the range that holds the words."""
    if not lines:
        return
    options: dict[str, object] = {
        "validate": "list",
        "source": f"={source}",
        "input_title": column.heading,
        "input_message": column.hint,
        "other_cells": [[line, place, line, place] for line in lines[1:]],
        **_NOT_LISTED,
    }
    sheet.data_validation(lines[0], place, lines[0], place, options)


def check_entries(page: Worksheet, sheet: Sheet, first: int, last: int) -> None:
    """Dates must be dates; a text or number says what belongs into it."""
    earliest, latest = (datetime.combine(day, time()) for day in sheet.days)
    for place, column in enumerate(sheet.columns):
        options: dict[str, object] = {"input_title": column.heading[:32], "input_message": column.hint}
        if column.kind == "date":
            options |= {
                "validate": "date",
                "criteria": "between",
                "minimum": earliest,
                "maximum": latest,
                "error_title": "Not a date",
                "error_message": f"Enter a date from {earliest.year} on, such as 2024-11-30.",
            }
            page.data_validation(first, place, last, place, options)
        elif column.kind in ("text", "number"):
            page.data_validation(first, place, last, place, options | {"validate": "any"})


def _as_date(value: object) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)) if value and len(str(value)) == 10 else None
    except ValueError:
        return None
