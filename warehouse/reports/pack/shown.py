"""Values as people read them, the same in the text, in tables and in every form of a report.

Owns: how counts, shares, amounts, days and codes are written, and the words for what is missing.
Never: reads a release; knows a form of document.
"""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from warehouse.reports.pack.words import WORDS

# Kinds of values that are figures, which carry marks in the text.
NUMBERS = frozenset({"count", "share", "usd", "number", "measure", "days", "points"})
NO_FIGURE = "no figure"
NOTHING = "none"


def shown(value: Any, kind: str, missing: str = "") -> str:
    """A value in words.

    Args:
        value: as the release holds it; None is missing, nought is a value.
        kind: one of `query.KINDS`.
        missing: the word for a missing value.
    """
    if value is None or value == "":
        return missing or (NO_FIGURE if kind in NUMBERS else NOTHING)
    return _AS[kind](value)


def _half_up(value: float, decimals: int = 0) -> float:
    """Halves go away from nought, as people round and as the pages do; twelve digits are what a figure holds."""
    exact = Decimal(f"{value:.12g}")
    return float(exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)) + 0.0


def _count(value: Any) -> str:
    return f"{int(value):,}"


def _share(value: Any) -> str:
    """A share between 0 and 1 in percent; 0 and 100 stand only for nothing and everything."""
    percent = 100 * float(value)
    rounded = _half_up(percent, 1)
    if rounded == 0 and percent > 0:
        return "under 0.1 %"
    if rounded == 100 and percent < 100:
        return "99.9 %"
    return f"{rounded:,.1f} %"


def _usd(value: Any) -> str:
    return f"USD {_half_up(float(value)):,.0f}"


def _number(value: Any) -> str:
    """As many decimals as its size calls for: 12,345 · 94.7 · 3.21 · 0.042; nought stands only for nought."""
    size = abs(float(value))
    decimals = 0 if size >= 1000 else 1 if size >= 10 else 2 if size >= 1 or size == 0 else 3
    if 0 < size < 0.0005:
        return "under 0.001" if value > 0 else "between -0.001 and 0"
    return f"{_half_up(float(value), decimals):,.{decimals}f}"


def _points(value: Any) -> str:
    """A difference of shares in percentage points."""
    return f"{_half_up(100 * float(value), 1):,.1f}"


def _date(value: Any) -> str:
    day = value if isinstance(value, date | datetime) else date.fromisoformat(str(value)[:10])
    return f"{day.day} {day:%B %Y}"


def _flag(value: Any) -> str:
    return "yes" if value else "no"


def _code(value: Any) -> str:
    return WORDS.get(str(value)) or str(value).replace("_", " ")


_AS = {
    "text": lambda value: " ".join(str(value).split()),
    "code": _code,
    "date": _date,
    "year": lambda value: str(int(value)),
    "flag": _flag,
    "count": _count,
    "share": _share,
    "usd": _usd,
    "number": _number,
    "measure": _number,
    "days": _count,
    "points": _points,
}
