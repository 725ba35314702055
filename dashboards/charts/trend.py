"""Trends: one line per series over time.

Owns: how observed and modelled figures, flags and gaps are drawn, where names stand, and the headline in words.
Never: fills a gap, joins two sources into one line, or hides that a figure is modelled or flagged.
"""

from dataclasses import dataclass

import altair as alt
import pandas as pd

from dashboards import words
from dashboards.charts.look import styled
from dashboards.palette import Palette

HEIGHT = 340
_KINDS = {"Observed": "circle", "Flagged": "diamond", "Modelled": "circle"}


@dataclass(frozen=True)
class Extent:
    """What the axes span; charts that stand side by side share one, so that heights compare."""

    first: float
    last: float
    low: float
    high: float


def moment(time_period: str) -> float:
    """A time period as a point in years: 2020 → 2020.0, 2020Q3 → 2020.5, 2020M07 → 2020.5."""
    year, rest = int(time_period[:4]), time_period[4:].lstrip("-")
    if not rest:
        return float(year)
    if rest[0] == "Q":
        return year + (int(rest[1:]) - 1) / 4
    return year + (int(rest.lstrip("M")) - 1) / 12


def points(observations: pd.DataFrame, series: str, order: list[str]) -> pd.DataFrame:
    """Figures that a trend can show.

    Args:
        observations: rows with time_period, value, is_modelled, observation_status_label, source_code, source_label
            and the column named in `series`.
        series: the column whose values name the lines.
        order: names of the lines in the order of their colours.

    Returns:
        series, time_period, x (years), value, kind (Observed, Flagged or Modelled), status_text, source_label, line.
    """
    known = observations[observations["value"].notna() & observations[series].isin(order)].copy()
    known["series"] = known[series]
    known["x"] = [moment(period) for period in known["time_period"]]
    flagged = known["observation_status_label"].notna() & (known["observation_status_label"] != "")
    modelled = known["is_modelled"].fillna(value=False).astype(bool)
    known["kind"] = "Observed"
    known.loc[flagged, "kind"] = "Flagged"
    known.loc[modelled, "kind"] = "Modelled"
    known["status_text"] = known["observation_status_label"].where(flagged, known["kind"]).fillna("Modelled")
    known["line"] = known["series"] + "|" + known["source_code"].fillna("")
    columns = ["series", "time_period", "x", "value", "kind", "status_text", "source_label", "line"]
    return known[columns].sort_values(["line", "x"]).reset_index(drop=True)


def extent(known: pd.DataFrame) -> Extent:
    """What the axes must span to hold these points, with a little air above and below."""
    low, high = float(known["value"].min()), float(known["value"].max())
    air = (high - low) * 0.08 or max(abs(high) * 0.1, 1.0)
    floor = 0.0 if 0 <= low < air * 3 else low - air
    return Extent(float(known["x"].min()), float(known["x"].max()), floor, high + air)


def trend(known: pd.DataFrame, order: list[str], unit: str, span: Extent, palette: Palette) -> alt.LayerChart:
    """Lines over time with the name of each series at its end.

    Args:
        known: the result of `points`.
        order: names of the lines in the order of their colours.
        unit: the unit of the values, for the axis.
        span: the result of `extent`.
        palette: colours of the theme.
    """
    room = max((span.last - span.first) * 0.3, 1.0)
    whole = list(range(int(span.first), int(span.last) + 1))
    axis = alt.Axis(format="d", values=whole, labelOverlap="greedy", grid=False, labelSeparation=8)
    x_scale = alt.Scale(domain=[span.first - 0.3, span.last + room], nice=False)
    x = alt.X("x:Q", title=None, axis=axis, scale=x_scale)
    y_axis = alt.Axis(tickCount=6, titleAngle=0, titleAlign="left", titleAnchor="start", titleY=-8, titleX=0)
    y_scale = alt.Scale(domain=[span.low, span.high], nice=False, zero=False)
    y = alt.Y("value:Q", title=unit or None, axis=y_axis, scale=y_scale)
    colours = list(palette.series[: len(order)])
    colour = alt.Color("series:N", scale=alt.Scale(domain=order, range=colours), legend=None)
    lines = alt.Chart(_pieces(known)).encode(x=x, y=y, x2="x2:Q", y2="value2:Q", color=colour)
    marks = alt.Chart(known).encode(x=x, y=y, color=colour, tooltip=_tips(unit))
    shape = alt.Shape("kind:N", scale=alt.Scale(domain=list(_KINDS), range=list(_KINDS.values())), legend=None)
    hollow = marks.transform_filter("datum.kind != 'Observed'")
    layers = [
        lines.transform_filter("datum.style == 'gap'").mark_rule(strokeWidth=1, opacity=0.45),
        lines.transform_filter("datum.style == 'modelled'").mark_rule(strokeWidth=2, strokeDash=[5, 3]),
        lines.transform_filter("datum.style == 'observed'").mark_rule(strokeWidth=2),
        marks.transform_filter("datum.kind == 'Observed'").mark_circle(size=46, opacity=1),
        hollow.mark_point(size=50, strokeWidth=1.6, opacity=1, fill=palette.page).encode(shape=shape),
        _names(known, span, x, y, palette),
    ]
    return styled(alt.layer(*layers).properties(height=HEIGHT, width="container"), palette)


