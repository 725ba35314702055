"""A home that is a file, or that cannot be made: one sentence, whatever was asked."""

import os
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from support.planted import plant, text
from warehouse.cli.main import app
from warehouse.errors import HomeError, SettingsError
from warehouse.landing import land_paths
from warehouse.settings import get_settings

# A folder in which nobody may make one, not even root.
NOWHERE = Path("/proc/no home")


def dwsc(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.mark.parametrize("below", ["", "home"])
def test_a_home_that_is_a_file_is_said_by_every_command(
    below: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = plant(tmp_path, text())
    monkeypatch.setenv("DWSC_HOME", str(file / below))
    for words in (["run"], ["land", file], ["sample"], ["doctor"], ["releases"]):
        said = dwsc(*words).exception
        assert isinstance(said, SettingsError), words
        assert "DWSC_HOME=" in str(said)
        assert f"{file} is a file, not a folder; name a folder" in str(said)


@pytest.mark.skipif(not NOWHERE.parent.is_dir(), reason="this system has no /proc")
def test_a_home_that_cannot_be_made_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DWSC_HOME", str(NOWHERE))
    for words in (["land", plant(tmp_path, text())], ["sample"]):
        said = dwsc(*words).exception
        assert isinstance(said, HomeError), words
        assert f"The home {NOWHERE} cannot be made" in str(said)
        assert "Set DWSC_HOME to a folder" in str(said)
    stopped = dwsc("run")
    assert stopped.exit_code == 1
    assert f"The home {NOWHERE} cannot be made" in stopped.stdout
    assert "nobody foresaw" not in stopped.stdout


def test_a_link_that_leads_nowhere_is_no_home(tmp_path: Path) -> None:
    (tmp_path / "home").symlink_to(tmp_path / "not mounted")
    with pytest.raises(HomeError, match="cannot be made"):
        land_paths(get_settings(home=tmp_path / "home"), [plant(tmp_path, text())])
    assert not os.path.lexists(tmp_path / "not mounted")
