"""The workbook of the tracking table: a checklist for accessible spreadsheets, and its numbers against the rows."""

import io
import zipfile
from typing import Any

import openpyxl
import pyarrow as pa
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from support import made_tracking
from warehouse.errors import WarehouseError
from warehouse.reports import tracking, tracking_columns, tracking_workbook
from warehouse.reports.tracking_workbook import About, workbook

LICENCE = "The data of the sample are invented, by this project; licence: Apache-2.0."
ABOUT = About("20260701_080000", "2026-06-30", is_sample=True, licence=LICENCE, filters=("area = KEN",))
YEARS = (2022, 2023, 2024)
VIEW = tracking.rows_sql(tracking.Choice(period=tracking.LATEST), YEARS)
ALL = tracking.rows_sql(tracking.Choice())


@pytest.fixture(scope="module", params=[VIEW, ALL], ids=["current view", "all data"])
def rows(request: pytest.FixtureRequest) -> pa.Table:
    return made_tracking.table(request.param)


@pytest.fixture(scope="module")
def content(rows: pa.Table) -> bytes:
    return workbook(rows, ABOUT)


@pytest.fixture(scope="module")
def book(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def _table(sheet: Worksheet) -> list[list[Any]]:
    (marked,) = sheet.tables.values()
    return [[cell.value for cell in line] for line in sheet[marked.ref]]


def _said(book: openpyxl.Workbook) -> str:
    return " ".join(str(cell.value) for sheet in book for line in sheet.iter_rows() for cell in line if cell.value)


def test_the_document_has_a_title_a_language_and_sheets_in_reading_order(book: openpyxl.Workbook) -> None:
    assert book.properties.title == "Tracking table: baseline, target and actual"
    assert book.properties.language == "en-GB"
    assert "20260701_080000" in book.properties.subject
    assert book.sheetnames == ["Cover", "Contents", "Notes", "Tracking"]
    assert [sheet.sheet_state for sheet in book] == ["visible"] * 4


def test_it_opens_on_the_first_sheet_and_every_sheet_on_its_first_cell(book: openpyxl.Workbook) -> None:
    assert book.active.title == "Cover"
    for sheet in book:
        places = {
            chosen.activeCell or "A1" for chosen in sheet.sheet_view.selection if chosen.pane in (None, "topLeft")
        }
        assert places <= {"A1"}, sheet.title
        assert sheet.sheet_view.topLeftCell in (None, "A1")
        assert sheet.sheet_view.zoomScale in (None, 100)


def test_every_sheet_says_in_its_first_cell_what_it_is(book: openpyxl.Workbook) -> None:
    assert [sheet["A1"].value for sheet in book] == [
        "Tracking table: baseline, target and actual",
        "Contents",
        "What headings, classes and words mean",
        "Tracking table: baseline, target and actual",
    ]
    assert all(sheet["A1"].font.bold for sheet in book)


def test_each_sheet_but_the_cover_has_one_marked_table_with_a_heading_row(book: openpyxl.Workbook) -> None:
    names = []
    for sheet in book.worksheets[1:]:
        (marked,) = sheet.tables.values()
        names.append(marked.displayName)
        assert marked.headerRowCount == 1
        headings = _table(sheet)[0]
        assert all(headings)
        assert len(set(headings)) == len(headings)
        last_row = int(marked.ref.split(":")[1].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        assert sheet.max_row == last_row, "nothing stands below the table"
    assert names == ["contents", "notes", "tracking"]
    assert book["Cover"].tables == {}


def test_the_tracking_table_has_words_for_those_who_do_not_see_it(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        told = b"".join(parts.read(name) for name in parts.namelist() if name.startswith("xl/tables/"))
    assert b"altText=" in told
    assert b"SAMPLE DATA" in told


def test_no_cell_is_merged_hidden_or_empty(book: openpyxl.Workbook) -> None:
    for sheet in book:
        assert not sheet.merged_cells.ranges
        assert not any(size.hidden for size in [*sheet.column_dimensions.values(), *sheet.row_dimensions.values()])
        for line in _table(sheet) if sheet.tables else []:
            assert all(value is not None and str(value).strip() for value in line), line


def test_nothing_is_told_by_colour_picture_or_comment(book: openpyxl.Workbook, content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert not [name for name in parts.namelist() if "media" in name or "drawing" in name or "comments" in name]
    for sheet in book:
        assert not sheet.conditional_formatting
        cells = [cell for line in sheet.iter_rows() for cell in line]
        assert {cell.fill.fill_type for cell in cells} == {None}


def test_headings_stay_in_sight_and_columns_are_wide_enough(book: openpyxl.Workbook) -> None:
    sheet = book["Tracking"]
    assert sheet.freeze_panes == "C5"
    assert sheet.tables["tracking"].ref.startswith("A4:")
    assert sheet.tables["tracking"].autoFilter is None
    assert all(cell.alignment.wrap_text for cell in sheet[4])
    letters = [cell.column_letter for cell in sheet[4]]
    assert all(sheet.column_dimensions[letter].width >= 8 for letter in letters)
    assert book["Notes"].column_dimensions["B"].width > 60


def test_the_cover_says_what_it_is(book: openpyxl.Workbook, rows: pa.Table) -> None:
    cover = [line[0].value for line in book["Cover"].iter_rows()]
    assert "SAMPLE DATA: every figure in this workbook is invented." in cover
    assert "Release 20260701_080000, as of 2026-06-30." in cover
    assert "Chosen: area = KEN." in cover
    assert f"{rows.num_rows:,} rows." in cover
    assert LICENCE in cover
    assert any("proposed" in line for line in cover)
    assert all(cell.alignment.wrap_text for (cell,) in book["Cover"].iter_rows())


def test_real_data_are_not_called_invented() -> None:
    real = About("20260701_080000", "2026-06-30", is_sample=False, licence="Licence of every source: CC BY 4.0.")
    content = workbook(made_tracking.table(ALL, is_sample=False), real)
    made = openpyxl.load_workbook(io.BytesIO(content))
    assert "invented" not in _said(made).replace("Yes: the figures are invented.", "")
    assert "SAMPLE" not in _said(made)
    assert "All data, no filter." in _said(made)


def test_contents_lead_to_every_sheet(book: openpyxl.Workbook) -> None:
    sheet = book["Contents"]
    links = [cell.hyperlink.location for line in sheet.iter_rows() for cell in line if cell.hyperlink]
    assert links == [f"'{name}'!A1" for name in book.sheetnames]
    assert [line[0] for line in _table(sheet)[1:]] == book.sheetnames


def test_every_heading_class_and_word_for_what_is_missing_is_explained(book: openpyxl.Workbook, rows: pa.Table) -> None:
    explained = {line[0] for line in _table(book["Notes"])[1:]}
    headings = {heading for heading in _table(book["Tracking"])[0] if not heading.startswith("Actual 20")}
    assert headings <= explained
    assert {code.replace("_", " ").capitalize() for code in tracking_columns.CLASSES} <= explained
    assert {word.capitalize() for word in tracking_columns.NO_VALUE.values()} <= explained


def test_no_text_runs_as_a_formula_or_passes_for_a_link(book: openpyxl.Workbook) -> None:
    sheet = book["Tracking"]
    cells = [cell for line in sheet.iter_rows() for cell in line]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert not [cell.coordinate for cell in cells if cell.hyperlink]
    risky = [cell for cell in cells if cell.value == made_tracking.FORMULA]
    assert risky
    assert all(cell.style.startswith("Normal") and cell.quotePrefix for cell in risky)
    assert [cell for cell in cells if cell.value == made_tracking.LINK], "a text stands as it was typed"


def test_every_number_is_that_of_the_rows_and_every_gap_has_its_word(book: openpyxl.Workbook, rows: pa.Table) -> None:
    headings, *lines = _table(book["Tracking"])
    columns = tracking_columns.of(rows.column_names)
    assert headings == [column.heading for column in columns]
    assert len(lines) == rows.num_rows
    numbers = 0
    for line, row in zip(lines, rows.to_pylist(), strict=True):
        for cell, column in zip(line, columns, strict=True):
            given = row[column.name]
            if isinstance(given, int | float) and not isinstance(given, bool):
                assert isinstance(cell, int | float), (column.name, cell)
                assert cell == pytest.approx(given, rel=1e-15, abs=0), "Excel keeps 15 digits of a number"
                numbers += 1
            else:
                assert isinstance(cell, str), (column.name, cell)
    assert numbers > 100


def test_a_gap_says_which_kind_it_is() -> None:
    made = openpyxl.load_workbook(io.BytesIO(workbook(made_tracking.table(VIEW), ABOUT)))
    headings, *lines = _table(made["Tracking"])
    by_key = {(line[0], line[headings.index("Area code")], line[headings.index("Group code")]): line for line in lines}

    def cell(indicator: str, area: str, heading: str) -> Any:
        return by_key[indicator, area, "total"][headings.index(heading)]

    assert cell("IL04", "no area", "Actual") == "no figure"
    assert cell("OI03a", "STRATEGY", "Actual") == "not due"
    assert cell("OI03a", "STRATEGY", "Target") == "no number"
    assert cell("OI01a", "STRATEGY", "Actual 2022") == "not reported"
    assert cell("IL01", "BGD", "Target") == "no target"
    assert cell("IL01", "BGD", "Baseline") == 0
    assert cell("IL01", "BGD", "Why not rated") == "there is no target"
    assert cell("IL02", "BGD", "Why not rated") == "rated"
    assert cell("IL02", "BGD", "Class") == "on track"


def test_a_choice_that_leaves_nothing_makes_a_workbook_that_says_so() -> None:
    sql = tracking.rows_sql(tracking.Choice(areas=("XXX",)))
    made = openpyxl.load_workbook(io.BytesIO(workbook(made_tracking.table(sql), ABOUT)))
    assert made["Tracking"]["A5"].value == "no row"
    assert "0 rows." in _said(made)


def test_more_rows_than_a_sheet_takes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracking_workbook, "MOST_ROWS", 3)
    with pytest.raises(WarehouseError, match="Choose areas or indicators"):
        workbook(made_tracking.table(ALL), ABOUT)


def test_a_choice_filters_by_each_of_its_parts() -> None:
    def ids(**parts: Any) -> set[str]:
        made = made_tracking.table(tracking.rows_sql(tracking.Choice(**parts)))
        return set(made.column("indicator_id").to_pylist())

    assert ids(action_areas=("AA1",)) == {"IL01", "OI01a", "OI03a"}
    assert ids(action_areas=("STRATEGY", "AA6")) == {"ST01", "IL04"}
    assert ids(levels=("process",)) == {"ST01"}
    assert ids(statuses=("on_track",)) == {"IL02", "OI01a"}
    assert ids(statuses=("not_rated",), levels=("output",)) == {"OI01a"}
    assert ids(statuses=("no_value",)) == {"IL04", "OI03a"}
    assert ids(areas=("KEN",), period="2021") == {"IL03"}
    assert ids(groups=(made_tracking.LINK,)) == {"OI01a"}
    latest = made_tracking.table(VIEW).to_pylist()
    assert len(latest) == len(
        {(row["indicator_id"], row["reference_area_code"], row["disaggregation"]) for row in latest}
    )
    assert {row["actual_2023"] for row in latest if row["indicator_id"] == "OI01a"} == {2.0, None}
