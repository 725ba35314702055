"""Trends: one line per series over time.

Owns: how survey, modelled and projected figures, flags, breaks, gaps and an earlier vintage are drawn, and where names
stand.
Never: tells two kinds of figure apart by colour alone, or draws a figure that the release does not hold.
"""

import altair as alt
import pandas as pd

from dashboards.charts import points
from dashboards.charts.aims import layers_of
from dashboards.charts.look import styled
from dashboards.charts.points import Extent
from dashboards.palette import Palette

HEIGHT = 340
_STYLES = {
    "gap": {"strokeWidth": 1, "opacity": 0.45},
    "projected": {"strokeWidth": 2, "strokeDash": [1, 4], "strokeCap": "round", "opacity": 0.65},
    "modelled": {"strokeWidth": 2, "strokeDash": [5, 3]},
    "unknown": {"strokeWidth": 1.6, "strokeDash": [10, 3, 2, 3]},
    "survey": {"strokeWidth": 2},
}
_SHAPES = {
    points.SURVEY: "circle",
    points.FLAGGED: "diamond",
    points.MODELLED: "circle",
    points.PROJECTED: "triangle-up",
    points.UNKNOWN: "square",
}


def trend(
    known: pd.DataFrame,
    order: list[str],
    unit: str,
    span: Extent,
    palette: Palette,
    earlier: pd.DataFrame | None = None,
    aims: pd.DataFrame | None = None,
) -> alt.LayerChart:
    """Lines over time with the name of each series at its end.

    Args:
        known: the result of `points.points`.
        order: names of the lines in the order of their colours.
        unit: the unit of the values, for the axis.
        span: the result of `points.extent`.
        palette: colours of the theme.
        earlier: the same choice in an earlier vintage, to compare with.
        aims: the result of `charts.aims.aims`: baseline and target of each line.
    """
    x, y = _axes(unit, span)
    scale = alt.Scale(domain=order, range=list(palette.series[: len(order)]))
    colour = alt.Color("series:N", scale=scale, legend=None)
    lines = alt.Chart(points.pieces(known)).encode(x=x, y=y, x2="x2:Q", y2="value2:Q", color=colour)
    drawn = [lines.transform_filter(f"datum.style == '{name}'").mark_rule(**look) for name, look in _STYLES.items()]
    marks = alt.Chart(known).encode(x=x, y=y, color=colour, tooltip=_tips(unit))
    shape = alt.Shape("kind:N", scale=alt.Scale(domain=list(_SHAPES), range=list(_SHAPES.values())), legend=None)
    hollow = marks.transform_filter("datum.kind != 'Survey'")
    layers = [
        *(_before(earlier, known, x, y, colour, unit) if earlier is not None and len(earlier) else []),
        *(layers_of(aims, x, y, colour, unit, palette) if aims is not None and len(aims) else []),
        *drawn,
        marks.transform_filter("datum.kind == 'Survey'").mark_circle(size=46, opacity=1),
        hollow.mark_point(size=50, strokeWidth=1.6, opacity=1, fill=palette.page).encode(shape=shape),
        _breaks(known, x, y, palette),
        _names(known, span, x, y, palette, is_aimed=aims is not None and len(aims) > 0),
    ]
    # In one scale with the marks of aims, a modelled figure would take the star of a target.
    drawn_together = alt.layer(*layers).resolve_scale(shape="independent")
    return styled(drawn_together.properties(height=HEIGHT, width="container"), palette)


def _axes(unit: str, span: Extent) -> tuple[alt.X, alt.Y]:
    room = max((span.last - span.first) * 0.3, 1.0)
    whole = list(range(int(span.first), int(span.last) + 1))
    axis = alt.Axis(format="d", values=whole, labelOverlap="greedy", grid=False, labelSeparation=8)
    x_scale = alt.Scale(domain=[span.first - 0.3, span.last + room], nice=False)
    y_axis = alt.Axis(tickCount=6, titleAngle=0, titleAlign="left", titleAnchor="start", titleY=-8, titleX=0)
    y_scale = alt.Scale(domain=[span.low, span.high], nice=False, zero=False)
    x = alt.X("x:Q", title=None, axis=axis, scale=x_scale)
    return x, alt.Y("value:Q", title=unit or None, axis=y_axis, scale=y_scale)


