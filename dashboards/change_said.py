"""Change since baseline in sentences: how many rows went which way, and how far that can be relied on.

Owns: the headline, and what it must be read with.
Never: counts a row without values of both periods.
"""

from typing import Any

import pandas as pd

from dashboards import change, words

_FEW = 2  # values of a period below which its mean is one year's value


def headline(rows: pd.DataFrame, unit: Any, *, without_pandemic: bool) -> str:
    """How many rows went which way, and of how many that says little: a break, or less than the last decimal."""
    _, step, went_by = change.columns_of(without_pandemic=without_pandemic)
    known = rows[rows[step].notna()]
    if known.empty:
        return _nothing(rows)
    told = f"{both(rows, len(known))} {'has' if len(known) == 1 else 'have'} values of both periods"
    classes = known[went_by].value_counts()
    went = [f"{classes[code]} {change.CLASSES[code].split(' ', 1)[1]}" for code in change.CLASSES if code in classes]
    if set(classes.index) == {"not_judged"}:
        rose, fell = (int((known[step] * sign > 0).sum()) for sign in (1, -1))
        went = [f"{rose} rose", f"{fell} fell"]
    return f"{told}: {', '.join(went)}; of these, {_little(known, step, change.decimals(rows), unit)}"


def _little(known: pd.DataFrame, step: str, places: int, unit: Any) -> str:
    """How many of the rows with a change have a break, and how many moved by less than the last decimal printed."""
    moved = known[step].astype(float)
    small = int(((moved.abs().round(9) < 10.0**-places) & (moved != 0)).sum())
    return f"{_broken(known['has_break'])}, {small or 'none'} by less than {printed_step(places, unit)}"


def _broken(answers: pd.Series) -> str:
    """How many have a break; where nobody knows of some or of all, that is said."""
    unknown = int(answers.isna().sum())
    if unknown == len(answers):
        return "breaks are not known"
    told = f"{change.yes(answers) or 'none'} with a break"
    return f"{told} ({unknown} not known)" if unknown else told


def printed_step(places: int, unit: Any) -> str:
    """The last decimal that is printed, as a difference: 0.01, or 0.1 percentage points."""
    share = not words.missing(unit) and str(unit).startswith("%")
    return f"{10.0**-places:.{places}f}{' percentage points' if share else ''}"


def cautions(rows: pd.DataFrame, *, without_pandemic: bool = False) -> str:
    """Of the rows with a change, how many do not compare like for like, and why, and how far the middle one moved."""
    mean, step, _ = change.columns_of(without_pandemic=without_pandemic)
    known = rows[rows[step].notna()]
    broken, estimated = (change.yes(known[column]) for column in ("has_break", "is_modelled"))
    told = [f"{broken} with a break in the series"] if broken else []
    told += [f"{estimated} of modelled estimates"] if estimated else []
    few = int(((known[mean.replace("_mean", "_count")] < _FEW) | (known["after_count"] < _FEW)).sum())
    told += [f"{few} with one value only in a period"] if few else []
    like = [f"Of the {len(known)} with both periods: {', '.join(told)}."] if told else []
    return " ".join([*like, *_middle(known[step].astype(float).abs(), change.decimals(rows))])


def _middle(moved: pd.Series, places: int) -> list[str]:
    """How far half of the rows moved at most; nothing is told of one or two."""
    return [f"Half of them moved by {moved.median():,.{places + 1}f} or less."] if len(moved) > 2 else []


def _nothing(rows: pd.DataFrame) -> str:
    if len(rows) == 1 and rows["reason_no_difference"].iloc[0] == "starts_from_nought":
        row = rows.iloc[0]
        latest = f"{words.number(row['after_latest_value'])} in {int(row['after_latest_year'])}"
        return f"From nought at the end of 2022, by definition, to {latest}"
    return "Nothing here has values of both periods, so there is no change to show"


def both(rows: pd.DataFrame, some: int) -> str:
    """How many of how many: countries, or figures where several may be of one area."""
    is_countries = (rows["area_kind"] == "country").all()
    nouns = ("country", "countries") if is_countries else ("figure", "figures")
    return f"{some} of {words.count(len(rows), *nouns)}"
