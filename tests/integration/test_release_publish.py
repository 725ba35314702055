"""A published release holds what the build file held, in every form, and never changes."""

import csv
import dataclasses
import datetime as dt
import hashlib
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.parquet as parquet
import pytest

from support import release_build
from warehouse.errors import ReleaseError
from warehouse.release import files, pointer
from warehouse.release.audit import audit_copy
from warehouse.release.pointer import Release
from warehouse.release.reader import connect
from warehouse.release.tables import describe
from warehouse.release.verify import verify
from warehouse.settings import PROJECT_ROOT, Settings, get_settings


@pytest.fixture
def build(settings: Settings) -> Path:
    return release_build.make_build(settings.build_file)


@pytest.fixture
def release(settings: Settings, build: Path) -> Release:
    return release_build.publish_build(settings)


def _rows(path: Path, table: str) -> list[tuple]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(f"select * from {table}").fetchall()


@pytest.mark.parametrize("table", ["strategy.outputs", "indicators.observations", "indicators.series"])
def test_every_value_and_the_order_come_through(release: Release, build: Path, table: str) -> None:
    assert _rows(release.database, table) == _rows(build, table)


def test_only_published_tables_are_in_the_file(release: Release) -> None:
    with connect(release.database) as connection:
        tables = connection.execute("select schema_name || '.' || table_name from duckdb_tables()").fetchall()
        views = connection.execute("select count(*) from duckdb_views() where not internal").fetchall()
    assert sorted(tables) == [("indicators.observations",), ("indicators.series",), ("strategy.outputs",)]
    assert views == [(0,)]


def test_every_table_and_column_keeps_its_description(release: Release, build: Path) -> None:
    question = (
        "select schema_name, table_name, column_name, data_type, comment from duckdb_columns() "
        "where schema_name in ('strategy', 'indicators') and table_name <> 'a_view' order by all"
    )
    tables = (
        "select schema_name, table_name, comment from duckdb_tables() where schema_name in ('strategy', 'indicators') "
        "order by all"
    )
    for sql in (question, tables):
        with duckdb.connect(str(build), read_only=True) as before, connect(release.database) as after:
            assert after.execute(sql).fetchall() == before.execute(sql).fetchall() != []


def test_the_file_opens_in_every_client_since_duckdb_1_0(release: Release, tmp_path: Path) -> None:
    with connect(release.database) as connection:
        tags = connection.execute(
            "select tags['storage_version'] from duckdb_databases() where database_name = ?", [release.database.stem]
        ).fetchall()
    assert tags == [("v1.0.0+",)]
    newer = tmp_path / "newer.duckdb"
    with duckdb.connect() as connection:
        connection.execute(
            f"attach '{newer}' as newer (storage_version 'v1.4.0'); create table newer.t as select 1 as a"
        )
    with duckdb.connect(str(newer), read_only=True) as connection:
        other = connection.execute("select tags['storage_version'] from duckdb_databases()").fetchall()
    assert ("v1.0.0+",) not in other, "the tag must tell a newer file apart, else this test proves nothing"


def test_parquet_holds_the_same_rows_and_names_its_release(release: Release, build: Path) -> None:
    for table in ("strategy/outputs", "indicators/observations", "indicators/series"):
        path = release.folder / "parquet" / f"{table}.parquet"
        with duckdb.connect() as connection:
            found = connection.execute(f"select * from read_parquet('{path}')").fetchall()
        assert found == _rows(build, table.replace("/", "."))
        metadata = {key.decode(): value.decode() for key, value in parquet.read_metadata(path).metadata.items()}
        assert metadata["release_id"] == release.release_id
        assert (metadata["is_sample"], metadata["as_of"], metadata["licence"]) == ("true", "2026-06-30", "Apache-2.0")
        assert "SAMPLE DATA" in metadata["title"]
        columns = parquet.ParquetFile(path).metadata.row_group(0)
        assert {columns.column(n).compression for n in range(columns.num_columns)} == {"ZSTD"}


def test_csv_opens_in_a_spreadsheet_without_running_anything(release: Release) -> None:
    path = release.folder / "csv" / "strategy" / "outputs.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbfoutput_id,")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert list(rows[0])[1] == 'odd, "name" here'
    assert [row['odd, "name" here'] for row in rows] == ["'=1+1", "", "", "'-5", '\'@cmd\n"quoted", Viêt Nam']
    assert (rows[0]["budget"], rows[0]["share"], rows[0]["planned"]) == ("-5.125", "-5.0", "2026-12-31")
    assert rows[0]["big"] == "12345678901234567890123456789"
    assert set(rows[1].values()) == {"O1", ""}
    frame = pd.read_csv(path)
    assert frame["share"].tolist()[0] == -5
    assert frame["budget"].dtype == "float64"


