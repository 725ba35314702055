"""Excel counts days from 1900 or, in workbooks that began on a Mac, from 1904: a date is the same day in either."""

import io
import re
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, to_excel

from support.registers import REPORTS, broken, cell, read, write_good, write_spoilt
from warehouse.sources.register.columns import MILESTONES

DONE, LATE = date(2024, 11, 29), date(2025, 3, 31)
CALENDARS = {"1900": CALENDAR_WINDOWS_1900, "1904": CALENDAR_MAC_1904}


def _counted_from(path: Path, calendar: str) -> Path:
    """A good register whose dates are numbers of days in this calendar, as Excel writes them."""
    book = openpyxl.load_workbook(io.BytesIO(write_good(path).read_bytes()))
    book.epoch = CALENDARS[calendar]
    book.save(path)
    return path


def _says(path: Path) -> tuple[bool, set[str]]:
    """Whether the file says that it counts from 1904, and all numbers in its cells."""
    with zipfile.ZipFile(path) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        says = re.search(r"date1904=\"(1|true)\"", archive.read("xl/workbook.xml").decode()) is not None
    return says, {number for sheet in sheets for number in re.findall(r"<v>([0-9.]+)</v>", sheet)}


@pytest.mark.fault(28)
@pytest.mark.parametrize("calendar", CALENDARS)
def test_a_date_is_the_same_day_in_either_calendar(tmp_path: Path, calendar: str) -> None:
    path = _counted_from(tmp_path / "register.xlsx", calendar)
    says, numbers = _says(path)
    assert says == (calendar == "1904")
    assert str(int(to_excel(DONE, CALENDARS[calendar]))) in numbers, "the file holds the number of this calendar"
    reading = read(path)
    assert broken(reading) == []
    assert [row["actual_date"] for row in reading.rows if row["phase_id"] == "O03-S2"] == [DONE.isoformat()]
    assert [row["forecast_date"] for row in reading.rows if row["phase_id"] == "O04-S2"] == [LATE.isoformat()]


@pytest.mark.fault(28)
def test_a_file_that_says_the_other_calendar_is_four_years_off_and_refused(tmp_path: Path) -> None:
    """Days of 1904 in a file that says 1900, as after copying cells between workbooks: no date can be right then."""
    path, made = tmp_path / "register.xlsx", io.BytesIO()
    _counted_from(path, "1904")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "xl/workbook.xml":
                content = re.sub(rb" date1904=\"(1|true)\"", b"", content)
            new.writestr(entry.filename, content)
    path.write_bytes(made.getvalue())
    rules = {rule for _, rule in broken(read(path))}
    assert rules & {"actual_before_2023", "submission_too_early", "forecast_in_past"}


@pytest.mark.fault(28)
@pytest.mark.parametrize("day", [date(2024, 2, 29), date(2024, 12, 31), date(2025, 1, 1)])
def test_leap_days_and_turns_of_the_year_are_kept(tmp_path: Path, day: date) -> None:
    reports = [dict(report) for report in REPORTS]
    reports[0]["actual_date"] = day
    if day > date(2024, 12, 31):
        reports[0]["reason"] = "The last reader answered on the day itself"
    reading = read(write_good(tmp_path / "register.xlsx", reports))
    assert broken(reading) == []
    assert reading.rows[0]["actual_date"] == day.isoformat()


@pytest.mark.fault(28)
def test_the_day_that_excel_invented_is_no_date(tmp_path: Path) -> None:
    """Excel's calendar has a 29 February 1900; number 60 stands for it."""

    def invented(book: openpyxl.Workbook) -> None:
        one = book[MILESTONES][cell("O03-S2", "actual_date")]
        one.value, one.number_format = 60, "yyyy-mm-dd"

    found = broken(read(write_spoilt(tmp_path / "register.xlsx", invented)))
    assert [place for place, _ in found] == [f"{MILESTONES}!{cell('O03-S2', 'actual_date')}"]
