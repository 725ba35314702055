"""A home goes into a backup and comes back whole, or the reason stands there and nothing was touched."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from support import release_build
from support.faults import dwsc
from support.first_release import FirstRelease
from warehouse import lock
from warehouse.backup.contents import LIST, MADE_AGAIN, kept_files
from warehouse.backup.make import make_backup
from warehouse.backup.restore import restore
from warehouse.cli.main import app
from warehouse.disk import file_sha256
from warehouse.errors import HomeError, LockedError, SnapshotError
from warehouse.release import pointer
from warehouse.release.verify import refuse_strangers, verify
from warehouse.settings import Settings, get_settings

OLDER, NEWER = "20260101_000000", "20260102_000000"


def _files(home: Path) -> dict[str, str]:
    return {path.relative_to(home).as_posix(): file_sha256(path) for path in kept_files(home)}


@pytest.fixture
def home(settings: Settings, first_release: FirstRelease) -> Settings:
    """A home after its first run, with a file that waits and one that was refused."""
    assert first_release.run.returncode == 0, first_release.run.stderr
    for name in ("snapshots", "releases", "rejected", "landing"):
        shutil.copytree(first_release.home / name, settings.home / name)
    (settings.landing / "waits.csv").write_text("later\n")
    (settings.landing / ".unfinished.part").write_text("half")
    return settings


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with two hand-made releases, made once, and one with the older of the two alone."""
    folder = tmp_path_factory.mktemp("made")
    both, one = get_settings(home=folder / "both"), get_settings(home=folder / "one")
    for settings, names in ((both, (OLDER, NEWER)), (one, (OLDER,))):
        release_build.make_build(settings.build_file)
        for name in names:
            release_build.publish_build(settings, release_id=name)
    return folder


@pytest.fixture
def small(settings: Settings, made: Path) -> Settings:
    shutil.copytree(made / "both", settings.home)
    return settings


