"""`dwsc land`, as a person types it."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from support.planted import plant, text
from warehouse.cli.main import app
from warehouse.settings import Settings
from warehouse.snapshots import list_origins


@pytest.fixture
def home(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("DWSC_HOME", str(settings.home))
    return settings


def land(*words: object) -> Result:
    return CliRunner().invoke(app, ["land", *(str(word) for word in words)])


def test_a_day_that_is_none_is_told_as_for_a_run(home: Settings, tmp_path: Path) -> None:
    path = plant(tmp_path, text())
    for told in (land(path, "--known-on", "2024-13-01"), CliRunner().invoke(app, ["run", "--as-of", "2024-13-01"])):
        assert told.exit_code == 2
        words = " ".join(told.output.replace("│", " ").split())
        assert "'2024-13-01' is no day; write it as 2026-06-30" in words
    assert not home.home.exists()
    assert land(path, "--known-on", "2024-05-06").exit_code == 0
    assert [origin.known_from[:10] for origin in list_origins(home)] == ["2024-05-06"]


def test_a_folder_without_files_is_told_with_what_was_passed_over(home: Settings, tmp_path: Path) -> None:
    plant(tmp_path / "drop" / "deeper", text())
    told = land(tmp_path / "drop")
    assert told.exit_code == 0
    assert "Nothing to land: no file lies there. Folders in a folder" in told.stdout
    assert "Name the files" in told.stdout
    assert land(tmp_path / "drop", "--json").stdout == "[]\n"
    assert list_origins(home) == []
