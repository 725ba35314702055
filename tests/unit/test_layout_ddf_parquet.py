"""DDF and Parquet: what they hold, with the places of their own rows."""

import io
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

from support.planted import land_one, plant, stored
from warehouse.settings import Settings, get_settings
from warehouse.snapshots import list_origins, snapshot_path

DDF = "ref_area,time,sdg_0882_noc_rt\nafg,2015,4.72\nx01,2016,\nnam,2017,0\n"
NAME = "SDG_0852_SEX_AGE_RT_A.parquet"
CODES = {
    "ref_area": ["FRA", "FRA", "NAM"], "source": ["BA:1", "BA:1", "AA:9"],
    "indicator": ["SDG_0852_SEX_AGE_RT"] * 3, "sex": ["SEX_T", "SEX_F", "SEX_T"],
    "classif1": ["AGE_YTHADULT_YGE15"] * 3, "time": ["2020"] * 3, "obs_value": [8.1, 12.0, None],
    "obs_status": [None, "B", "U"],
}  # fmt: skip


def _parquet(columns: dict[str, object], **types: pa.DataType) -> bytes:
    arrays = {name: pa.array(values, types.get(name)) for name, values in columns.items()}
    whole = io.BytesIO()
    parquet.write_table(pa.table(arrays), whole)
    return whole.getvalue()


def _rows(settings: Settings) -> list[dict[str, str | None]]:
    [origin] = list_origins(settings)
    return stored(snapshot_path(settings, origin))


@pytest.mark.parametrize("head", ["ref_area", "geo"])
def test_ddf_loads_as_a_part_without_source_status_and_notes(settings: Settings, tmp_path: Path, head: str) -> None:
    landed = land_one(settings, plant(tmp_path, DDF.replace("ref_area", head), "ddf--datapoints.csv"))
    assert (landed.outcome, landed.dataset_code, landed.is_partial) == ("loaded", "SDG_0882_NOC_RT_A", True)
    assert "survey value cannot be told from a modelled one" in landed.message
    assert [(row["resolved_ref_area"], row["time"], row["obs_value"]) for row in _rows(settings)] == [
        ("AFG", "2015", "4.72"), ("X01", "2016", None), ("NAM", "2017", "0")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("afg,2015", "qqq,2015", ["line 2", "QQQ"]),
        ("4.72", "4;72", ["line 2", "finite number"]),
        ("x01,2016,", "x01,2016", ["line 3", "2 cells"]),
        ("x01,2016,", "afg,2015,", ["line 3", "already stands on line 2"]),
        ("2017", "2017Q1", ["line 4", "one frequency"]),
    ],
)
def test_a_bad_row_of_ddf_is_refused(settings: Settings, tmp_path: Path, old: str, new: str, words: list[str]) -> None:
    landed = land_one(settings, plant(tmp_path, DDF.replace(old, new), "d.csv"))
    assert landed.outcome == "refused"
    assert [word for word in words if word not in landed.message] == [], landed.message


@pytest.mark.parametrize("times", [["2020"] * 3, [2020] * 3, [2020.0] * 3])
def test_parquet_loads_with_text_or_numbers(settings: Settings, tmp_path: Path, times: list[object]) -> None:
    landed = land_one(settings, plant(tmp_path, _parquet(CODES | {"time": times}), NAME))
    assert landed.outcome == "loaded", landed.message
    found = [(row["resolved_ref_area"], row["time"], row["obs_value"], row["obs_status"]) for row in _rows(settings)]
    assert found == [("FRA", "2020", "8.1", None), ("FRA", "2020", "12", "B"), ("NAM", "2020", None, "U")]
    assert list_origins(settings)[0].layout == "parquet"


def test_parquet_with_codes_and_labels_as_pandas_saves_it(settings: Settings, tmp_path: Path) -> None:
    both = CODES | {"ref_area.label": ["France", "France", "Namibia"], "sex.label": ["Total", "Female", "Total"]}
    frame = pd.DataFrame(both).astype({"source": "category"})
    frame.index = pd.Index([7, 8, 9])
    frame.to_parquet(tmp_path / NAME)
    landed = land_one(settings, tmp_path / NAME)
    assert landed.outcome == "loaded", landed.message
    assert [row["ref_area_label"] for row in _rows(settings)] == ["France", "France", "Namibia"]


def test_labels_alone_resolve_to_areas(settings: Settings, tmp_path: Path) -> None:
    labels = {name if name in {"time", "obs_value"} else f"{name}.label": values for name, values in CODES.items()}
    labels["ref_area.label"] = ["Côte d’Ivoire", "Allemagne", "Namibia"]
    landed = land_one(settings, plant(tmp_path, _parquet(labels), NAME))
    assert landed.outcome == "loaded", landed.message
    assert [row["resolved_ref_area"] for row in _rows(settings)] == ["CIV", "DEU", "NAM"]


BAD = {
    "column": (CODES | {"sexx": ["a"] * 3}, ["sexx", "Perhaps sex is meant"]),
    "missing": ({name: values for name, values in CODES.items() if name != "time"}, ["time", "missing"]),
    "nested": (CODES | {"sex": [["SEX_T"]] * 3}, ["sex", "lists or structures"]),
    "half year": (CODES | {"time": [2020.5, 2021.0, 2021.0]}, ["row 1", "2020.5"]),
    "timestamp": (CODES | {"time": pd.to_datetime(["2020-01-01"] * 3)}, ["row 1", "2020-01-01"]),
    "infinite": (CODES | {"obs_value": [8.1, float("inf"), 1.0]}, ["row 2", "finite number"]),
    "repeated": (CODES | {"sex": ["SEX_T"] * 3}, ["row 2", "already stands on row 1"]),
    "area": (CODES | {"ref_area": ["FRA", "FRA", None]}, ["row 3", "reference area is missing"]),
    "no rows": ({name: [] for name in CODES}, ["columns and no rows"]),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_parquet_file_is_refused_at_its_row(settings: Settings, tmp_path: Path, case: str) -> None:
    columns, words = BAD[case]
    landed = land_one(settings, plant(tmp_path, _parquet(columns), NAME))
    assert landed.outcome == "refused"
    assert [word for word in words if word not in landed.message] == [], landed.message


def test_a_parquet_file_cut_off_or_of_something_else_is_refused(settings: Settings, tmp_path: Path) -> None:
    whole = _parquet(CODES)
    assert "damaged" in land_one(settings, plant(tmp_path, whole[:-20], NAME)).message
    assert "no column 'price'" in land_one(settings, plant(tmp_path, _parquet({"price": [1]}), "x.parquet")).message


def test_a_parquet_file_that_unpacks_too_far_is_not_read(tmp_path: Path) -> None:
    small = get_settings(home=tmp_path / "home", max_file_bytes=20_000)
    many = {name: list(values) * 4000 for name, values in CODES.items()}
    many["time"] = [str(1900 + number % 200) for number in range(12_000)]
    path = plant(tmp_path, _parquet(many), NAME)
    assert path.stat().st_size < 20_000
    assert "bytes after decompression" in land_one(small, path).message
