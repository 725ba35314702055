"""What an operator meets on handing in bad files: one message each, all its errors, nothing loaded, nothing lost."""

import gzip
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from support import faults
from warehouse.sources.register.template import write_register

REPORT = {
    "phase_id": "O01-S1",
    "output_id": "O01",
    "reporting_period_id": "2023H2",
    "status": "completed",
    "actual_date": "2023-11-30",
    "evidence_link": "https://example.org/plan",
    "reporter": "Unit A",
}
HEADER = "ref_area,source,indicator,sex,time,obs_value,note_source\n"
ROWS = "".join(f"FRA,BA:1,SDG_0861_SEX_RT,SEX_T,{year},{year / 100},\n" for year in range(2000, 2024))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def _register(path: Path) -> Path:
    rows = [
        REPORT,
        REPORT | {"phase_id": "O03-S1", "output_id": "O03"},
        REPORT | {"phase_id": "O02-S1", "output_id": "O02"},
    ]
    write_register(path, rows, submitted_on=date(2024, 1, 31), reporter="Unit A", data_kind="real")
    return path


def _message(home: Path, path: Path) -> str:
    landed = faults.dwsc(home, "land", str(path))
    assert landed.returncode == 1
    assert path.exists(), "a file landed from elsewhere stays where it is"
    assert not list((home / "snapshots").rglob("*.parquet"))
    [reason] = (home / "rejected").glob("*.reason.json")
    assert path.name in reason.read_text()
    assert "Traceback" not in landed.stdout + landed.stderr
    return " ".join((landed.stdout + landed.stderr).split())


@pytest.mark.fault(3)
def test_a_truncated_download(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "SDG_0861_SEX_RT_A.csv.gz"
    whole = gzip.compress((HEADER + ROWS * 1).encode())
    path.write_bytes(whole[:-20])
    message = _message(home, path)
    assert "SDG_0861_SEX_RT_A.csv.gz" in message
    assert "again" in message, "it says to download it again"


@pytest.mark.fault(5)
def test_a_web_page_named_csv(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "SDG_0861_SEX_RT_A.csv"
    path.write_text("<!DOCTYPE html><html><body>Just a moment...</body></html>")
    assert "web page" in _message(home, path)


@pytest.mark.fault(19)
def test_a_register_with_five_kinds_of_error_tells_them_all(home: Path, tmp_path: Path) -> None:
    path = _register(tmp_path / "register.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["Milestones"]
    [header] = [row for row in sheet.iter_rows() if any(cell.value == "Phase ID" for cell in row)]
    column = {cell.value: cell.column for cell in header}
    first = header[0].row + 1
    cells = {
        "unknown output": (first, "Output ID", "O21"),
        "date as text": (first + 1, "Actual date", "30 November 2023"),
        "before the strategy": (first + 2, "Actual date", date(2022, 12, 1)),
    }
    for row, heading, value in cells.values():
        sheet.cell(row, column[heading], value)
    for cell in sheet[first + 2]:  # the third row again, as the fourth: a duplicate
        sheet.cell(first + 3, cell.column, cell.value)
    book.save(path)
    message = _message(home, path)
    assert "O21" in message
    assert "30 November 2023" in message
    assert "2022-12-01" in message
    assert "O02-S1" in message
    for row, heading, _ in cells.values():
        place = sheet.cell(row, column[heading]).coordinate
        assert place in message, f"{heading} is at {place}: {message}"


@pytest.mark.fault(8)
def test_one_bad_row_refuses_the_file_and_all_bad_rows_are_counted(home: Path, tmp_path: Path) -> None:
    bad = "".join(f"FRA,BA:1,SDG_0861_SEX_RT,SEX_M,{year},abc,\n" for year in range(1990, 2020))
    path = tmp_path / "SDG_0861_SEX_RT_A.csv"
    path.write_text(HEADER + ROWS + bad)
    message = _message(home, path)
    assert "30 errors" in message
    assert message.count("abc") == 20, "the first 20 are shown"
    [listed] = (home / "rejected").glob("*.errors.csv")
    assert len(listed.read_text().splitlines()) == 31, "all of them are in the CSV beside the file"


def test_sample_data_never_joins_real_data(home: Path, tmp_path: Path) -> None:
    real = tmp_path / "SDG_0861_SEX_RT_A.csv"
    real.write_text(HEADER + ROWS)
    assert faults.dwsc(home, "land", str(real)).returncode == 0
    invented = tmp_path / "SDG_0852_SEX_RT_A.csv"
    invented.write_text(HEADER + ROWS.replace("0861", "0852").replace(",\n", ",Z0:1\n"))
    landed = faults.dwsc(home, "land", str(invented))
    assert landed.returncode == 1
    assert "DWSC_HOME=" in landed.stdout + landed.stderr, "the command for another home is given"
    assert len(list((home / "snapshots").rglob("*.parquet"))) == 1
