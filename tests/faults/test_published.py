"""What is published: nobody writes to it, a log beside it is noticed, a flipped bit named, an old one still read."""

import json
import os
import random
import shutil
import stat
import struct
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from support import release_build, sweeps
from support.fault_ledger import FaultLedger
from support.fault_scenes import Scene, land_all
from support.faults import published
from support.first_release import FirstRelease
from support.invariants import assert_clear_error, assert_published_unchanged, assert_published_whole, tries
from support.warm import Warm
from warehouse.errors import ReleaseError
from warehouse.release import files, pointer
from warehouse.release.reader import connect
from warehouse.release.verify import verify
from warehouse.settings import Settings, get_settings

_NOBODY = 65_534
_SWEEP = pytest.param(60 if sweeps.IS_WHOLE else 20, id="sweep", marks=pytest.mark.slow)


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A home that other users of this machine may look into."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        home = Path(name) / "home"
        release_build.make_build(get_settings(home=home).build_file)
        release_build.publish_build(get_settings(home=home))
        yield home
        for path in home.rglob("*"):
            path.chmod(0o755)


def _insert(release: pointer.Release) -> None:
    with connect(release.database) as connection:
        connection.execute("insert into indicators.series select * from indicators.series")


def _insert_plain(release: pointer.Release) -> None:
    with duckdb.connect(str(release.database), read_only=True) as connection:
        connection.execute("delete from indicators.series")


def _open_to_write(release: pointer.Release) -> None:
    with duckdb.connect(str(release.database)) as connection:
        connection.execute("create table indicators.more as select 1 as one")


def _attach_to_write(release: pointer.Release) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"attach '{release.database}' as other; drop table other.indicators.series")


def _read(release: pointer.Release) -> None:
    with connect(release.database) as connection:
        assert connection.execute("select count(*) from indicators.series").fetchall() == [(1,)]


def _open_file(release: pointer.Release) -> None:
    release.database.open("r+b").close()


def _open_csv(release: pointer.Release) -> None:
    next((release.folder / "csv").rglob("*.csv")).open("ab").close()


def _remove_file(release: pointer.Release) -> None:
    release.database.unlink()


def _add_file(release: pointer.Release) -> None:
    (release.folder / "more.csv").write_text("1")


def _replace_file(release: pointer.Release) -> None:
    Path(shutil.copy(release.database, tempfile.mkdtemp())).replace(release.database)


_ATTEMPTS = (_insert, _insert_plain, _open_to_write, _attach_to_write, _open_file, _open_csv, _remove_file, _add_file,
             _replace_file)  # fmt: skip


def _as_somebody_else(attempt: Callable[[pointer.Release], None], release: pointer.Release) -> int:
    """Try it in a process of another user, where this one may become another: 0 if it could be done, else 3."""
    child = os.fork()
    if child == 0:
        code = 4
        try:
            if os.getuid() == 0:
                os.setgroups([])
                os.setgid(_NOBODY)
                os.setuid(_NOBODY)
            attempt(release)
            code = 0
        except (duckdb.Error, OSError):
            code = 3
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_nobody_writes_to_a_release(open_to_all: Path, fault_ledger: FaultLedger) -> None:
    before = published(open_to_all)
    release = pointer.current(get_settings(home=open_to_all))
    modes = {stat.S_IMODE(path.stat().st_mode) for path in files.files_in(release.folder)}
    assert modes == {0o444}
    assert stat.S_IMODE(release.folder.stat().st_mode) == 0o555
    with tries(fault_ledger, 16, "attempts to write to a release") as counted:
        assert _as_somebody_else(_read, release) == 0, "it may be read"
        for attempt in _ATTEMPTS:
            assert _as_somebody_else(attempt, release) == 3, attempt.__name__
            assert_published_unchanged(open_to_all, before)
            counted.survived()


# A writer that is killed before it could fold its log into the file.
_WRITER = """
import duckdb, os, sys
connection = duckdb.connect(sys.argv[1])
connection.execute("pragma disable_checkpoint_on_shutdown; set wal_autocheckpoint = '1TB'")
connection.execute("insert into indicators.observations select row_number + 100000, 'ZZ', 1, stamp, run_id "
                   "from indicators.observations limit 7")
os.kill(os.getpid(), 9)
"""


def test_a_log_left_beside_the_build_file_is_read_with_it(
    publishing: Scene, light: Warm, fault_ledger: FaultLedger
) -> None:
    with tries(fault_ledger, 31, "a log left beside the build file") as counted:
        publishing.restore()
        build = publishing.home / "warehouse.duckdb"
        with duckdb.connect(str(build), read_only=True) as connection:
            rows = connection.execute("select count(*) from indicators.observations").fetchone()[0]
        subprocess.run([sys.executable, "-c", _WRITER, str(build)], check=False)
        assert build.with_name("warehouse.duckdb.wal").is_file()
        made = light.step(publishing.home, "publish")
        assert made.code == 0, made.words
        release_id = assert_published_whole(publishing.home)
        database = publishing.home / "releases" / release_id / f"dwsc_{release_id}.duckdb"
        with duckdb.connect(str(database), read_only=True) as connection:
            assert connection.execute("select count(*) from indicators.observations").fetchone() == (rows + 7,)
        assert not list((publishing.home / "releases").rglob("*.wal"))
        counted.survived()


