"""What the writers of SDMX and IATI make of any text and any number: read back, it is the same."""

import csv
import io
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from warehouse.exchange.iati import elements
from warehouse.exchange.iati.facts import Document, Figure
from warehouse.exchange.sdmx.message import write_message
from warehouse.exchange.sdmx.rows import Observation
from warehouse.exchange.sdmx.shapes import FRAMEWORK, SERIES
from warehouse.exchange.sdmx.tables import copied
from warehouse.formulas import plain
from warehouse.release.pointer import Release

RELEASE = Release("20260701_080000", Path(), {"is_sample": True})
HOSTILE = ["a & b < c > d", "\"'", "]]>", "\u202eمرحبا", "\x0b\x00", "line\r\nnext\ttab", "=1+1", "-", " x ", "\ud800"]
TEXTS = st.one_of(st.sampled_from(HOSTILE), st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=20))
NUMBERS = st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False))
KEYS = st.tuples(*(st.sampled_from(["A", "B", "_Z"]) for _ in SERIES.dimensions))


def _as_xml(text: str) -> str:
    """What XML 1.0 can hold of a text, by its own list of signs."""
    allowed = "\t\n\r"
    return "".join(
        sign
        if sign in allowed or "\x20" <= sign <= "\ud7ff" or "\ue000" <= sign <= "\ufffd" or sign >= "\U00010000"
        else "\ufffd"
        for sign in text
    )


@given(st.lists(st.tuples(KEYS, NUMBERS, TEXTS, TEXTS), max_size=6))
@settings(max_examples=60, deadline=None)
def test_a_message_holds_every_observation_in_its_order(
    rows: list[tuple[tuple[str, ...], float | None, str, str]],
) -> None:
    made = [
        Observation(key, "2024", None if value is None else repr(value), {"NOTE_SOURCE": note, "SOURCE": source})
        for key, value, note, source in rows
    ]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "message.xml"
        assert write_message(path, RELEASE, SERIES, made) == len(made)
        series = list(etree.parse(str(path)).iter("Series"))
    found = [
        (tuple(each.attrib.values()), one.get("OBS_VALUE"), one.get("NOTE_SOURCE"), one.get("SOURCE"))
        for each in series
        for one in each.iter("Obs")
    ]
    assert found == [
        (key, None if value is None else repr(value), _as_xml(note), _as_xml(source))
        for key, value, note, source in rows
    ]
    keys = [tuple(each.attrib.values()) for each in series]
    assert all(one != other for one, other in pairwise(keys))


@given(st.lists(st.tuples(TEXTS, st.floats(allow_nan=False, allow_infinity=False)), max_size=6))
@settings(max_examples=60, deadline=None)
def test_a_table_holds_texts_made_plain_and_numbers_as_they_are(rows: list[tuple[str, float]]) -> None:
    rows = [(text.replace("\ud800", "?"), number) for text, number in rows]
    key = tuple("A" for _ in FRAMEWORK.dimensions)
    made = [
        Observation(key, "2024", repr(number), {"COMMENT_OBS": text, "BAND_LOW": repr(number)}) for text, number in rows
    ]
    file = io.StringIO(newline="")
    assert list(copied(made, FRAMEWORK, file)) == made
    found = list(csv.DictReader(io.StringIO(file.getvalue(), newline="")))
    assert [(one["COMMENT_OBS"], one["BAND_LOW"], one["OBS_VALUE"]) for one in found] == [
        (plain(text), repr(number), repr(number)) for text, number in rows
    ]


@given(NUMBERS, TEXTS, TEXTS, TEXTS)
@settings(max_examples=100, deadline=None)
def test_a_figure_holds_its_value_its_group_and_its_comment(
    value: float | None, area: str, group: str, comment: str
) -> None:
    figure = Figure("BASELINE", area, f"group={group}", 2022, value, comment)
    found = etree.fromstring(etree.tostring(elements.baseline(figure)))
    assert found.get("value") == (None if value is None else repr(value))
    expected = [("ref_area", _as_xml(area)), ("group", _as_xml(group))]
    assert [(one.get("name"), one.get("value")) for one in found.iter("dimension")] == expected
    # a parser of XML reads each line end of a text as one sign
    assert found.findtext("comment/narrative").split() == _as_xml(comment).split()


def test_nought_is_a_value_and_nothing_is_none() -> None:
    years = [Figure("ACTUAL", "STRATEGY", "total", 2024, value, "said") for value in (0.0, -0.0, None)]
    found = elements.period(2024, years)
    assert [one.get("value") for one in found.iter("actual")] == ["0.0", "-0.0", None]
    assert not list(found.iter("dimension"))
    assert [one.tag for one in found] == ["period-start", "period-end", "actual", "actual", "actual"]


def test_targets_come_before_actual_values_as_the_schema_has_them() -> None:
    kinds = ("ACTUAL", "TARGET", "ACTUAL", "INTERIM_TARGET")
    found = elements.period(2024, [Figure(kind, "KEN", "total", 2024, 1.0, "said") for kind in kinds])
    assert [one.tag for one in found][2:] == ["target", "target", "actual", "actual"]


def test_the_format_of_a_document_follows_its_address() -> None:
    expected = {
        "https://example.org/a.pdf?b=1": "application/pdf",
        "https://example.org/a.PDF": "application/pdf",
        "https://example.org/report": "text/html",
        "http://example.org": "text/html",
    }
    for link, kind in expected.items():
        found = elements.document(Document("Title", link, "A08", None, "About"))
        assert (found.get("url"), found.get("format")) == (link, kind)
        assert found.find("document-date") is None
