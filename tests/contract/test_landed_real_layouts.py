"""Each real file that is no bulk CSV against a second reading with openpyxl, csv or json.

The second reading shares no code with ours.
"""

import csv
import json
import math
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import duckdb
import openpyxl
import pytest

from support.planted import stored
from warehouse.landing import Landed, land_paths
from warehouse.settings import Settings, get_settings
from warehouse.snapshots import Origin, list_origins, snapshot_path

PIVOT = "CLD_XHAZ_SEX_AGE_ECO_NB_A_EN.xlsx"
SPANISH = "UNE_TUNE_SEX_AGE_NB_Q-20250624T1317.xlsx"
DDF = "SDG_0882_NOC_RT_A.ddf.csv"
CONTENTS = "toc_indicator_excerpt.json"
SDMX = (
    "ILR_CBCT_NOC_RT_A.sdmx-2023-09-07.csv", "ILR_CBCT_NOC_RT_A.sdmx-latest-2024-07-29.csv",
    "ILR_TUMT_NOC_RT_A.sdmx-latest-2024-07-29.csv",
)  # fmt: skip
SECTORS = {"Total": "TOTAL", "Agriculture": "AGR", "Industry": "IND", "Services": "SER", "Not classified": "X"}
Row = dict[str, str | None]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return get_settings(home=tmp_path_factory.mktemp("layouts") / "home")


@pytest.fixture(scope="module")
def landed(real_data: Path, home: Settings) -> dict[str, Landed]:
    """All of them, landed once; no dictionary is there, so our own lists must do."""
    files = [real_data / name for name in (PIVOT, SPANISH, DDF, CONTENTS, *SDMX)]
    return {one.path.name: one for one in land_paths(home, files)}


@pytest.fixture(scope="module")
def origins(home: Settings, landed: dict[str, Landed]) -> dict[str, Origin]:
    return {origin.file_name: origin for origin in list_origins(home)}


@pytest.fixture(scope="module")
def rows(home: Settings, origins: dict[str, Origin]) -> dict[str, list[Row]]:
    """The rows of each snapshot of observations, in order."""
    return {name: stored(snapshot_path(home, origin)) for name, origin in origins.items() if origin.source == "ilostat"}


def _total(found: list[Row]) -> float:
    return math.fsum(float(row["obs_value"] or 0) for row in found)


def test_every_one_loads_as_what_it_is(landed: dict[str, Landed], origins: dict[str, Origin]) -> None:
    assert [one.message for one in landed.values() if one.outcome != "loaded"] == []
    assert {name: origin.layout for name, origin in origins.items()} == {
        PIVOT: "pivot_workbook", SPANISH: "workbook", DDF: "ddf", CONTENTS: "contents",
    } | dict.fromkeys(SDMX, "sdmx_csv")  # fmt: skip
    for name, origin in origins.items():
        assert origin.source == "ilostat_contents" or name.startswith(origin.dataset_code)


def test_what_is_a_part_says_so(origins: dict[str, Origin]) -> None:
    """Whole are only the SDMX file of all years and the pivot; the Spanish sheet lacks the total that all sets have."""
    whole = {name for name, origin in origins.items() if origin.source == "ilostat" and not origin.is_partial}
    assert whole == {PIVOT, SDMX[0]}
    assert "both sexes" in str(origins[SPANISH].partial_reason)
    assert "no source" in str(origins[DDF].partial_reason)


def test_since_when_they_are_known(origins: dict[str, Origin]) -> None:
    known = {name: (origin.known_from, origin.known_from_rule) for name, origin in origins.items()}
    assert known[PIVOT] == ("2021-07-06T12:18:08Z", "sheet")
    assert known[SPANISH] == ("2025-06-24T13:17:00Z", "file_name")
    assert known[SDMX[1]] == ("2024-07-29T00:00:00Z", "file_name")


def test_the_pivot_is_read_cell_by_cell(real_data: Path, rows: dict[str, list[Row]]) -> None:
    """One observation per cell with a value or a flag in its remark, and none for any other of 611 × 5 cells."""
    sheet = openpyxl.load_workbook(real_data / PIVOT).active
    headings = [sheet.cell(6, column).value for column in range(1, 11)]
    expected, flagged = {}, Counter()
    for line in range(7, sheet.max_row + 1):
        area, source, sex, age, year = (sheet.cell(line, column).value for column in range(1, 6))
        for column in range(6, 11):
            cell = sheet.cell(line, column)
            flag = re.search(r"\((\w)\)", cell.comment.text).group(1) if cell.comment else None
            if cell.value is not None or flag:
                key = (area, source, sex, f"Age: {age.lstrip(chr(39))}", headings[column - 1], str(year))
                expected[key] = (cell.value, flag)
                flagged[flag, cell.value is None] += 1
    names = {f"ECO_SECTOR_{code}": label for label, code in SECTORS.items()}
    found = {
        (
            row["ref_area_label"], row["source_label"], row["sex_label"], row["classif1_label"],
            names[row["classif2"]], row["time"],
        ): (None if row["obs_value"] is None else float(row["obs_value"]), row["obs_status"])
        for row in rows[PIVOT]
    }  # fmt: skip
    assert found == expected
    assert len(rows[PIVOT]) == len(expected) == 2440
    assert flagged == {(None, False): 2076, ("U", False): 168, ("U", True): 121, ("B", False): 75}


