"""Every value that a table can hold comes through a workbook unharmed, or as text that says what it is."""

import io
import zipfile
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from warehouse.workbook import Sheet, Workbook, sheet_names


def _book(*sheets: Sheet) -> openpyxl.Workbook:
    book = Workbook("A title", subject="A subject", comments="A licence", created=datetime(2026, 6, 30, tzinfo=UTC))
    for sheet in sheets:
        book.add(sheet)
    return openpyxl.load_workbook(io.BytesIO(book.content()))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, 0),
        (-5, -5),
        (0.1, 0.1),
        (-0.0, 0),
        (999_999_999_999_999, 999_999_999_999_999),
        (1_000_000_000_000_000, "1000000000000000"),
        (12345678901234567890123456789, "12345678901234567890123456789"),
        (Decimal("-5.125"), -5.125),
        (Decimal("1234567890123456.789"), "1234567890123456.789"),
        (float("nan"), "nan"),
        (float("inf"), "inf"),
        (True, "true"),
        (False, "false"),
        (None, "no value"),
        ("", "no value"),
        ("0", "0"),
        ("007", "007"),
        ("=1+1", "=1+1"),
        ("-5", "-5"),
        ("@cmd", "@cmd"),
        ("https://example.org", "https://example.org"),
        ("Viêt Nam\nline two", "Viêt Nam\nline two"),
        (date(2026, 6, 30), datetime.fromisoformat("2026-06-30")),
        (date(1900, 1, 1), "1900-01-01"),
        (date(1, 1, 1), "0001-01-01"),
        (datetime.fromisoformat("2026-06-30T23:59:59"), datetime.fromisoformat("2026-06-30T23:59:59")),
        (datetime(2026, 6, 30, 12, tzinfo=UTC), datetime.fromisoformat("2026-06-30T12:00:00")),
        (time(8, 30), "08:30:00"),
    ],
)
def test_a_value_comes_through(value: Any, expected: Any) -> None:
    sheet = _book(Sheet("One", "One", "A line.", ("a",), [(value,)]))["One"]
    found = sheet["A5"]
    assert (found.value, found.data_type == "f") == (expected, False)
    if isinstance(value, str) and value[:1] in "=-@" and value:
        assert found.quotePrefix


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    found = _book(Sheet("One", "One", "A line.", ("a",), [("x" * 40_000,)]))["One"]["A5"].value
    assert found.startswith("x" * 32_000)
    assert "cut here" in found
    assert len(found) < 32_767


def test_a_table_without_rows_says_so_in_every_cell() -> None:
    sheet = _book(Sheet("One", "One", "A line.", ("a", "b"), []))["One"]
    assert [cell.value for cell in sheet[5]] == ["no row", "no row"]
    assert sheet.tables["table_1"].ref == "A4:B5"


def test_the_document_says_its_title_and_language() -> None:
    book = Workbook("A title", subject="A subject", comments="A licence", created=datetime(2026, 6, 30, tzinfo=UTC))
    book.add(Sheet("One", "One", "A line.", ("a",), [(1,)]))
    with zipfile.ZipFile(io.BytesIO(book.content())) as made:
        core = made.read("docProps/core.xml").decode()
    assert "<dc:language>en-GB</dc:language>" in core
    assert "<dc:title>A title</dc:title>" in core
    assert "2026-06-30T00:00:00Z" in core


def test_sheets_have_names_that_a_spreadsheet_takes() -> None:
    labels = ["a", "A", "evaluation.change_since_baseline_one", "evaluation.change_since_baseline_two"]
    found = sheet_names(labels)
    assert list(found) == labels
    assert len({name.lower() for name in found.values()}) == len(labels)
    assert all(len(name) <= 31 for name in found.values())
    assert found["a"] == "a"
