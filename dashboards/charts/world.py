"""The latest figure of each country on a map.

Owns: the projection, the shapes, the dots of areas too small to be seen as a shape, and the words under the map.
Never: asks a host for a shape; draws a figure on an area that more than one side claims; goes without its disclaimer.
"""

from typing import Any

import altair as alt
import pandas as pd

from dashboards.charts.classes import NO_DATA
from dashboards.charts.latest import ESTIMATE, FIELDS, fill, tips
from dashboards.charts.look import styled
from dashboards.geometry import shapes
from dashboards.palette import Palette

HEIGHT = 480
DISCLAIMER = (
    "The boundaries and names shown and the designations used on this map do not imply official endorsement or "
    "acceptance by the United Nations or the ILO. Shapes: based on United Nations geodata, simplified for this page; "
    "areas that more than one side claims are drawn without a figure."
)
_TURN = [-11, 0, 0]  # the edge of the map runs through the Bering Strait, so that no country is cut in two
_OUTLINE = 0.4


class _Shaped(alt.LayerChart):
    """A map that takes its shapes in when it is written.

    Why: Altair copies and checks the data of a chart at every step, which takes a second for shapes, and they are the
    same each time.
    """

    def to_dict(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The specification, with the shapes in the place that was kept for them."""
        spec: dict[str, Any] = super().to_dict(*args, **kwargs)
        land = spec["layer"][0]["data"]
        land["values"] = shapes.topology()
        del land["name"]
        return spec


def world(rows: pd.DataFrame, unit: str, palette: Palette) -> alt.Chart | alt.LayerChart:
    """An equal-earth map: shades by class, grey without data, a broken outline where the figure is modelled.

    Args:
        rows: the result of `latest.prepared`.
        unit: the unit of the values, for tooltip and legend.
        palette: colours of the theme.
    """
    drawn = rows[["reference_area_code", "is_estimate", *FIELDS]]
    drawn = drawn[drawn["reference_area_code"].isin(shapes.codes())]
    dots = alt.Chart(drawn.merge(shapes.small(), on="reference_area_code"))
    known = (
        alt.Chart()
        .transform_lookup("id", alt.LookupData(drawn, "reference_area_code", [*FIELDS, "is_estimate"]))
        .transform_filter("isValid(datum.class)")
    )
    colour = fill(rows, unit, palette)
    land = [
        alt.Chart().mark_geoshape(stroke=palette.page, strokeWidth=_OUTLINE, fill=palette.no_data[0]),
        known.mark_geoshape(stroke=palette.page, strokeWidth=_OUTLINE).encode(color=colour, tooltip=tips(unit)),
        known.transform_filter("datum.is_estimate").mark_geoshape(stroke=palette.text, **ESTIMATE),
    ]
    small = dots.mark_circle(size=26, opacity=1, stroke=palette.muted, strokeWidth=0.6).encode(
        longitude="lon:Q", latitude="lat:Q", color=colour, tooltip=tips(unit)
    )
    # The shapes stand once in what the browser receives: the layers that draw them share them.
    chart = _Shaped(layer=[alt.layer(*land, data=_place()), small]).project(type="equalEarth", rotate=_TURN)
    return styled(chart.properties(height=HEIGHT, width="container"), palette)


def unseen(rows: pd.DataFrame) -> str:
    """The countries with a figure for which the map has no shape; empty where there is none."""
    known = rows[(rows["class"] != NO_DATA) & ~rows["reference_area_code"].isin(shapes.codes())]
    return f"Not on the map, but in the table: {', '.join(known['area'])}." if len(known) else ""


def _place() -> alt.NamedData:
    return alt.NamedData("shapes", format=alt.TopoDataFormat(feature=shapes.FEATURE, type="topojson"))
