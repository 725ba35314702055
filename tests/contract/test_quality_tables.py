"""The tables of quality name tables, pages and indicators that exist, and leave none of them out."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from dashboards.pages import BY_NAME
from warehouse.settings import PROJECT_ROOT

MARTS = PROJECT_ROOT / "dbt_models" / "models" / "marts"
SEEDS = PROJECT_ROOT / "seeds"
# One reads no table, the other whichever somebody asks for.
WITHOUT_EXPOSURE = {"hand-in", "sql"}
# They name a dataset or an indicator, and tell of the run or of quality, not of figures.
NO_FIGURES = {"guide.inputs"}


def _rows(name: str) -> list[dict[str, str]]:
    with (SEEDS / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def _models() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in MARTS.rglob("_*.yml"):
        for model in (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).get("models", []):
            yield f"{path.parent.name}.{model['name'].split('__')[-1]}", model


def _exposures() -> list[dict[str, Any]]:
    return list(yaml.safe_load((MARTS.parent / "exposures.yml").read_text(encoding="utf-8"))["exposures"])


def _sql(path: Path) -> str:
    return re.sub(r"--[^\n]*", "", path.read_text(encoding="utf-8"))


def test_every_page_that_reads_tables_is_an_exposure_under_its_own_name() -> None:
    pages = {one["name"].removesuffix("_page") for one in _exposures() if one["type"] == "dashboard"}
    pages |= {"reports" for one in _exposures() if one["label"].startswith("Report: ")}
    assert pages == set(BY_NAME) - WITHOUT_EXPOSURE


def test_every_table_that_names_a_dataset_or_an_indicator_counts_its_rows() -> None:
    naming = {
        name
        for name, model in _models()
        if {column["name"] for column in model["columns"]} & {"dataset_code", "indicator_id"}
    }
    code = _sql(MARTS / "quality" / "indicator_rows.sql")
    counted = {f"indicators.{name}" for name in re.findall(r"^    '(\w+)': \(", code, re.MULTILINE)}
    counted |= set(re.findall(r"^    '(\w+\.\w+)': \(", code, re.MULTILINE)) | {"quality.freshness"}
    assert counted == {name for name in naming if not name.startswith("quality.")} - NO_FIGURES | {"quality.freshness"}


@pytest.mark.parametrize("issue", _rows("known_issues.csv"), ids=lambda row: row["issue_id"])
def test_a_known_issue_touches_tables_and_indicators_that_exist(issue: dict[str, str]) -> None:
    indicators = {row["indicator_id"] for row in _rows("strategy/proposed_indicators.csv")}
    touched = [name for name in issue["indicator_ids"].split(";") if name]
    assert set(issue["table_names"].split(";")) <= {name for name, _ in _models()}
    assert set(touched) <= indicators
    assert all(issue[name] for name in ("opened_on", "owner", "severity", "issue", "workaround"))
    assert bool(issue["closed_on"]) == bool(issue["closure"])


def test_every_followed_dataset_has_a_rhythm() -> None:
    rhythms = {(row["source"], row["frequency_code"]) for row in _rows("update_rhythms.csv")}
    followed = {row["frequency_code"] for row in _rows("catalogue/datasets.csv") if row["is_followed"] == "true"}
    assert {("ilostat", frequency) for frequency in followed} <= rhythms


def test_limits_of_an_assessment_rise_and_every_measure_is_computed() -> None:
    code = "".join(_sql(path) for path in (MARTS.parent / "intermediate").glob("int_dqa__*.sql"))
    for row in _rows("dqa_limits.csv"):
        assert 0 < float(row["good_up_to"]) < float(row["adequate_up_to"])
        assert f"'{row['measure']}'" in code
        assert row["approval_status"] == "proposed"
