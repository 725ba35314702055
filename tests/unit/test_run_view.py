"""What a person sees of a run, event by event, without a run."""

import io
import json
from types import SimpleNamespace

import pytest
from rich.console import Console

from warehouse.cli import run_view, typed
from warehouse.cli.run_view import RunView
from warehouse.settings import PROJECT_ROOT, Settings, get_settings

LANDED = [
    {"event": "landed", "outcome": "loaded", "message": "a.csv: SDG_A, 3 rows.", "warnings": ["one label unknown"]},
    {"event": "landed", "outcome": "refused", "message": "b.csv is a web page, not a table.", "warnings": []},
]
STAGES = [
    {"event": "stage", "name": "build", "state": "started"},
    {"event": "node", "name": "outputs", "number": 1, "total": 2},
    {"event": "stage", "name": "build", "state": "done", "seconds": 1.25, "nodes": 1234},
    {"event": "stage", "name": "judge", "state": "done", "seconds": 0.1, "passed": 40, "warned": 1},
]


def _shown(settings: Settings, events: list[dict[str, object]]) -> tuple[str, RunView]:
    text = io.StringIO()
    view = RunView(Console(file=text, width=200), settings)
    with view:
        for event in events:
            view.show(json.loads(json.dumps(event)))
    view.summary()
    return text.getvalue(), view


def test_a_published_release_is_summed_up_with_the_next_command(settings: Settings) -> None:
    published = {"event": "published", "release_id": "20260630_120000", "folder": "F", "database": "F/d.duckdb"}
    warning = {"event": "warning", "check": "DWSC-IND-025", "message": "Old.", "rows": '[{"dataset_code": "A"}]' * 50}
    shown, view = _shown(settings, [*LANDED, *STAGES, warning, published])
    assert "a.csv: SDG_A, 3 rows." in shown
    assert "one label unknown" in shown
    assert "Files: 1 loaded, 1 refused." in shown
    assert "1,234 tables and tests" in shown
    assert "Checks: 40 passed, 1 warned, none failed." in shown
    assert "DWSC-IND-025: Old." in shown
    assert "Release 20260630_120000 is published: F" in shown
    assert f"Next: DWSC_HOME={settings.home} make dashboard" in shown
    assert f"  or: DWSC_HOME={settings.home} " in shown
    assert 'dwsc query "from guide.start_here"' in shown
    assert max(map(len, shown.splitlines())) < 400
    assert not view.failed


def test_a_failure_says_why_and_what_still_stands(settings: Settings) -> None:
    failed = {
        "event": "failed",
        "stage": "check",
        "message": "1 of 3 checks stop this release:\n  DWSC-IND-004 on a.b: x",
    }
    shown, view = _shown(settings, [*LANDED, failed])
    assert view.failed
    assert "DWSC-IND-004 on a.b: x" in shown
    assert "Nothing was published. No release was published yet." in shown
    assert "is published" not in shown


def test_nothing_changed_names_the_standing_release(settings: Settings) -> None:
    shown, _ = _shown(settings, [{"event": "unchanged", "release_id": "20260630_120000", "folder": "F"}])
    assert "Nothing changed: release 20260630_120000 stands (F)." in shown


@pytest.mark.parametrize("log", [None, "", "first\n\nlast words\n\n"])
def test_the_last_words_of_a_silent_child_are_found(settings: Settings, tmp_path, log: str | None) -> None:
    path = tmp_path / "run.log"
    if log is not None:
        path.write_text(log)
    _, view = _shown(settings, [{"event": "run", "run_id": "r", "log": str(path)}])
    assert view.last_log_line() == ("last words" if log else "it left no message")


def test_markup_in_a_message_is_only_text(settings: Settings) -> None:
    shown, _ = _shown(settings, [{"event": "failed", "stage": "land", "message": "[red]x[/blue] [link=http://a]"}])
    assert "[red]x[/blue] [link=http://a]" in shown


def test_the_home_is_named_where_a_command_would_take_another_one(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typed.shutil, "which", lambda _: None)
    assert typed.dwsc(get_settings(home=PROJECT_ROOT / "data" / "main"), "verify") == ".venv/bin/dwsc verify"
    assert typed.make(get_settings(home=PROJECT_ROOT / "data" / "sample"), "dashboard") == "make dashboard"
    monkeypatch.chdir(PROJECT_ROOT)
    sample = get_settings(home=PROJECT_ROOT / "data" / "sample")
    assert typed.dwsc(sample, "verify") == "DWSC_HOME=data/sample .venv/bin/dwsc verify"
    blank = get_settings(home=settings.home.parent / "my home")
    assert typed.make(blank, "dashboard") == f"DWSC_HOME='{blank.home}' make dashboard"


def test_warnings_that_are_told_with_a_refused_file_are_counted_too(settings: Settings) -> None:
    judged = {"event": "stage", "name": "judge", "state": "done", "seconds": 0.1, "passed": 40, "warned": 8, "door": 7}
    shown, _ = _shown(settings, [*LANDED, judged])
    assert "Checks: 40 passed, 8 warned, none failed." in shown
    assert "7 of the warnings are rules that refused files broke" in shown


def test_nothing_changed_names_the_engine_that_would_build(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a Spark that nobody asked for anything looks as if it worked."""
    unchanged = {"event": "unchanged", "release_id": "20260630_120000", "folder": "F"}
    stands = SimpleNamespace(release_id="20260630_120000", manifest={"engine": {"name": "duckdb", "version": "1"}})
    monkeypatch.setattr(run_view.pointer, "current", lambda _: stands)
    assert "run --full to build it anew\n" in _shown(settings, [unchanged])[0]
    on_spark = settings.model_copy(update={"engine": "spark"})
    assert "run --full to build it anew (with spark)\n" in _shown(on_spark, [unchanged])[0]
