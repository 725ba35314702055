"""Money in words and marks.

Owns: how an amount in US dollars is written, and the marks for where an amount lies against a planned range.
Never: sums or converts amounts (the release does), or writes a share where the release gives none.
"""

from typing import Any

import pandas as pd

from dashboards import words
from dashboards.status import Mark

_MILLION = 1_000_000
RANGE_MARKS = (
    Mark("below range", "▽", "Below range", "orange", "triangle-down", "less than the low end of the planned range"),
    Mark("within range", "●", "Within range", "blue", "circle", "between the low and the high end, both included"),
    Mark("above range", "▲", "Above range", "red", "triangle-up", "more than the high end of the planned range"),
    Mark("nothing recorded", "○", "Nothing recorded", "gray", "circle", "no entry was handed in; not the same as zero"),
)
_BY_CODE = {mark.code: mark for mark in RANGE_MARKS}


def position(code: Any) -> Mark:
    """The mark of a place against the range; a word of a newer release shows itself."""
    text = "No word" if words.missing(code) else str(code)
    return _BY_CODE.get(text, Mark(text, "○", text.capitalize(), "gray", "circle", "a word this page does not know"))


def dollars(value: Any) -> str:
    """An amount such as USD 1.24 million or USD 640,000, or a dash."""
    if words.missing(value):
        return words.MISSING
    amount = float(value)
    if abs(amount) >= _MILLION:
        return f"USD {_short(amount)} million"
    return f"USD {amount:,.0f}"


def span(low: Any, high: Any) -> str:
    """A planned range such as USD 5.0–6.5 million."""
    if words.missing(low) or words.missing(high):
        return words.MISSING
    return f"USD {_short(float(low))}–{_short(float(high))} million"


def _short(amount: float) -> str:
    millions = f"{amount / _MILLION:.2f}"
    return millions[:-1] if millions.endswith("0") else millions


def share(row: pd.Series) -> str:
    """What part of the plan is committed, in words; "no share" where the release gives none."""
    if words.missing(row["share_of_low"]) or words.missing(row["share_of_high"]):
        return "no share"
    low, high = (f"{100 * float(row[name]):.0f} %" for name in ("share_of_low", "share_of_high"))
    return f"{low} of low, {high} of high end"


def no_share(areas: pd.DataFrame) -> list[str]:
    """Each reason why there is no share, with the action areas that it holds for."""
    told = areas.dropna(subset="share_note")
    return [
        f"{reason.rstrip('.')}: {', '.join(group['action_area_id'])}."
        for reason, group in told.groupby("share_note", sort=True)
    ]


def positions_in_words(areas: pd.DataFrame) -> str:
    """How many action areas have commitments below, within and above their planned range."""
    counts = areas["committed_position"].value_counts()
    marks = [each for each in RANGE_MARKS if each.code in counts]
    said = ", ".join(f"{counts[each.code]} {each.word.lower()}" for each in marks)
    return f"Commitments in {words.count(len(areas), 'action area')}: {said}" if said else "Planned ranges"


def total_in_words(total: pd.Series) -> str:
    """The range of the whole strategy, and whose sum it is.

    Args:
        total: the row of monitoring.resource_total.
    """
    planned = span(total["low_amount"], total["high_amount"])
    whose = str(total["note"]) if total["is_own_sum"] and not words.missing(total["note"]) else ""
    return f"{planned} is planned for the seven action areas together, 2023–27. {whose}".strip()
