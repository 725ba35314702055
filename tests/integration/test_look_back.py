"""A look back through the command: a past day gives its figures again, and what reads otherwise today is named.

One home for the module; the tests run in the order in which they stand, each on what the one before left.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from support import faults
from warehouse.sources.register.template import write_register

pytestmark = pytest.mark.slow

DAY, TODAY = "2025-03-01", "2025-06-01"
EARLY = [
    {"phase_id": "O03-S2", "reporting_period_id": "2024H2", "status": "completed", "actual_date": date(2024, 11, 29),
     "evidence_link": "https://example.org/protocol"},
    {"phase_id": "O04-S2", "reporting_period_id": "2024H2", "status": "in_progress",
     "forecast_date": date(2025, 6, 30), "reason": "Comments came in late"},
]  # fmt: skip
LATE = [
    EARLY[0] | {"actual_date": date(2025, 1, 10), "reason": "The board met later"},
    {"phase_id": "O08-S1", "reporting_period_id": "2024H2", "status": "completed", "actual_date": date(2024, 12, 1),
     "evidence_link": "https://example.org/guide"},
]  # fmt: skip
# Collective bargaining coverage of one country: 2022 and 2023 read otherwise in the later file, and 2024 is new.
COVERAGE = {"2025-01-15": {2022: 40.0, 2023: 41.0}, "2025-05-10": {2022: 42.0, 2023: 43.0, 2024: 45.0}}
TARGET = {"target_id": "T-CBCT", "indicator_id": "IL02", "reference_area_code": "ARG", "target_type": "value",
          "target_year": 2027, "target_value": 50.0, "target_status": "proposed"}  # fmt: skip
# What the headings of the workbook stand for, written here a second time.
ROW = {"Indicator": "indicator_id", "Area code": "reference_area_code", "Group code": "disaggregation", "Year": "year"}
NUMBERS = {
    "Baseline year": "baseline_year", "Baseline": "baseline_value", "Actual": "value", "Target year": "target_year",
    "Target": "target_value", "Expected": "expected_value", "Share of way done": "met_share", "Data year": "data_year",
    "Step from": "trend_from_year", "Row": "row_number",
}  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("look_back") / "home"
    (home / "landing").mkdir(parents=True)
    return home


def _land(home: Path, reports: list[dict[str, Any]], submitted: date) -> None:
    write_register(
        home / "landing" / f"register_{submitted}.csv", reports, submitted_on=submitted, reporter="Unit A",
        data_kind="real", csv=True,
    )  # fmt: skip


def _land_coverage(home: Path, day: str) -> None:
    lines = ["ref_area,source,indicator,time,obs_value,obs_status,note_indicator,note_source"]
    lines += [f"ARG,BA:480,ILR_CBCT_NOC_RT,{year},{value},,," for year, value in COVERAGE[day].items()]
    path = home / "landing" / f"ILR_CBCT_NOC_RT_A-{day.replace('-', '')}T0000.csv"
    path.write_text("\n".join(lines) + "\n")


def _run(home: Path, as_of: str) -> str:
    before = set((home / "releases").glob("2*"))
    ran = faults.dwsc(home, "run", "--as-of", as_of)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    made = set((home / "releases").glob("2*")) - before
    return made.pop().name if made else ""


def _read(home: Path, release_id: str, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(home / "releases" / release_id / f"dwsc_{release_id}.duckdb"), read_only=True) as database:
        rows: list[tuple[Any, ...]] = database.execute(query).fetchall()
        return rows


def _figures(home: Path, release_id: str) -> list[tuple[Any, ...]]:
    return _read(home, release_id, "select * from monitoring.figures order by figure_id")


def _current(home: Path) -> str:
    return str(json.loads((home / "releases" / "current.json").read_text())["release_id"])


def test_a_past_day_gives_its_figures_again_whatever_came_in_since(home: Path) -> None:
    _land(home, EARLY, date(2025, 1, 31))
    write_register(
        home / "landing" / "targets.xlsx", [], submitted_on=date(2025, 1, 31), reporter="Unit A", data_kind="real",
        further={"Targets": [TARGET]},
    )  # fmt: skip
    _land_coverage(home, "2025-01-15")
    first = _run(home, DAY)
    assert _run(home, DAY) == "", "nothing changed, so nothing is published"
    _land(home, LATE, date(2025, 5, 10))
    _land_coverage(home, "2025-05-10")
    later = _run(home, TODAY)
    again = _run(home, DAY)
    assert later > first
    assert again > later
    assert _figures(home, again) == _figures(home, first)
    assert _figures(home, later) != _figures(home, first)
    assert _read(home, again, "select count(*) from monitoring.restated") == [(0,)], "the later day is not known yet"
    assert _current(home) == again
    assert DAY in (home / "releases" / again / "release.json").read_text()
    assert "not compared with" in (home / "releases" / again / "CHANGES.md").read_text()


def test_what_reads_otherwise_is_named_with_old_new_and_cause(home: Path) -> None:
    first, later = sorted(path.name for path in (home / "releases").glob("2*"))[:2]
    found = _read(
        home, later,
        "select subject_id, old_value, new_value, cause, is_restatement, cause_detail from monitoring.restated "
        f"where release_id = '{first}' and table_name = 'milestone_status' and measure = 'status' "
        "and reading = 'primary' and cause <> 'time passed' order by subject_id",
    )  # fmt: skip
    assert [row[:5] for row in found] == [
        ("O03-S2", "achieved_on_time", "achieved_late", "undeclared change", True),
        ("O08-S1", "not_reported", "achieved_on_time", "new report", False),
    ]
    assert "Unit A" in found[0][5]
    then, now = (dict(_read(home, name, "select figure_id, value from monitoring.figures")) for name in (first, later))
    differs = {key for key in then | now if then.get(key) != now.get(key)}
    restated = _read(home, later, f"select figure_id from monitoring.restated where release_id = '{first}'")
    assert {row[0] for row in restated} == differs
    changes = (home / "releases" / later / "CHANGES.md").read_text()
    assert "| milestone_status.status (primary) | O03-S2 | – | achieved_on_time | achieved_late | undeclared" in changes


def test_a_rating_that_moved_between_two_releases_is_taken_apart(home: Path) -> None:
    """Shares of the way over shares of the time, one thing after another becoming what it is now."""
    first, later = sorted(path.name for path in (home / "releases").glob("2*"))[:2]
    then = ((41 - 40) / (50 - 40)) / (1 / 5)
    revised = ((43 - 40) / (50 - 40)) / (1 / 5)
    newer = ((45 - 40) / (50 - 40)) / (2 / 5)
    now = ((45 - 42) / (50 - 42)) / (2 / 5)
    parts = ("source_revision", "new_period", "baseline", "target", "method", "quality_gate")
    ((year_before, year_now, before, after, change, cause, *found),) = _read(
        home, later,
        "select year_before, year_now, ratio_before, ratio_now, ratio_change, cause, "
        + ", ".join(f"part_{part}" for part in parts)
        + f" from indicators.rating_changes where release_id = '{first}' and reference_area_code = 'ARG' "
        "and indicator_id = 'IL02' and disaggregation = 'total'",
    )  # fmt: skip
    assert (year_before, year_now, cause) == (2023, 2024, "source_revision")
    assert (before, after, change) == pytest.approx((then, now, now - then))
    assert found == pytest.approx([revised - then, newer - revised, now - newer, 0.0, 0.0, 0.0])
    assert sum(found) == pytest.approx(change)
    rated = "select ratio from indicators.progress where indicator_id = 'IL02' and method = 'linear' and is_latest"
    assert [_read(home, release, rated) for release in (first, later)] == [[(before,)], [(after,)]]


def test_every_number_of_the_workbook_is_that_of_the_release(home: Path, tmp_path: Path) -> None:
    """Numbers by row and heading; which heading stands for which column is written here a second time."""
    later = sorted(path.name for path in (home / "releases").glob("2*"))[1]
    assert faults.dwsc(home, "releases", "--point-at", later).returncode == 0
    path = tmp_path / "tracking.xlsx"
    told = faults.dwsc(home, "export", "tracking", "-o", str(path))
    assert told.returncode == 0, told.stdout + told.stderr
    sheet = openpyxl.load_workbook(path)["Tracking"]
    headings, *lines = [[cell.value for cell in line] for line in sheet[sheet.tables["tracking"].ref]]
    written = {
        tuple(line[headings.index(heading)] for heading in ROW): [
            value if isinstance(value := line[headings.index(heading)], int | float) else None for heading in NUMBERS
        ]
        for line in lines
        if isinstance(line[headings.index("Year")], int)
    }
    keys, columns = ", ".join(ROW.values()), ", ".join(NUMBERS.values())
    found = _read(home, later, f"select {keys}, {columns} from indicators.tracking_table where year is not null")
    released = {row[: len(ROW)]: list(row[len(ROW) :]) for row in found}
    assert written.keys() == released.keys()
    # A cell of a workbook keeps 16 digits of a number.
    shown = {key: [None if value is None else float(f"{value:.16g}") for value in row] for key, row in released.items()}
    assert written == shown
    assert len([row for row in written if row[0] == "IL02"]) == 3, "a row per year since the baseline"


def test_the_pointer_goes_back_to_the_later_day(home: Path) -> None:
    later = sorted(path.name for path in (home / "releases").glob("2*"))[1]
    assert faults.dwsc(home, "releases", "--point-at", later).returncode == 0
    assert _current(home) == later
    assert _run(home, TODAY) == "", "what is current again was built from just these inputs"
