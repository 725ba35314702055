"""One cell of a workbook as the text that ILOSTAT's CSV would hold.

Owns: how numbers become text, and which cells hold nothing that can be told.
Never: knows what the column means.
"""

from datetime import date, datetime, time, timedelta

from warehouse.rejected import Finding

_EXACT = 10**15
_AGAIN = "Type the value itself, or download the dataset again."


def text_of(value: object) -> str | None:
    """A value as text: 2019 and 1.5 as they would be typed; blanks at the ends of a text are dropped."""
    if value is None:
        return None
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < _EXACT else repr(value)
    return str(value).strip() or None


def flaw_of(value: object, kind: str) -> tuple[str, str] | None:
    """Why nobody can tell what a cell holds, and what to do; None where it is plain.

    Args:
        value: as openpyxl gives it.
        kind: openpyxl's data type, `e` for an Excel error.
    """
    if kind == "e":
        return "an Excel error stands here, not a value.", _AGAIN
    if isinstance(value, datetime | date | time | timedelta):
        found = "a date or time stands here; Excel makes dates of periods and age groups such as 12-14."
        return found, "Format the cell as text and type it again, or download the dataset again."
    if isinstance(value, bool):
        return "TRUE or FALSE stands here, not a value.", _AGAIN
    return None


def flaw_finding(place: str, column: str | None, value: object, kind: str) -> Finding | None:
    """The finding for a cell that cannot be told, if it is one."""
    flaw = flaw_of(value, kind)
    return Finding(place, column, str(value), *flaw) if flaw else None
