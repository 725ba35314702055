"""Snapshots in a folder that several homes share."""

import json
from pathlib import Path

import pytest
from filelock import FileLock
from typer.testing import CliRunner

from support.planted import land_one, plant, text
from warehouse import door
from warehouse.backup.contents import kept_files
from warehouse.backup.make import make_backup
from warehouse.cli.backup import _without
from warehouse.cli.main import app
from warehouse.errors import LockedError, SettingsError, StoreError
from warehouse.landing import land_paths
from warehouse.settings import Settings, get_settings
from warehouse.snapshots import list_origins, snapshot_path


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    folder = tmp_path / "shared"
    folder.mkdir()
    return folder


def _home(tmp_path: Path, name: str, shared: Path) -> Settings:
    return get_settings(home=tmp_path / name, snapshots=str(shared))


def test_what_one_home_landed_stands_in_the_other(tmp_path: Path, shared: Path) -> None:
    one, other = _home(tmp_path, "one", shared), _home(tmp_path, "other", shared)
    first = land_one(one, plant(tmp_path, text()))
    again = land_one(other, plant(tmp_path, text()))
    assert (first.outcome, again.outcome) == ("loaded", "known")
    [origin] = list_origins(other)
    assert snapshot_path(other, origin).is_relative_to(shared)
    assert not (tmp_path / "one" / "snapshots").exists()
    assert not [path for path in shared.rglob("*") if "partial" in path.name or path.name == ".incoming"]


def test_homes_that_share_a_folder_land_one_after_the_other(
    tmp_path: Path, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "_LOCK_SECONDS", 0.2)
    unfinished = shared / ".incoming" / "of the other home"
    unfinished.parent.mkdir()
    unfinished.write_text("half")
    with FileLock(shared / ".landing.lock"), pytest.raises(LockedError, match="Another home lands"):
        land_paths(_home(tmp_path, "one", shared), [plant(tmp_path, text())])
    assert unfinished.read_text() == "half", "what another home prepares is left alone"


def test_a_folder_that_is_not_there_is_never_made(tmp_path: Path) -> None:
    home = _home(tmp_path, "one", tmp_path / "not mounted")
    with pytest.raises(StoreError, match="Is its disk mounted"):
        land_paths(home, [plant(tmp_path, text())])
    assert not (tmp_path / "not mounted").exists()
    assert plant(tmp_path, text()).is_file()


def test_a_run_without_the_folder_says_that_it_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DWSC_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("DWSC_SNAPSHOTS", str(tmp_path / "not mounted"))
    stopped = CliRunner().invoke(app, ["run"])
    assert stopped.exit_code == 1
    assert f"There is no folder {tmp_path / 'not mounted'}" in stopped.stdout
    assert "Is its disk mounted?" in stopped.stdout
    assert "nothing to build" not in stopped.stdout


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("relative/folder", "from the root"),
        ("s3://key:secret@bucket/prefix", "no user or password"),
        ("s3://", "s3://bucket/prefix"),
        ("s3://bucket/../other", "s3://bucket/prefix"),
        ("gs://bucket/prefix", "s3://bucket/prefix"),
    ],
)
def test_an_address_that_would_mislead_is_refused(value: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said) as told:
        get_settings(snapshots=value)
    assert "secret" not in str(told.value)


def test_doctor_says_where_snapshots_lie(tmp_path: Path, shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DWSC_HOME", str(tmp_path / "home"))
    found = {}
    for name, folder in (("there", shared), ("gone", tmp_path / "gone")):
        monkeypatch.setenv("DWSC_SNAPSHOTS", str(folder))
        told = json.loads(CliRunner().invoke(app, ["doctor", "--json"]).stdout)
        [found[name]] = [one for one in told["findings"] if one["name"] == "snapshots"]
    assert found["there"]["is_well"]
    assert str(shared) in found["there"]["found"]
    assert not found["gone"]["is_well"]
    assert "mounted" in found["gone"]["remedy"]


def test_a_backup_says_that_snapshots_are_not_in_it(tmp_path: Path, shared: Path) -> None:
    home = _home(tmp_path, "one", shared)
    land_one(home, plant(tmp_path, text()))
    (home.landing).mkdir(parents=True)
    (home.landing / "waits.csv").write_text("later")
    contents = make_backup(home, tmp_path / "backup")
    assert contents.snapshots_at == str(shared)
    assert [one.path for one in contents.files] == ["landing/waits.csv"]
    assert str(shared) in _without(contents)
    assert kept_files(home.home)
