"""The sample's three impact designs: one passes, two are refused for different reasons, and a second reading agrees.

The second reading takes the file as `csv` gives it and the plan as openpyxl gives it; it shares no code with the first.
"""

import csv
import gzip
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import openpyxl
import pytest

from support import dbt_harness
from warehouse.sample import write_sample

NEWEST = "SDG_0882_NOC_RT_A-20260217T0814.csv.gz"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    write_sample(folder)
    return folder


@pytest.fixture
def built(sample_home: Path) -> Path:
    return sample_home


def _plan(sample: Path) -> dict[str, str]:
    """Role of each area of D01, by its code, as the workbook says."""
    (path,) = sample.glob("evaluation_2023*.xlsx")
    sheet = openpyxl.load_workbook(path, read_only=True)["Design areas"]
    found = (row for row in sheet.iter_rows(values_only=True) if row[0] == "D01")
    return {str(row[1]): str(row[2]) for row in found}


def _series(sample: Path, areas: dict[str, str]) -> dict[str, dict[int, float]]:
    """Values of 2015 to 2024 by area, from the file itself."""
    series: dict[str, dict[int, float]] = defaultdict(dict)
    with gzip.open(sample / NEWEST, "rt", encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["ref_area"] in areas and 2015 <= int(row["time"]) <= 2024:
                series[row["ref_area"]][int(row["time"])] = float(row["obs_value"])
    assert {len(years) for years in series.values()} == {10}
    return series


def _changes(sample: Path, areas: dict[str, str]) -> dict[str, float]:
    """Mean of 2023 and 2024 less mean of 2015 to 2022, by area."""
    return {
        area: sum(years[each] for each in (2023, 2024)) / 2 - sum(years[each] for each in range(2015, 2023)) / 8
        for area, years in _series(sample, areas).items()
    }


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)


def test_the_estimate_agrees_with_a_second_reading_of_file_and_plan(built: Path, sample: Path) -> None:
    areas = _plan(sample)
    change = _changes(sample, areas)
    groups = {role: [change[area] for area, part in areas.items() if part == role] for role in set(areas.values())}
    wanted = _mean(groups["treated"]) - _mean(groups["comparison"])
    ((estimate, low, high, claim),) = dbt_harness.query(
        built,
        "select estimate, interval_low, interval_high, claim_words from evaluation.impact_estimates"
        " where design_id = 'D01'",
    )
    assert estimate == pytest.approx(wanted, abs=1e-9)
    assert low < 0 < high, "the sample was given no effect, and none is told"
    assert claim == "Contribution, not attribution."


def test_placebos_agree_with_a_second_reading(built: Path, sample: Path) -> None:
    areas = _plan(sample)
    change = _changes(sample, areas)
    others = {area: change[area] for area, part in areas.items() if part == "comparison"}
    told = dict(
        dbt_harness.query(
            built,
            "select reference_area_code, value from evaluation.impact_diagnostics"
            " where design_id = 'D01' and diagnostic = 'placebo_in_space'",
        )
    )
    assert told.keys() == others.keys()
    for area, value in told.items():
        rest = [each for code, each in others.items() if code != area]
        assert value == pytest.approx(others[area] - _mean(rest), abs=1e-9)


def test_the_drift_before_the_start_agrees_with_a_second_reading(built: Path, sample: Path) -> None:
    areas = _plan(sample)
    series = _series(sample, areas)
    slopes = {
        area: sum((year - 2018.5) * years[year] for year in range(2015, 2023)) / 42 for area, years in series.items()
    }
    groups = {role: [slopes[area] for area, part in areas.items() if part == role] for role in set(areas.values())}
    wanted = (_mean(groups["treated"]) - _mean(groups["comparison"])) * (2023.5 - 2018.5)
    told = "select design_id, value from evaluation.impact_diagnostics where diagnostic = 'drift_before'"
    assert dbt_harness.query(built, told) == [("D01", pytest.approx(wanted, abs=1e-9))]


def test_two_are_refused_for_different_reasons_and_without_a_number(built: Path) -> None:
    rows = dbt_harness.query(
        built,
        "select design_id, rule_id from evaluation.impact_gate_results where verdict = 'not_met' order by 1, 2",
    )
    broken = {design: {rule for name, rule in rows if name == design} for design in ("D01", "D02", "D03")}
    assert broken["D01"] == set()
    assert broken["D02"] == {"points_after"}
    assert {"outcome_measured", "spillover"} <= broken["D03"]
    for first, other in combinations(("D02", "D03"), 2):
        assert not broken[first] & broken[other]
    numbers = dbt_harness.query(
        built,
        "select count(coalesce(estimate, interval_low, interval_high, p_value, standard_error)), count(*)"
        " from evaluation.impact_estimates where design_id <> 'D01'",
    )
    assert numbers == [(0, 3)]


def test_plans_were_registered_before_their_values_were_known(built: Path) -> None:
    rows = dbt_harness.query(
        built,
        "select designs.design_id, max(designs.registered_at) < min(measured.first_known_from)"
        " from evaluation.impact_designs as designs inner join evaluation.impact_values as measured"
        " on measured.design_id = designs.design_id and measured.year >= designs.first_start_year"
        " group by designs.design_id order by 1",
    )
    assert rows == [("D01", True), ("D02", True), ("D03", True)]
