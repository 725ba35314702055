"""The table of contents by area: which regions and income groups ILOSTAT counts an area to."""

import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as parquet
import pytest

from support.planted import land_one, plant
from warehouse.raw_tables import AREA_COLUMNS
from warehouse.settings import Settings
from warehouse.snapshots import list_origins, snapshot_path

KENYA: dict[str, Any] = {
    "id": "KEN_A",
    "ref_area": "KEN",
    "ref_area.label": "Kenya",
    "freq": "A",
    "freq.label": "Annual",
    "data.start": 1969,
    "data.end": 2030,
    "last.update": "16/09/2026 08:15:42",
    "n.records": 374486,
    "n.records.all": 414472,
    "n.indicator": 1050,
    "wb_income_group": "ILO_GEO_WB_INC_X03",
    "wb_income_group.label": "Lower-middle income",
    "ilo_region": "ILO_GEO_X06",
    "ilo_region.label": "Africa",
    "ilo_subregion_broad": "ILO_GEO_X13",
    "ilo_subregion_broad.label": "Sub-Saharan Africa",
    "ilo_subregion_detailed": "ILO_GEO_X18",
    "ilo_subregion_detailed.label": "Eastern Africa",
}
QUARTERS = KENYA | {"id": "KEN_Q", "freq": "Q", "freq.label": "Quarterly", "last.update": "20/09/2026 07:29:34"}
# Aggregates have no groups; R leaves the fields out, and names "Regions" in the label of one.
AFRICA = {name: value for name, value in KENYA.items() if not name.startswith(("wb_", "ilo_"))} | {
    "id": "X06_A", "ref_area": "X06", "ref_area.label": "Africa", "ilo_subregion_detailed.label": "Regions",
}  # fmt: skip


def _as_csv(*entries: dict[str, Any]) -> str:
    lines = [",".join(f'"{entry.get(name, "")}"' for name in KENYA) for entry in entries]
    return "\n".join([",".join(KENYA), *lines]) + "\n"


@pytest.mark.parametrize("kind", ["json", "csv", "json.gz", "csv with mark"])
def test_it_loads_with_all_that_it_says(settings: Settings, tmp_path: Path, kind: str) -> None:
    entries = [KENYA, QUARTERS, AFRICA]
    content = json.dumps(entries) if "json" in kind else _as_csv(*entries)
    if kind == "csv with mark":
        content = "\ufeff" + content
    landed = land_one(settings, plant(tmp_path, content, f"areas.{kind.split(' ')[0]}"))
    assert (landed.outcome, landed.source, landed.dataset_code) == ("loaded", "ilostat_areas", "ref_area_en"), landed
    assert ": table of contents ref_area_en, 3 rows, " in landed.message
    assert "known from 2026-09-20 (its newest last.update)." in landed.message
    [origin] = list_origins(settings)
    assert (origin.layout, origin.language, origin.is_sample, origin.row_count) == ("contents", "en", False, 3)
    kenya, quarters, africa = parquet.read_table(snapshot_path(settings, origin)).to_pylist()
    assert tuple(kenya) == AREA_COLUMNS
    assert kenya == {
        "entry_id": "KEN_A", "reference_area_code": "KEN", "reference_area_label": "Kenya", "frequency_code": "A",
        "frequency_label": "Annual", "data_start": "1969", "data_end": "2030", "last_update": "2026-09-16T08:15:42Z",
        "row_count": "374486", "row_count_all": "414472", "indicator_count": "1050",
        "income_group_code": "ILO_GEO_WB_INC_X03", "income_group_label": "Lower-middle income",
        "region_code": "ILO_GEO_X06", "region_label": "Africa", "subregion_broad_code": "ILO_GEO_X13",
        "subregion_broad_label": "Sub-Saharan Africa", "subregion_detailed_code": "ILO_GEO_X18",
        "subregion_detailed_label": "Eastern Africa", "language": "en", "snapshot_id": origin.snapshot_id,
    }  # fmt: skip
    assert quarters["frequency_code"] == "Q"
    assert (africa["region_code"], africa["subregion_detailed_label"]) == (None, "Regions")


def test_its_language_is_in_its_words(settings: Settings, tmp_path: Path) -> None:
    content = json.dumps([KENYA | {"freq.label": "Annuelle"}])
    assert land_one(settings, plant(tmp_path, content, "areas.json")).dataset_code == "ref_area_fr"


def test_one_without_any_region_is_loaded_and_said(settings: Settings, tmp_path: Path) -> None:
    landed = land_one(settings, plant(tmp_path, json.dumps([AFRICA]), "areas.json"))
    assert landed.outcome == "loaded"
    assert landed.warnings == ("It names no region of any area; the list of regions stands as it is.",)


def test_everything_that_is_wrong_is_told_at_once(settings: Settings, tmp_path: Path) -> None:
    entries = [
        KENYA,
        KENYA,
        QUARTERS | {"ilo_region": "ILO_GEO_X21"},
        KENYA | {"id": "FRA_A", "ref_area": "France"},
        KENYA | {"id": "TUN_A", "ref_area": "TUN", "ilo_region": "Africa", "last.update": "soon"},
    ]
    message = land_one(settings, plant(tmp_path, json.dumps(entries), "areas.json")).message
    words = ["5 errors", "KEN A", "stand 2 times", "ILO_GEO_X06 and in ILO_GEO_X21", "'France'", "no code of an area",
             "'TUN_A'", "no readable last.update", "TUN has it as its group"]  # fmt: skip
    assert [word for word in words if word not in message] == [], message
    assert not list(settings.snapshots_folder.rglob("*.parquet"))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (json.dumps([KENYA, AFRICA])[:-40], "cannot be read as JSON or CSV"),
        (_as_csv(), "no entry with an area is in it"),
        (json.dumps([KENYA | {"id": {}, "ref_area": {}}]), "no entry with an area is in it"),
    ],
    ids=["cut off", "header alone", "nameless"],
)
def test_one_that_is_broken_is_refused(settings: Settings, tmp_path: Path, content: str, words: str) -> None:
    kind = "json" if content.startswith("[") else "csv"
    landed = land_one(settings, plant(tmp_path, content, f"areas.{kind}"))
    assert (landed.outcome, words in landed.message) == ("refused", True), landed.message


def test_it_goes_into_any_home_and_before_data(settings: Settings, tmp_path: Path) -> None:
    land_one(settings, plant(tmp_path, json.dumps([KENYA]), "areas.json"))
    marked = "ref_area,source,indicator,time,obs_value,note_source\nFRA,BA:1,SDG_0552_NOC_RT,2020,1,Z0:1\n"
    assert land_one(settings, plant(tmp_path, marked, "SDG_0552_NOC_RT_A.csv")).outcome == "loaded"
