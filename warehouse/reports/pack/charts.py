"""Still pictures of figures, for paper.

Owns: the two kinds of picture that a report has, bars made of parts and ranges with points, and their words.
Never: shows what no table of the same query gives; tells parts apart by colour alone; asks a host for anything.
"""

from collections.abc import Callable, Mapping
from typing import Any

from warehouse.errors import WarehouseError
from warehouse.reports.pack.query import Answer

_SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
_VERSION = "6.4"
_NO_HOSTS: list[str] = []
_SCALE = 2.0
_WIDTH = 430
_STEP = 26
# Told apart by people who see colours otherwise, and by their lightness in black and white; each carries its number.
# Grey is kept for what says neither good nor bad: not due, cancelled.
TONES = {
    "best": "#1e2dbe",
    "good": "#7fa8f5",
    "weak": "#fbe3a6",
    "poor": "#f2a33a",
    "worst": "#b3261e",
    "open": "#8a8f98",
    "none": "#d9dce1",
}
_DARK = {"#1e2dbe", "#b3261e"}
_RANGE = "Planned range"
_RANGE_COLOUR = "#d9dce1"
_TEXT = "#1f2328"


def draw(kind: str, answer: Answer, title: str, what: Mapping[str, Any]) -> tuple[str, bytes, str]:
    """Draw the rows of an answer.

    Args:
        kind: `parts` (category, parts: columns of counts, tones: how good each part is, of `TONES`) or `ranges`
            (category, low, high, points: columns).
        answer: the rows.
        title: of the picture; it stands in the document and not in the picture.
        what: the columns, as above.

    Returns:
        the picture as SVG and as PNG, and what it shows in words.

    Raises:
        WarehouseError: the kind, a column or a tone is not known, or a part has no tone.
    """
    import vl_convert  # starts an engine of its own: only when a report is made

    if kind not in _KINDS:
        raise WarehouseError(f"{kind!r} is no kind of picture; there are {', '.join(_KINDS)}.")
    names = [name for key in ("category", "parts", "low", "high", "points") for name in _listed(what.get(key))]
    unknown = [name for name in names if name not in answer.query.columns]
    if unknown:
        raise WarehouseError(f"The query {answer.query.name!r} has no column {unknown[0]!r} to draw.")
    spec, alt = _KINDS[kind](answer, what)
    whole = {"$schema": _SCHEMA, "background": "#ffffff", "config": _CONFIG, "padding": 6, **spec}
    svg: str = vl_convert.vegalite_to_svg(whole, vl_version=_VERSION, allowed_base_urls=_NO_HOSTS)
    png: bytes = vl_convert.vegalite_to_png(whole, vl_version=_VERSION, scale=_SCALE, allowed_base_urls=_NO_HOSTS)
    return svg, png, f"{title}. {alt}"


_CONFIG = {
    "font": "sans-serif",
    "view": {"stroke": None},
    "axis": {"labelColor": _TEXT, "titleColor": _TEXT, "gridColor": "#e3e5e8", "labelFontSize": 12, "labelLimit": 260},
    "legend": {"labelColor": _TEXT, "titleColor": _TEXT, "orient": "top", "labelFontSize": 12, "labelLimit": 220},
}


