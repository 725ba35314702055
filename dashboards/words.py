"""Words and figures as people read them.

Owns: how a number, a date, a span of time, a missing value and a file name are written on the pages.
Never: reads a release; decides what a value means.
"""

import re
from datetime import date
from typing import Any

import pandas as pd

MISSING = "–"
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:^=&])")


def markdown(text: object) -> str:
    """Data made safe to stand inside Markdown: every sign that Markdown could read is escaped."""
    return _MARKDOWN.sub(r"\\\1", " ".join(str(text).split()))


def missing(value: Any) -> bool:
    """Whether a cell of a data frame holds nothing."""
    return value is None or bool(pd.isna(value))


def day(value: Any) -> str:
    """A date such as 30 Jun 2026, or a dash."""
    if missing(value):
        return MISSING
    stamp = pd.Timestamp(value)
    return f"{stamp.day} {stamp:%b %Y}"


def number(value: Any) -> str:
    """A figure with as many decimals as its size calls for: 12,345 · 94.7 · 3.21."""
    if missing(value):
        return MISSING
    size = abs(float(value))
    decimals = 0 if size >= 1000 else 1 if size >= 10 else 2
    return f"{round(float(value), decimals) + 0.0:,.{decimals}f}"  # adding zero turns -0.0 into 0.0


def quantity(value: Any, unit: Any) -> str:
    """A figure with its unit where the unit is a percentage; other units are too long for a sentence."""
    is_share = not missing(unit) and str(unit).startswith("%") and not missing(value)
    return f"{number(value)} {unit}" if is_share else number(value)


def apart(difference: Any, unit: Any) -> str:
    """How far two figures lie apart; two percentages lie percentage points apart."""
    is_share = not missing(unit) and str(unit).startswith("%")
    return f"{number(difference)} percentage points" if is_share else number(difference)


def plain(rows: pd.DataFrame) -> pd.DataFrame:
    """A table as text for Markdown cells: dates in words, figures with separators, a dash for what is missing."""
    return pd.DataFrame({name: [_cell(value) for value in rows[name]] for name in rows.columns})


def _cell(value: Any) -> str:
    if missing(value):
        return MISSING
    if isinstance(value, pd.Timestamp | date):
        return day(value)
    if isinstance(value, float):
        return number(value)
    return markdown(value)


def item(label: str) -> str:
    """The item of a label without its dimension: Sex: Female → Female."""
    return label.split(": ", 1)[-1]


def count(amount: int, one: str, many: str | None = None) -> str:
    """A count with its noun: 1 area, 3 areas."""
    return f"{amount:,} {one if amount == 1 else many or one + 's'}"


def size(byte_count: int) -> str:
    """The size of a file: 532 bytes, 12.3 kB, 44.1 MB."""
    if byte_count < 1000:
        return count(byte_count, "byte")
    unit, name = (2**10, "kB") if byte_count < 2**20 else (2**20, "MB")
    return f"{byte_count / unit:,.1f} {name}"


def years(start: Any, end: Any) -> str:
    """A span of years: 2023 or 2024–27."""
    first, last = int(start), int(end)
    return str(first) if first == last else f"{first}–{last % 100:02d}"


def share(part: int, whole: int) -> str:
    """A part as a whole percentage, halves up as people round, that reaches 0 and 100 only when the counts do."""
    if not whole:
        return MISSING
    if part in (0, whole):
        return f"{100 * part // whole} %"
    return f"{min(99, max(1, (200 * part + whole) // (2 * whole)))} %"


def half_year(period_id: str) -> tuple[date, date]:
    """First day of a half-year such as 2024H2 and the first day after it."""
    year, half = int(period_id[:4]), int(period_id[-1])
    return (date(year, 1, 1), date(year, 7, 1)) if half == 1 else (date(year, 7, 1), date(year + 1, 1, 1))


def file_name(what: str, filters: list[str], release_id: str, *, is_sample: bool, ending: str = "csv") -> str:
    """`dwsc_<what>_<filters>_<release>.<ending>`, with SAMPLE after dwsc where the figures are invented."""
    parts = ["dwsc", *(["SAMPLE"] if is_sample else []), what, "-".join(filters), release_id]
    safe = [re.sub(r"[^A-Za-z0-9_.-]+", "-", part)[:80] for part in parts if part]
    return f"{'_'.join(safe)}.{ending}"
