"""Small ILOSTAT files with one thing wrong, or nothing.

Owns: the text of a good file, and landing one in an empty home.
Never: uses the code under test to make a file.
"""

import gzip
import json
from pathlib import Path

import pyarrow.parquet as parquet

from warehouse.landing import Landed, land_paths
from warehouse.settings import Settings

HEADER = "ref_area,source,indicator,sex,classif1,time,obs_value,obs_status,note_source"
GOOD = (
    "FRA,BA:1,SDG_0852_SEX_AGE_RT,SEX_T,AGE_YTHADULT_YGE15,2020,8.1,,R1:3513",
    "FRA,BA:1,SDG_0852_SEX_AGE_RT,SEX_F,AGE_YTHADULT_YGE15,2020,8.2,B,R1:3513",
    "NAM,AA:9,SDG_0852_SEX_AGE_RT,SEX_T,AGE_YTHADULT_YGE15,2020,,U,",
)
COLUMNS = (
    *("ref_area", "ref_area_label", "source", "source_label", "indicator", "indicator_label", "sex", "sex_label"),
    *("classif1", "classif1_label", "classif2", "classif2_label", "time", "obs_value", "obs_status"),
    *("obs_status_label", "note_classif", "note_classif_label", "note_indicator", "note_indicator_label"),
    *("note_source", "note_source_label", "best_source", "resolved_ref_area"),
)
NAME = "SDG_0852_SEX_AGE_RT_A.csv"


def text(*rows: str, header: str = HEADER) -> str:
    """A file of these rows; of the good rows where none are given."""
    return "\n".join([header, *(rows or GOOD)]) + "\n"


def plant(folder: Path, content: str | bytes, name: str = NAME) -> Path:
    """Write a file, gzipped without a time in its header where the name ends in .gz."""
    data = content.encode() if isinstance(content, str) else content
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(data, mtime=0) if name.endswith(".gz") else data)
    return path


def land_one(settings: Settings, path: Path) -> Landed:
    """Land one file."""
    [landed] = land_paths(settings, [path])
    return landed


def reason(settings: Settings) -> dict[str, object]:
    """The only reason file of the home."""
    [path] = settings.rejected.glob("*.reason.json")
    return dict(json.loads(path.read_text()))


def stored(path: Path) -> list[dict[str, str | None]]:
    """The rows of an ILOSTAT snapshot in its own order, read without DuckDB; a column that is not there gives None.

    `resolved_ref_area` is the code given, where no label had to give it.
    """
    rows = parquet.read_table(path).to_pylist()
    return [dict.fromkeys(COLUMNS) | {"resolved_ref_area": row.get("ref_area")} | row for row in rows]