def test_the_areas_and_notes_of_the_pivot(rows: dict[str, list[Row]]) -> None:
    codes = {row["ref_area_label"]: row["resolved_ref_area"] for row in rows[PIVOT]}
    assert len(set(codes.values())) == len(codes) == 56
    assert (codes["World"], codes["Tanzania, United Republic of"], codes["Arab States"]) == ("X01", "TZA", "X36")
    assert {row["indicator"] for row in rows[PIVOT]} == {"CLD_XHAZ_SEX_AGE_ECO_NB"}
    [zambia] = {row["note_source_label"] for row in rows[PIVOT] if row["resolved_ref_area"] == "ZMB"}
    assert zambia == "Repository: ILO-STATISTICS - Micro data processing"
    assert "Employment definition: Including subsistence workers" in {
        row["note_indicator_label"] for row in rows[PIVOT]
    }


def test_the_spanish_sheet_is_read_cell_by_cell(real_data: Path, rows: dict[str, list[Row]]) -> None:
    lines = list(openpyxl.load_workbook(real_data / SPANISH).active.iter_rows(values_only=True))
    columns = [name.replace(".", "_") for name in lines[0]]
    expected = [tuple(None if cell is None else str(cell) for cell in line) for line in lines[1:]]
    assert [tuple(row[column] for column in columns) for row in rows[SPANISH]] == expected
    assert len(expected) == 1342


def test_all_27_countries_of_the_spanish_sheet_are_found(
    rows: dict[str, list[Row]], origins: dict[str, Origin]
) -> None:
    codes = {row["ref_area_label"]: row["resolved_ref_area"] for row in rows[SPANISH]}
    assert len(set(codes.values())) == len(codes) == 27
    assert set(codes.values()) == {
        *("AUT", "BEL", "BGR", "CYP", "CZE", "DNK", "ESP", "EST", "FIN", "FRA", "GRC", "HRV", "HUN", "IRL"),
        *("ITA", "LTU", "LUX", "LVA", "MLT", "NLD", "POL", "PRT", "ROU", "SVK", "SVN", "SWE", "DEU"),
    }
    assert origins[SPANISH].language == "es"
    assert not any("sex.label" in told or "classif1.label" in told for told in origins[SPANISH].warnings)


@pytest.mark.parametrize("name", SDMX)
def test_sdmx_csv_is_read_cell_by_cell(real_data: Path, rows: dict[str, list[Row]], name: str) -> None:
    with (real_data / name).open(encoding="utf-8", newline="") as handle:
        given = list(csv.DictReader(handle))
    columns = {
        "ref_area": "REF_AREA", "source_label": "SOURCE", "time": "TIME_PERIOD", "obs_value": "OBS_VALUE",
        "obs_status": "OBS_STATUS", "note_source_label": "NOTE_SOURCE", "note_indicator_label": "NOTE_INDICATOR",
    }  # fmt: skip
    expected = [{ours: line[theirs] or None for ours, theirs in columns.items()} for line in given]
    assert [{column: row[column] for column in columns} for row in rows[name]] == expected
    assert {row["indicator"] for row in rows[name]} == {name[:15]}
    assert {row["source"] for row in rows[name]} == {None}, "SDMX gives the label of a source, not its code"
    assert len({(row["ref_area"], row["time"]) for row in rows[name]}) == len(given)


def test_ddf_is_read_cell_by_cell(real_data: Path, rows: dict[str, list[Row]]) -> None:
    with (real_data / DDF).open(encoding="utf-8", newline="") as handle:
        given = list(csv.reader(handle))[1:]
    assert [(row["ref_area"], row["time"], row["obs_value"]) for row in rows[DDF]] == [
        (area.upper(), year, value) for area, year, value in given
    ]
    assert len(given) == 2692
    assert math.isclose(_total(rows[DDF]), math.fsum(float(value) for _, _, value in given))
    assert {row["indicator"] for row in rows[DDF]} == {"SDG_0882_NOC_RT"}
    areas = {row["resolved_ref_area"] for row in rows[DDF]}
    assert (len(areas), sum(area.startswith("X") for area in areas)) == (270, 83)
    assert {row["source"] or row["obs_status"] or row["note_source"] for row in rows[DDF]} == {None}


def test_the_table_of_contents_is_read_entry_by_entry(
    real_data: Path, home: Settings, origins: dict[str, Origin]
) -> None:
    given = json.loads((real_data / CONTENTS).read_bytes())
    found = duckdb.read_parquet(str(snapshot_path(home, origins[CONTENTS])))
    columns = "dataset_code, indicator_code, frequency_code, rep_var, row_count, row_count_all, database_code"
    assert found.project(columns).fetchall() == [
        (
            one["id"], one["indicator"], one["freq"], one["rep_var"], str(one["n.records"]), str(one["n.records.all"]),
            one["database"],
        )
        for one in given
    ]  # fmt: skip
    [first] = found.filter("dataset_code = 'UNE_DEAP_SEX_AGE_RT_M'").project("last_update, language").fetchall()
    assert first == ("2026-09-20T07:29:34Z", "en")
    assert origins[CONTENTS].dataset_code == "indicator_en"


def test_sdmx_agrees_with_the_bulk_file_of_another_year(real_data: Path, rows: dict[str, list[Row]]) -> None:
    """The 2022 bulk file and the 2024 SDMX file of trade union density: equal but for rounding and later revisions."""
    with (real_data / "ILR_TUMT_NOC_RT_A.csv").open(encoding="utf-8-sig", newline="") as handle:
        bulk = {(row["ref_area"], row["time"]): Decimal(row["obs_value"]) for row in csv.DictReader(handle)}
    ours = {(row["ref_area"], row["time"]): Decimal(str(row["obs_value"])) for row in rows[SDMX[2]]}
    common = ours.keys() & bulk.keys()
    near = [key for key in common if abs(ours[key] - bulk[key]) <= Decimal("0.01")]
    assert len(common) > 120
    assert len(near) / len(common) > 0.95
