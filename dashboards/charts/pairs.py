"""Two values side by side on one scale, a row per area: a dumbbell.

Owns: the two marks, the line between them, and their words.
Never: draws one end without the other, or leaves the two to be told apart by colour alone.
"""

from dataclasses import dataclass

import altair as alt
import pandas as pd

from dashboards import words
from dashboards.charts.look import styled
from dashboards.palette import Palette

_ROW = 34


@dataclass(frozen=True)
class Ends:
    """The names of the two values: the first is a filled circle, the second a hollow diamond."""

    first: str
    second: str


def pairs(rows: pd.DataFrame, ends: Ends, unit: str, palette: Palette) -> alt.Chart | alt.LayerChart:
    """A row per area.

    Args:
        rows: area, first, second, said (what stands beside the row); both values are there.
        ends: what the two values are.
        unit: the unit of both.
        palette: colours of the theme.
    """
    labels = alt.Axis(labelLimit=alt.ExprRef("(containerSize()[0] < 700 ? 110 : 220)"), ticks=False, domain=False)
    y = alt.Y("area:N", sort=list(rows["area"]), title=None, axis=labels)
    scale = alt.Scale(zero=False, nice=True, padding=14)
    base = alt.Chart(rows).encode(y=y)
    tips = [
        alt.Tooltip("area:N", title="Area"),
        alt.Tooltip("first:Q", title=ends.first, format=",.2f"),
        alt.Tooltip("second:Q", title=ends.second, format=",.2f"),
        alt.Tooltip("said:N", title="Gap"),
    ]
    looks = {
        "first": {"shape": "circle", "filled": True, "color": palette.blue, "size": 110},
        "second": {"shape": "diamond", "fill": palette.page, "color": palette.orange, "size": 100, "strokeWidth": 2},
    }
    marks = [
        base.mark_point(opacity=1, **look).encode(x=alt.X(f"{name}:Q", scale=scale, title=unit or None), tooltip=tips)
        for name, look in looks.items()
    ]
    line = base.mark_rule(strokeWidth=2, color=palette.plan).encode(x=alt.X("first:Q", scale=scale), x2="second:Q")
    return styled(alt.layer(line, *marks).properties(height=alt.Step(_ROW), width="container"), palette)


def in_words(rows: pd.DataFrame, ends: Ends, title: str, unit: str) -> str:
    """Both values of each area, for readers who do not see the marks."""
    told = [
        f"{row.area}: {ends.first.lower()} {words.number(row.first)}, {ends.second.lower()} "
        f"{words.number(row.second)} ({row.said})"
        for row in rows.itertuples()
    ]
    return f"Dumbbell chart of {title} in {unit or 'its unit'}, {ends.first} and {ends.second}. {'; '.join(told)}."
