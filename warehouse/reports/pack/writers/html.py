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
    environment.globals.update(kind=_kind, spans=_spans, picture=_picture, grid=_grid)
    text = environment.get_template("report.html").render(report=report, about=report.about, language="en-GB")
    return text.encode()


def _kind(block: Block) -> str:
    return type(block).__name__.lower()


def _spans(spans: tuple[Span, ...]) -> Markup:
    """Words as they are, figures with a link to the annex."""
    return Markup("").join(span if isinstance(span, str) else _figure(span) for span in spans)


def _figure(figure: Figure) -> Markup:
    link = Markup('<sup><a href="#{}" title="{}">[{}]</a></sup>').format(anchor(figure), figure.meaning, figure.mark)
    return Markup('<data value="{}">{}</data>{}').format(str(figure.value), figure.shown, link)


def _picture(chart: Chart) -> Markup:
    return Markup(_NAMES.sub("", chart.svg))  # noqa: S704  (drawn here from figures, by a library that escapes)


def _grid(block: Table | Grid) -> Grid:
    return block.grid if isinstance(block, Table) else block