def test_csv_of_a_large_table_is_left_out_and_said(settings: Settings, build: Path) -> None:
    release = release_build.publish_build(get_settings(home=settings.home, csv_rows=100))
    assert sorted(path.name for path in (release.folder / "csv").rglob("*.csv")) == ["outputs.csv", "series.csv"]
    described = json.loads((release.folder / "datapackage.json").read_text())
    names = {resource["name"] for resource in described["resources"]}
    assert "indicators.observations.parquet" in names
    assert "indicators.observations.csv" not in names


def test_the_data_package_describes_every_file_truly(release: Release) -> None:
    described = json.loads((release.folder / "datapackage.json").read_text())
    assert "SAMPLE DATA" in described["title"]
    said = (release.folder / "SAMPLE_DATA.txt").read_text()
    assert described["description"] == said.rstrip("\n")
    assert "Tables of the schema strategy repeat document GB.347/INS/8" in said
    data = {path.relative_to(release.folder).as_posix() for path in release.folder.rglob("*") if path.suffix in
            {".csv", ".parquet", ".duckdb"}}  # fmt: skip
    assert {resource["path"] for resource in described["resources"]} == data
    for resource in described["resources"]:
        content = (release.folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert re.fullmatch(r"[a-z0-9._/-]+", resource["name"])
    fields = {field["name"]: field for field in described["resources"][1]["schema"]["fields"]}
    kinds = {name: field["type"] for name, field in fields.items()}
    assert kinds == {
        "output_id": "string",
        'odd, "name" here': "string",
        "planned": "date",
        "budget": "number",
        "share": "number",
        "is_due": "boolean",
        "seen_at": "datetime",
        "big": "integer",
    }
    assert all(field["description"].strip() for field in fields.values())


def test_the_manifest_says_what_was_read_and_built(release: Release, build: Path) -> None:
    facts = json.loads((release.folder / "release.json").read_text())
    assert facts["release_id"] == release.release_id == release.folder.name
    assert (facts["as_of"], facts["run_id"], facts["is_sample"]) == ("2026-06-30", "run-1", True)
    assert (facts["fingerprint"], facts["git_commit"]) == ("f" * 64, "0" * 40)
    assert facts["tools"]["duckdb"] == duckdb.__version__
    assert {f"{t['schema']}.{t['table']}": t["rows"] for t in facts["tables"]} == {
        "strategy.outputs": 5,
        "indicators.observations": 500,
        "indicators.series": 1,
    }


def test_the_snapshots_read_are_listed_without_folders_of_this_machine(settings: Settings, build: Path) -> None:
    folder = settings.runs / "run-1" / "inputs"
    folder.mkdir(parents=True)
    row = {"snapshot_id": "ab" * 8, "source": "ilostat", "dataset_code": "SDG_A", "producer": "ILO", "row_count": 12}
    more = {"path": str(folder), "address": None, "known_from": dt.datetime(2026, 5, 1, tzinfo=dt.UTC)}
    pd.DataFrame([row | more]).to_parquet(folder / "snapshots.parquet")
    release = release_build.publish_build(settings)
    entry = release.manifest["inputs"][0]
    assert (entry["snapshot_id"], entry["row_count"], entry["known_from"]) == (
        "ab" * 8,
        12,
        "2026-05-01T00:00:00+00:00",
    )
    assert str(settings.home) not in (release.folder / "release.json").read_text()
    assert "snapshot abababababababab" in (release.folder / "CHANGES.md").read_text()


def test_the_checksums_are_those_that_sha256sum_reads(release: Release) -> None:
    checked = subprocess.run(["sha256sum", "--check", "SHA256SUMS"], cwd=release.folder, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout
    everything = {path for path in release.folder.rglob("*") if path.is_file()}
    assert len(checked.stdout.splitlines()) == len(everything) - 1


def test_nothing_of_a_release_can_be_written(release: Release) -> None:
    for path in (release.folder, *release.folder.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o555 if path.is_dir() else 0o444), path
    with connect(release.database) as connection, pytest.raises(duckdb.Error, match="read-only"):
        connection.execute("insert into indicators.series values ('x', 1)")
    assert not list(release.folder.glob("*.wal"))


@pytest.fixture
def stranger() -> dict[str, int]:
    """How to start a process that is not root, for whom alone the read-only bits count."""
    return {"user": 65534} if os.geteuid() == 0 else {}


def test_the_system_refuses_to_change_a_release(release: Release, stranger: dict[str, int]) -> None:
    with tempfile.TemporaryDirectory() as outside:
        Path(outside).chmod(0o755)
        copy = shutil.copytree(release.folder, Path(outside) / release.release_id)
        if stranger:
            for path in (copy, *copy.rglob("*")):
                os.chown(path, stranger["user"], -1)
        for attempt in ("echo x > CHANGES.md", "echo x > new.txt", "rm -f CHANGES.md", "mv csv cvs"):
            done = subprocess.run(["sh", "-c", attempt], cwd=copy, capture_output=True, text=True, **stranger)
            assert done.returncode != 0, attempt
            assert "denied" in done.stderr.lower()
        files.remove_release(copy)


def test_two_publishes_of_one_build_say_the_same(settings: Settings, build: Path) -> None:
    first = release_build.publish_build(settings, run_id="run-1")
    second = release_build.publish_build(settings, run_id="run-2")
    assert first.release_id < second.release_id
    assert first.manifest["tables"] == second.manifest["tables"]
    for path in (first.folder / "parquet").rglob("*.parquet"):
        other = second.folder / path.relative_to(first.folder)
        assert pd.read_parquet(path).equals(pd.read_parquet(other))
    assert "| indicators.observations | 500 | 500 | same |" in (second.folder / "CHANGES.md").read_text()
    assert verify(settings, first.release_id) == []


def test_a_new_build_shows_in_the_changes(settings: Settings, build: Path, release: Release) -> None:
    release_build.make_build(settings.build_file, rows=600, stamp="two")
    second = release_build.publish_build(settings)
    assert "| indicators.observations | 500 | 600 | changed |" in (second.folder / "CHANGES.md").read_text()
    assert _rows(release.database, "indicators.series") == [("one", 500)]


def test_a_real_release_is_not_called_a_sample(settings: Settings, build: Path) -> None:
    release = release_build.publish_build(settings, is_sample=False)
    assert not (release.folder / "SAMPLE_DATA.txt").exists()
    for path in release.folder.glob("*.*"):
        if path.suffix not in {".duckdb", ".xlsx"}:  # the codebook: test_release_papers.py
            assert "SAMPLE" not in path.read_text()


@pytest.mark.parametrize(
    ("spoil", "named"),
    [
        ("comment on column strategy.outputs.big is null", "column strategy.outputs.big"),
        ("comment on column strategy.outputs.big is '  '", "column strategy.outputs.big"),
        ("comment on table indicators.series is null", "table indicators.series"),
        ("drop schema strategy cascade; drop schema indicators cascade", "no published table"),
    ],
)
def test_an_undescribed_or_empty_build_is_not_published(
    settings: Settings, build: Path, release: Release, spoil: str, named: str
) -> None:
    with duckdb.connect(str(build)) as connection:
        connection.execute(spoil)
    with pytest.raises(ReleaseError, match=named):
        release_build.publish_build(settings)
    assert pointer.current(settings) == release
    assert sorted(path.name for path in settings.releases.iterdir()) == [release.release_id, "current.json"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"rows": 501}, "indicators.observations: 500 rows, expected 501"),
        ({"comment": "other"}, "indicators.observations: columns or descriptions differ"),
        ({"columns": ()}, "indicators.observations: columns or descriptions differ"),
        ({"name": "lost"}, "indicators.lost: missing"),
    ],
)
def test_a_copy_that_differs_from_the_build_is_found(release: Release, change: dict[str, object], said: str) -> None:
    with connect(release.database) as connection:
        expected = describe(connection, release.database.stem)
    assert audit_copy(release.database, expected).hashes.keys() == {table.label for table in expected}
    place = [table.label for table in expected].index("indicators.observations")
    expected[place] = dataclasses.replace(expected[place], **change)
    with pytest.raises(ReleaseError, match=said):
        audit_copy(release.database, expected)


