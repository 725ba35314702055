"""The sample's targets: every kind occurs, they fit the sample's own series, and most of them can be measured."""

import csv
from collections import Counter, defaultdict
from functools import cache

import pytest

from warehouse.sample import SAMPLE_AS_OF
from warehouse.sampling.datasets import DATASETS
from warehouse.sampling.editions import EDITIONS
from warehouse.sampling.observations import rows as sample_rows
from warehouse.sampling.story.files import REPORTER, register_files
from warehouse.sampling.story.targets import APPROVER, Row, targets
from warehouse.settings import PROJECT_ROOT

UP, DOWN = 1, -1
# Which way is better; women in management are meant to come nearer to 50 and pay gaps to 0, from below and above.
BETTER = {"IL01": DOWN, "IL02": UP, "IL04": DOWN, "IL05": DOWN, "IL06": DOWN, "IL08": UP, "IL10": DOWN, "IL12": DOWN,
          "IL13": UP, "IL14": UP, "IL15": DOWN}  # fmt: skip
Series = dict[int, float]


@pytest.fixture(scope="module")
def versions() -> list[Row]:
    """Every version that is handed in, the earliest first; a draft is none."""
    return [row for file in register_files() if not file.is_draft for row in targets(file.name)]


@pytest.fixture(scope="module")
def standing(versions: list[Row]) -> dict[object, Row]:
    last = {row["target_id"]: row for row in versions}
    return {name: row for name, row in last.items() if row["target_status"] != "withdrawn"}


@cache
def series() -> dict[tuple[str, str, str], Series]:
    """Values by indicator, area and group, of the newest whole edition of each dataset, from the generator itself."""
    path = PROJECT_ROOT / "seeds" / "strategy" / "proposed_indicators.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        names = {row["source_dataset_id"]: row["indicator_id"] for row in csv.DictReader(lines)}
    newest = {edition.dataset_code: edition for edition in EDITIONS if not edition.areas}
    found: dict[tuple[str, str, str], Series] = defaultdict(dict)
    for dataset in (one for one in DATASETS if names.get(one.indicator) in BETTER):
        first: dict[tuple[str, str], str] = {}
        for row in sample_rows(dataset, newest[dataset.code]):
            # The first category of a classification is its total.
            total = first.setdefault((dataset.code, "total"), row.classif1)
            if row.classif1 == total and row.obs_value and int(row.time) <= SAMPLE_AS_OF.year:
                group = "sex=SEX_F" if row.sex == "SEX_F" else "" if row.sex in ("", "SEX_T") else row.sex
                found[names[dataset.indicator], row.ref_area, group][int(row.time)] = float(row.obs_value)
    return found


def baseline(row: Row) -> tuple[int, float]:
    values = series()[str(row["indicator_id"]), str(row["reference_area_code"]), str(row["disaggregation"])]
    year = max(year for year in values if 2018 <= year <= 2022)
    return year, values[year]


def of_countries(rows: dict[object, Row], *kinds: str) -> list[Row]:
    return [row for row in rows.values() if row["target_type"] in kinds and row["indicator_id"] in BETTER]


def test_every_kind_state_and_change_occurs(versions: list[Row], standing: dict[object, Row]) -> None:
    kinds = Counter(row["target_type"] for row in standing.values())
    assert kinds.keys() == {"value", "relative_change", "direction_only", "maintain", "band"}
    assert min(kinds.values()) >= 3
    assert {row["target_status"] for row in versions} == {"proposed", "approved", "withdrawn"}
    again = Counter(row["target_id"] for row in versions)
    assert {name for name, count in again.items() if count > 1} == {"T-IL10-CHL", "T-IL08-GEO", "T-IL02-VNM"}
    changed = [row for row in versions if row.get("correction_code")]
    assert [(row["target_id"], bool(row["correction_note"])) for row in changed] == [("T-IL10-CHL", True)]
    assert sum(any(key.startswith("interim_") for key in row) for row in standing.values()) >= 10


def test_docs_count_them_and_name_those_that_are_told_of(versions: list[Row], standing: dict[object, Row]) -> None:
    page = (PROJECT_ROOT / "docs" / "sample.md").read_text(encoding="utf-8").split("### Targets")[1]
    assert f"{len({row['target_id'] for row in versions})} targets" in page
    told = [row for row in standing.values() if row["target_type"] not in ("value", "relative_change")]
    names = {str(row["target_id"]) for row in told} | {"T-IL10-CHL", "T-IL08-GEO", "T-IL02-VNM"}
    assert [name for name in names if name not in page] == []
    first = [row for file in ("2023H2", "2024H1_further", "2024H2") for row in targets(file)]
    women = sum(row["disaggregation"] == "sex=SEX_F" for row in first)
    own = sum(row["reference_area_code"] == "STRATEGY" for row in first)
    counts = (f"{len(first) - own} on eleven indicators", f"{women} of them for women", f"{own} on the strategy's own")
    assert [words for words in counts if words not in page.replace("\n", " ")] == []


def test_nothing_is_approved_by_whoever_proposed_it(versions: list[Row]) -> None:
    approved = [row for row in versions if row["target_status"] == "approved"]
    assert [row["approver"] for row in approved] == [APPROVER]
    assert REPORTER != APPROVER


def test_targets_are_spread_over_countries_indicators_and_women(standing: dict[object, Row]) -> None:
    countries = {str(row["reference_area_code"]) for row in of_countries(standing, "value", "relative_change")}
    assert (len(countries), any(code.startswith("X") for code in countries)) == (20, False)
    assert {str(row["indicator_id"]) for row in of_countries(standing, "value", "relative_change")} == set(BETTER)
    assert sum(row["disaggregation"] == "sex=SEX_F" for row in standing.values()) >= 30
    own = {row["indicator_id"] for row in standing.values() if row["reference_area_code"] == "STRATEGY"}
    assert len(own) >= 15


def test_200_and_more_have_a_baseline_and_a_later_value(standing: dict[object, Row]) -> None:
    measurable = 0
    for row in of_countries(standing, "value", "relative_change", "maintain", "band"):
        year, _ = baseline(row)
        values = series()[str(row["indicator_id"]), str(row["reference_area_code"]), str(row["disaggregation"])]
        assert any(later > year for later in values), row["target_id"]
        measurable += row["target_type"] in ("value", "relative_change")
    assert measurable >= 190
    own = [row for row in standing.values() if row["reference_area_code"] == "STRATEGY"]
    assert measurable + len(own) >= 200


def test_each_aims_the_better_way_and_within_reach_of_a_person_who_plans(standing: dict[object, Row]) -> None:
    for row in of_countries(standing, "value", "relative_change"):
        _, value = baseline(row)
        change = row.get("change_pct")
        aim = float(str(row["target_value"])) if change is None else value * (1 + float(str(change)) / 100)
        share = (aim - value) / abs(value) * BETTER[str(row["indicator_id"])]
        assert 0 < share < 0.4, (row["target_id"], value, aim)
        for key in row:
            if key.startswith("interim_"):
                assert min(value, aim) <= float(str(row[key])) <= max(value, aim), (row["target_id"], key)