def _parts(answer: Answer, what: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    columns = [answer.query.columns[name] for name in _listed(what["parts"])]
    rows = [
        {
            "category": row[what["category"]],
            "part": column.heading,
            "order": order,
            "amount": row[column.name] or 0,
        }
        for row in answer.rows
        for order, column in enumerate(columns)
    ]
    colours = _colours(_listed(what.get("tones")), len(columns))
    dark = [column.heading for column, colour in zip(columns, colours, strict=True) if colour in _DARK]
    bars = {
        "y": _categories(answer, what),
        "x": {"field": "amount", "type": "quantitative", "title": what.get("unit"), "axis": {"tickMinStep": 1}},
        "order": {"field": "order"},
    }
    shades = {"domain": [column.heading for column in columns], "range": colours}
    middle = {
        "x": {"field": "amount", "type": "quantitative", "stack": "zero", "bandPosition": 0.5},
        "text": {"field": "amount", "type": "quantitative"},
        "color": {"condition": {"test": {"field": "part", "oneOf": dark}, "value": "#ffffff"}, "value": _TEXT},
        "detail": {"field": "part"},
    }
    colour = {"field": "part", "type": "nominal", "scale": shades, "title": None, "legend": {"columns": 3}}
    spec = {
        "data": {"values": [row for row in rows if row["amount"]] or rows},
        "width": _WIDTH,
        "height": {"step": _STEP},
        "encoding": bars,
        "layer": [
            {"mark": {"type": "bar", "stroke": "#ffffff"}, "encoding": {"color": colour}},
            {"transform": [{"filter": "datum.amount > 0"}], "mark": "text", "encoding": middle},
        ],
    }
    told = []
    for place, row in enumerate(answer.rows):
        counts = [f"{answer.shown(place, column)} {column.heading.lower()}" for column in columns if row[column.name]]
        told.append(f"{row[what['category']]}: {', '.join(counts) or 'none'}")
    return spec, f"Bars made of parts. {'; '.join(told)}."


def _ranges(answer: Answer, what: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    low, high = answer.query.columns[what["low"]], answer.query.columns[what["high"]]
    points = [answer.query.columns[name] for name in _listed(what["points"])]
    scale = float(what.get("scale", 1))
    ranges = [
        {"category": row[what["category"]], "low": _scaled(row, low.name, scale),
         "high": _scaled(row, high.name, scale), "part": _RANGE}
        for row in answer.rows
    ]  # fmt: skip
    amounts = [
        {"category": row[what["category"]], "part": column.heading,
         "amount": _scaled(row, column.name, scale)}
        for row in answer.rows
        for column in points
        if row[column.name] is not None
    ]  # fmt: skip
    names = [column.heading for column in points]
    axis = _categories(answer, what)
    point = {
        "x": {"field": "amount", "type": "quantitative"},
        "shape": {
            "field": "part",
            "scale": {"domain": names, "range": ["circle", "triangle-up", "square"]},
            "title": None,
        },
        "color": {"field": "part", "scale": {"domain": names, "range": ["#1e2dbe", "#b3261e", _TEXT]}, "title": None},
    }
    spec = {
        "width": _WIDTH,
        "height": {"step": _STEP},
        "layer": [
            {
                "data": {"values": ranges},
                "mark": {"type": "bar", "height": 14},
                "encoding": {
                    "y": axis,
                    "fill": {
                        "field": "part",
                        "scale": {"domain": [_RANGE], "range": [_RANGE_COLOUR]},
                        "legend": {"symbolType": "square", "symbolStrokeWidth": 0},
                        "title": None,
                    },
                    "x": {"field": "low", "type": "quantitative", "title": what.get("unit")},
                    "x2": {"field": "high"},
                },
            },
            {
                "data": {"values": amounts},
                "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1},
                "encoding": {"y": axis, **point},
            },
        ],
    }
    told = []
    for place, row in enumerate(answer.rows):
        said = ", ".join(f"{column.heading.lower()} {answer.shown(place, column)}" for column in points)
        told.append(f"{row[what['category']]}: {answer.shown(place, low)} to {answer.shown(place, high)}; {said}")
    return spec, f"Grey bars for the planned range, a point for each amount. {'. '.join(told)}."


def _colours(tones: list[str], number: int) -> list[str]:
    """A colour for each part, by how good or bad it is."""
    unknown = [tone for tone in tones if tone not in TONES]
    if unknown or len(tones) != number:
        raise WarehouseError(f"Give each of {number} parts its tone, one of {', '.join(TONES)}; there is {tones}.")
    return [TONES[tone] for tone in tones]


def _categories(answer: Answer, what: Mapping[str, Any]) -> dict[str, Any]:
    """One line per row, in the order of the rows; a row with nothing to draw keeps its line."""
    names = [row[what["category"]] for row in answer.rows]
    return {"field": "category", "type": "nominal", "scale": {"domain": names}, "sort": None, "title": None}


def _scaled(row: Mapping[str, Any], name: str, scale: float) -> float | None:
    return None if row[name] is None else float(row[name]) / scale


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value) if isinstance(value, list | tuple) else []


_KINDS: dict[str, Callable[[Answer, Mapping[str, Any]], tuple[dict[str, Any], str]]] = {
    "parts": _parts,
    "ranges": _ranges,
}
