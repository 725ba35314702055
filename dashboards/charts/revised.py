"""The largest revisions: each cell before and now.

Owns: how a revision is drawn and said.
Never: chooses what counts as revised; the release says so.
"""

import altair as alt
import pandas as pd

from dashboards import words
from dashboards.charts.look import styled
from dashboards.palette import Palette

MOST = 12
_ROW = 34
_NARROW = "containerSize()[0] < 700"
_CUT = "indexof(datum.label, ' · ')"
# On narrow screens the area stands on a line of its own, so that what follows it is not cut off.
_LABEL = f"{_NARROW} ? [slice(datum.label, 0, {_CUT}), slice(datum.label, {_CUT} + 3)] : datum.label"


def largest(cells: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """The largest revisions that have both values: name, before, now, difference.

    Args:
        cells: revised cells, the largest difference first.
        table: the same rows in words.
    """
    named = [name for name in ("Area", "Period", "Sex", "Classification", "Second classification") if name in table]
    # What all cells share says nothing about one of them.
    told = [name for name in named if name in ("Area", "Period") or table[name].nunique(dropna=False) > 1]
    names = [" · ".join(str(part) for part in row if not words.missing(part)) for row in table[told].values.tolist()]
    rows = pd.DataFrame(
        {"name": names, "before": cells["old_value"], "now": cells["new_value"], "difference": cells["difference"]}
    )
    return rows.dropna(subset=["difference"]).drop_duplicates("name").head(MOST).reset_index(drop=True)


def revised(rows: pd.DataFrame, unit: str, palette: Palette) -> alt.LayerChart:
    """One row per cell: a hollow circle before, a full one now, and a line between.

    Args:
        rows: the result of `largest`.
        unit: the unit of the values, for the axis.
        palette: colours of the theme.
    """
    room = alt.ExprRef(f"({_NARROW} ? 150 : 380)")
    up = alt.ExprRef(f"({_NARROW} ? -7 : 0)")  # two lines stand around the middle of their row
    axis = alt.Axis(
        labelExpr=_LABEL, labelLimit=room, labelOffset=up, ticks=False, domain=False, grid=True, labelFontSize=12
    )
    row = alt.Y("name:N", sort=list(rows["name"]), title=None, axis=axis)
    values = alt.Scale(zero=False, nice=True)
    tips = [
        alt.Tooltip("name:N", title="Cell"),
        alt.Tooltip("before:Q", title="Before", format=",.3~f"),
        alt.Tooltip("now:Q", title="Now", format=",.3~f"),
        alt.Tooltip("difference:Q", title="Difference", format="+,.3~f"),
    ]
    base = alt.Chart(rows).encode(y=row, tooltip=tips)
    ticks = alt.Axis(tickCount=8, labelOverlap="greedy", labelSeparation=6)
    before = alt.X("before:Q", scale=values, title=unit or None, axis=ticks)
    layers = [
        base.mark_rule(strokeWidth=2, color=palette.muted).encode(x=before, x2="now:Q"),
        base.mark_point(size=70, strokeWidth=1.8, fill=palette.page, stroke=palette.muted, opacity=1).encode(x=before),
        base.mark_circle(size=85, color=palette.blue, opacity=1).encode(x=alt.X("now:Q", scale=values)),
    ]
    return styled(alt.layer(*layers).properties(height=alt.Step(_ROW), width="container"), palette)


def in_words(rows: pd.DataFrame, unit: str) -> str:
    """What the chart shows, for readers who do not see it."""
    if rows.empty:
        return "No revised figure has a value in both vintages."
    first = rows.iloc[0]
    return (
        f"The {words.count(len(rows), 'largest revision')} in {unit or 'the unit of the dataset'}. The largest: "
        f"{first['name']}, from {words.number(first['before'])} to {words.number(first['now'])}. The table has all."
    )
