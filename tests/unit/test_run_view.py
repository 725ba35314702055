"""What a person sees of a run, event by event, without a run."""

import io
import json

import pytest
from rich.console import Console

from warehouse.cli.run_view import RunView
from warehouse.settings import Settings

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
    assert "Next: make dashboard" in shown
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
