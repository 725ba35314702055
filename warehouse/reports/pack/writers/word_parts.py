"""Paragraphs, tables and pictures as Word keeps them.

Owns: the markup of each part of a document, with the style of the template that it takes.
Never: lets a text pass for markup; leaves a picture or a table without its text alternative.
"""

import io
from collections.abc import Iterator
from html import escape
from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from warehouse.reports.pack.annex import anchor
from warehouse.reports.pack.content import Block, Chart, Grid, Heading, Paragraph, Section, Span, Table
from warehouse.reports.pack.writers.widths import widths

_STYLES = {"body": "Normal", "item": "List Bullet", "quote": "Quote", "note": "Report Note"}
_TABLE, _CAPTION = "Table Grid", "Caption"
_LINK = '<w:rPr><w:color w:val="1E2DBE"/><w:vertAlign w:val="superscript"/></w:rPr>'
_SMALL = '<w:rPr>{bold}<w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr>'
_WIDTH = 9638  # of the text of a page of A4 with margins of 20 mm, in twentieths of a point


class StyleMissingError(Exception):
    """Raised by `Parts` and turned into a `WarehouseError` by the writer: the template has no style of that name."""


class Parts:
    """Makes the parts of one document in the styles of its template."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._bookmarks = 0

    def body(self, section: Section) -> str:
        """Everything below the title of a section."""
        return "".join(part for block in section.blocks for part in self._block(block))

    def _block(self, block: Block) -> Iterator[str]:
        if isinstance(block, Heading):
            yield self._paragraph(f"Heading {block.level}", _run(block.text))
        elif isinstance(block, Paragraph):
            yield self._paragraph(_STYLES[block.style], "".join(_span(span) for span in block.spans))
        elif isinstance(block, Chart):
            yield self._paragraph(_CAPTION, _run(f"Chart {block.number}. {block.title}"))
            yield self._paragraph("Normal", self._picture(block))
        else:
            grid = block.grid if isinstance(block, Table) else block
            yield self._paragraph(_CAPTION, _run(f"{grid.label}. {grid.title}" if grid.label else grid.title))
            yield self._table(grid)
            yield self._paragraph(_STYLES["note"], _run(grid.note))

    def _paragraph(self, style: str, content: str, more: str = "") -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="{self._style(style)}"/>{more}</w:pPr>{content}</w:p>'

    def _style(self, name: str) -> str:
        for style in self._document.styles:
            if style.name == name:
                return str(style.style_id)
        raise StyleMissingError(repr(name))

    def _picture(self, chart: Chart) -> str:
        inline: Any = self._document.part.new_pic_inline(io.BytesIO(chart.png), width=Mm(165))
        for told in (inline.docPr, inline.graphic.graphicData.pic.nvPicPr.cNvPr):
            told.set("descr", chart.alt)
            told.set("title", chart.title)
        run = OxmlElement("w:r")
        drawing = OxmlElement("w:drawing")
        drawing.append(inline)
        run.append(drawing)
        return str(run.xml).partition("?>")[2] if str(run.xml).startswith("<?xml") else str(run.xml)

    def _table(self, grid: Grid) -> str:
        shares = widths(grid)
        columns = [round(_WIDTH * share / sum(shares)) for share in shares]
        cells = grid.cells or (("no row", *("",) * (len(grid.headings) - 1)),)
        heading = "".join(
            self._cell(text, width, grid.numeric[place], bold=True)
            for place, (text, width) in enumerate(zip(grid.headings, columns, strict=True))
        )
        grid_columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
        rows = "".join(self._row(grid, place, row, columns) for place, row in enumerate(cells))
        return (
            f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="{self._style(_TABLE)}"/>'
            '<w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/>'
            '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" '
            f'w:noVBand="1"/><w:tblCaption w:val={_quoted(grid.title)}/>'
            f"<w:tblDescription w:val={_quoted(grid.note or grid.title)}/></w:tblPr>"
            f"<w:tblGrid>{grid_columns}</w:tblGrid>"
            f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{heading}</w:tr>{rows}</w:tbl>"
        )

    def _row(self, grid: Grid, place: int, row: tuple[str, ...], columns: list[int]) -> str:
        name = grid.anchors[place] if grid.anchors else ""
        cells = "".join(
            self._cell(text, columns[column], grid.numeric[column], name="" if column else name)
            for column, text in enumerate(row)
        )
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"

    def _cell(self, text: str, width: int, is_number: bool, *, bold: bool = False, name: str = "") -> str:  # noqa: FBT001
        run = _run(text, _SMALL.format(bold="<w:b/>" if bold else ""))
        if name:
            self._bookmarks += 1
            start = f'<w:bookmarkStart w:id="{self._bookmarks}" w:name="{_bookmark(name)}"/>'
            run = f'{start}{run}<w:bookmarkEnd w:id="{self._bookmarks}"/>'
        look = f'<w:spacing w:before="20" w:after="20"/><w:jc w:val="{"right" if is_number else "left"}"/>'
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{self._paragraph("Normal", run, look)}</w:tc>'
        )


def _span(span: Span) -> str:
    if isinstance(span, str):
        return _run(span)
    target = _bookmark(anchor(span))
    link = f'<w:hyperlink w:anchor="{target}" w:history="1">{_run(f"[{span.mark}]", _LINK)}</w:hyperlink>'
    return f"{_run(span.shown)}{link}"


def _run(text: str, look: str = "") -> str:
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'


def _bookmark(name: str) -> str:
    """A name as Word takes it: letters, digits and underlines."""
    return name.replace("-", "_")


def _quoted(text: str) -> str:
    return f'"{escape(text)}"'
