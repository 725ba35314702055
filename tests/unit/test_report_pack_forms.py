"""Parts of reports that stand alone: how values are written, letters of every script, widths, and what files keep."""

import dataclasses
import io
import zipfile
from datetime import date

import docx as word
import pypdf
import pytest

from dashboards import status
from warehouse.reports.pack.content import About, Figure, Grid, Heading, Paragraph, Report, Section
from warehouse.reports.pack.documents import documents
from warehouse.reports.pack.shown import shown
from warehouse.reports.pack.words import WORDS
from warehouse.reports.pack.writers.html import html
from warehouse.reports.pack.writers.packed import same_bytes
from warehouse.reports.pack.writers.pdf import pdf
from warehouse.reports.pack.writers.widths import widths

ABOUT = About(
    kind="trial", title="Trial <b>&", subtitle="As of 1 March 2025", release_id="20260101_000000", as_of="2025-03-01",
    built_at="2026-01-01T00:00:00+00:00", is_sample=False, code="abc", licence="None.", citation="Cite.",
)  # fmt: skip
FIGURE = Figure("q.due_count", 1, "3", 3, 'what "it" <counts>', "q", "")
NASTY = "# {{ x }} {%p y %} <w:t>&amp; {_{ 中文 العربية 😀 ] #text(red)[x] \\ $ @a"


def _report(*words: str) -> Report:
    annex = Grid("Figures", ("Mark", "Figure"), (False, True), (("[1]", "3"),), anchors=("figure-1",))
    blocks = (Heading(2, words[0], "s-1"), *(Paragraph((each, FIGURE)) for each in words),
              Grid("Grid", ("A", "B"), (False, True), ((words[-1], "3"),)))  # fmt: skip
    return Report(ABOUT, (Section("s", "Section", blocks),), (Section("annex", "Annex", (annex,)),), (FIGURE,), ())


@pytest.mark.parametrize(
    ("value", "kind", "said"),
    [
        (0, "count", "0"),
        (1234567, "count", "1,234,567"),
        (None, "count", "no figure"),
        (None, "text", "none"),
        ("", "text", "none"),
        (0.0, "share", "0.0 %"),
        (0.0004, "share", "under 0.1 %"),
        (0.9999, "share", "99.9 %"),
        (1.0, "share", "100.0 %"),
        (1.1235, "share", "112.4 %"),
        (-0.00001, "number", "between -0.001 and 0"),
        (0.0, "number", "0.00"),
        (0.0421, "number", "0.042"),
        (0.00001, "number", "under 0.001"),
        (-0.1234, "points", "-12.3"),
        (16138711.4, "usd", "USD 16,138,711"),
        (-21200.0, "usd", "USD -21,200"),
        (94.72, "number", "94.7"),
        (date(2025, 3, 1), "date", "1 March 2025"),
        (True, "flag", "yes"),
        ("achieved_on_time", "code", "achieved on time"),
        ("a_new_code", "code", "a new code"),
        ("two\n lines", "text", "two lines"),
    ],
)
def test_values_as_people_read_them(value: object, kind: str, said: str) -> None:
    assert shown(value, kind) == said


def test_words_are_those_of_the_pages() -> None:
    marks = {mark.code: mark.word.lower() for mark in status.PHASE_MARKS + status.CHECK_MARKS + status.CLASS_MARKS}
    assert {code: word for code, word in marks.items() if WORDS[code] != word} == {}


def test_every_form_says_what_was_typed_as_text() -> None:
    report = _report(NASTY, "plain")
    assert "# {{ x }} {%p y %} &lt;w:t&gt;&amp;amp;" in html(report).decode()
    document = word.Document(io.BytesIO(documents(report)["report.docx"]()))
    assert NASTY.replace("{_{", "{{") in [paragraph.text for paragraph in document.paragraphs]
    assert document.tables[0].cell(1, 0).text == "plain"
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf(report))).pages)
    assert "#text(red)[x]" in text
    assert "[U+4E2D][U+6587]" in text.replace("\n", "")
    assert "[U+1F600]" in text.replace("\n", "")
    assert "stand as their Unicode number" in text


def test_a_report_with_known_letters_has_no_note_on_them() -> None:
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf(_report("Größe ≥ 3 – Ж")))).pages)
    assert "Größe ≥ 3 – Ж" in text
    assert "Unicode" not in text


def test_a_real_report_says_draft_and_not_sample() -> None:
    document = word.Document(io.BytesIO(documents(_report("x"))["report.docx"]()))
    head = "".join(paragraph.text for paragraph in document.sections[0].header.paragraphs)
    assert "Draft text" in head
    assert "SAMPLE" not in head
    assert "SAMPLE" not in html(_report("x")).decode()
    sample = dataclasses.replace(_report("x"), about=dataclasses.replace(ABOUT, is_sample=True))
    assert html(sample).decode().count("SAMPLE DATA: every figure is invented") == 4


def test_the_same_parts_make_the_same_bytes() -> None:
    def packed(second: int) -> bytes:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as made:
            made.writestr(zipfile.ZipInfo("a.xml", (2026, 1, 1, 0, 0, second)), "<a/>")
        return stream.getvalue()

    assert packed(2) != packed(4)
    assert same_bytes(packed(2)) == same_bytes(packed(4))
    with zipfile.ZipFile(io.BytesIO(same_bytes(packed(2), {"a.xml": b"<b/>"}))) as made:
        assert made.read("a.xml") == b"<b/>"


def test_no_word_is_wider_than_its_column_has_room() -> None:
    grid = Grid("g", ("Code", "A long heading"), (False, True), (("unbreakable", "1"), ("x" * 400, "2")))
    assert widths(grid)[0] >= 400
    assert widths(Grid("g", ("A", "B"), (False, False), ()))[0] > 0
