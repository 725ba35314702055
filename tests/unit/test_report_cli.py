"""`dwsc report`, as a person types it: which release it takes, and what it says of files that came too late for it."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner, Result

from support.promised_release import RELEASE_ID, delivery, promised_release
from warehouse.cli import report as command
from warehouse.release import pointer
from warehouse.settings import get_settings


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with one release that is current, and an empty folder to work in."""
    home = tmp_path / "home"
    promised_release(home, delivery())
    pointer.point_at(get_settings(home=home), RELEASE_ID)
    monkeypatch.setenv("DWSC_HOME", str(home))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return home


def run(*words: str) -> Result:
    return CliRunner().invoke(command.report, words)


def test_without_a_choice_the_current_release_and_a_name_that_says_what_it_is(home: Path) -> None:
    result = run("evaluation")
    assert result.exit_code == 0, result.exception
    (folder,) = Path.cwd().iterdir()
    assert folder.name == f"dwsc_SAMPLE_evaluation_2026-06-30_{RELEASE_ID}"
    assert "SAMPLE DATA" in result.stdout
    assert "Not in it" not in result.stderr


def test_a_file_that_came_too_late_is_named(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    late = [SimpleNamespace(snapshot_id="0", file_name="late_register.xlsx")]
    monkeypatch.setattr(command, "known_inputs", lambda _settings, _day: late)
    result = run("evaluation", "--as-of", "2026-06-30")
    assert result.exit_code == 0, result.exception
    assert "Not in it: late_register.xlsx, known by 2026-06-30" in result.stderr
    assert "dwsc run --as-of 2026-06-30" in result.stderr


def test_a_run_that_fails_leaves_readers_where_they_were(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(_day: object, **_: object) -> None:
        (home / "releases" / "current.json").write_text('{"release_id": "20200101_000000"}')
        raise SystemExit(1)

    monkeypatch.setattr(command, "carry_out", half)
    assert run("evaluation", "--as-of", "2024-01-01").exit_code == 1
    now = pointer.current(get_settings(home=home))
    assert now is not None
    assert now.release_id == RELEASE_ID
    assert not list(Path.cwd().iterdir())