@pytest.mark.fault(43)
def test_a_home_comes_back_as_it_was_and_the_next_run_finds_nothing_new(
    home: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _files(home.home)
    monkeypatch.setenv("DWSC_HOME", str(home.home))
    said = CliRunner().invoke(app, ["backup", str(tmp_path / "backup")])
    assert said.exit_code == 0, said.output
    back = get_settings(home=tmp_path / "back")
    monkeypatch.setenv("DWSC_HOME", str(back.home))
    said = CliRunner().invoke(app, ["restore", str(tmp_path / "backup")])
    assert said.exit_code == 0, said.output
    assert "dwsc verify" in said.output
    assert _files(back.home) == before
    assert not {path.name for path in back.home.iterdir()} & (MADE_AGAIN | {".restoring"})
    assert (back.landing / "waits.csv").read_text() == "later\n"
    assert verify(back) == []
    sealed = [path for path in back.releases.rglob("*") if path.is_file() and path.name != "current.json"]
    assert sealed
    assert {path.stat().st_mode & 0o777 for path in sealed} == {0o444}
    (back.landing / "waits.csv").unlink()
    run = dwsc(back.home, "run")
    release = pointer.current(home)
    assert release is not None
    assert run.returncode == 0, run.stderr
    assert f"{release.release_id} stands" in run.stdout.replace("\n", " ") or release.release_id in run.stdout
    assert [path.name for path in back.releases.iterdir() if path.is_dir()] == [release.release_id]


def test_a_backup_is_for_its_owner_alone_and_holds_nothing_that_is_made_again(small: Settings, tmp_path: Path) -> None:
    contents = make_backup(small, tmp_path / "backup")
    assert (tmp_path / "backup").stat().st_mode & 0o777 == 0o700
    assert {one.path.split("/")[0] for one in contents.files} == {"releases"}
    assert contents.release_id == NEWER
    assert json.loads((tmp_path / "backup" / LIST).read_text())["release_id"] == NEWER


def test_no_backup_is_made_while_a_run_goes_on(small: Settings, tmp_path: Path) -> None:
    code = (
        "import sys, time; from warehouse.settings import get_settings; from warehouse import lock;"
        "lock.acquire(get_settings(home=sys.argv[1]), 'run-7'); print('held', flush=True); time.sleep(60)"
    )
    holder = subprocess.Popen([sys.executable, "-c", code, str(small.home)], stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(LockedError, match="run-7"):
            make_backup(small, tmp_path / "backup")
    finally:
        holder.kill()
        holder.wait()
    assert not (tmp_path / "backup").exists()
    make_backup(small, tmp_path / "backup")
    with lock.build_lock(small, "the next run"):
        pass


def _full(small: Settings, target: Path) -> Path:
    target.mkdir()
    (target / "mine.txt").write_text("mine")
    return target


@pytest.mark.parametrize(
    ("where", "said"),
    [
        (_full, "is not empty"),
        (lambda small, target: small.home / "backup", "lies in the home itself"),
        (lambda small, target: small.releases / OLDER / "backup", "lies in the home itself"),
    ],
)
def test_a_backup_replaces_nothing(
    small: Settings, tmp_path: Path, where: Callable[[Settings, Path], Path], said: str
) -> None:
    before = _files(small.home)
    target = where(small, tmp_path / "backup")
    with pytest.raises(HomeError, match=said):
        make_backup(small, target)
    assert _files(small.home) == before
    assert not target.exists() or [path.name for path in target.iterdir()] == ["mine.txt"]


def test_an_empty_home_is_not_backed_up(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(HomeError, match="nothing to back up"):
        make_backup(settings, tmp_path / "backup")


def _flip(path: Path) -> None:
    path.chmod(0o644)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.fault(32, 43)
def test_a_damaged_home_never_replaces_a_good_backup(small: Settings, tmp_path: Path) -> None:
    database = pointer.read_release(small, OLDER).database
    _flip(database)
    with pytest.raises(HomeError, match=f"(?s)last good backup.*{database.name}: changed"):
        make_backup(small, tmp_path / "backup")
    assert not list(tmp_path.glob("*backup*"))


def _of_another_day(backup: Path, other: Path) -> None:
    """The pointer of the day before in the backup of today."""
    shutil.copy(other / "home" / "releases" / "current.json", backup / "home" / "releases" / "current.json")


def _without_a_release(backup: Path, other: Path) -> None:
    folder = backup / "home" / "releases" / NEWER
    for path in sorted(folder.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()


def _with_a_file_more(backup: Path, other: Path) -> None:
    (backup / "home" / "snapshots").mkdir()
    (backup / "home" / "snapshots" / "planted.parquet").write_bytes(b"x")


def _list_of_another_day(backup: Path, other: Path) -> None:
    shutil.copy(other / LIST, backup / LIST)


def _list_edited(backup: Path, other: Path) -> None:
    text = (backup / LIST).read_text()
    (backup / LIST).write_text(text.replace('"bytes": ', '"bytes": 1', 1))


@pytest.mark.fault(43)
@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_of_another_day, "current.json: changed"),
        (_without_a_release, "missing"),
        (_with_a_file_more, "not part of this backup"),
        (_list_of_another_day, "put together from several"),
        (_list_edited, "changed after the backup|damaged"),
        (lambda backup, other: (backup / LIST).unlink(), "is no backup"),
        (lambda backup, other: (backup / LIST).write_text("{}"), "damaged"),
        (lambda backup, other: _flip(backup / "home" / "releases" / NEWER / f"dwsc_{NEWER}.duckdb"), "duckdb: changed"),
    ],
)
def test_a_backup_that_was_mixed_or_damaged_restores_nothing(
    small: Settings, made: Path, tmp_path: Path, spoil: Callable[[Path, Path], None], said: str
) -> None:
    make_backup(small, tmp_path / "today")
    make_backup(get_settings(home=made / "one"), tmp_path / "yesterday")
    spoil(tmp_path / "today", tmp_path / "yesterday")
    back = small.model_copy(update={"home": tmp_path / "back"})
    with pytest.raises(HomeError, match=said):
        restore(back, tmp_path / "today")
    assert not back.home.exists() or not any(back.home.iterdir())


def test_a_backup_is_not_restored_over_a_home(small: Settings, tmp_path: Path) -> None:
    make_backup(small, tmp_path / "backup")
    before = _files(small.home)
    with pytest.raises(HomeError, match=r"holds .*releases.* already"):
        restore(small, tmp_path / "backup")
    assert _files(small.home) == before


@pytest.mark.fault(1, 43)
def test_a_restore_that_was_killed_starts_over(small: Settings, tmp_path: Path) -> None:
    make_backup(small, tmp_path / "backup")
    back = small.model_copy(update={"home": tmp_path / "back"})
    half = back.home / ".restoring" / "releases" / OLDER
    half.mkdir(parents=True)
    (half / "half.duckdb").write_bytes(b"half")
    half.chmod(0o555)
    restore(back, tmp_path / "backup")
    assert _files(back.home) == _files(small.home)


@pytest.mark.fault(43)
def test_snapshots_and_releases_of_different_days_are_told(home: Settings) -> None:
    """Somebody copied back the snapshots of an older day: the next run would have published less."""
    refuse_strangers(home)
    assert verify(home) == []
    gone = next(iter(sorted(home.snapshots_folder.glob("register/*/*.origin.json"))))
    gone.unlink()
    (problem,) = verify(home)
    snapshot_id = gone.name.removesuffix(".origin.json")
    assert snapshot_id in problem
    assert "of different days" in problem
    with pytest.raises(SnapshotError, match=snapshot_id):
        refuse_strangers(home)


def test_a_home_without_a_pointer_or_with_a_damaged_one_still_runs(home: Settings) -> None:
    gone = next(iter(sorted(home.snapshots_folder.rglob("*.origin.json"))))
    gone.unlink()
    with pytest.raises(SnapshotError):
        refuse_strangers(home)
    pointer.pointer_file(home).write_text("damaged")
    assert refuse_strangers(home) is None, "the run mends the pointer"
    pointer.pointer_file(home).unlink()
    assert refuse_strangers(home) is None, "nothing is published, so nothing can be lost"
