"""A trend in words: what the chart shows, what its marks mean, and what it does not show.

Owns: the headline, the text for readers who do not see the chart, the legend, and notes on late and withheld figures.
Never: compares what the figures do not carry; explains a mark that does not occur.
"""

import pandas as pd

from dashboards import words
from dashboards.charts import points

_LATE_AFTER = 3  # years without a newer figure


def headline(known: pd.DataFrame, order: list[str], unit: str) -> str:
    """The main message in one line; it compares nothing that the figures do not carry, and projects nothing."""
    told = _without_projections(known)
    latest = told.sort_values("x").groupby("series").tail(1)
    if len(order) == 1 or len(latest) == 1:
        line = told[told["series"] == latest["series"].iloc[0]].sort_values("x")
        first, last = line.iloc[0], line.iloc[-1]
        start = (
            f"{last['series']}: {words.quantity(last['value'], unit)} in {last['time_period']}{_kind(last, ' (', ')')}"
        )
        if first["time_period"] == last["time_period"]:
            return start
        change = last["value"] - first["value"]
        way = "unchanged" if words.number(change) == words.number(0) else "up" if change > 0 else "down"
        return f"{start}, {way} from {words.number(first['value'])} in {first['time_period']}"
    low, high = latest.loc[latest["value"].idxmin()], latest.loc[latest["value"].idxmax()]
    ends = [
        f"{words.quantity(end['value'], unit)} ({end['series']}, {end['time_period']}{_kind(end, ', ')})"
        for end in (low, high)
    ]
    return f"The latest values shown run from {ends[0]} to {ends[1]}"


def _without_projections(known: pd.DataFrame) -> pd.DataFrame:
    published = known[known["kind"] != points.PROJECTED]
    return known if published.empty else published


def _kind(point: pd.Series, before: str, after: str = "") -> str:
    """The kind of a figure that no national source reported, between two signs; nothing for the others."""
    certain = point["kind"] in (points.SURVEY, points.FLAGGED, points.UNKNOWN)
    return "" if certain else f"{before}{str(point['kind']).lower()}{after}"


def trends_of_each(known: pd.DataFrame, order: list[str]) -> str:
    """Where each series went by itself, for figures that do not compare across countries."""
    ways = []
    for name in order:
        line = _without_projections(known[known["series"] == name]).sort_values("x")
        if len(line) > 1:
            first, last = line.iloc[0], line.iloc[-1]
            ways.append(f"{name} {words.number(first['value'])} ({first['time_period']}) → "
                        f"{words.number(last['value'])} ({last['time_period']})")  # fmt: skip
    return "; ".join(ways)


def in_words(known: pd.DataFrame, title: str, unit: str) -> str:
    """What the trend shows, for readers who do not see it."""
    series = known["series"].drop_duplicates()
    span = f"{known['time_period'].min()} to {known['time_period'].max()}"
    names = ", ".join(series)
    counts = known["kind"].value_counts()
    kinds = ", ".join(f"{amount} {str(kind).lower()}" for kind, amount in counts.items())
    breaks = int(known["is_break"].sum())
    marked = f" {words.count(breaks, 'break')} marked." if breaks else ""
    return (
        f"Line chart of {title} in {unit or 'its unit'}, {span}, for {names}. "
        f"{headline(known, list(series), unit)}. Figures by kind: {kinds}.{marked}"
    )


def legend(known: pd.DataFrame) -> list[str]:
    """What the marks of this chart mean, only those that occur."""
    kinds, styles = set(known["kind"]), set(points.pieces(known)["style"])
    flags = known.loc[known["kind"] == points.FLAGGED, "status_text"].value_counts()
    named = ", ".join(f"{text.lower()} ({amount})" for text, amount in flags.items())
    occurring = {
        "● solid line: reported by a national source (survey, census or records)": points.SURVEY in kinds,
        f"◇ reported with a status flag: {named}": points.FLAGGED in kinds,
        "○ dashed line: ILO modelled estimate": points.MODELLED in kinds,
        "△ dotted, lighter line: projection": points.PROJECTED in kinds,
        "□ dash-dot line: the file does not name the source": points.UNKNOWN in kinds,
        "▼ break: what stands before does not compare with what follows": bool(known["is_break"].any()),
        "thin line: years without a value": "gap" in styles,
        "a line stops where the source changes": known.groupby("series")["line"].nunique().gt(1).any(),
    }
    return [text for text, occurs in occurring.items() if occurs]


def data_years(known: pd.DataFrame, order: list[str], year_now: int) -> str:
    """The latest year of each series and how many years it rests on; late series say so."""
    parts = []
    for name in order:
        line = known[known["series"] == name].sort_values("x")
        if line.empty:
            parts.append(f"{name}: no value")
            continue
        told = _without_projections(line)
        unit = "year" if told["time_period"].str.len().eq(4).all() else "period"
        last = told["time_period"].iloc[-1]
        late = f", {year_now - int(last[:4])} years back" if year_now - int(last[:4]) >= _LATE_AFTER else ""
        ahead = f", projected to {line['time_period'].iloc[-1]}" if len(told) < len(line) else ""
        parts.append(f"{name} {last}{late} ({_figures_since(told, unit)}{ahead})")
    return "Latest figure: " + "; ".join(parts) + "."


def _figures_since(told: pd.DataFrame, unit: str) -> str:
    amount, first = told["time_period"].nunique(), told["time_period"].iloc[0]
    return (
        f"the only {unit} with a figure"
        if amount == 1
        else f"{words.count(amount, unit)} with a figure, the first {first}"
    )


def withheld(observations: pd.DataFrame) -> str:
    """How many figures of the choice are without a value, and why; empty where none is."""
    absent = observations[observations["value"].isna()]
    if absent.empty:
        return ""
    reasons = absent["observation_status_label"].fillna("").replace("", "no reason given").str.lower().value_counts()
    named = ", ".join(f"{reason} ({amount})" for reason, amount in reasons.items())
    return f"{words.count(len(absent), 'figure')} published without a value, so not drawn: {named}."
