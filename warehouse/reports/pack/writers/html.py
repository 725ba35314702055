"""The report as one HTML file that asks nobody for anything.

Owns: how a document becomes HTML: landmarks, headings, captions, heading cells, text alternatives, and its style.
Never: holds a script, an outside address, or a value that was not escaped.
"""

import re
from pathlib import Path

import jinja2
from markupsafe import Markup

from warehouse.reports.pack.annex import anchor
from warehouse.reports.pack.content import Block, Chart, Figure, Grid, Report, Span, Table

_TEMPLATES = Path(__file__).parent.parent / "templates"
# A number stays on one line with its unit.
_WHOLE = re.compile(r"(?:USD )?-?\d[\d,.]*(?: %)?")
# The name spaces are addresses that an SVG inside HTML does without.
_NAMES = re.compile(r'\s+xmlns(:xlink)?="[^"]*"|<!DOCTYPE[^>]*>|<\?xml[^>]*\?>')


def html(report: Report) -> bytes:
    """Write a report as HTML."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(kind=_kind, spans=_spans, whole=_whole, picture=_picture, grid=_grid)
    text = environment.get_template("report.html").render(report=report, about=report.about, language="en-GB")
    return text.encode()


def _kind(block: Block) -> str:
    return type(block).__name__.lower()


def _spans(spans: tuple[Span, ...]) -> Markup:
    """Words as they are, figures with a link to the annex."""
    return Markup("").join(_whole(span) if isinstance(span, str) else _figure(span) for span in spans)


def _whole(text: str) -> Markup:
    """Words as they are, in which no line ends between a number and its unit."""
    parts: list[str | Markup] = []
    last = 0
    for found in _WHOLE.finditer(text):
        if " " in found[0]:
            parts += [text[last : found.start()], Markup('<span class="whole">{}</span>').format(found[0])]
            last = found.end()
    return Markup("").join([*parts, text[last:]])


def _figure(figure: Figure) -> Markup:
    link = Markup('<sup><a href="#{}" title="{}">[{}]</a></sup>').format(anchor(figure), figure.meaning, figure.mark)
    return Markup('<data class="whole" value="{}">{}</data>{}').format(str(figure.value), figure.shown, link)


def _picture(chart: Chart) -> Markup:
    return Markup(_NAMES.sub("", chart.svg))  # noqa: S704  (drawn here from figures, by a library that escapes)


def _grid(block: Table | Grid) -> Grid:
    return block.grid if isinstance(block, Table) else block
