"""Impact designs from files to published tables: a plan that passes, one that is refused, a later version, a draft.

The expected estimate is worked out here from the rows of the files, by numpy alone.
"""

from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from support import dbt_harness
from support.dbt_harness import Inputs, query

TREATED = ("CHL", "CRI", "JOR")
OTHERS = (
    "BGD",
    "CHN",
    "CIV",
    "CMR",
    "EGY",
    "ETH",
    "FJI",
    "GHA",
    "GTM",
    "HTI",
    "IDN",
    "IND",
    "KEN",
    "MAR",
    "NPL",
    "PAK",
    "PHL",
)
YEARS = tuple(range(2015, 2025))
START, EFFECT = 2022, 3.0
TABLES = ("impact_designs", "impact_estimates", "impact_gate_results", "impact_diagnostics", "impact_values")
PLAN = {
    "record": "design", "design_id": "D1", "design_question": "Did it change?", "indicator_id": "IL01",
    "method": "difference_in_differences", "first_year": "2015", "last_year": "2024", "start_year": "2022",
    "assumptions": "Both would have moved alike.", "spillover_risk": "medium", "spillover_reason": "They trade.",
    "registered_by": "Evaluation office", "report_state": "submitted", "submitted_on": "2021-06-01",
    "reporter": "Evaluation office", "design_sha256": "a1" * 32, "place": "Designs row 5",
}  # fmt: skip
LATE = {**PLAN, "submitted_on": "2025-02-01", "design_sha256": "b2" * 32, "assumptions": "Said otherwise."}
SERIES = {**PLAN, "design_id": "D2", "method": "interrupted_series", "start_year": "2023", "design_sha256": "c3" * 32}
DRAFT = {**PLAN, "design_id": "D3", "report_state": "draft", "design_sha256": "d4" * 32}
GENERATOR = np.random.default_rng(11)
OUTCOME = {
    area: 4
    + GENERATOR.normal()
    + 0.3 * GENERATOR.normal(size=len(YEARS))
    + EFFECT * (np.array(YEARS) >= START) * (area in TREATED)
    for area in (*TREATED, *OTHERS)
}


def _areas(plan: dict[str, Any], treated: tuple[str, ...], others: tuple[str, ...]) -> list[dict[str, Any]]:
    roles = {**dict.fromkeys(treated, "treated"), **dict.fromkeys(others, "comparison")}
    shared = {key: plan[key] for key in ("design_id", "design_sha256", "report_state", "submitted_on", "reporter")}
    return [
        {**shared, "record": "design_area", "reference_area_code": area, "role": role} for area, role in roles.items()
    ]


def _observations(last_year: int) -> list[dict[str, Any]]:
    return [
        {"ref_area": area, "resolved_ref_area": area, "source": "XX:900001", "indicator": "SDG_0882_NOC_RT",
         "time": str(year), "obs_value": repr(float(value))}
        for area, series in OUTCOME.items() for year, value in zip(YEARS, series, strict=True) if year <= last_year
    ]  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("impact")
    inputs = Inputs(folder)
    for snapshot_id, last, known in (("early", 2023, "2024-05-01T00:00:00Z"), ("late", 2024, "2025-02-10T00:00:00Z")):
        inputs.snapshot(snapshot_id, "ilostat", "SDG_0882_NOC_RT_A", _observations(last), known_from=known)
    inputs.snapshot("plans", "evaluation", "evaluation", [
        PLAN, *_areas(PLAN, TREATED, OTHERS), SERIES, *_areas(SERIES, TREATED[:1], ()), DRAFT,
        *_areas(DRAFT, TREATED, OTHERS),
    ], known_from="2021-06-01T00:00:00Z")  # fmt: skip
    inputs.snapshot("again", "evaluation", "evaluation", [LATE, *_areas(LATE, TREATED, OTHERS)],
                    known_from="2025-02-01T00:00:00Z")  # fmt: skip
    done = dbt_harness.dbt(
        folder, "build", "--select", *(f"+{table}" for table in TABLES), "--indirect-selection", "cautious",
        "--exclude-resource-type", "unit_test", inputs_dir=str(inputs.write()), as_of="2025-03-01", is_sample=False,
        fingerprint="f", release_id="20250301_120000", run_id="run", built_at="2026-11-22 12:00:00",
    )  # fmt: skip
    assert [line for line in dbt_harness.problems(done) if " warn " not in line] == []
    return folder


def _change(area: str) -> float:
    after = np.array(YEARS) >= START
    return float(OUTCOME[area][after].mean() - OUTCOME[area][~after].mean())


