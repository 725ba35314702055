"""The catalogue: which ILOSTAT datasets are followed, read from its CSV files alone."""

import csv
import re
from pathlib import Path

import pytest

from warehouse.settings import PROJECT_ROOT

CATALOGUE = PROJECT_ROOT / "seeds" / "catalogue"


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.fixture(scope="module")
def datasets() -> dict[str, dict[str, str]]:
    return {row["dataset_code"]: row for row in _rows(CATALOGUE / "datasets.csv")}


def test_sixty_datasets_or_more_are_followed_and_each_stands_once(datasets: dict[str, dict[str, str]]) -> None:
    assert len(datasets) == len(_rows(CATALOGUE / "datasets.csv"))
    assert sum(row["is_followed"] == "true" for row in datasets.values()) >= 60


def test_each_row_says_what_it_measures_and_why(datasets: dict[str, dict[str, str]]) -> None:
    for code, row in datasets.items():
        assert re.fullmatch(r"[A-Z0-9]{3}(_[A-Z0-9]+)+_[AQM]", code)
        assert code == f"{row['indicator_code']}_{row['frequency_code']}"
        assert all(row[name].strip() for name in ("dataset_label", "unit", "direction", "subject", "reason", "seen_in"))


def test_the_id_says_what_it_is_split_by(datasets: dict[str, dict[str, str]]) -> None:
    """Sex and age in the id are named in the row, and nothing is named that the id does not have."""
    words = {"SEX": "sex", "AGE": "age", "ECO": "economic activity", "CUR": "currency", "OCU": "occupation"}
    for code, row in datasets.items():
        parts, named = code.split("_")[2:-2], row["disaggregations"].split("; ")
        assert all(words[part] in named for part in parts if part in words), code
        assert (row["disaggregations"] == "") == ("NOC" in parts), code


def test_proposed_ilostat_indicators_are_followed(datasets: dict[str, dict[str, str]]) -> None:
    proposed = _rows(PROJECT_ROOT / "seeds" / "strategy" / "proposed_indicators.csv")
    wanted = {f"{row['source_dataset_id']}_A" for row in proposed if row["source"] == "ILOSTAT"}
    assert wanted
    assert wanted <= {code for code, row in datasets.items() if row["is_followed"] == "true"}


def test_direction_agrees_with_the_proposed_indicators(datasets: dict[str, dict[str, str]]) -> None:
    for row in _rows(PROJECT_ROOT / "seeds" / "strategy" / "proposed_indicators.csv"):
        if row["source"] == "ILOSTAT" and row["direction"] in {"up", "down"}:
            assert datasets[f"{row['source_dataset_id']}_A"]["direction"] == row["direction"], row["indicator_id"]


def test_compliance_with_labour_rights_reads_zero_as_best(datasets: dict[str, dict[str, str]]) -> None:
    assert datasets["SDG_0882_NOC_RT_A"]["direction"] == "down"


def test_links_lead_from_known_ids_to_known_ids_that_are_still_followed(datasets: dict[str, dict[str, str]]) -> None:
    for link in _rows(CATALOGUE / "retired.csv"):
        assert {link["old_dataset_code"], link["new_dataset_code"]} <= set(datasets)
        assert datasets[link["new_dataset_code"]]["is_followed"] == "true"
        if link["relation"] == "replaced_by":
            assert datasets[link["old_dataset_code"]]["is_followed"] == "false"


def test_definitions_of_different_conferences_are_twins_and_never_successors(
    datasets: dict[str, dict[str, str]],
) -> None:
    for link in _rows(CATALOGUE / "retired.csv"):
        standards = {datasets[link[name]]["statistical_standard"] for name in ("old_dataset_code", "new_dataset_code")}
        if {"13th ICLS", "19th ICLS"} <= standards:
            assert link["relation"] == "twin"


@pytest.mark.real_data
def test_every_real_file_is_of_a_dataset_in_the_catalogue(datasets: dict[str, dict[str, str]], real_data: Path) -> None:
    named = {
        found.group(0)
        for path in real_data.iterdir()
        if (found := re.match(r"[A-Z]{3}_[A-Z0-9_]+_[AQM](?=[._-])", path.name))
    }
    assert named
    assert {name.removesuffix("_EN") for name in named} <= set(datasets)
