"""datapackage.json and croissant.json of a release, read by the libraries of those who made the formats."""

import csv
import hashlib
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as parquet
import pytest
from frictionless import Package

from support import clients
from support.first_release import FirstRelease, columns_by_table
from warehouse.release.pointer import Release

_READER = Path(clients.__file__).with_name("croissant_reader.py")


@pytest.fixture(scope="module")
def release(first_release: FirstRelease) -> Release:
    return first_release.published()


@pytest.fixture(scope="module")
def tables(release: Release) -> dict[str, list[tuple[str, str]]]:
    return columns_by_table(release.database)


def _asked(release: Release, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(release.database), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_the_data_package_is_valid_for_its_library(release: Release) -> None:
    """Every checksum of a file and every row of the tables that are not large; the slow test reads all."""
    package = Package(release.folder / "datapackage.json")
    assert len(package.resources) > 150
    for resource in package.resources:
        most = 500 if resource.format == "csv" and (resource.rows or 0) > 1_000 else None
        assert resource.validate(limit_rows=most).flatten(["type", "message"]) == [], resource.name


@pytest.mark.slow
def test_every_row_of_the_data_package_is_valid_for_its_library(release: Release) -> None:
    report = Package(release.folder / "datapackage.json").validate()
    assert report.flatten(["name", "type", "message"]) == []
    assert report.stats["tasks"] > 150


@pytest.mark.parametrize("damage", ["value", "type", "row"])
def test_the_library_finds_what_the_data_package_says_wrong(release: Release, tmp_path: Path, damage: str) -> None:
    """The reading above could find something: a wrong value, a wrong type and a lost row are errors for it."""
    path = tmp_path / "csv" / "strategy" / "outputs.csv"
    path.parent.mkdir(parents=True)
    lines = (release.folder / "csv" / "strategy" / "outputs.csv").read_text(encoding="utf-8-sig").splitlines()
    described = json.loads((release.folder / "datapackage.json").read_text())
    resource = next(one for one in described["resources"] if one["path"] == "csv/strategy/outputs.csv")
    if damage == "value":
        lines[1] = lines[1].replace("O01", "O99")
    elif damage == "type":
        resource["schema"]["fields"][0]["type"] = "integer"
    else:
        del lines[-1]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    package = Package.from_descriptor({**described, "resources": [resource]}, basepath=str(tmp_path))
    found = {error[0] for error in package.validate().flatten(["type"])}
    assert {"value": "hash-count", "type": "type-error", "row": "row-count"}[damage] in found


def test_the_croissant_file_tells_every_file_table_and_column_truly(
    release: Release, tables: dict[str, list[tuple[str, str]]]
) -> None:
    described = json.loads((release.folder / "croissant.json").read_text())
    assert described["conformsTo"] == "http://mlcommons.org/croissant/1.0"
    assert "SAMPLE DATA" in described["description"]
    files = {one["contentUrl"]: one for one in described["distribution"]}
    data = [path for path in release.folder.rglob("*") if path.suffix in {".csv", ".parquet", ".duckdb"}]
    assert set(files) == {path.relative_to(release.folder).as_posix() for path in data}
    for path in data:
        told = files[path.relative_to(release.folder).as_posix()]
        assert told["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
        assert told["contentSize"] == f"{path.stat().st_size} B"
    records = {one["name"]: one for one in described["recordSet"]}
    assert records.keys() == tables.keys()
    assert len({field["@id"] for one in records.values() for field in one["field"]}) == sum(map(len, tables.values()))
    for name, columns in tables.items():
        fields = records[name]["field"]
        assert [field["name"] for field in fields] == [column for column, _ in columns]
        assert all(field["description"].strip() for field in fields)
        place = {field["source"]["fileObject"]["@id"] for field in fields}
        assert place == {f"parquet/{name.replace('.', '/')}.parquet"}
        held = parquet.read_schema(release.folder / place.pop())
        assert [field["source"]["extract"]["column"] for field in fields] == held.names
        assert [field["dataType"] for field in fields] == [_of_arrow(str(kind)) for kind in held.types], name


def _of_arrow(kind: str) -> str:
    """The type of Croissant for one of Arrow; a type that is none of these fails."""
    signs = {
        r"u?int\d+": "sc:Integer",
        r"double|float": "sc:Float",
        r"bool": "sc:Boolean",
        r"date32.*": "sc:Date",
        r"timestamp.*": "sc:DateTime",
        r"(large_)?string": "sc:Text",
    }
    return next(name for sign, name in signs.items() if re.fullmatch(sign, kind))


def test_the_keys_of_the_croissant_file_tell_rows_apart(release: Release) -> None:
    described = json.loads((release.folder / "croissant.json").read_text())
    keyed = {
        one["name"]: [key["@id"].split("/")[1] for key in one["key"]] for one in described["recordSet"] if "key" in one
    }
    assert len(keyed) > 50
    for name in ("strategy.outputs", "monitoring.milestone_status", "indicators.observations", "quality.checks"):
        columns = ", ".join(keyed[name])
        doubled = f"select count(*) from (select {columns} from {name} group by all having count(*) > 1)"
        assert _asked(release, doubled) == [(0,)], name


@pytest.mark.slow
def test_the_library_of_croissant_takes_the_file_and_reads_the_rows(release: Release) -> None:
    """MLCommons' own reader, in its own environment, finds every column and the rows of the CSV files."""
    sets = ("strategy.outputs", "monitoring.commitment_status", "evaluation.constituent_views")
    command = [clients.python_of("mlcroissant-1.1.1"), "-I", _READER, release.folder / "croissant.json", *sets]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert ended.returncode == 0, ended.stderr[-2000:]
    told = json.loads(ended.stdout)
    assert told.get("errors") is None
    assert [warning for warning in told["warnings"] if "MAJOR.MINOR.PATCH" not in warning] == []
    described = json.loads((release.folder / "croissant.json").read_text())
    assert {name: len(fields) for name, fields in told["record_sets"].items()} == {
        one["@id"]: len(one["field"]) for one in described["recordSet"]
    }
    for name in sets:
        with (release.folder / f"csv/{name.replace('.', '/')}.csv").open(encoding="utf-8-sig", newline="") as stream:
            expected = list(csv.DictReader(stream))
        assert [{key: _alike(value) for key, value in row.items()} for row in told["records"][name]] == [
            {key: _alike(value) for key, value in row.items()} for row in expected
        ]


def _alike(text: str) -> str | float:
    """The same for 1, 1.0 and, as pandas writes days and truth values, for 2026-06-30 00:00:00 and False."""
    said = text.removesuffix(" 00:00:00")
    try:
        return float(said)
    except ValueError:
        return said.lower() if said in {"True", "False"} else said
