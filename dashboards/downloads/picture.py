"""A chart as a picture that can stand alone: title, chart, footnotes, and the line that says where it comes from.

Owns: how a chart of a page becomes SVG or PNG on the server, in the colours of paper.
Never: asks a host for anything, or leaves out that figures are invented.
"""

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import altair as alt

from dashboards.palette import LIGHT

WIDTH = 860  # pixels of the plot; labels of rows and legends stand beside it
SAMPLE = "SAMPLE DATA · every figure here is invented"
_HALF = 390
_SCALE = 2.0  # a picture for a report: twice the pixels of the screen
_LETTERS_A_PIXEL = 0.165
_FONT = "sans-serif"  # the fonts of the pages are not on the server; vl-convert brings one of this kind along
_MARKS_FONT = "DejaVu Sans, sans-serif"  # has ● ▲ ◇; where it is missing, another font stands in
_NO_HOSTS: list[str] = []
_OUTER = ("$schema", "config", "background", "padding", "autosize", "datasets", "usermeta")


@dataclass(frozen=True)
class Caption:
    """What stands around a chart in its picture."""

    title: str
    subtitle: str
    notes: tuple[str, ...]
    source_line: str
    is_sample: bool


def svg(charts: Mapping[str, alt.TopLevelMixin], caption: Caption) -> bytes:
    """The picture as SVG, its words as text that can be searched."""
    import vl_convert  # starts an engine of its own: only when somebody asks for a picture

    drawn: str = vl_convert.vegalite_to_svg(spec(charts, caption), vl_version=_version(), allowed_base_urls=_NO_HOSTS)
    return drawn.encode()


def png(charts: Mapping[str, alt.TopLevelMixin], caption: Caption) -> bytes:
    """The picture as PNG, at twice the size of the screen."""
    import vl_convert

    drawn: bytes = vl_convert.vegalite_to_png(
        spec(charts, caption), vl_version=_version(), scale=_SCALE, allowed_base_urls=_NO_HOSTS
    )
    return drawn


def spec(charts: Mapping[str, alt.TopLevelMixin], caption: Caption) -> dict[str, Any]:
    """The Vega-Lite specification of the picture.

    Args:
        charts: the charts by name, as the page draws them in the light palette; several stand in two columns.
        caption: what stands around them.
    """
    width = WIDTH if len(charts) == 1 else _HALF
    inner = [_sized(chart.to_dict(), width) for chart in charts.values()]
    outer = [{name: each.pop(name) for name in _OUTER if name in each} for each in inner]
    named = [each | ({"title": _name(name)} if name else {}) for name, each in zip(charts, inner, strict=True)]
    body = named[0] if len(charts) == 1 else {"concat": named, "columns": 2}
    return {
        "$schema": outer[0]["$schema"],
        "datasets": {name: rows for each in outer for name, rows in each.get("datasets", {}).items()},
        "config": outer[0].get("config", {}) | {"font": _FONT, "background": LIGHT.page},
        "background": LIGHT.page,
        "padding": 16,
        "title": _title(caption),
        "vconcat": [{**body, "title": _foot(caption)}],
    }


def _name(name: str) -> dict[str, Any]:
    return {"text": name, "anchor": "start", "fontSize": 13, "color": LIGHT.text}


def _title(caption: Caption) -> dict[str, Any]:
    above = [SAMPLE] if caption.is_sample else []
    return {
        "text": _wrapped([*above, caption.title], 16 / 11),
        "subtitle": _wrapped([caption.subtitle] if caption.subtitle else []),
        "anchor": "start",
        "frame": "bounds",
        "fontSize": 16,
        "subtitleFontSize": 12,
        "color": LIGHT.text,
        "subtitleColor": LIGHT.muted,
        "offset": 14,
    }


def _foot(caption: Caption) -> dict[str, Any]:
    return {
        "text": _wrapped([*caption.notes, caption.source_line]),
        "orient": "bottom",
        "anchor": "start",
        "frame": "bounds",
        "font": _MARKS_FONT,
        "fontSize": 11,
        "fontWeight": "normal",
        "lineHeight": 15,
        "color": LIGHT.muted,
        "offset": 14,
    }


def _wrapped(paragraphs: list[str], times: float = 1.0) -> list[str]:
    """Lines that fit the picture; `times` is how much larger than a footnote the letters are."""
    letters = int(WIDTH * _LETTERS_A_PIXEL * 1.15 / times)
    return [line for text in paragraphs for line in textwrap.wrap(text, letters)]


def _sized(value: Any, width: int) -> Any:
    """A specification without a page around it: the width of the box that held the chart is a number now."""
    if isinstance(value, dict):
        return {name: width if _is_box(name, each) else _sized(each, width) for name, each in value.items()}
    if isinstance(value, list):
        return [_sized(each, width) for each in value]
    return value.replace("containerSize()[0]", str(width)) if isinstance(value, str) else value


def _is_box(name: str, value: Any) -> bool:
    return name == "width" and value == "container"


def _version() -> str:
    return ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
