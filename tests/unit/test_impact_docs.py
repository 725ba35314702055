"""docs/impact.md lists every rule of the gate with its threshold, and the measured rate of every simulated design."""

import re
from pathlib import Path

import pytest

from dashboards import impact
from warehouse.impact import claims, thresholds
from warehouse.impact.assignments import EXACT_UP_TO
from warehouse.impact.designs import SERIES
from warehouse.settings import PROJECT_ROOT

TEXT = (PROJECT_ROOT / "docs" / "impact.md").read_text(encoding="utf-8")
TESTS = (Path(__file__).parent / "test_impact_null.py").read_text(encoding="utf-8")


def _rows(heading: str) -> dict[str, list[str]]:
    table = TEXT.split(heading, 1)[1].split("\n\n", 1)[0]
    lines = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("| ")]
    return {first.strip("`"): rest for first, *rest in lines}


def test_every_rule_is_listed_in_the_order_of_the_gate() -> None:
    listed = list(_rows("| rule | asks for | why |"))
    assert [each for each in listed if each != "---"] == list(impact.RULES)


def test_thresholds_are_those_of_the_code() -> None:
    rules = _rows("| rule | asks for | why |")
    wanted = {
        "points_before": [thresholds.POINTS_BEFORE["difference_in_differences"], thresholds.POINTS_BEFORE[SERIES]],
        "points_after": [thresholds.POINTS_AFTER["difference_in_differences"], thresholds.POINTS_AFTER[SERIES]],
        "treated_areas": [thresholds.TREATED_AREAS["difference_in_differences"], thresholds.TREATED_AREAS[SERIES]],
        "comparison_areas": [thresholds.COMPARISON_AREAS],
        "composition": [round(100 * thresholds.SHARE_USABLE)],
        "pre_trends": [f"{thresholds.PRE_TREND_P:.2f}"],
        "anticipation": [f"{thresholds.ANTICIPATION_P:.2f}"],
        "test_level": [f"{100 * thresholds.LOWEST_LEVEL:.1f} %"],
    }
    for rule, numbers in wanted.items():
        assert all(str(number) in rules[rule][0] for number in numbers), rule
    assert f"Up to {EXACT_UP_TO:,}" in TEXT
    assert f"Fewer than {thresholds.CLUSTERED_FROM} treated" in TEXT
    assert f"below {thresholds.SHORT_SERIES} points" in TEXT


def test_every_simulated_design_has_its_measured_rate_in_the_band() -> None:
    rates = _rows("| treated of all areas | rejected at 5 % | passed the gate |")
    simulated = re.findall(r'^    "([0-9][^"]+)": impact_panels', TESTS, re.MULTILINE)
    assert [name for name in rates if name != "---"] == simulated
    for name in simulated:
        assert 3.5 <= float(rates[name][0].removesuffix(" %")) <= 6.5


@pytest.mark.parametrize("claim", claims.WORDS)
def test_every_claim_is_explained(claim: str) -> None:
    assert f"`{claim}`" in TEXT
