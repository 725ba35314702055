"""ILOSTAT's Excel files: read as they stand, or refused at the cell that nobody can read."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from support.planted import land_one, reason, stored
from warehouse.landing import Landed
from warehouse.settings import Settings
from warehouse.snapshots import list_origins, snapshot_path

HEADER = ["ref_area.label", "source.label", "indicator.label", "sex.label", "classif1.label", "time", "obs_value"]
ROWS = [
    ["Francia", "EFT - Encuesta", "Desocupación según sexo y edad (miles)", "Total", "Edad (Tramos agregados): Total",
     "2024Q1", 1.5],
    ["Francia", "EFT - Encuesta", "Desocupación según sexo y edad (miles)", "Mujeres", "Edad (Tramos agregados): 15-24",
     "2024Q1", 12],
    ["Perú", "EFT - Encuesta", "Desocupación según sexo y edad (miles)", "Hombres", "Edad (Tramos agregados): 15-24",
     "2024Q1", None],
]  # fmt: skip
NAME = "UNE_TUNE_SEX_AGE_NB_Q-20250624T1317.xlsx"
Change = Callable[[openpyxl.Workbook, Worksheet], None]


def _label_book() -> tuple[openpyxl.Workbook, Worksheet]:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    for row in [HEADER, *ROWS]:
        sheet.append(row)
    return book, sheet


def _save(book: openpyxl.Workbook, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def _land_label(settings: Settings, folder: Path, change: Change, name: str = NAME) -> Landed:
    book, sheet = _label_book()
    change(book, sheet)
    return land_one(settings, _save(book, folder / name))


def _snapshot(settings: Settings) -> list[dict[str, str | None]]:
    [origin] = list_origins(settings)
    return stored(snapshot_path(settings, origin))


def test_a_spanish_sheet_loads_with_its_text_as_it_stands(settings: Settings, tmp_path: Path) -> None:
    landed = _land_label(settings, tmp_path, lambda _book, _sheet: None)
    assert landed.outcome == "loaded", landed.message
    rows = _snapshot(settings)
    assert [row["resolved_ref_area"] for row in rows] == ["FRA", "FRA", "PER"]
    assert [row["obs_value"] for row in rows] == ["1.5", "12", None]
    assert [row["sex_label"] for row in rows] == ["Total", "Mujeres", "Hombres"]
    [origin] = list_origins(settings)
    assert (origin.layout, origin.language, origin.is_partial) == ("workbook", "es", False)
    assert origin.dataset_code == "UNE_TUNE_SEX_AGE_NB_Q"


def test_a_year_kept_as_a_number_is_a_year(settings: Settings, tmp_path: Path) -> None:
    def years(_book: openpyxl.Workbook, sheet: Worksheet) -> None:
        for line, year in enumerate((2019, 2020.0, 2021), 2):
            sheet.cell(line, 6).value = year

    landed = _land_label(settings, tmp_path, years, "UNE_TUNE_SEX_AGE_NB_A.xlsx")
    assert landed.outcome == "loaded", landed.message
    assert [row["time"] for row in _snapshot(settings)] == ["2019", "2020", "2021"]


def test_an_export_without_a_total_is_a_part(settings: Settings, tmp_path: Path) -> None:
    landed = _land_label(settings, tmp_path, lambda _book, sheet: sheet.delete_rows(2))
    assert landed.is_partial
    assert "both sexes" in landed.message


def test_blank_rows_are_no_rows_and_places_stay_true(settings: Settings, tmp_path: Path) -> None:
    def blank(_book: openpyxl.Workbook, sheet: Worksheet) -> None:
        sheet.insert_rows(3, 2)
        sheet["A6"].value = "Atlantis"

    landed = _land_label(settings, tmp_path, blank)
    assert landed.outcome == "refused"
    assert "Sheet1!A6, ref_area.label holds 'Atlantis': no area has this name." in landed.message


def _set(cell: str, value: object) -> Change:
    def change(_book: openpyxl.Workbook, sheet: Worksheet) -> None:
        sheet[cell].value = value

    return change


def _add_sheet(state: str, rows: list[list[object]]) -> Change:
    def change(book: openpyxl.Workbook, _sheet: Worksheet) -> None:
        other = book.create_sheet("Other")
        other.sheet_state = state
        for row in rows:
            other.append(row)

    return change


BAD = {
    "error": (_set("G3", "#N/A"), ["Sheet1!G3", "Excel error"]),
    "formula": (_set("G3", "=1+1"), ["Sheet1!G3", "no result stored"]),
    "date in time": (_set("F3", date(2024, 1, 1)), ["Sheet1!F3", "a date or time"]),
    "date in label": (_set("E3", date(2014, 12, 1)), ["Sheet1!E3", "12-14"]),
    "boolean": (_set("G3", value=True), ["Sheet1!G3", "TRUE or FALSE"]),
    "decimal comma": (_set("G3", "1,5"), ["Sheet1!G3", "obs_value", "1,5"]),
    "words": (_set("G3", "n.a."), ["Sheet1!G3", "finite number"]),
    "period": (_set("F3", "2024-Q1"), ["Sheet1!F3", "2019Q1"]),
    "control": (_set("B3", "a\nb"), ["Sheet1!B3", "line break"]),
    "beside": (_set("I3", "see below"), ["Sheet1!I3", "beside the table"]),
    "header": (_set("F1", "Time"), ["Sheet1!1", "Time", "time"]),
    "merged": (lambda _book, sheet: sheet.merge_cells("A2:A3"), ["Sheet1!A2:A3", "merged"]),
    "hidden sheet": (_add_sheet("hidden", [["x"]]), ["sheet Other", "hidden"]),
    "two data sheets": (_add_sheet("visible", [HEADER, ROWS[0]]), ["sheet Sheet1", "sheet Other", "of its own"]),
    "two datasets": (_set("C3", "Another indicator"), ["more than one dataset"]),
    "repeated": (lambda _book, sheet: sheet.append(ROWS[0]), ["Sheet1!A5", "already stands on Sheet1!A2"]),
    "no rows": (lambda _book, sheet: sheet.delete_rows(2, 3), ["a header and no rows"]),
}


@pytest.mark.fault(19)
@pytest.mark.parametrize("case", BAD)
def test_a_workbook_that_cannot_be_told_is_refused_at_its_place(settings: Settings, tmp_path: Path, case: str) -> None:
    change, words = BAD[case]
    landed = _land_label(settings, tmp_path, change)
    assert landed.outcome == "refused", case
    assert [word for word in words if word not in landed.message] == [], landed.message
    assert not list(settings.snapshots_folder.rglob("*.parquet"))


@pytest.mark.fault(19)
@pytest.mark.parametrize("cell", ["A3", "F3", "G3"])
def test_a_cell_that_cannot_be_read_is_told_once(settings: Settings, tmp_path: Path, cell: str) -> None:
    landed = _land_label(settings, tmp_path, _set(cell, "#N/A"))
    assert landed.outcome == "refused"
    assert reason(settings)["error_count"] == 1, landed.message
    assert f"Sheet1!{cell}, " in landed.message
    assert "Excel error" in landed.message


@pytest.mark.fault(19)
def test_all_errors_of_cells_and_rows_come_at_once(settings: Settings, tmp_path: Path) -> None:
    def spoil(_book: openpyxl.Workbook, sheet: Worksheet) -> None:
        sheet["G2"].value, sheet["G3"].value, sheet["A4"].value = "#DIV/0!", "1,5", "Atlantis"

    landed = _land_label(settings, tmp_path, spoil)
    assert [place for place in ("Sheet1!G2", "Sheet1!G3", "Sheet1!A4") if place not in landed.message] == []


def test_another_visible_sheet_without_data_does_no_harm(settings: Settings, tmp_path: Path) -> None:
    landed = _land_label(settings, tmp_path, _add_sheet("visible", [["About", "this file"]]))
    assert landed.outcome == "loaded", landed.message


@pytest.mark.fault(25)
def test_an_unsafe_workbook_is_not_opened(settings: Settings, tmp_path: Path) -> None:
    book, _ = _label_book()
    whole = io.BytesIO()
    book.save(whole)
    bomb, marked = tmp_path / "a" / NAME, tmp_path / "b" / NAME
    for path in (bomb, marked):
        path.parent.mkdir()
        with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
            for entry in old.infolist():
                new.writestr(entry.filename, old.read(entry))
            if path == bomb:
                new.writestr("xl/media/zeros.bin", b"\0" * 40_000_000)
            else:
                new.writestr("xl/extra.xml", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    assert "times its size" in land_one(settings, bomb).message
    assert "no spreadsheet program writes" in land_one(settings, marked).message


@pytest.mark.fault(3)
def test_a_damaged_workbook_is_refused_in_plain_words(settings: Settings, tmp_path: Path) -> None:
    book, _ = _label_book()
    path = _save(book, tmp_path / NAME)
    path.write_bytes(path.read_bytes()[:-300])
    assert "damaged" in land_one(settings, path).message


@pytest.mark.fault(25)
def test_a_sheet_that_claims_to_be_huge_is_read_by_what_it_holds(settings: Settings, tmp_path: Path) -> None:
    book, _ = _label_book()
    path, lying = _save(book, tmp_path / "true.xlsx"), tmp_path / NAME
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(lying, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename.startswith("xl/worksheets/"):
                content = content.replace(b'ref="A1:G4"', b'ref="A1:XFD1048576"')
            new.writestr(entry.filename, content)
    assert land_one(settings, lying).outcome == "loaded"


def test_the_reason_file_holds_every_place(settings: Settings, tmp_path: Path) -> None:
    def many(_book: openpyxl.Workbook, sheet: Worksheet) -> None:
        for number in range(60):
            sheet.append(["Atlantis", "S", ROWS[0][2], "Total", "x", f"2024Q{number % 4 + 1}", number])

    _land_label(settings, tmp_path, many)
    kept = reason(settings)
    assert len(json.loads(json.dumps(kept["errors_shown"]))) == 20
    listed = (settings.rejected / str(kept["all_errors_file"])).read_text()
    assert "Sheet1!A64" in listed
