"""The shape of a workbook: sheets, headings, hidden and merged cells, cells far away."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook

from support.registers import REPORTS, broken, read, write_spoilt
from warehouse.sources.register.columns import ABOUT, BY_KEY, LISTS, MILESTONES, START

Spoil = Callable[[Workbook], None]


def sheet_state(name: str, state: str) -> Spoil:
    def spoil(book: Workbook) -> None:
        book[name].sheet_state = state

    return spoil


def without(name: str) -> Spoil:
    def spoil(book: Workbook) -> None:
        del book[name]

    return spoil


def heading(address: str, value: str | None) -> Spoil:
    def spoil(book: Workbook) -> None:
        book[MILESTONES][address] = value

    return spoil


def drop_headings(book: Workbook) -> None:
    book[MILESTONES].delete_rows(4)


def drop_reason(book: Workbook) -> None:
    book[MILESTONES].delete_cols(13)


def add_column(book: Workbook) -> None:
    book[MILESTONES]["S4"], book[MILESTONES]["S10"] = "Comment", "Ask again"


def add_contents_without_heading(book: Workbook) -> None:
    book[MILESTONES]["T13"] = "Ask again"


def merge(area: str) -> Spoil:
    def spoil(book: Workbook) -> None:
        book[MILESTONES].merge_cells(area)

    return spoil


def hide_row(number: int) -> Spoil:
    def spoil(book: Workbook) -> None:
        book[MILESTONES].row_dimensions[number].hidden = True

    return spoil


def hide_column(letter: str) -> Spoil:
    def spoil(book: Workbook) -> None:
        book[MILESTONES].column_dimensions[letter].hidden = True

    return spoil


def empty_all(book: Workbook) -> None:
    for row in book[MILESTONES]["J5:O45"]:
        for cell in row:
            cell.value = None


def many_rows(book: Workbook) -> None:
    for number in range(46, 5010):
        book[MILESTONES].cell(number, 15, "Unit A")


def nothing(_book: Workbook) -> None:
    """A change that is none."""


def ghost(book: Workbook) -> None:
    book[MILESTONES]["A1048576"] = "  "


def filter_rows(book: Workbook) -> None:
    for number in (5, 6, 7):
        book[MILESTONES].row_dimensions[number].hidden = True


def own_sheet(book: Workbook) -> None:
    book.create_sheet("My notes")["A1"] = "Ask again"


def move_columns(book: Workbook) -> None:
    sheet = book[MILESTONES]
    for number in range(4, 46):
        sheet.cell(number, 13).value, sheet.cell(number, 14).value = (
            sheet.cell(number, 14).value,
            sheet.cell(number, 13).value,
        )


BAD: list[tuple[str, Spoil, list[tuple[str, str]]]] = [
    ("no milestones", without(MILESTONES), [("the file", "missing_sheet")]),
    ("no facts", without(ABOUT), [("the file", "missing_sheet")]),
    ("hidden sheet", sheet_state(START, "hidden"), [(f"sheet {START}", "hidden_sheet")]),
    ("very hidden sheet", sheet_state(LISTS, "veryHidden"), [(f"sheet {LISTS}", "hidden_sheet")]),
    ("no headings", drop_headings, [(f"sheet {MILESTONES}", "missing_table")]),
    ("renamed heading", heading("K4", "Done on"), [(f"{MILESTONES}!K4", "renamed_column")]),
    ("renamed label", heading("E4", "Kind of phase"), [(f"{MILESTONES}!E4", "renamed_column")]),
    ("blank heading", heading("M4", None), [(f"{MILESTONES}!M4", "renamed_column")]),
    ("missing column", drop_reason, [(f"{MILESTONES}!4", "missing_column")]),
    ("repeated column", heading("S4", "Status"), [(f"{MILESTONES}!S4", "repeated_column")]),
    ("own column", add_column, [(f"{MILESTONES}!S4", "extra_column")]),
    ("no heading", add_contents_without_heading, [(f"{MILESTONES}!T4", "extra_column")]),
    ("merged cells", merge("M10:M12"), [(f"{MILESTONES}!M10:M12", "merged_cells")]),
    ("merged across", merge("M13:N13"), [(f"{MILESTONES}!M13:N13", "merged_cells")]),
    ("hidden row", hide_row(10), [(f"{MILESTONES}!10", "hidden_row")]),
    ("hidden column", hide_column("M"), [(f"{MILESTONES}!M", "hidden_column")]),
    ("nothing filled in", empty_all, [(f"sheet {MILESTONES}", "nothing_reported")]),
    ("too many rows", many_rows, [(f"{MILESTONES}!5005", "too_many_rows")]),
]
GOOD: list[tuple[str, Spoil]] = [
    ("as it is", nothing),
    ("no start sheet", without(START)),
    ("no lists", without(LISTS)),
    ("blank cell far below", ghost),
    ("filtered rows without a report", filter_rows),
    ("a sheet of one's own", own_sheet),
    ("columns in another order", move_columns),
    ("headings in capitals", heading("K4", " ACTUAL  DATE ")),
    ("column names of the CSV", heading("K4", "actual_date")),
    ("merged title", merge("A1:F1")),
]


@pytest.mark.fault(19)
@pytest.mark.parametrize(("spoil", "expected"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_a_spoilt_shape_is_found_alone(tmp_path: Path, spoil: Spoil, expected: list[tuple[str, str]]) -> None:
    assert broken(read(write_spoilt(tmp_path / "register.xlsx", spoil))) == expected


@pytest.mark.parametrize("spoil", [case[1] for case in GOOD], ids=[case[0] for case in GOOD])
def test_what_does_no_harm_is_no_error(tmp_path: Path, spoil: Spoil) -> None:
    reading = read(write_spoilt(tmp_path / "register.xlsx", spoil))
    assert broken(reading) == []
    assert [row["phase_id"] for row in reading.rows] == [report["phase_id"] for report in REPORTS]
    assert reading.rows[1]["reason"] == "Comments came in late"


@pytest.mark.fault(19)
def test_contents_far_below_are_a_row_like_any_other(tmp_path: Path) -> None:
    def spoil(book: Workbook) -> None:
        book[MILESTONES]["J1048576"] = "active"

    found = broken(read(write_spoilt(tmp_path / "register.xlsx", spoil)))
    assert found[0] == (f"{MILESTONES}!A1048576", "phase_missing")


def test_a_link_with_a_friendly_name_is_read_as_its_address(tmp_path: Path) -> None:
    def spoil(book: Workbook) -> None:
        cell = book[MILESTONES]["N10"]
        cell.value, cell.hyperlink = "The protocol", "https://example.org/protocol.pdf"

    rows = read(write_spoilt(tmp_path / "register.xlsx", spoil)).rows
    assert rows[0]["evidence_link"] == "https://example.org/protocol.pdf"


@pytest.mark.fault(19)
def test_every_column_to_fill_in_is_required(tmp_path: Path) -> None:
    filled = [place for place, column in enumerate(BY_KEY.values(), 1) if column.is_filled_in]
    for place in filled:

        def spoil(book: Workbook, place: int = place) -> None:
            book[MILESTONES].delete_cols(place)

        assert [rule for _, rule in broken(read(write_spoilt(tmp_path / "register.xlsx", spoil)))] == ["missing_column"]