def test_a_log_beside_a_release_is_named(publishing: Scene, light: Warm, fault_ledger: FaultLedger) -> None:
    with tries(fault_ledger, 31, "a log left beside a release") as counted:
        publishing.restore()
        folder = publishing.home / "releases" / "20260101_000000"
        folder.chmod(0o755)
        (folder / "dwsc_20260101_000000.duckdb.wal").write_bytes(b"left over")
        assert_clear_error(light.dwsc(publishing.home, "verify"), must_name=["dwsc_20260101_000000.duckdb.wal"])
        counted.survived()


@pytest.mark.parametrize("flips", [pytest.param(8, id="quick"), _SWEEP])
def test_a_flipped_bit_is_named(landing: Scene, light: Warm, fault_ledger: FaultLedger, flips: int) -> None:
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    sys.stdout.write(f"seed {seed}\n")
    landing.restore()
    land_all(landing, light)
    kept = [path for path in landing.home.rglob("snapshots/*/*/*.parquet") if not path.name.startswith(".")]
    kept += [path for path in (landing.home / "releases").rglob("*") if path.is_file() and path.name != "current.json"]
    with tries(fault_ledger, 32, "a bit flipped in a snapshot or release") as counted:
        for path in [*chance.sample(sorted(kept), k=min(flips, len(kept))), *chance.choices(sorted(kept), k=flips)]:
            content = path.read_bytes()
            place = chance.randrange(len(content))
            flipped = bytearray(content)
            flipped[place] ^= 1 << chance.randrange(8)
            path.chmod(0o644)
            path.write_bytes(bytes(flipped))
            said = light.dwsc(landing.home, "verify")
            assert said.code == 1, f"seed {seed}: byte {place} of {path.name}"
            assert "Traceback" not in said.words
            # A flipped bit in the list of sums makes another file differ from its sum, and that one is named.
            is_named = path.name in said.words or path.name == files.SUMS
            assert is_named, f"seed {seed}: byte {place} of {path}: {said.words[-500:]}"
            path.write_bytes(content)
            counted.survived()
            if counted.count >= flips:
                break
    assert light.dwsc(landing.home, "verify").code == 0


def test_an_origin_that_was_altered_is_named(
    first_release: FirstRelease, tmp_path: Path, fault_ledger: FaultLedger
) -> None:
    settings = get_settings(home=first_release.copy_home(tmp_path / "home"))
    release_id = pointer.current(settings).release_id
    altered = {"known_from": "2001-02-03T00:00:00Z", "file_name": "other.csv", "licence": "none", "is_partial": "yes"}
    assert verify(settings) == []
    with tries(fault_ledger, 32, "an origin altered beside its snapshot") as counted:
        for path, (name, value) in zip(
            sorted(settings.snapshots_folder.rglob("*.origin.json")), altered.items(), strict=False
        ):
            before = path.read_text()
            path.chmod(0o644)
            path.write_text(json.dumps(json.loads(before) | {name: value}))
            (said,) = verify(settings)
            assert str(path) in said
            assert f"{name} is {value!r}" in said
            assert release_id in said
            path.write_text(before)
            counted.survived()
    assert verify(settings) == []


def test_a_reader_keeps_its_release_though_it_is_removed(settings: Settings, fault_ledger: FaultLedger) -> None:
    question = "select any_value(stamp), count(*) from indicators.observations"
    with tries(fault_ledger, 33, "a release removed while it is read") as counted:
        release_build.make_build(settings.build_file, stamp="old")
        old = release_build.publish_build(settings, release_id="20260101_000000")
        with connect(old.database) as reader:
            assert reader.execute(question).fetchall() == [("old", 500)]
            release_build.make_build(settings.build_file, rows=501, stamp="new")
            release_build.publish_build(settings, release_id="20260101_000001")
            files.remove_release(old.folder)
            for _ in range(20):
                assert reader.cursor().execute(question).fetchall() == [("old", 500)]
                counted.survived()
            with connect(pointer.current(settings).database) as fresh:
                assert fresh.execute(question).fetchall() == [("new", 501)]
            counted.survived()


def _checksum(block: bytes) -> int:
    """The checksum that DuckDB keeps of each block of its file."""
    found = 5381
    for (word,) in struct.iter_unpack("<Q", block):
        found ^= (word * 0xBF58476D1CE4E5B9) % 2**64
    return found


@pytest.mark.parametrize("version", [63, 70, 71, 120])
def test_a_file_of_another_duckdb_is_named(settings: Settings, fault_ledger: FaultLedger, version: int) -> None:
    """The header of a file holds its version; one of the future is made by writing a number that is not there yet."""
    with tries(fault_ledger, 34, "a file written by another DuckDB") as counted:
        release_build.make_build(settings.build_file)
        release = release_build.publish_build(settings)
        release.database.chmod(0o644)
        with release.database.open("r+b") as file:
            header = bytearray(file.read(4096))
            header[12:20] = struct.pack("<Q", version)
            header[:8] = struct.pack("<Q", _checksum(bytes(header[8:])))
            file.seek(0)
            file.write(header)
        with pytest.raises(ReleaseError, match=f"version {duckdb.__version__} cannot read .*version number"):
            connect(release.database)
        counted.survived()
