"""The reference sheets that we propose, read from their CSV files alone: whole, in step with the plan, and honest."""

import csv
from pathlib import Path

import pytest

from warehouse.settings import PROJECT_ROOT

SEEDS = PROJECT_ROOT / "seeds"
FRAMEWORK = SEEDS / "results_framework"
# What a sheet may leave empty, and where.
NOT_ALWAYS = {"denominator", "factor", "direction_low", "direction_high", "natural_limit_low", "natural_limit_high"}
NOT_ALWAYS |= {"dataset_code", "weight_dataset_code", "approver"}
METHODS = {"linear", "growth", "un_extrapolation", "tola_band", "trend"}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.fixture(scope="module")
def sheets() -> list[dict[str, str]]:
    return _rows(FRAMEWORK / "indicator_versions.csv")


@pytest.fixture(scope="module")
def links() -> list[dict[str, str]]:
    return _rows(FRAMEWORK / "indicator_links.csv")


def test_every_sheet_is_filled(sheets: list[dict[str, str]]) -> None:
    empty = [
        (sheet["indicator_id"], name)
        for sheet in sheets
        for name, value in sheet.items()
        if not value.strip() and name not in NOT_ALWAYS
    ]
    assert not empty


def test_what_is_divided_says_by_what(sheets: list[dict[str, str]]) -> None:
    for sheet in sheets:
        is_quotient = sheet["measure_type"] in {"percent", "rate"}
        assert is_quotient == bool(sheet["denominator"]) == bool(sheet["factor"]), sheet["indicator_id"]
        if sheet["unit"] == "%":
            assert (sheet["measure_type"], sheet["factor"]) == ("percent", "100"), sheet["indicator_id"]


def test_what_is_aimed_at_has_its_value(sheets: list[dict[str, str]]) -> None:
    for sheet in sheets:
        aimed = (sheet["direction_low"], sheet["direction_high"])
        if sheet["direction"] == "towards":
            assert float(aimed[0]) == float(aimed[1]), sheet["indicator_id"]
        elif sheet["direction"] == "band":
            assert float(aimed[0]) < float(aimed[1]), sheet["indicator_id"]
        else:
            assert aimed == ("", ""), sheet["indicator_id"]


def test_only_what_has_a_direction_is_rated(sheets: list[dict[str, str]]) -> None:
    for sheet in sheets:
        methods = set(sheet["allowed_methods"].split(";"))
        assert methods == {"none"} or methods <= METHODS, sheet["indicator_id"]
        if sheet["direction"] == "none":
            assert (methods, sheet["target_type"]) == ({"none"}, "none"), sheet["indicator_id"]


def test_compliance_with_labour_rights_is_best_at_zero_and_linear_only(sheets: list[dict[str, str]]) -> None:
    (sheet,) = [row for row in sheets if row["dataset_code"].startswith("SDG_0882")]
    found = [sheet[name] for name in ("direction", "allowed_methods", "natural_limit_low", "natural_limit_high")]
    assert found == ["down", "linear", "0", "10"]


def test_sheets_are_those_of_the_plan_in_its_words(sheets: list[dict[str, str]]) -> None:
    """The register's form reads the plan; both say the same of label, unit of internal results, and dataset."""
    plan = {row["indicator_id"]: row for row in _rows(SEEDS / "strategy" / "proposed_indicators.csv")}
    first = {row["indicator_id"]: row for row in sheets if row["version_no"] == "1"}
    assert first.keys() == plan.keys()
    for key, sheet in first.items():
        assert sheet["label"] == plan[key]["label"]
        assert sheet["scope_ids"] == plan[key]["scope_id"]
        if sheet["source"] == "ILOSTAT":
            assert sheet["dataset_code"] == plan[key]["source_dataset_id"] + "_A"
        else:
            assert (sheet["unit"], sheet["dataset_code"]) == (plan[key]["unit"], "")


def test_weights_are_followed_datasets_of_numbers(sheets: list[dict[str, str]]) -> None:
    followed = {
        row["dataset_code"] for row in _rows(SEEDS / "catalogue" / "datasets.csv") if row["is_followed"] == "true"
    }
    for sheet in sheets:
        weight = sheet["weight_dataset_code"]
        assert bool(weight) == (sheet["source"] == "ILOSTAT" and sheet["aggregation_rule"] == "weighted_mean")
        assert not weight or (weight in followed and weight.endswith("_NB_A")), sheet["indicator_id"]


def test_no_contribution_is_claimed_to_what_ilostat_measures(
    sheets: list[dict[str, str]], links: list[dict[str, str]]
) -> None:
    role = {row["indicator_id"]: row["role"] for row in sheets}
    assert {row["role"] for row in sheets if row["source"] == "ILOSTAT"} == {"context"}
    assert {row["role"] for row in sheets if row["source"] != "ILOSTAT"} == {"direct"}
    for link in links:
        is_claimed = bool(link["contribution_statement"])
        assert is_claimed == (role[link["indicator_id"]] == "direct") == (not link["note"]), link


def test_nothing_is_approved_and_no_number_is_set() -> None:
    targets = _rows(FRAMEWORK / "targets.csv")
    sheets = _rows(FRAMEWORK / "indicator_versions.csv")
    assert {row["status"] for row in targets + sheets} == {"proposed"}
    numbers = {"target_value", "change_pct", "band_low", "band_high"}
    assert not [row["target_id"] for row in targets if any(row[name] for name in numbers)]


def test_what_is_to_be_done_by_a_year_is_what_the_plan_says() -> None:
    """Each product has its target for the year in which the phasing table ends the phase that makes it."""
    ends = {row["segment_id"]: row["year_end"] for row in _rows(SEEDS / "strategy" / "phasing.csv")}
    due = [row for row in _rows(FRAMEWORK / "targets.csv") if row["target_type"] == "done_by_date"]
    binary = {
        row["indicator_id"] for row in _rows(FRAMEWORK / "indicator_versions.csv") if row["measure_type"] == "binary"
    }
    assert {row["indicator_id"] for row in due} == binary
    for row in due:
        phase = row["reason"].split("(phase ")[1].split(")")[0]
        assert phase.startswith("O" + row["indicator_id"][2:4]), row["target_id"]
        assert row["target_year"] == ends[phase], row["target_id"]
