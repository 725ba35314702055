"""A landed table of contents by area says which region a country is in, all the way to the figures of regions."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from support import dbt_harness
from warehouse.inputs import write_inputs
from warehouse.landing import land_paths
from warehouse.settings import get_settings

HEADER = "ref_area,source,indicator,sex,classif1,time,obs_value,obs_status"
# Kenya and Uganda are of Eastern Africa by our list; the table of contents puts Uganda elsewhere, and knows incomes.
VALUES = {"KEN": 100.0, "UGA": 50.5, "JEY": 7.0, "X18": 999.0}
PLACES = {"KEN": ("X06", "X18", "X03"), "UGA": ("X06", "X17", "X02"), "JEY": ("X60", "X67", "X05")}


def _entry(area: str, region: str, subregion: str, income: str, updated: str) -> dict[str, Any]:
    return {
        "id": f"{area}_A", "ref_area": area, "ref_area.label": area, "freq": "A", "freq.label": "Annual",
        "data.start": 1990, "data.end": 2025, "last.update": updated, "n.records": 9, "n.records.all": 9,
        "n.indicator": 1, "wb_income_group": f"ILO_GEO_WB_INC_{income}", "wb_income_group.label": "as ILOSTAT says",
        "ilo_region": f"ILO_GEO_{region}", "ilo_region.label": "a region",
        "ilo_subregion_detailed": f"ILO_GEO_{subregion}", "ilo_subregion_detailed.label": "a subregion",
    }  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("contents")
    newer = [_entry(area, *places, "16/09/2026 08:15:42") for area, places in PLACES.items()]
    older = [_entry("KEN", "X21", "X33", "X05", "16/09/2024 08:15:42")]
    files = {"areas.json": json.dumps(newer), "old_areas.json": json.dumps(older)}
    rows = [f"{area},XA:1,EMP_2EMP_SEX_ECO_NB,SEX_T,ECO_AGGREGATE_TOTAL,2020,{v}," for area, v in VALUES.items()]
    files["EMP_2EMP_SEX_ECO_NB_A-20260901T0000.csv"] = "\n".join([HEADER, *rows]) + "\n"
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    settings = get_settings(home=folder / "home")
    landed = land_paths(settings, [folder / name for name in files])
    assert [one.outcome for one in landed] == ["loaded"] * 3
    inputs = write_inputs(settings, "run_1", date(2026, 11, 27))
    chosen = ["--select", "+indicators__area_groups", "+regional_aggregates", "+indicators__reference_areas"]
    chosen += ["--exclude", "resource_type:unit_test", "--indirect-selection", "cautious"]
    result = dbt_harness.dbt(
        folder, "build", *chosen, inputs_dir=str(inputs.folder), as_of="2026-11-27", is_sample=False
    )
    assert not [line for line in dbt_harness.problems(result) if "error" in line or "fail" in line]
    return folder


def test_the_newer_table_of_contents_wins_and_our_list_stands_beside(built: Path) -> None:
    found = dbt_harness.query(
        built,
        "select reference_area_code, group_kind, group_code, grouped_by, listed_group_code "
        "from indicators.area_groups where reference_area_code in ('UGA', 'JEY', 'TZA') order by 1, 2",
    )
    told, listed = "table of contents", "list of regions"
    assert found == [
        ("JEY", "income_group", "X05", told, None),
        ("JEY", "region", "X60", told, "X60"),
        ("JEY", "subregion", "X67", told, "X67"),
        ("JEY", "world", "X01", told, "X01"),
        ("TZA", "region", "X06", listed, "X06"),
        ("TZA", "subregion", "X18", listed, "X18"),
        ("TZA", "world", "X01", listed, "X01"),
        ("UGA", "income_group", "X02", told, None),
        ("UGA", "region", "X06", told, "X06"),
        ("UGA", "subregion", "X17", told, "X18"),
        ("UGA", "world", "X01", told, "X01"),
    ]


def test_areas_and_figures_follow_it(built: Path) -> None:
    areas = "select subregion_code from indicators.reference_areas where reference_area_code = 'UGA'"
    assert dbt_harness.query(built, areas) == [("X17",)]
    found = dbt_harness.query(
        built,
        "select group_code, value, country_count, ilostat_value from indicators.regional_aggregates "
        "where group_kind <> 'region' order by group_code",
    )
    assert found == [
        ("X01", 157.5, 3, None),
        ("X02", 50.5, 1, None),
        ("X03", 100.0, 1, None),
        ("X05", 7.0, 1, None),
        ("X17", 50.5, 1, None),
        ("X18", 100.0, 1, 999.0),
        ("X67", 7.0, 1, None),
    ]
    missing = "select missing_countries from indicators.regional_aggregates where group_code = 'X17'"
    [(named,)] = dbt_harness.query(built, missing)
    assert "Cameroon" in named.split("; ")
    assert "Uganda" not in named.split("; ")
