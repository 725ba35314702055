"""`dwsc doctor` warns of a home that others may change, and of running as root."""

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from warehouse import rights
from warehouse.cli.main import app
from warehouse.settings import Settings, get_settings


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    settings = get_settings(home=tmp_path / "home")
    settings.home.mkdir(mode=0o750)
    for folder in (settings.landing, settings.releases / "20260101_000000", settings.runs):
        folder.mkdir(parents=True, mode=0o750)
    figures = settings.releases / "20260101_000000" / "t.parquet"
    figures.write_bytes(b"rows")
    figures.chmod(0o444)
    (settings.runs / "run.log").touch()
    (settings.runs / "run.log").chmod(0o666)
    monkeypatch.setenv("DWSC_HOME", str(settings.home))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    return settings


def _told(name: str) -> dict[str, object]:
    answer = CliRunner().invoke(app, ["doctor", "--json"])
    return next(one for one in json.loads(answer.stdout)["findings"] if one["name"] == name)


def test_a_home_with_plain_rights_is_well(home: Settings) -> None:
    assert (_told("rights")["is_warning"], _told("user")["is_warning"]) == (False, False)


@pytest.mark.parametrize("place", [".", "landing", "releases", "releases/20260101_000000"])
def test_a_folder_that_everybody_may_change_is_named(home: Settings, place: str) -> None:
    (home.home / place).chmod(0o777)
    told = _told("rights")
    assert told["is_warning"]
    assert str((home.home / place).resolve()) in str(Path(str(told["found"]).split(" ")[0]).resolve())
    assert list(rights.open_to_all(home)) == [home.home / place]


def test_a_release_that_can_be_changed_is_named(home: Settings) -> None:
    (path := home.releases / "20260101_000000" / "t.parquet").chmod(0o644)
    assert str(path) in str(_told("rights")["found"])


def test_a_link_is_not_taken_for_its_own_rights(home: Settings) -> None:
    (home.landing / "link.csv").symlink_to(home.landing / "nowhere.csv")
    assert list(rights.open_to_all(home)) == []


def test_root_is_warned_in_words_and_goes_on(home: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    told = _told("user")
    assert (told["is_warning"], told["is_well"]) == (True, True)
    shown = CliRunner().invoke(app, ["doctor"]).output
    assert "docs/operations.md" in shown


def test_a_home_that_is_not_there_yet_is_well(tmp_path: Path) -> None:
    assert list(rights.open_to_all(get_settings(home=tmp_path / "none"))) == []