def _difference(treated: tuple[str, ...]) -> float:
    others = [area for area in OUTCOME if area not in treated]
    return float(np.mean([_change(area) for area in treated]) - np.mean([_change(area) for area in others]))


def test_every_version_has_its_verdict_and_a_draft_has_none(built: Path) -> None:
    rows = query(
        built,
        "select design_id, design_version_no, verdict, is_current, cast(registered_at as date)::varchar,"
        " cast(known_to as date)::varchar, treated_areas, comparison_area_count, claim"
        " from evaluation.impact_designs order by all",
    )
    assert rows == [
        ("D1", 1, "passed", False, "2021-06-01", "2025-02-01", "CHL CRI JOR", 17, "contribution"),
        ("D1", 2, "passed", True, "2025-02-01", None, "CHL CRI JOR", 17, "contribution"),
        ("D2", 1, "refused", True, "2021-06-01", None, "CHL", 0, None),
    ]


def test_the_estimate_is_the_difference_of_the_files_values(built: Path) -> None:
    rows = query(
        built,
        "select estimate, p_value, interval_low, interval_high, interval_method, treated_count, comparison_count,"
        " points_before, points_after from evaluation.impact_estimates"
        " where design_id = 'D1' order by design_version_no",
    )
    assert len(rows) == 2
    for estimate, p_value, low, high, method, *counts in rows:
        assert estimate == pytest.approx(_difference(TREATED), abs=1e-9)
        assert low < estimate < high
        assert (method, counts) == ("randomization", [3, 17, 7, 3])
        assert 1 / 1140 <= p_value <= 0.05
    every = np.array([abs(_difference(chosen)) for chosen in combinations(sorted(OUTCOME), 3)])
    assert (every >= abs(_difference(TREATED)) - 1e-9).mean() <= 0.05, "an effect of three is rare by chance"


def test_a_refused_design_has_reasons_and_no_number(built: Path) -> None:
    rows = query(
        built,
        "select quantity, estimate, interval_low, interval_high, p_value, standard_error, claim, refusal_reasons"
        " from evaluation.impact_estimates where design_id = 'D2' order by quantity",
    )
    assert [row[:7] for row in rows] == [("level_change", *[None] * 6), ("slope_change", *[None] * 6)]
    assert all("The areas that can be used have 2 years from the start on." in row[7] for row in rows)
    later = query(built, "select max(year) from evaluation.impact_diagnostics where design_id = 'D2'")
    assert later == [(2022,)], "nothing is told of the years from the start on"


def test_a_plan_that_came_after_its_data_is_marked(built: Path) -> None:
    rows = query(
        built,
        "select design_version_no, verdict from evaluation.impact_gate_results"
        " where rule_id = 'registered_before' and design_id = 'D1' order by 1",
    )
    assert rows == [(1, "met"), (2, "noted")], "values of 2022 and 2023 were known from May 2024 on"


def test_every_value_leads_to_its_row_and_to_when_it_was_first_known(built: Path) -> None:
    rows = query(
        built,
        "select reference_area_code, year, value, snapshot_id, row_number, cast(first_known_from as date)::varchar"
        " from evaluation.impact_values where design_id = 'D1' and design_version_no = 1 order by 1, 2",
    )
    assert len(rows) == len(OUTCOME) * len(YEARS)
    numbers = {(each["ref_area"], each["time"]): place for place, each in enumerate(_observations(2024), 1)}
    for area, year, value, snapshot_id, row_number, known in rows:
        assert value == pytest.approx(OUTCOME[area][year - 2015], abs=1e-12)
        assert (snapshot_id, row_number) == ("late", numbers[area, str(year)])
        assert known == ("2025-02-10" if year == 2024 else "2024-05-01")


def test_no_average_after_the_start_can_be_taken_of_a_refused_design(built: Path) -> None:
    rows = query(
        built,
        "select year, count(*), count(value), min(withheld_reason) from evaluation.impact_values"
        " where design_id = 'D2' group by year order by year",
    )
    assert rows == [(year, 1, int(year < 2023), None if year < 2023 else "design_refused") for year in YEARS]


def test_leaving_one_area_out_is_told_for_each(built: Path) -> None:
    rows = dict(
        query(
            built,
            "select reference_area_code, value from evaluation.impact_diagnostics"
            " where design_id = 'D1' and design_version_no = 1 and diagnostic = 'leave_one_out'",
        )
    )
    assert rows.keys() == OUTCOME.keys()
    others = [_change(area) for area in OTHERS]
    kept = [_change(area) for area in TREATED if area != "CRI"]
    assert rows["CRI"] == pytest.approx(np.mean(kept) - np.mean(others), abs=1e-9)
