"""Shares with their intervals: each group of constituents, and the mean of the three.

Owns: the marks, the lines of the intervals, and what they say in words.
Never: draws a share that is not shown; tells groups apart by colour alone.
"""

import altair as alt
import pandas as pd

from dashboards import views, words
from dashboards.charts.look import styled
from dashboards.palette import Palette

_SHAPES = {"government": "circle", "employer": "square", "worker": "triangle-up", "all": "diamond"}


def agreeing(cells: pd.DataFrame, items: pd.DataFrame, palette: Palette) -> alt.Chart | alt.LayerChart:
    """Share agreeing per item: each group with its interval, and the mean of the three.

    Args:
        cells: the result of `queries.views.cells_sql`.
        items: that of `queries.views.items_sql` for the same choice.
        palette: colours of the theme.
    """
    marks = _marks(cells, items)
    order = list(dict.fromkeys(_items(cells)))
    y = alt.Y(
        "item:N", sort=order, title=None, scale=alt.Scale(domain=order),
        axis=alt.Axis(labelLimit=alt.ExprRef("(containerSize()[0] < 700 ? 130 : 330)"), ticks=False, domain=False),
    )  # fmt: skip
    scale = alt.Scale(domain=[0, 100])
    axis = alt.Axis(title="Share agreeing (4 or 5), %", values=[0, 25, 50, 75, 100], grid=True)
    names = [*views.GROUPS.values(), "Mean of the three"]
    colours = [palette.series[0], palette.series[1], palette.series[2], palette.text]
    legend = alt.Legend(title=None, orient="top", columns=alt.ExprRef("width < 420 ? 2 : 4"))
    base = alt.Chart(marks).encode(
        y=y,
        yOffset=alt.YOffset("who:N", sort=names, scale=alt.Scale(domain=names)),
        color=alt.Color("who:N", scale=alt.Scale(domain=names, range=colours), legend=legend),
        tooltip=[
            alt.Tooltip("item:N", title="Statement"),
            alt.Tooltip("who:N", title="Who"),
            alt.Tooltip("share:Q", title="Agreeing (%)", format=".0f"),
            alt.Tooltip("limits:N", title="95 % interval"),
            alt.Tooltip("n:N", title="Answers"),
        ],
    )
    lines = base.mark_rule(strokeWidth=2).encode(x=alt.X("low:Q", scale=scale, axis=axis), x2="high:Q")
    dots = base.mark_point(filled=True, size=80, opacity=1).encode(
        x=alt.X("share:Q", scale=scale),
        shape=alt.Shape("who:N", scale=alt.Scale(domain=names, range=list(_SHAPES.values())), legend=legend),
    )
    return styled(alt.layer(lines, dots).properties(height=alt.Step(14), width="container"), palette)


def agreeing_in_words(cells: pd.DataFrame, items: pd.DataFrame) -> str:
    """The share agreeing of each group and the mean of the three, for readers who do not see the marks."""
    said = []
    for _, item in items.iterrows():
        mine = cells[cells["item_id"] == item["item_id"]]
        groups = [
            f"{views.GROUPS.get(row['constituent_group'], row['constituent_group']).lower()} "
            f"{views.percent(row['share'])} ({views.between(row['interval_low'], row['interval_high'])})"
            for _, row in mine.iterrows()
            if not words.missing(row["share"])
        ]
        said.append(
            f"{views.wording(item)}: {', '.join(groups)}, mean of the three {views.percent(item['tripartite_share'])}"
        )
    return f"Shares agreeing with 95 % intervals. {'; '.join(said)}."


def _items(cells: pd.DataFrame) -> list[str]:
    return [views.wording(row) for _, row in cells.iterrows()]


def _marks(cells: pd.DataFrame, items: pd.DataFrame) -> pd.DataFrame:
    marks = [
        {
            "item": views.wording(row),
            "who": views.GROUPS.get(row["constituent_group"], row["constituent_group"]),
            "share": 100 * row["share"],
            "low": 100 * (row["share"] if words.missing(row["interval_low"]) else row["interval_low"]),
            "high": 100 * (row["share"] if words.missing(row["interval_high"]) else row["interval_high"]),
            "limits": views.between(row["interval_low"], row["interval_high"]),
            "n": f"{int(row['response_count'])}",
        }
        for _, row in cells.iterrows()
        if not words.missing(row["share"])
    ]
    marks += [
        {
            "item": views.wording(row),
            "who": "Mean of the three",
            "share": 100 * row["tripartite_share"],
            "low": 100 * row["tripartite_low"],
            "high": 100 * row["tripartite_high"],
            "limits": views.between(row["tripartite_low"], row["tripartite_high"]),
            "n": "of all groups",
        }
        for _, row in items.iterrows()
        if not words.missing(row["tripartite_share"])
    ]
    return pd.DataFrame(marks, columns=["item", "who", "share", "low", "high", "limits", "n"])