def _before(
    earlier: pd.DataFrame, known: pd.DataFrame, x: alt.X, y: alt.Y, colour: alt.Color, unit: str
) -> list[alt.Chart]:
    """An earlier vintage: thin lines, and a cross where its figure is not the same now."""
    lines = alt.Chart(points.pieces(earlier)).encode(x=x, y=y, x2="x2:Q", y2="value2:Q", color=colour)
    other = alt.Chart(points.differing(earlier, known)).encode(x=x, y=y, color=colour, tooltip=_earlier_tips(unit))
    return [
        lines.mark_rule(strokeWidth=1.2, strokeDash=[8, 3], opacity=0.6),
        other.mark_point(shape="M-1,-1L1,1M1,-1L-1,1", size=42, strokeWidth=1.4, opacity=0.9),
    ]


def _breaks(known: pd.DataFrame, x: alt.X, y: alt.Y, palette: Palette) -> alt.Chart:
    """A triangle above a figure that does not compare with the ones before it."""
    broken = alt.Chart(known[known["is_break"]])
    tips = [
        alt.Tooltip("series:N", title="Series"),
        alt.Tooltip("time_period:N", title="Break in"),
        alt.Tooltip("break_reason:N", title="Reason"),
    ]
    mark = broken.mark_point(
        shape="triangle-down", size=44, filled=True, opacity=1, color=palette.text, yOffset=-13, description="break"
    )
    return mark.encode(x=x, y=y, tooltip=tips)


def spread(values: list[float], gap: float) -> list[float]:
    """Positions as near to the values as can be, each at least `gap` above the one below; order is kept."""
    ranked = sorted(range(len(values)), key=values.__getitem__)
    places: list[float] = []
    for index in ranked:
        places.append(max(values[index], places[-1] + gap) if places else values[index])
    excess = (places[-1] - values[ranked[-1]]) / 2 if places else 0.0
    moved = dict(zip(ranked, (place - excess for place in places), strict=True))
    return [moved[index] for index in range(len(values))]


def _names(known: pd.DataFrame, span: Extent, x: alt.X, y: alt.Y, palette: Palette, *, is_aimed: bool) -> alt.Chart:
    last = known.sort_values("x").groupby("series", sort=False).tail(1).copy()
    # A line that ends early carries its name at its end; the others share the right edge and are kept apart there.
    end = float(last["x"].max())
    late = last["x"] > end - 0.12 * (span.last - span.first)
    last.loc[late, "value"] = spread(list(last.loc[late, "value"]), (span.high - span.low) * 16 / HEIGHT)
    last.loc[late, "x"] = max(end, span.last) if is_aimed else end
    text = alt.Chart(last).mark_text(
        align="left", dx=10, fontSize=12, color=palette.text, limit=alt.ExprRef("width * 0.22")
    )
    return text.encode(x=x, y=y, text="series:N")


def _tips(unit: str) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("series:N", title="Series"),
        alt.Tooltip("time_period:N", title="Period"),
        alt.Tooltip("value:Q", title=unit or "Value", format=",.2f"),
        alt.Tooltip("kind:N", title="Kind"),
        alt.Tooltip("status_text:N", title="Status flag"),
        alt.Tooltip("source_label:N", title="Source"),
    ]


def _earlier_tips(unit: str) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("series:N", title="Series"),
        alt.Tooltip("time_period:N", title="Period"),
        alt.Tooltip("value:Q", title=f"Earlier vintage ({unit or 'value'})", format=",.2f"),
        alt.Tooltip("now:Q", title="Now", format=",.2f"),
    ]