def headline(known: pd.DataFrame, order: list[str], unit: str) -> str:
    """The main message in one line; it compares nothing that the figures do not carry."""
    latest = known.sort_values("x").groupby("series").tail(1)
    if len(order) == 1 or len(latest) == 1:
        line = known[known["series"] == latest["series"].iloc[0]].sort_values("x")
        first, last = line.iloc[0], line.iloc[-1]
        start = f"{last['series']}: {words.quantity(last['value'], unit)} in {last['time_period']}"
        if first["time_period"] == last["time_period"]:
            return start
        change = last["value"] - first["value"]
        way = "unchanged" if words.number(change) == words.number(0) else "up" if change > 0 else "down"
        return f"{start}, {way} from {words.number(first['value'])} in {first['time_period']}"
    low, high = latest.loc[latest["value"].idxmin()], latest.loc[latest["value"].idxmax()]
    ends = [f"{words.quantity(end['value'], unit)} ({end['series']}, {end['time_period']})" for end in (low, high)]
    return f"Latest values run from {ends[0]} to {ends[1]}"


def in_words(known: pd.DataFrame, title: str, unit: str) -> str:
    """What the trend shows, for readers who do not see it."""
    series = known["series"].drop_duplicates()
    span = f"{known['time_period'].min()} to {known['time_period'].max()}"
    names = ", ".join(series)
    return f"Line chart of {title} in {unit or 'its unit'}, {span}, for {names}. {headline(known, list(series), unit)}."


def footnotes(known: pd.DataFrame) -> list[str]:
    """What the marks of this chart mean, only those that occur."""
    notes = []
    if (known["kind"] == "Modelled").any():
        notes.append("Hollow circles and dashed lines are modelled estimates.")
    flags = known.loc[known["kind"] == "Flagged", "status_text"].value_counts()
    if len(flags):
        named = ", ".join(f"{text.lower()} ({amount})" for text, amount in flags.items())
        notes.append(f"Diamonds carry a status flag: {named}.")
    if (_pieces(known)["style"] == "gap").any():
        notes.append("Thin lines bridge years without a value.")
    if known.groupby("series")["line"].nunique().gt(1).any():
        notes.append("A line stops where the source changes.")
    return notes


def _pieces(known: pd.DataFrame) -> pd.DataFrame:
    """The straight pieces of all lines, each from one point to the next of the same series and source."""
    step = 1.0 if (known["x"] % 1 == 0).all() else 0.25 if known["time_period"].str.contains("Q").any() else 1 / 12
    following = known.groupby("line").shift(-1)
    pieces = known.assign(x2=following["x"], value2=following["value"], next_kind=following["kind"])
    pieces = pieces[pieces["x2"].notna()].copy()
    pieces["style"] = "observed"
    pieces.loc[(pieces["kind"] == "Modelled") | (pieces["next_kind"] == "Modelled"), "style"] = "modelled"
    pieces.loc[pieces["x2"] - pieces["x"] > step * 1.5, "style"] = "gap"
    return pieces[["series", "x", "value", "x2", "value2", "style"]]


def spread(values: list[float], gap: float) -> list[float]:
    """Positions as near to the values as can be, each at least `gap` above the one below; order is kept."""
    ranked = sorted(range(len(values)), key=values.__getitem__)
    places: list[float] = []
    for index in ranked:
        places.append(max(values[index], places[-1] + gap) if places else values[index])
    excess = (places[-1] - values[ranked[-1]]) / 2 if places else 0.0
    moved = dict(zip(ranked, (place - excess for place in places), strict=True))
    return [moved[index] for index in range(len(values))]


def _names(known: pd.DataFrame, span: Extent, x: alt.X, y: alt.Y, palette: Palette) -> alt.Chart:
    last = known.sort_values("x").groupby("series", sort=False).tail(1).copy()
    # A line that ends early carries its name at its end; the others share the right edge and are kept apart there.
    late = last["x"] > span.last - 0.12 * (span.last - span.first)
    last.loc[late, "value"] = spread(list(last.loc[late, "value"]), (span.high - span.low) * 16 / HEIGHT)
    last.loc[late, "x"] = last["x"].max()
    text = alt.Chart(last).mark_text(
        align="left", dx=10, fontSize=12, color=palette.text, limit=alt.ExprRef("width * 0.22")
    )
    return text.encode(x=x, y=y, text="series:N")


def _tips(unit: str) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("series:N", title="Series"),
        alt.Tooltip("time_period:N", title="Period"),
        alt.Tooltip("value:Q", title=unit or "Value", format=",.2f"),
        alt.Tooltip("status_text:N", title="Status"),
        alt.Tooltip("source_label:N", title="Source"),
    ]
