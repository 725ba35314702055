"""From baseline to latest value, a small chart per indicator.

Owns: where the two ends stand on the scale of the indicator, the line between them, and its words.
Never: stretches a small change over the whole height: each scale starts at nought.
"""

import math
from typing import Any

import altair as alt
import pandas as pd

from dashboards import words
from dashboards.charts.look import styled
from dashboards.palette import Palette

_WIDTH, _HEIGHT, _COLUMNS = 270, 140, 4  # pixels of a small chart, and how many stand side by side
_LEFT, _RIGHT = 0.32, 0.68  # where in its small chart the baseline and the latest value stand
_TOP, _TALL = 0.36, 0.54  # where its plot begins under the two lines of text, and how high it is
_LONGEST = 40


def prepared(profile: pd.DataFrame) -> pd.DataFrame:
    """One row per end of each indicator that has a baseline and a later value.

    Args:
        profile: the result of `queries.countries.profile_sql`.

    Returns:
        indicator_id, indicator_label, title, scale_text, end (baseline or latest), x and y (in small charts from the
        top left), text_x, left, place (0 to 1 on the scale of the indicator), said, kind, is_estimate, is_broken.
    """
    both = profile[profile["change"].notna()].reset_index(drop=True)
    return pd.DataFrame([_end(row, number, end) for number, row in both.iterrows() for end in ("baseline", "latest")])


def _end(row: pd.Series, number: int, end: str) -> dict[str, object]:
    names = ("baseline_value", "baseline_year", "baseline_kind") if end == "baseline" else _LATEST
    value, year, kind = (row[name] for name in names)
    low, high = scale(row)
    place = (value - low) / (high - low)
    across, down = number % _COLUMNS, number // _COLUMNS
    title = f"{row['indicator_id']} {row['indicator_label']}"
    broken = row["has_break_since_baseline"]
    return {
        "indicator_id": row["indicator_id"],
        "indicator_label": row["indicator_label"],
        "title": title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1].rstrip()}…",
        "scale_text": f"{row['unit'] or 'its unit'}, scale {low:.10g} to {high:.10g}",
        "end": end,
        "left": across + 0.04,
        "x": across + (_LEFT if end == "baseline" else _RIGHT),
        "row": down,
        "y": down + _TOP + _TALL * (1 - place),
        "place": place,
        "said": f"{words.number(value)} ({int(year)})",
        "kind": kind,
        "is_estimate": kind in ("modelled", "projected"),
        "is_broken": not words.missing(broken) and bool(broken),
    }


_LATEST = ("value", "year", "value_kind")


def scale(row: pd.Series) -> tuple[float, float]:
    """What the height of a small chart spans: from nought to the next round number, within the limit of the unit."""
    values = (float(row["baseline_value"]), float(row["value"]), 0.0)
    low, high = 0.0 - _round_up(-min(values)), _round_up(max(values))
    limit = row["natural_limit_high"]
    if not words.missing(limit) and max(values) <= limit < high:
        high = float(limit)
    return low, high if high > low else 1.0


def _round_up(value: float) -> float:
    """The next round number at or above, such as 0, 5, 20 or 300."""
    if value <= 0:
        return 0.0
    step: float = 10.0 ** math.floor(math.log10(value))
    return next(step * times for times in (1, 2, 3, 5, 10) if step * times >= value)


def slopes(drawn: pd.DataFrame, palette: Palette) -> alt.Chart | alt.LayerChart:
    """Small charts in the order of the indicators; a hollow end is an estimate, a broken line breaks the series."""
    rows = int(drawn["row"].max()) + 1
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, _COLUMNS], nice=False), axis=None)
    scale_y = alt.Scale(domain=[0, rows], reverse=True, nice=False)
    y = alt.Y("y:Q", scale=scale_y, axis=None)
    tips = [
        alt.Tooltip("indicator_label:N", title="Indicator"),
        alt.Tooltip("end:N", title="End"),
        alt.Tooltip("said:N", title="Value (year)"),
        alt.Tooltip("kind:N", title="Kind"),
    ]
    base = alt.Chart(drawn).encode(x=x, y=y, tooltip=tips)
    lines = base.mark_line(strokeWidth=2, color=palette.blue).encode(detail="indicator_id:N")
    ends = base.mark_point(size=60, strokeWidth=1.8, opacity=1, color=palette.blue).encode(
        fill=alt.condition("datum.is_estimate", alt.value(palette.page), alt.value(palette.blue))
    )
    walls = alt.Chart(drawn.assign(top=drawn["row"] + _TOP, foot=drawn["row"] + _TOP + _TALL))
    layers = [
        walls.mark_rule(color=palette.grid).encode(x=x, y=alt.Y("top:Q", scale=scale_y, axis=None), y2="foot:Q"),
        lines.transform_filter("!datum.is_broken"),
        lines.transform_filter("datum.is_broken").encode(strokeDash=alt.value([3, 3])),
        ends,
        _values(base, "baseline", align="right", dx=-9, color=palette.text),
        _values(base, "latest", align="left", dx=9, color=palette.text),
        *_titles(drawn, x, scale_y, palette),
    ]
    size = {"width": _WIDTH * _COLUMNS, "height": _HEIGHT * rows}
    return styled(alt.layer(*layers).properties(**size), palette)


def _values(base: alt.Chart, end: str, **look: Any) -> alt.Chart:
    return base.transform_filter(f"datum.end == '{end}'").mark_text(fontSize=11, **look).encode(text="said:N")


def _titles(drawn: pd.DataFrame, x: alt.X, scale_y: alt.Scale, palette: Palette) -> list[alt.Chart]:
    first = drawn[drawn["end"] == "baseline"]
    named = first.assign(x=first["left"], above=first["row"] + 0.12, below=first["row"] + 0.25)
    text = alt.Chart(named).encode(x=x)
    return [
        text.mark_text(align="left", fontSize=12, fontWeight="bold", color=palette.text, limit=_WIDTH - 16).encode(
            y=alt.Y("above:Q", scale=scale_y, axis=None), text="title:N"
        ),
        text.mark_text(align="left", fontSize=11, color=palette.muted, limit=_WIDTH - 16).encode(
            y=alt.Y("below:Q", scale=scale_y, axis=None), text="scale_text:N"
        ),
    ]


def in_words(drawn: pd.DataFrame, country: str) -> str:
    """Both ends of each indicator, for readers who do not see the charts."""
    parts = []
    for name, ends in drawn.groupby("indicator_label", sort=False):
        start, last = (ends.loc[ends["end"] == end, "said"].iloc[0] for end in ("baseline", "latest"))
        parts.append(f"{name} {start} to {last}")
    return f"Slope charts of {country} from baseline to latest value, one per indicator. {'; '.join(parts)}."
