"""The old website's Excel export, with a classification in columns and status flags in remarks."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from support.planted import land_one, stored
from warehouse.settings import Settings
from warehouse.snapshots import list_origins, snapshot_path

PIVOT_NAME = "CLD_XHAZ_SEX_AGE_ECO_NB_A_EN.xlsx"
PIVOT_HEAD = ["Reference area", "Source", "Sex", "Age", "Time", "Total", "Agriculture", "Industry", "Services"]
Change = Callable[[openpyxl.Workbook, Worksheet], object]


def _pivot_book() -> tuple[openpyxl.Workbook, Worksheet]:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "CLD_XHAZ_SEX_AGE_ECO_NB_A_EN"
    sheet.append(["Children in hazardous work by sex, age and economic activity (thousands)"])
    sheet.append(["About this indicator"])
    sheet.append(["Downloaded from ILOSTAT. Last update on 06/07/2021 12:18:08"])
    sheet.append([])
    sheet.append([None] * 5 + ["Children in hazardous work (thousands)"])
    sheet.append(PIVOT_HEAD)
    sheet.append(["World", "ILO - Modelled Estimates", "Total", "'5-17", 2020, 79049.106, 0, None, None])
    sheet.append(["Zambia", "LFS - Survey", "Male", "15-17", 2018, 10, None, 2.5, None, "Notes\n\nX \n-Repository: R"])
    sheet["I8"].comment = Comment("\n- (U) Unreliable", "ILO")
    sheet["H8"].comment = Comment("\n- (B) Break in series", "ILO")
    sheet.merge_cells("A2:I2")
    return book, sheet


def _save(book: openpyxl.Workbook, path: Path) -> Path:
    book.save(path)
    return path


def _snapshot(settings: Settings) -> list[dict[str, str | None]]:
    [origin] = list_origins(settings)
    return stored(snapshot_path(settings, origin))


def _set(cell: str, value: object) -> Change:
    def change(_book: openpyxl.Workbook, sheet: Worksheet) -> None:
        sheet[cell].value = value

    return change


def test_the_pivot_gives_one_observation_per_value_or_flag(settings: Settings, tmp_path: Path) -> None:
    """Zero is a value; a flag without a value is a suppressed observation; a cell with neither is none."""
    book, _ = _pivot_book()
    landed = land_one(settings, _save(book, tmp_path / PIVOT_NAME))
    assert landed.outcome == "loaded", landed.message
    found = [
        (row["resolved_ref_area"], row["classif1_label"], row["classif2"], row["obs_value"], row["obs_status"])
        for row in _snapshot(settings)
    ]
    assert found == [
        ("X01", "Age: 5-17", "ECO_SECTOR_TOTAL", "79049.106", None),
        ("X01", "Age: 5-17", "ECO_SECTOR_AGR", "0", None),
        ("ZMB", "Age: 15-17", "ECO_SECTOR_TOTAL", "10", None),
        ("ZMB", "Age: 15-17", "ECO_SECTOR_IND", "2.5", "B"),
        ("ZMB", "Age: 15-17", "ECO_SECTOR_SER", None, "U"),
    ]
    assert _snapshot(settings)[-1]["note_source_label"] == "Repository: R"
    [origin] = list_origins(settings)
    assert (origin.known_from, origin.known_from_rule) == ("2021-07-06T12:18:08Z", "sheet")
    assert "3 cells of the pivot with neither value nor flag" in " ".join(origin.warnings)


@pytest.mark.parametrize(
    ("words", "day"), [("Last update on 19DEC21", "2021-12-19"), ("Last update on 31/12/2021", "2021-12-31")]
)
def test_the_old_ways_to_write_the_last_update(settings: Settings, tmp_path: Path, words: str, day: str) -> None:
    book, sheet = _pivot_book()
    sheet["A3"].value = words
    land_one(settings, _save(book, tmp_path / PIVOT_NAME))
    [origin] = list_origins(settings)
    assert origin.known_from[:10] == day


PIVOT_BAD = {
    "age as date": (_set("D8", date(2014, 12, 1)), ["(1 error)", "!D8", "12-14"]),
    "error": (_set("F8", "#REF!"), ["(1 error)", "!F8", "Excel error"]),
    "words": (_set("F8", "many"), ["!F8", "finite number", "many"]),
    "area": (_set("A8", "Atlantis"), ["(1 error)", "!A8, ref_area.label", "Atlantis"]),
    "merged": (lambda _book, sheet: sheet.merge_cells("A7:A8"), ["!A7:A8", "merged"]),
    "headings": (_set("D6", "Sort of age") , None),
    "one heading more": (_set("B6", "Colour"), ["headings do not fit", "Colour"]),
}  # fmt: skip


@pytest.mark.parametrize("case", PIVOT_BAD)
def test_a_pivot_that_cannot_be_told_is_refused_at_its_place(settings: Settings, tmp_path: Path, case: str) -> None:
    change, words = PIVOT_BAD[case]
    book, sheet = _pivot_book()
    change(book, sheet)
    landed = land_one(settings, _save(book, tmp_path / PIVOT_NAME))
    if words is None:
        assert landed.outcome == "loaded", "a heading by another name takes the place that the id leaves"
        return
    assert landed.outcome == "refused"
    assert [word for word in words if word not in landed.message] == [], landed.message


def test_columns_that_no_version_has_keep_their_words(settings: Settings, tmp_path: Path) -> None:
    book, sheet = _pivot_book()
    sheet["G6"].value = "Mining by hand"
    land_one(settings, _save(book, tmp_path / PIVOT_NAME))
    assert {row["classif2_label"] for row in _snapshot(settings)} >= {"ECO: Mining by hand", "ECO: Total"}
    assert {row["classif2"] for row in _snapshot(settings)} == {None}


def test_a_workbook_is_known_by_its_sheets_whatever_its_name(settings: Settings, tmp_path: Path) -> None:
    book, _ = _pivot_book()
    landed = land_one(settings, _save(book, tmp_path / "children.xlsx"))
    assert landed.outcome == "loaded", "the sheet's title names the dataset"
