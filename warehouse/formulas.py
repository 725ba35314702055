"""Texts that a spreadsheet would run as a formula, and how they are kept from it.

Owns: which texts those are, and the apostrophe that makes each of them plain text in a CSV file.
Never: touches a number, a date or an empty cell; changes a text in a workbook, where a cell says that it is text.

A program that takes the semicolon, the tab or the line for the end of a cell starts a new one behind it, wherever it
stands: so the sign that begins such a cell gets its apostrophe too (docs/decisions/0023-formulas-in-files.md).
"""

import csv
import re
from collections.abc import Iterable, Sequence
from typing import Any

# The last four are the wide forms, which some versions of Excel take for the narrow ones.
_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
FORMULA_STARTS = rf"^[{_SIGNS}\t\r\n]"
"""What a text begins with that a cell of a workbook must be marked for."""
CELL_STARTS = rf"(^|[;\t\r\n][\"']*)([{_SIGNS}])"
CELL_STARTS_PLAIN = r"\1'\2"
BLANK_STARTS = r"^([\t\r\n])"
BLANK_STARTS_PLAIN = r"'\1"

_END = "\r\n"
_FORMULA, _CELL, _BLANK = (re.compile(one) for one in (FORMULA_STARTS, CELL_STARTS, BLANK_STARTS))
_CELL_PLAIN, _BLANK_PLAIN = re.compile(rf"(^|[;\t\r\n][\"']*)'([{_SIGNS}])"), re.compile(r"^'([\t\r\n])")


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would take a text for a formula."""
    return _FORMULA.match(text) is not None


def plain(value: Any) -> Any:
    """A value for a cell of a CSV file: a text that would run is made plain, everything else is as it was."""
    if not isinstance(value, str):
        return value
    return _BLANK.sub(BLANK_STARTS_PLAIN, _CELL.sub(CELL_STARTS_PLAIN, value))


def as_typed(text: str) -> str:
    """What stood there before `plain`; an apostrophe that somebody typed before such a sign goes too."""
    return _CELL_PLAIN.sub(r"\1\2", _BLANK_PLAIN.sub(r"\1", text))


def plain_sql(expression: str) -> str:
    """The same for a text in DuckDB's SQL."""
    cells, blanks = CELL_STARTS.replace("'", "''"), CELL_STARTS_PLAIN.replace("'", "''")
    inner = f"regexp_replace({expression}, '{cells}', '{blanks}', 'g')"
    return f"regexp_replace({inner}, '{BLANK_STARTS}', '{BLANK_STARTS_PLAIN.replace(chr(39), chr(39) * 2)}')"


def csv_text(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Rows as CSV in which no text runs, headings included; a missing value is empty."""
    lines = _Lines()
    writer = csv.writer(lines, lineterminator=_END)
    writer.writerow([plain(name) for name in headings])
    writer.writerows([plain(value) for value in row] for row in rows)
    return "".join(lines.told)


class _Lines:
    """Lines with a plain end; told to end them so, the writer would leave a text with a carriage return unquoted."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def write(self, line: str) -> None:
        """Take one row."""
        self.told.append(line.removesuffix(_END) + "\n")