def test_a_reader_is_in_utc_and_cannot_be_changed(release: Release) -> None:
    with connect(release.database) as first, connect(release.database) as second:
        for connection in (first, second, first.cursor()):
            assert connection.execute("select current_setting('TimeZone')").fetchall() == [("UTC",)]
            for setting in ("TimeZone = 'Asia/Tokyo'", "enable_external_access = true", "memory_limit = '64GB'"):
                with pytest.raises(duckdb.Error, match=r"locked|Cannot"):
                    connection.execute(f"set {setting}")


def test_a_damaged_file_is_not_opened_and_is_named(release: Release, tmp_path: Path) -> None:
    for content in (b"", b"no database", b"\0" * 20_000):
        (tmp_path / "damaged.duckdb").write_bytes(content)
        with pytest.raises(ReleaseError, match=r"damaged\.duckdb cannot be opened"):
            connect(tmp_path / "damaged.duckdb")
    with pytest.raises(ReleaseError, match=r"absent\.duckdb cannot be opened"):
        connect(tmp_path / "absent.duckdb")


def test_a_home_without_a_build_says_what_to_run(settings: Settings) -> None:
    with pytest.raises(ReleaseError, match="dwsc run"):
        release_build.publish_build(settings)


def test_a_build_that_is_still_open_is_not_published(settings: Settings, build: Path) -> None:
    with duckdb.connect(str(build)), pytest.raises(ReleaseError, match="still open"):
        release_build.publish_build(settings)
    holder = [
        sys.executable,
        "-c",
        f"import duckdb; held = duckdb.connect({str(build)!r}); print('open', flush=True); input()",
    ]
    with subprocess.Popen(holder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=PROJECT_ROOT) as other:
        other.stdout.readline()
        with pytest.raises(ReleaseError, match="still open in another process"):
            release_build.publish_build(settings)
        other.communicate(b"\n")


