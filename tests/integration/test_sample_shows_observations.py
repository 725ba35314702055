"""The sample shows what an observation can be: each kind, each reason of a break, vintages, parallel totals, gaps."""

from pathlib import Path
from typing import Any

import pytest

from support import dbt_harness


@pytest.fixture
def built(sample_home: Path) -> Path:
    return sample_home


def _one(built: Path, sql: str) -> set[Any]:
    return {row[0] for row in dbt_harness.query(built, sql)}


def test_every_kind_of_value_is_there(built: Path) -> None:
    kinds = "select distinct observation_kind from indicators.{}"
    assert _one(built, kinds.format("observations")) == {"survey", "modelled", "projected"}
    assert _one(built, kinds.format("series")) == {"survey", "modelled", "projected"}
    projected = "select distinct year from indicators.series where is_projected and dataset_code = 'EMP_2IFL_SEX_RT_A'"
    assert _one(built, projected) == {2025, 2026, 2027}


def test_series_break_for_every_reason(built: Path) -> None:
    reasons = _one(built, "select distinct break_reason from indicators.series where is_break")
    assert {reason for several in reasons for reason in several.split("; ")} == {
        "source change", "status B", "break note",
    }  # fmt: skip


def test_a_dataset_comes_in_several_vintages(built: Path) -> None:
    counted = "select count(*) from indicators.datasets group by dataset_code"
    assert max(_one(built, counted)) >= 3


def test_of_three_totals_one_stands(built: Path) -> None:
    totals = (
        "select distinct count(*) from indicators.{} where dataset_code = 'SDG_0831_SEX_ECO_RT_A' "
        "and classification_1_code like '%TOTAL' group by reference_area_code, sex_code, time_period"
    )
    assert _one(built, totals.format("observations")) == {3}
    assert _one(built, totals.format("series")) == {1}
    assert _one(built, "select distinct reason from indicators.series_left_out") == {
        "same total in another classification version"
    }


def test_coverage_has_every_letter_that_named_sources_can_give(built: Path) -> None:
    assert _one(built, "select distinct coverage_letter from indicators.coverage") == set("SMPU–")
