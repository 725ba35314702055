"""CHANGES.md lists exactly what was planted, and the papers of a sample release say that it is one."""

import json
from pathlib import Path
from typing import Any

import yaml

from warehouse.release.changes import changes_text
from warehouse.release.package import citation, datapackage, parquet_metadata


def _table(name: str, rows: int, digest: str, **columns: str) -> dict[str, Any]:
    shape = [{"name": column, "type": kind} for column, kind in columns.items()]
    return {"schema": "indicators", "table": name, "rows": rows, "content_hash": digest, "columns": shape}


def _manifest(release_id: str, tables: list[dict[str, Any]], snapshots: list[str], **more: Any) -> dict[str, Any]:
    source = {"source": "ilostat", "dataset_code": "SDG_0831_A", "row_count": 1200, "licence": "CC BY 4.0"}
    origin = {"producer": "ILO", "address": "https://example.org/SDG_0831_A.csv.gz"}
    inputs = [{"snapshot_id": one, **source, **origin} for one in snapshots]
    facts = {
        "release_id": release_id,
        "as_of": "2026-06-30",
        "is_sample": False,
        "built_at": "2026-07-01T00:00:00+00:00",
    }
    return {**facts, "tables": tables, "inputs": inputs, **more}


BEFORE = _manifest(
    "20260701_000000",
    [_table("same", 5, "s", a="INTEGER"), _table("grown", 1000, "x", a="INTEGER", b="DATE"), _table("gone", 3, "g")],
    ["aaaa", "bbbb"],
)
NOW = _manifest(
    "20260702_000000",
    [_table("same", 5, "s", a="INTEGER"), _table("grown", 1200, "y", a="BIGINT", c="DOUBLE"), _table("added", 7, "n")],
    ["bbbb", "cccc"],
)


def test_every_planted_change_is_listed_and_no_other() -> None:
    lines = changes_text(NOW, BEFORE).splitlines()
    assert [line for line in lines if line.startswith(("|", "-"))][2:] == [
        "| indicators.same | 5 | 5 | same |",
        "| indicators.grown | 1,000 | 1,200 | changed |",
        "| indicators.added | – | 7 | new |",
        "| indicators.gone | 3 | – | gone |",
        "- indicators.grown.c: new (DOUBLE)",
        "- indicators.grown.b: gone (was DATE)",
        "- indicators.grown.a: INTEGER became BIGINT",
        "- added: ilostat SDG_0831_A, snapshot cccc, 1,200 rows",
        "- no longer read: ilostat SDG_0831_A, snapshot aaaa, 1,200 rows",
    ]
    assert "Compared with release 20260701_000000" in changes_text(NOW, BEFORE)


def test_the_first_release_says_that_it_is_the_first() -> None:
    assert "first release" in changes_text(NOW, None)


def test_a_sample_release_says_so_in_every_paper(tmp_path: Path) -> None:
    sample = {**NOW, "is_sample": True}
    (tmp_path / "dwsc_20260702_000000.duckdb").write_bytes(b"x")
    papers = [changes_text(sample, None), citation(sample), json.dumps(datapackage(sample, [], tmp_path))]
    assert all("SAMPLE DATA" in paper for paper in papers)
    assert parquet_metadata(sample)["is_sample"] == "true"
    assert parquet_metadata(sample)["licence"] == "Apache-2.0", "invented data are not ILOSTAT's"
    assert parquet_metadata(NOW)["licence"] == "CC-BY-4.0"
    real = [changes_text(NOW, None), citation(NOW), json.dumps(datapackage(NOW, [], tmp_path))]
    assert not any("SAMPLE" in paper for paper in real)


def test_the_citation_is_yaml_of_the_citation_file_format() -> None:
    cited = yaml.safe_load(citation(NOW))
    assert {"cff-version", "message", "title", "authors"} <= cited.keys()
    assert (cited["version"], cited["date-released"]) == ("20260702_000000", "2026-07-01")
    assert cited["license"] == ["CC-BY-4.0", "Apache-2.0"]
    assert cited["title"].endswith("release 20260702_000000 (as of 2026-06-30)")


def test_sources_and_licences_are_named_once_each(tmp_path: Path) -> None:
    (tmp_path / "dwsc_20260702_000000.duckdb").write_bytes(b"x")
    described = datapackage(NOW, [], tmp_path)
    assert described["sources"] == [
        {"title": "ILO, SDG_0831_A, CC BY 4.0", "path": "https://example.org/SDG_0831_A.csv.gz"}
    ]
    assert [licence["name"] for licence in described["licenses"]] == ["CC-BY-4.0", "Apache-2.0"]