def test_an_id_is_used_once(settings: Settings, release: Release) -> None:
    with pytest.raises(ReleaseError, match="exists already"):
        release_build.publish_build(settings, release_id=release.release_id)
    with pytest.raises(ReleaseError, match="not a release id"):
        release_build.publish_build(settings, release_id="../elsewhere")
    assert verify(settings) == []


def test_a_full_disk_is_seen_before_anything_is_written(
    settings: Settings, build: Path, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(settings.home)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=5 * 2**20))
    with pytest.raises(ReleaseError, match=r"too full.*5 MB are free"):
        release_build.publish_build(settings)
    assert pointer.current(settings) == release


def test_a_release_can_be_removed_in_spite_of_its_seal(settings: Settings, release: Release) -> None:
    files.remove_release(release.folder)
    assert not release.folder.exists()
    files.remove_release(release.folder)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda folder: _flip(folder / "parquet/indicators/observations.parquet"), "observations.parquet: changed"),
        (lambda folder: (folder / "csv/strategy/outputs.csv").unlink(), "outputs.csv: missing"),
        (lambda folder: (folder / "extra.txt").write_text("x"), "extra.txt: not part of the release"),
        (lambda folder: (folder / "SHA256SUMS").unlink(), "SHA256SUMS cannot be read"),
        (lambda folder: (folder / "SHA256SUMS").write_text("nonsense\n"), "SHA256SUMS, line 1"),
        (lambda folder: _flip(next(folder.glob("*.duckdb"))), ".duckdb: changed"),
        (lambda folder: next(folder.glob("*.duckdb")).write_bytes(b"no database"), "cannot be read"),
    ],
)
def test_damage_is_named(settings: Settings, release: Release, damage, said: str) -> None:
    for path in (release.folder, *release.folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert verify(settings) == []
    damage(release.folder)
    assert [problem for problem in verify(settings) if said in problem]


def test_a_figure_changed_under_forged_checksums_is_named(settings: Settings, release: Release) -> None:
    """Checksums can be written anew; the content hashes in the manifest still tell."""
    for path in (release.folder, *release.folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    with duckdb.connect(str(release.database)) as connection:
        connection.execute("update indicators.observations set value = value + 1e-9 where row_number = 3")
    files.write_sums(release.folder)
    assert [problem for problem in verify(settings) if "content of indicators.observations differs" in problem]


def test_a_damaged_snapshot_is_named(settings: Settings, release: Release) -> None:
    folder = settings.snapshots_folder / "ilostat" / "SDG_A"
    folder.mkdir(parents=True)
    pd.DataFrame({"value": range(1000)}).to_parquet(folder / "aa.parquet")
    origin = folder / "aa.origin.json"
    origin.write_text(json.dumps({"row_count": 1000}))
    assert verify(settings) == []
    origin.write_text(json.dumps({"row_count": 1001}))
    assert "1,000 rows, but aa.origin.json says 1001" in verify(settings)[0]
    (folder / "aa.parquet").write_bytes((folder / "aa.parquet").read_bytes()[:500])
    assert "aa.parquet: cannot be read" in verify(settings)[0]
    (folder / "aa.parquet").unlink()
    assert "aa.parquet: cannot be read" in verify(settings)[0]


def test_verifying_an_empty_home_says_so(settings: Settings) -> None:
    with pytest.raises(ReleaseError, match="Nothing was published"):
        verify(settings)


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
