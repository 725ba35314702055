"""Money since the start, year by year, one small chart per action area.

Owns: the steps of commitments and expenditure, and what they say in words.
Never: fills in a year without a booking: the step stays where it was.
"""

import altair as alt
import pandas as pd

from dashboards import words
from dashboards.charts.look import styled
from dashboards.palette import Palette

_KINDS = {"cumulative_committed_usd": "Committed", "cumulative_spent_usd": "Spent"}
_WIDTH, _HEIGHT, _COLUMNS = 215, 105, 4


def since_the_start(years: pd.DataFrame, palette: Palette) -> alt.Chart | alt.LayerChart:
    """Steps per action area, all on one scale of million US dollars.

    Args:
        years: the result of `queries.resources.years_sql`.
        palette: colours of the theme.
    """
    names = years["action_area_id"] + " " + years["action_area_label"]
    long = years.assign(area=names).melt(["area", "booked_year"], list(_KINDS), "kind", "amount")
    long = long.assign(kind=long["kind"].map(_KINDS), amount=long["amount"] / 1e6)
    kinds = list(_KINDS.values())
    colours = alt.Scale(domain=kinds, range=[palette.blue, palette.text])
    base = alt.Chart(long).encode(
        x=alt.X("booked_year:O", title=None, axis=alt.Axis(labelAngle=0)),
        y=alt.Y("amount:Q", title=None, axis=alt.Axis(tickCount=3)),
        color=alt.Color("kind:N", scale=colours, legend=None),
        tooltip=[
            alt.Tooltip("area:N", title="Action area"),
            alt.Tooltip("booked_year:O", title="To the end of"),
            alt.Tooltip("kind:N", title="Kind"),
            alt.Tooltip("amount:Q", title="Million US dollars", format=".2f"),
        ],
    )
    dashes = alt.StrokeDash("kind:N", scale=alt.Scale(domain=kinds, range=[[1, 0], [5, 3]]), legend=None)
    shapes = alt.Shape("kind:N", scale=alt.Scale(domain=kinds, range=["circle", "diamond"]), legend=None)
    lines = base.mark_line(interpolate="step-after", strokeWidth=2).encode(strokeDash=dashes)
    layers = alt.layer(lines, base.mark_point(filled=True, size=45, opacity=1).encode(shape=shapes))
    header = alt.Header(title=None, labelColor=palette.text, labelFontSize=12, labelLimit=_WIDTH, labelAnchor="start")
    facets = layers.properties(width=_WIDTH, height=_HEIGHT).facet(
        alt.Facet("area:N", header=header, sort=sorted(set(names))), columns=_COLUMNS
    )
    return styled(facets, palette)


def since_the_start_in_words(years: pd.DataFrame) -> str:
    """What the small charts show, for readers who do not see them."""
    areas, first, last = years["action_area_id"].nunique(), years["booked_year"].min(), years["booked_year"].max()
    return (
        f"Commitments and expenditure since the start in {words.count(areas, 'action area')}, "
        f"{words.years(first, last)}. The table below holds the same."
    )
