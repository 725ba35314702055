"""The sheet Targets of a register, written cell by cell: a good row of each kind, and earlier versions of targets."""

from collections.abc import Callable, Collection
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl.workbook import Workbook

from support.further_sheets import put, write_full
from support.registers import TODAY
from warehouse.settings import get_settings
from warehouse.sources.register.reader import RegisterReading, read_register

SHEET = "Targets"
Row = dict[str, object]
# Rows 5 to 12 of the sheet: value with interim points, relative change by sex, direction, maintain, band, done by date,
# approved, withdrawn.
GOOD: list[Row] = [
    {"Target ID": "T-1", "Indicator ID": "IL10", "Reference area": "CHL", "Target type": "value", "Target year": 2027,
     "Target value": 24.5, "Interim 2025": "25.8", "Target status": "proposed", "Reason": "A fifth less"},
    {"Target ID": "T-2", "Indicator ID": "IL10", "Reference area": "CHL", "For whom": "sex=SEX_F",
     "Target type": "Relative change", "Target year": "2027", "Change in %": -20, "Target status": "proposed"},
    {"Target ID": "T-3", "Indicator ID": "IL01", "Reference area": "X06", "Target type": "direction_only",
     "Target status": "proposed"},
    {"Target ID": "T-4", "Indicator ID": "IL08", "Reference area": "KEN", "Target type": "maintain",
     "Target year": 2027, "Target status": "proposed"},
    {"Target ID": "T-5", "Indicator ID": "IL14", "Reference area": "FRA", "Target type": "band", "Lower bound": 45,
     "Upper bound": 55, "Target status": "proposed"},
    {"Target ID": "T-6", "Indicator ID": "OI03a", "Reference area": "STRATEGY", "Target type": "done_by_date",
     "Target year": 2025, "Target status": "proposed"},
    {"Target ID": "T-7", "Indicator ID": "OI10a",
     "Indicator": "Organizations trained on fundamental rights and dialogue", "Reference area": "STRATEGY",
     "For whom": "group=employers", "Target type": "value", "Target year": 2027, "Target value": 90,
     "Target status": "approved", "Approver": "Unit B", "Approved on": date(2025, 1, 15)},
    {"Target ID": "T-8", "Indicator ID": "OI10b", "Reference area": "STRATEGY", "For whom": "total",
     "Target type": "value", "Target year": 2027, "Target value": 50, "Target status": "withdrawn",
     "Reason": "The follow-up survey has ended"},
]  # fmt: skip


def write_targets(path: Path, *spoils: Callable[[Workbook], None]) -> Path:
    """A register with the good targets, opened, spoilt and saved."""
    return write_full(path, *spoils, rows={SHEET: GOOD})


def change(row: int, **values: object) -> Callable[[Workbook], None]:
    """Writes values into a row of the sheet; an underscore stands for a blank in a heading."""
    return put(SHEET, row, {name.replace("_", " "): value for name, value in values.items()})


def version(**said: str) -> dict[str, Any]:
    """The good first target as an earlier register stored it, with what it said otherwise."""
    stored = {
        "target_id": "T-1", "indicator_id": "IL10", "reference_area_code": "CHL", "target_type": "value",
        "target_year": "2027", "target_value": "24.5", "interim_2025": "25.8", "target_status": "proposed",
        "reason": "A fifth less", "reporter": "Unit C", "submitted_on": "2024-01-30", "report_state": "submitted",
    }  # fmt: skip
    return stored | said


def read_after(path: Path, *earlier: dict[str, Any]) -> RegisterReading:
    """What the reader makes of a file when these versions have landed before it."""

    def landed(targets: Collection[str]) -> list[dict[str, Any]]:
        return [row for row in earlier if row["target_id"] in targets]

    return read_register(path, get_settings(), today=TODAY, earlier_targets=landed)
