"""The latest figure of each country as one square, by subregion: a small state is as visible as a large one.

Owns: where each square stands, and its letters.
Never: sizes or places a square by surface or by its figure.
"""

import altair as alt
import pandas as pd

from dashboards.charts.latest import ESTIMATE, FIELDS, fill, ink, tips
from dashboards.charts.look import styled
from dashboards.palette import Palette

COLUMNS = 24  # squares in a line; a subregion with more goes on in the next line
_STEP = 33
_NO_GROUP = "No region"
_NEXT = "|"  # marks a line that goes on; it carries no name
_LABELS = alt.Axis(
    labelExpr=f"indexof(datum.label, '{_NEXT}') < 0 ? datum.label : ''",
    labelLimit=260,
    labelPadding=8,
    ticks=False,
    domain=False,
    grid=False,
)


def tiles(rows: pd.DataFrame, unit: str, palette: Palette) -> alt.Chart | alt.LayerChart:
    """One square per country: shade by class, grey without data, a broken outline where the figure is modelled.

    Args:
        rows: the result of `latest.prepared`.
        unit: the unit of the values, for tooltip and legend.
        palette: colours of the theme.
    """
    placed = _placed(rows)
    lines = list(placed["line"].drop_duplicates())
    base = alt.Chart(placed[["reference_area_code", "is_estimate", "line", "column", *FIELDS]]).encode(
        x=alt.X("column:O", axis=None, scale=alt.Scale(domain=list(range(COLUMNS)), paddingInner=0.08)),
        y=alt.Y("line:N", sort=lines, title=None, axis=_LABELS, scale=alt.Scale(paddingInner=0.08)),
        tooltip=tips(unit),
    )
    layers = [
        base.mark_rect(cornerRadius=2).encode(color=fill(rows, unit, palette)),
        base.transform_filter("datum.is_estimate").mark_rect(cornerRadius=2, stroke=palette.text, **ESTIMATE),
        base.mark_text(fontSize=11).encode(text="reference_area_code:N", color=ink(rows, palette)),
    ]
    chart = alt.layer(*layers).resolve_scale(color="independent")
    return styled(chart.properties(width=alt.Step(_STEP), height=alt.Step(_STEP)), palette)


def _placed(rows: pd.DataFrame) -> pd.DataFrame:
    """Each country with its line and column: by region, subregion and name."""
    region = rows["region_label"].fillna(_NO_GROUP)
    subregion = rows["subregion_label"].fillna(region)
    group = region.where(region == subregion, region + " · " + subregion)
    placed = rows.assign(group=group).sort_values(["group", "area"], kind="stable")
    place = placed.groupby("group").cumcount()
    part = (place // COLUMNS).map(lambda number: f"{_NEXT}{number}" if number else "")
    return placed.assign(column=place % COLUMNS, line=placed["group"] + part)
