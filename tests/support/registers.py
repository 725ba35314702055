"""Registers for tests: a good one, ways to spoil it, and the name of the rule that a finding breaks."""

import io
import re
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from warehouse.rejected import Finding
from warehouse.settings import get_settings
from warehouse.sources.register.catalogue import RULES
from warehouse.sources.register.columns import BY_KEY
from warehouse.sources.register.reader import RegisterReading, read_register
from warehouse.sources.register.template import write_register

TODAY = date(2025, 6, 1)
SUBMITTED = date(2025, 1, 31)
REPORTER = "Unit A"
# In the form for 2024H2 the phases stand from row 5 on, in the order of the plan.
FIRST_ROW = 5
REPORTS: list[dict[str, object]] = [
    {"phase_id": "O03-S2", "reporting_period_id": "2024H2", "status": "completed", "actual_date": date(2024, 11, 29),
     "evidence_link": "https://example.org/protocol"},
    {"phase_id": "O04-S2", "reporting_period_id": "2024H2", "status": "in_progress",
     "forecast_date": date(2025, 3, 31), "reason": "Comments came in late"},
    {"phase_id": "O06-S2", "reporting_period_id": "2024H2", "status": "active", "evidence_link": "File 12-7"},
    {"phase_id": "O07-S2", "reporting_period_id": "2024H2", "status": "inactive", "reason": "No request"},
]  # fmt: skip
ROWS = {"O01-S1": 5, "O01-S2": 6, "O03-S2": 10, "O03-S3": 11, "O04-S2": 13, "O06-S2": 18, "O07-S2": 20, "O08-S2": 22}
LETTERS = {key: chr(ord("A") + place) for place, key in enumerate(BY_KEY)}
_PATTERNS = {
    name: re.compile(re.sub(r"\\\{\w+\\\}", ".+", re.escape(rule.says)), re.DOTALL) for name, rule in RULES.items()
}


def cell(phase: str, key: str) -> str:
    """The address of a cell in the form for 2024H2."""
    return f"{LETTERS[key]}{ROWS[phase]}"


def write_good(path: Path, reports: list[dict[str, object]] | None = None) -> Path:
    """A register without any error, workbook or CSV by its name."""
    write_register(
        path, REPORTS if reports is None else reports, submitted_on=SUBMITTED, reporter=REPORTER, data_kind="real",
        csv=path.suffix == ".csv",
    )  # fmt: skip
    return path


def write_spoilt(path: Path, spoil: Callable[[Workbook], None], reports: list[dict[str, object]] | None = None) -> Path:
    """A good workbook, opened, spoilt and saved."""
    book = load_workbook(io.BytesIO(_good() if reports is None else write_good(path, reports).read_bytes()))
    spoil(book)
    book.save(path)
    return path


@cache
def _good() -> bytes:
    """The good register; it is written once, for hundreds of tests that each spoil their own copy."""
    with TemporaryDirectory() as folder:
        return write_good(Path(folder) / "register.xlsx").read_bytes()


def read(path: Path) -> RegisterReading:
    """What the reader makes of a file on the day of the tests."""
    return read_register(path, get_settings(), today=TODAY)


def rule_of(finding: Finding) -> str:
    """The name of the rule that a finding says is broken."""
    names = [name for name, pattern in _PATTERNS.items() if pattern.fullmatch(finding.rule)]
    assert len(names) == 1, (finding.rule, names)
    return names[0]


def broken(reading: RegisterReading) -> list[tuple[str, str]]:
    """Place and rule of every finding."""
    return [(finding.place, rule_of(finding)) for finding in reading.findings]
