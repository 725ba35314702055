"""What stands in one cell, and how it becomes text, a number or a date.

Owns: the rules of a single cell, and the shape in which the workbook and the CSV hand rows over.
Never: compares one cell with another; opens a file.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property

from warehouse.rejected import Finding
from warehouse.sources.register.catalogue import finding
from warehouse.sources.register.sheet import Sheet
from warehouse.sources.register.vocabulary import MILESTONE_SHEET, heading_of, kind_of

LONGEST_TEXT = 5000
_BLANKS = " \t\r\n\u2028\u2029\u202f\u3000"
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|_x00[01][0-9A-Fa-f]_")
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_EXCEL_DAY_0 = date(1899, 12, 30)
_SERIALS = range(36526, 73051)  # 2000-01-01 to 2099-12-31

_NUMBER = re.compile(r"[+-]?(\d{1,15}(\.\d{0,15})?|\.\d{1,15})")
_LARGEST = Decimal(10) ** 15

Value = str | date | Decimal | None


@dataclass(frozen=True)
class Cell:
    """One cell as the file holds it; `flaw` names the rule that the reading of the file itself found broken."""

    place: str
    value: object
    flaw: str | None = None

    @cached_property
    def text(self) -> str | None:
        """The value as text without blanks at its ends; None if nothing is left."""
        return cleaned(self.value)

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing in it but spaces."""
        return self.flaw is None and self.text is None


@dataclass(frozen=True)
class Line:
    """One row of a sheet as the file holds it, by column key; a key that is absent was not in the file."""

    place: str
    cells: Mapping[str, Cell]
    sheet: Sheet = MILESTONE_SHEET

    @property
    def is_reported(self) -> bool:
        """Whether an officer filled in anything that makes it a report."""
        return any(key in self.cells and not self.cells[key].is_blank for key in self.sheet.filled)

    @property
    def has_contents(self) -> bool:
        """Whether anything at all stands in it."""
        return any(not cell.is_blank for cell in self.cells.values())


@dataclass
class Handed:
    """What a file holds: lines, sheet by sheet, facts about the report, and the findings about the file's own shape."""

    lines: list[Line] = field(default_factory=list)
    facts: dict[str, Cell] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def read_cell(key: str, cell: Cell) -> tuple[Value, Finding | None]:
    """The value of a cell in a column of the register, or None and the finding that says why it cannot be read."""
    return read_value(heading_of(key), kind_of(key), cell)


def read_value(heading: str, kind: str, cell: Cell) -> tuple[Value, Finding | None]:
    """The value of a cell under a heading, of the kind of its column, or None and why it cannot be read."""
    if cell.flaw:
        return None, finding(cell.flaw, cell.place, heading, cell.value)
    if cell.text is None:
        return None, None
    if isinstance(cell.value, str):
        for problem in _text_findings(heading, cell, cell.value):
            return None, problem
    if kind == "date":
        return _read_date(heading, cell)
    if kind == "number":
        return _read_number(heading, cell)
    if kind in ("code", "word") and isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        return None, finding("number_in_code", cell.place, heading, cell.value)
    return (_as_word(cell.text) if kind == "word" else cell.text), None


def _as_word(text: str) -> str:
    """A word of a list however it was typed: "Not started" is not_started."""
    return re.sub(r"[\s_-]+", "_", text).lower()


def _text_findings(heading: str, cell: Cell, text: str) -> Iterator[Finding]:
    text = text.replace("_x000D_", "")
    if _CONTROL.search(text):
        shown = _CONTROL.sub("�", text)
        yield finding("control_characters", cell.place, heading, shown)
    if len(text) > LONGEST_TEXT:
        words = {"found": f"{len(text):,}", "limit": f"{LONGEST_TEXT:,}"}
        yield finding("text_too_long", cell.place, heading, text[:60] + "…", **words)


def _read_date(heading: str, cell: Cell) -> tuple[Value, Finding | None]:
    value = cell.value.date() if isinstance(cell.value, datetime) else cell.value
    text = cleaned(value)
    if isinstance(value, date) or text is None:
        return (value if isinstance(value, date) else None), None
    day = _from_iso(text)
    if day and not isinstance(value, bool):
        return day, None
    serial = _from_serial(text)
    if serial:
        return None, finding("date_as_number", cell.place, heading, text, found=serial.isoformat())
    return None, finding("date_as_text", cell.place, heading, text)


def _read_number(heading: str, cell: Cell) -> tuple[Value, Finding | None]:
    """Digits with a point; a comma may be a decimal sign here and a thousands mark there, so it is not read."""
    text = cell.text
    if text is None:
        return None, None
    is_numeric = isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
    number = Decimal(text) if is_numeric or _NUMBER.fullmatch(text) else None
    if number is None or not number.is_finite() or abs(number) >= _LARGEST:
        return None, finding("not_a_number", cell.place, heading, text)
    return number, None


def plain_number(number: Decimal) -> str:
    """A number as text: no exponent, no zeros that say nothing, no minus before zero."""
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def _from_iso(text: str) -> date | None:
    match = _ISO.fullmatch(text)
    try:
        return date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None


def _from_serial(text: str) -> date | None:
    try:
        number = float(text)
    except ValueError:
        return None
    whole = int(number) if abs(number) < 1e9 else 0
    return _EXCEL_DAY_0 + timedelta(days=whole) if whole in _SERIALS else None


def cleaned(value: object) -> str | None:
    """A value as text without blanks at its ends; None if nothing is left. A control character is not a blank."""
    if value is None:
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    text = _INVISIBLE.sub("", str(value).replace("_x000D_", "").replace("\xa0", " ")).strip(_BLANKS)
    return text or None
