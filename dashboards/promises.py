"""Promises outside the outputs, and events of the governing bodies, in words.

Owns: the marks of a promise's state, how its due date and an event's date are written, and the sentence of counts.
Never: decides a state (monitoring.commitment_status does), or gives an undated promise a date.
"""

from urllib.parse import quote

import pandas as pd

from dashboards import words
from dashboards.status import Mark, mark

# Most urgent first; the words of a due milestone keep the look that they have there.
PROMISE_MARKS = (
    mark("overdue"),
    mark("not_reported"),
    Mark("open", "○", "Open", "orange", "circle", "no date was set, and no report says that it has begun"),
    Mark("in_progress", "◆", "In progress", "blue", "diamond", "no date was set; work has begun"),
    Mark("kept_late", "►", "Kept late", "blue", "triangle-right", "kept, after its due date"),
    Mark("kept_on_time", "●", "Kept on time", "blue", "circle", "kept by its due date"),
    Mark("kept", "●", "Kept", "blue", "circle", "no date was set, or a standing promise; the last report says kept"),
    mark("not_due"),
    Mark("dropped", "✕", "Dropped", "gray", mark("cancelled").shape, "given up, with a reason in the report"),
)
_BY_CODE = {each.code: each for each in PROMISE_MARKS}


def state(code: str | None) -> Mark:
    """The mark of a promise's state; a state of a newer release shows itself."""
    return _BY_CODE.get(str(code), mark(code))


def due(row: pd.Series) -> str:
    """When a promise is due: its day, or the words of the strategy such as "undated"."""
    return words.day(row["due_date"]) if row["is_dated"] else str(row["due_words"])


def web_address(link: object) -> str | None:
    """A link that may be followed, safe to stand inside Markdown; anything but http and https stays out of reach."""
    address = str(link)
    return quote(address, safe=":/?&=%#+,;@~") if address.startswith(("https://", "http://")) else None


def happened(row: pd.Series) -> str:
    """When an event takes place, no more exact than it is known: 13–23 Mar 2023, Mar 2025, 2025."""
    start, end = pd.Timestamp(row["start_date"]), pd.Timestamp(row["end_date"])
    written = {"day": words.day, "month": lambda at: f"{at:%b %Y}"}.get(row["date_precision"], lambda at: f"{at:%Y}")
    first, last = written(start), written(end)
    if first == last:
        return first
    same_year = start.year == end.year
    same_month = same_year and start.month == end.month
    if row["date_precision"] == "day" and same_month:
        return f"{start.day}–{last}"
    return f"{first.removesuffix(f' {start.year}') if same_year else first} – {last}"


def counts_in_words(promises: pd.DataFrame) -> str:
    """How many promises are dated and undated, and how they stand.

    Args:
        promises: one row per promise with is_dated and state.
    """
    dated = promises[promises["is_dated"].astype(bool)]
    undated = promises[~promises["is_dated"].astype(bool)]
    return (
        f"**{len(dated)} of {words.count(len(promises), 'promise')}** carry a date: {_states(dated)}.  \n"
        f"**{len(undated)}** carry none: {_states(undated)}."
    )


def _states(rows: pd.DataFrame) -> str:
    counts = rows["state"].value_counts()
    known = [each.code for each in PROMISE_MARKS if each.code in counts]
    codes = [*known, *(code for code in counts.index if code not in known)]
    return ", ".join(f"{counts[code]} {state(code).word.lower()}" for code in codes) or "none"
