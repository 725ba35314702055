"""The register as CSV: what Excel makes of it in any country is read, or refused with the line."""

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as budget
from hypothesis import strategies as some

from support.registers import REPORTS, broken, read, write_good
from warehouse.sources.register.cells import Cell, read_cell
from warehouse.sources.register.reader import RegisterReading


@pytest.fixture
def text(tmp_path: Path) -> str:
    return write_good(tmp_path / "good.csv").read_bytes().decode("utf-8-sig")


def _with_semicolons(text: str) -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=";", lineterminator="\n").writerows(csv.reader(io.StringIO(text)))
    return stream.getvalue()


def _with_columns(text: str, headings: list[str], values: Callable[[int], list[str]]) -> str:
    stream = io.StringIO()
    rows = [row + (values(n) if n > 1 else headings) for n, row in enumerate(csv.reader(io.StringIO(text)), 1)]
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue()


def _read(tmp_path: Path, content: str | bytes) -> RegisterReading:
    path = tmp_path / "register.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read(path)


def test_comma_semicolon_marks_and_line_ends_are_all_read(tmp_path: Path, text: str) -> None:
    plain = _read(tmp_path, text)
    assert plain.findings == []
    variants = [
        _with_semicolons(text),
        "\ufeff" + text,
        text.replace("\n", "\r\n"),
        text + ",,,,,,,,,,,,,,,,\n\n",
        text.replace("phase_id", "Phase ID", 1).replace("actual_date", '"Actual date"', 1),
    ]
    for variant in variants:
        assert _read(tmp_path, variant).rows == plain.rows


def test_a_quoted_line_break_keeps_later_lines_numbered_as_an_editor_does(tmp_path: Path, text: str) -> None:
    changed = text.replace("Comments came in late", '"Comments\ncame in late"')
    reading = _read(tmp_path, changed.replace("inactive", "asleep"))
    line = next(number for number, one in enumerate(changed.split("\n"), 1) if "inactive" in one)
    assert broken(reading) == [(f"line {line}", "unknown_status")]
    assert _read(tmp_path, changed).rows[1]["reason"] == "Comments\ncame in late"


SPOILT = {
    "cells as an old Windows saves them": (
        lambda text: text.replace("No request", "Retard dû au dépôt").encode("cp1252", errors="ignore"),
        [("line 3", "wrong_encoding")],
    ),
    "two bytes for each letter": (lambda text: text.encode("utf-16"), [("line 1", "wrong_encoding")]),
    "a column is missing": (
        lambda text: "\n".join(line.rsplit(",", 1)[0] for line in text.split("\n")),
        [("line 1", "missing_column")],
    ),
    "a renamed column": (lambda text: text.replace("status", "state", 1), [("line 1", "renamed_column")]),
    "a comma without quotes": (
        lambda text: text.replace("No request", "No, none"),
        [("line 17", "wrong_fields")],
    ),
    "an open quotation mark": (lambda text: text.replace("No request", '"No request'), [("line 17", "broken_quotes")]),
    "a date as Excel shows it": (
        lambda text: text.replace("2024-11-29", "29/11/2024"),
        [("line 7", "date_as_text")],
    ),
    "a date as a number": (lambda text: text.replace("2024-11-29", "45625"), [("line 7", "date_as_number")]),
    "two submission dates": (
        lambda text: text.replace("01-31,real", "02-01,real", 9).replace("02-01,real", "01-31,real", 8),
        [("line 10", "submission_differs")],
    ),
    "two data kinds": (
        lambda text: text.replace("2025-01-31,real", "2025-01-31,sample", 9).replace(",sample", ",real", 8),
        [("line 10", "data_kind_differs")],
    ),
    "two states": (
        lambda text: _with_columns(text, ["report_state"], lambda n: ["draft" if n % 2 else "submitted"]),
        [("line 10", "report_state_differs")],
    ),
    "a correction of no kind": (
        lambda text: _with_columns(text, ["Correction reason"], lambda n: ["mistake" if n == 7 else ""]),
        [("line 7", "unknown_word")],
    ),
    "no reporter": (
        lambda text: text.replace("Unit A,2025-01-31,real", ",2025-01-31,real", 6),
        [("line 7", "reporter_missing")],
    ),
    "no submission date": (lambda text: text.replace("2025-01-31,real", ",real"), [("line 7", "submission_missing")]),
    "no report": (
        lambda text: "\n".join(text.split("\n")[:6]) + "\n",
        [("the file", "nothing_reported")],
    ),
    "empty": (lambda text: "", [("the file", "empty_file")]),
    "blank": (lambda text: "\n\n", [("the file", "missing_table")]),
}  # fmt: skip


@pytest.mark.fault(19)
@pytest.mark.parametrize("name", SPOILT)
def test_a_spoilt_table_is_found_alone_at_its_line(tmp_path: Path, text: str, name: str) -> None:
    spoil, expected = SPOILT[name]
    assert broken(_read(tmp_path, spoil(text))) == expected


@pytest.mark.fault(25)
def test_a_field_of_a_megabyte_is_an_error_and_no_crash(tmp_path: Path, text: str) -> None:
    found = broken(_read(tmp_path, text.replace("No request", "x" * 1_000_000)))
    assert found == [("line 17", "text_too_long")]


def test_a_table_declares_corrections_and_drafts(tmp_path: Path, text: str) -> None:
    columns = ["correction_code", "correction_note", "report_state"]
    reading = _read(
        tmp_path, _with_columns(text, columns, lambda n: ["Other", "Misread", "draft"] if n == 7 else [""] * 3)
    )
    assert (reading.findings, reading.is_draft) == ([], True)
    assert [row["correction_code"] for row in reading.rows] == ["other", None, None, None]
    assert {row["report_state"] for row in reading.rows} == {"draft"}


def test_blank_facts_follow_the_row_that_has_them(tmp_path: Path, text: str) -> None:
    head, tail = text.split("O03-S2", 1)
    first, rest = tail.split("\n", 1)
    reading = _read(tmp_path, head + "O03-S2" + first + "\n" + rest.replace("2025-01-31,real", ","))
    assert reading.findings == []
    assert {row["submitted_on"] for row in reading.rows} == {"2025-01-31"}


@given(some.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_a_date_is_read_in_iso_form_and_in_no_other(day: date) -> None:
    def value(text: object) -> object:
        return read_cell("actual_date", Cell("line 2", text))[0]

    assert value(day.isoformat()) == day
    assert value(f" {day.isoformat()} 00:00:00 ") == day
    assert value(day) == day
    others = [day.strftime(form) for form in ("%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d %B %Y", "%Y%m%d", "%Y/%m/%d")]
    assert [value(other) for other in others] == [None] * len(others)


@pytest.mark.fault(19)
@given(some.one_of(some.text(), some.integers(), some.floats(), some.booleans(), some.times()))
def test_anything_in_a_date_cell_is_a_date_a_blank_or_one_finding(value: object) -> None:
    cell = Cell("Milestones!K10", value)
    read_value, finding = read_cell("actual_date", cell)
    assert (read_value is not None) + (finding is not None) + cell.is_blank == 1


@pytest.mark.fault(19)
@budget(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(noise=some.text(alphabet=some.characters(codec="utf-8"), max_size=300))
def test_any_text_after_the_last_row_is_read_or_refused(tmp_path: Path, text: str, noise: str) -> None:
    reading = _read(tmp_path, text + noise)
    assert bool(reading.findings) != bool(reading.rows)
    assert len(reading.rows) in (0, len(REPORTS))
