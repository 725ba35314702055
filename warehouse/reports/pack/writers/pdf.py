"""The report as a tagged PDF (PDF/UA-1).

Owns: how a document becomes PDF: the data that templates/report.typ lays out, and the fonts, which come with Typst.
Never: asks a host or the machine for a font; drops a letter that the fonts lack without saying which.
"""

import json
import re
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import typst

from warehouse.errors import WarehouseError
from warehouse.reports.pack.annex import anchor
from warehouse.reports.pack.content import Block, Chart, Heading, Paragraph, Report, Section, Span, Table
from warehouse.reports.pack.writers.widths import widths

_TEMPLATE = Path(__file__).parent.parent / "templates" / "report.typ"
_STANDARD: Literal["ua-1"] = "ua-1"
_LACKING = "could not be displayed"
# Letters that the fonts of Typst are known to hold, so that they need not be tried.
_HELD = re.compile(r"[\n\t\x20-\x7e\xa0-\u024f\u0391-\u03c9\u0410-\u044f–—‘’“”…≈≥≤→€]")


def pdf(report: Report) -> bytes:
    """Write a report as PDF.

    Letters that no font of Typst holds, such as Chinese ones, stand as their Unicode number; a note says so.

    Raises:
        WarehouseError: Typst cannot lay it out; the message says why.
    """
    try:
        return _compiled(report, str)
    except typst.TypstError as error:
        if _LACKING not in str(error):
            raise _refused(error) from error
    try:
        return _compiled(report, _without(_lacking(_letters(report))))
    except typst.TypstError as error:
        raise _refused(error) from error


def _compiled(report: Report, said: Callable[[str], str]) -> bytes:
    """Typst reads the template, the data and the pictures from a folder that it may not leave."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "report.typ").write_bytes(_TEMPLATE.read_bytes())
        for block in report.blocks():
            if isinstance(block, Chart):
                (folder / f"chart_{block.number}.png").write_bytes(block.png)
        (folder / "report.json").write_text(json.dumps(_data(report, said)), encoding="utf-8")
        return typst.compile(
            folder / "report.typ",
            root=folder,
            ignore_system_fonts=True,
            pdf_standards=_STANDARD,
            timestamp=_moment(report),
        )


def _moment(report: Report) -> datetime:
    moment = datetime.fromisoformat(report.about.built_at)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _data(report: Report, said: Callable[[str], str]) -> dict[str, Any]:
    about = report.about
    moment = _moment(report)
    return {
        "title": said(about.title),
        "subtitle": said(about.subtitle),
        "sample": about.sample_mark,
        "draft": about.draft_mark,
        "facts": [said(about.citation), said(about.licence)],
        "lacking": "" if said is str else _NOTE,
        "date": [moment.year, moment.month, moment.day],
        "sections": [_section(section, said, is_annex=False) for section in report.sections]
        + [_section(section, said, is_annex=True) for section in report.annex],
    }


_NOTE = (
    "Letters that the fonts of this file do not hold stand as their Unicode number, such as [U+4E2D]; the Word, HTML "
    "and Excel files have the letters."
)


def _section(section: Section, said: Callable[[str], str], *, is_annex: bool) -> dict[str, Any]:
    blocks = [_block(block, said) for block in section.blocks]
    return {"title": said(section.title), "blocks": blocks, "is_annex": is_annex}


def _block(block: Block, said: Callable[[str], str]) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"kind": "heading", "level": block.level, "text": said(block.text)}
    if isinstance(block, Paragraph):
        return {"kind": block.style, "spans": [_span(span, said) for span in block.spans]}
    if isinstance(block, Chart):
        caption = said(f"Chart {block.number}. {block.title}")
        return {"kind": "chart", "file": f"chart_{block.number}.png", "alt": said(block.alt), "caption": caption}
    grid = block.grid if isinstance(block, Table) else block
    return {
        "kind": "table",
        "caption": said(f"{grid.label}. {grid.title}" if grid.label else grid.title),
        "headings": [said(heading) for heading in grid.headings],
        "numeric": list(grid.numeric),
        "widths": widths(grid),
        "cells": [[_whole(said(cell)) for cell in row] for row in grid.cells]
        or [["no row", *[""] * (len(grid.headings) - 1)]],
        "anchors": list(grid.anchors),
        "note": said(grid.note),
    }


def _whole(text: str) -> str:
    """No line ends between a number and its percent sign."""
    return re.sub(r"(?<=\d) %", "\u00a0%", text)


def _span(span: Span, said: Callable[[str], str]) -> dict[str, Any]:
    if isinstance(span, str):
        return {"text": _whole(said(span))}
    return {"text": _whole(said(span.shown)), "mark": span.mark, "anchor": anchor(span)}


def _letters(report: Report) -> set[str]:
    heard: set[str] = set()

    def listen(text: str) -> str:
        heard.update(text)
        return text

    _data(report, listen)
    return {letter for letter in heard if not _HELD.match(letter)}


def _lacking(letters: set[str]) -> set[str]:
    return {letter for letter in letters if not _is_held(letter)}


def _is_held(letter: str) -> bool:
    source = f'#set document(title: "x")\n#set text(lang: "en")\n= x\n#("\\u{{{ord(letter):x}}}")'
    try:
        typst.compile(source.encode(), ignore_system_fonts=True, pdf_standards=_STANDARD)
    except typst.TypstError:
        return False
    return True


def _without(lacking: set[str]) -> Callable[[str], str]:
    table = {ord(letter): f"[U+{ord(letter):04X}]" for letter in lacking}
    return lambda text: text.translate(table)


def _refused(error: typst.TypstError) -> WarehouseError:
    return WarehouseError(f"The PDF could not be laid out: {error.message}. Please report it with the command used.")
