"""CHANGES.md lists exactly what was planted, and the papers of a sample release say that it is one."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from warehouse.release.changes import changes_text
from warehouse.release.citation import citation
from warehouse.release.package import datapackage, parquet_metadata
from warehouse.release.restated import Restated
from warehouse.release.revised import Revised


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
NOTED = datetime(2026, 6, 1)  # noqa: DTZ001 - as DuckDB gives it
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


def _revision(dataset_code: str, snapshot_id: str, changed: int, **more: Any) -> dict[str, Any]:
    counts = {"common_count": 3442, "changed_count": changed, "source_changed_count": 9, "largest_difference": 24.0}
    known = {"dataset_code": dataset_code, "new_snapshot_id": snapshot_id, "new_known_from": NOTED}
    return {**known, **counts, "gained_count": 117, "lost_count": 15, **more}


@pytest.mark.fault(29, 30)
def test_revised_figures_and_changed_meanings_are_told_once() -> None:
    meaning = {"dataset_code": "SDG_0111_A", "variable": "unit", "code": "SDG_0111", "old_label": None,
               "new_label": "US$3.00", "new_known_from": NOTED}  # fmt: skip
    revised = Revised(
        revisions=(_revision("NIFL_A", "cccc", 1536), _revision("OLD_A", "bbbb", 2000),
                   _revision("PART_A", "dddd", 1, gained_count=None, lost_count=None, largest_difference=None)),
        meanings=({**meaning, "new_snapshot_id": "cccc"}, {**meaning, "new_snapshot_id": "bbbb", "code": "known"}),
    )  # fmt: skip
    text = changes_text(NOW, BEFORE, revised)
    assert "| NIFL_A | 2026-06-01 | 3,442 | 1,536 | 24 | 9 | 117 | 15 |" in text
    assert "| PART_A | 2026-06-01 | 3,442 | 1 | – | 9 | – | – |" in text
    assert "- SDG_0111_A, unit SDG_0111: nothing became “US$3.00” (2026-06-01)" in text
    assert "OLD_A" not in text, "the release before had read that file"
    assert "known" not in text.split("## Changed meanings")[1].split("## Tables")[0].replace("known from", "")


def test_a_long_list_of_revisions_is_cut_and_says_so() -> None:
    revised = Revised(revisions=tuple(_revision(f"D{number:02}_A", f"s{number}", 99 - number) for number in range(12)))
    text = changes_text(NOW, None, revised)
    assert text.count("| 2026-06-01 |") == 10
    assert "And 2 more vintages with fewer changed cells." in text
    assert "No indicator or unit is worded otherwise than before." in text


def test_two_equal_builds_have_no_changes() -> None:
    later = changes_text({**NOW, "release_id": "20260703_000000"}, NOW)
    assert "No table changed." in later
    assert "Both releases read the same snapshots." in later
    assert "No table changed." not in changes_text(NOW, BEFORE)
    assert "No table changed." not in changes_text(NOW, None)
    assert "No snapshots were read." in changes_text({**NOW, "inputs": []}, {**NOW, "inputs": []})


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
    assert cited["license"] == "CC-BY-4.0"
    assert cited["authors"][0]["name"]
    assert cited["title"].endswith("release 20260702_000000 (as of 2026-06-30)")


def test_sources_and_licences_are_named_once_each(tmp_path: Path) -> None:
    (tmp_path / "dwsc_20260702_000000.duckdb").write_bytes(b"x")
    described = datapackage(NOW, [], tmp_path)
    assert described["sources"] == [
        {"title": "ILO, SDG_0831_A, CC BY 4.0", "path": "https://example.org/SDG_0831_A.csv.gz"}
    ]
    assert [licence["name"] for licence in described["licenses"]] == ["CC-BY-4.0"]


DATED = {"known_from": "2024-04-23T00:00:00Z", "known_from_rule": "file_name", "file_name": "SDG_0831_A-2024-04-23.csv"}
LANDED = {"known_from": "2026-06-30T10:00:00Z", "known_from_rule": "landing_time", "file_name": "SDG_0831_A.csv"}
REGISTER = {"source": "register", "licence": "Internal", "file_name": "register.xlsx"}


def _with(*inputs: dict[str, str]) -> dict[str, Any]:
    return {**NOW, "inputs": [{**NOW["inputs"][0], **one} for one in inputs]}


@pytest.mark.parametrize("licence", ["Internal", "Not stated: extracted before 3 May 2023", "Not known: no date", ""])
def test_one_source_without_an_open_licence_leaves_the_release_without_one(tmp_path: Path, licence: str) -> None:
    (tmp_path / "dwsc_20260702_000000.duckdb").write_bytes(b"x")
    mixed = _with(DATED, {**LANDED, "licence": licence})
    described, cited = datapackage(mixed, [], tmp_path), yaml.safe_load(citation(mixed))
    assert "licenses" not in described
    assert "license" not in cited
    for note in (described["description"], cited["abstract"]):
        assert f"{licence or 'Not stated'} (SDG_0831_A.csv)" in note
        assert "CC BY 4.0 (SDG_0831_A-2024-04-23.csv)" in note
    assert "CC-BY" not in parquet_metadata(mixed)["licence"]


def test_every_dataset_of_ilostat_is_cited_with_its_date_and_file() -> None:
    cited = yaml.safe_load(citation(_with(DATED, {**LANDED, "licence": "Not known"}, REGISTER)))
    first, second = cited["references"]
    assert first["authors"] == [
        {"name": "ILOSTAT, International Labour Organization", "website": "https://ilostat.ilo.org"}
    ]
    assert (first["type"], first["title"], first["license"]) == ("dataset", "ILOSTAT, SDG_0831_A", "CC-BY-4.0")
    assert "Extracted on 2024-04-23, according to the file name. File: SDG_0831_A-2024-04-23.csv." in first["notes"]
    assert "Extraction date not known; taken in on 2026-06-30." in second["notes"]
    assert "license" not in second


def test_a_sample_release_does_not_cite_ilostat() -> None:
    text = citation({**_with(DATED), "is_sample": True})
    assert "ILOSTAT" not in text
    assert "references" not in yaml.safe_load(text)
    assert "invented" in yaml.safe_load(text)["abstract"]


def test_restated_figures_are_told_with_old_new_and_cause() -> None:
    row = {
        "table_name": "milestone_status", "measure": "status", "reading": "primary", "subject_id": "O03-S2",
        "reporting_period_id": None, "old_value": "achieved_on_time", "new_value": "achieved_late",
        "cause": "correction", "cause_detail": "It was corrected by A | B\n(other).",
    }  # fmt: skip
    lines = changes_text(NOW, BEFORE, restated=Restated(True, (row,), 3, 40)).splitlines()
    assert (
        "| milestone_status.status (primary) | O03-S2 | – | achieved_on_time | achieved_late "
        "| correction: It was corrected by A \\| B (other). |"
    ) in lines
    assert "And 2 more restated figures." in lines
    assert any(line.startswith("3 monitoring figures") and "40 figures read otherwise" in line for line in lines)


def test_a_release_that_is_not_compared_with_is_not_called_unchanged() -> None:
    assert "not compared with" in changes_text(NOW, BEFORE)
    assert "No monitoring figure of the release before is restated." in changes_text(
        NOW, BEFORE, restated=Restated(True)
    )
    assert "Restated" not in changes_text(NOW, None)
