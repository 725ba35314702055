"""The sample's registers: valid as handed in, marked as sample, and a story in which every status word occurs."""

import csv
import zipfile
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from warehouse.sample import SAMPLE_AS_OF
from warehouse.sampling.registers import write_registers
from warehouse.settings import PROJECT_ROOT, get_settings
from warehouse.sources.register.reader import RegisterReading, read_register

PERIODS = ["2023H1", "2023H2", "2024H1", "2024H2", "2025H1", "2025H2", "2026H1"]
BETWEEN = ["2024H1_further", "2024H2_mended", "2026H1_draft"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("registers")
    write_registers(folder)
    return folder


@pytest.fixture(scope="module")
def readings(folder: Path) -> dict[str, RegisterReading]:
    settings = get_settings(home=folder / "home")
    found = {path.stem.removeprefix("milestone_register_"): path for path in sorted(folder.iterdir()) if path.is_file()}
    return {period: read_register(path, settings, today=SAMPLE_AS_OF) for period, path in found.items()}


@pytest.fixture(scope="module")
def phases() -> list[dict[str, str]]:
    with (PROJECT_ROOT / "seeds" / "strategy" / "phasing.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def reports(readings: dict[str, RegisterReading], phase_id: str) -> list[dict[str, Any]]:
    milestones = [row for period in PERIODS for row in readings[period].rows if row["record"] == "milestone"]
    return [row for row in milestones if row["phase_id"] == phase_id]


def status(phase: dict[str, str], mine: list[dict[str, Any]], *, alternative: bool) -> str:
    """The status at the sample's as-of date by the plain definitions, apart from the SQL that decides it."""
    end = int((phase["alt_year_end"] if alternative else "") or phase["year_end"])
    start = int((phase["alt_year_start"] if alternative else "") or phase["year_start"])
    latest = mine[-1] if mine else None
    if phase["nature"] == "continuous":
        if start > SAMPLE_AS_OF.year or latest is None:
            return "not_started"
        return str(latest["status"])
    if latest is not None and latest["status"] == "cancelled":
        return "cancelled"
    due = date(end, 12, 31)
    if latest is not None and latest["status"] == "completed":
        return "achieved_on_time" if date.fromisoformat(latest["actual_date"]) <= due else "achieved_late"
    if due >= SAMPLE_AS_OF:
        return "not_due"
    return "overdue" if latest else "not_reported"


def test_every_register_is_valid_and_marked_as_sample(readings: dict[str, RegisterReading]) -> None:
    assert list(readings) == sorted(PERIODS + BETWEEN)
    for name, reading in readings.items():
        assert reading.findings == [], name
        assert reading.is_sample
        assert len(reading.rows) == reading.reported_count >= 3
        assert reading.submitted_on is not None
        assert reading.submitted_on <= SAMPLE_AS_OF
        assert reading.is_draft == name.endswith("draft")
    for period in PERIODS:
        milestones = [row for row in readings[period].rows if row["record"] == "milestone"]
        assert len(milestones) >= 13
        assert {row["reporting_period_id"] for row in milestones} == {period}


def test_one_register_is_a_csv_and_the_others_are_workbooks(folder: Path) -> None:
    endings = [path.suffix for path in sorted(folder.iterdir()) if path.is_file()]
    assert sorted(endings) == [".csv"] + 9 * [".xlsx"]


def test_registers_are_the_same_bytes_on_every_machine(folder: Path, tmp_path: Path) -> None:
    for path in write_registers(tmp_path):
        twin = folder / path.name
        assert sha256(path.read_bytes()).hexdigest() == sha256(twin.read_bytes()).hexdigest(), path.name
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                assert {part.compress_type for part in book.infolist()} == {zipfile.ZIP_STORED}
                assert {part.date_time[0] for part in book.infolist()} == {2023}


def test_every_status_word_occurs(readings: dict[str, RegisterReading], phases: list[dict[str, str]]) -> None:
    words = {
        status(phase, reports(readings, phase["segment_id"]), alternative=alternative)
        for phase in phases
        for alternative in (False, True)
    }
    discrete = {"not_due", "achieved_on_time", "achieved_late", "overdue", "not_reported", "cancelled"}
    assert words == discrete | {"active", "inactive", "not_started"}


def test_the_story_is_the_one_that_docs_tell(
    readings: dict[str, RegisterReading], phases: list[dict[str, str]]
) -> None:
    told = {
        phase["segment_id"]: status(phase, reports(readings, phase["segment_id"]), alternative=False)
        for phase in phases
        if phase["nature"] == "discrete"
    }
    counts = {word: list(told.values()).count(word) for word in set(told.values())}
    assert counts == {"achieved_on_time": 12, "achieved_late": 5, "overdue": 2, "not_reported": 1, "cancelled": 1}
    page = (PROJECT_ROOT / "docs" / "sample.md").read_text(encoding="utf-8").split("## The story of the register")[1]
    lines = {
        "achieved_on_time": "| achieved on time |",
        "achieved_late": "| achieved late |",
        "overdue": "| due and not achieved |",
        "not_reported": "| never reported on |",
        "cancelled": "| cancelled,",
    }
    for word, start in lines.items():
        line = next(line for line in page.splitlines() if line.startswith(start))
        assert {phase for phase in told if phase in line} == {phase for phase in told if told[phase] == word}, word


def test_readings_of_the_plan_change_the_answer(
    readings: dict[str, RegisterReading], phases: list[dict[str, str]]
) -> None:
    pairs = {
        phase["segment_id"]: tuple(
            status(phase, reports(readings, phase["segment_id"]), alternative=alternative)
            for alternative in (False, True)
        )
        for phase in phases
    }
    assert pairs["O11-S1"] == ("achieved_late", "achieved_on_time")
    assert pairs["O08-S1"] == ("achieved_on_time", "achieved_late")
    assert pairs["O05-S2"] == ("overdue", "not_due")


def test_forecasts_slip_and_evidence_leads_nowhere(readings: dict[str, RegisterReading]) -> None:
    forecasts = [row["forecast_date"] for row in reports(readings, "O04-S2") if row["forecast_date"]]
    assert forecasts == sorted(set(forecasts))
    assert len(forecasts) == 3
    rows = [row for reading in readings.values() for row in reading.rows]
    links = {row.get(key) for row in rows for key in ("evidence_link", "link")} - {None}
    assert len(links) > 60
    assert all(str(link).startswith("https://example.org/") for link in links)
