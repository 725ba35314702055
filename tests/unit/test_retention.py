"""Old releases go by rule and on request alone: never the current, a cited or a compared one."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from support.faults import published
from warehouse import lock
from warehouse.cli import report
from warehouse.cli.main import app
from warehouse.errors import LockedError, ReleaseError, SettingsError
from warehouse.release import files, pointer, retention
from warehouse.settings import Settings, get_settings

# Ten releases, two on each of five as-of days, and one more of the first day made last.
DAYS = ["2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04", "2026-01-05"]
NAMES = [f"202602{number:02}_000000" for number in range(1, 12)]
AS_OF = dict(zip(NAMES, [day for day in DAYS for _ in range(2)] + ["2025-12-01"], strict=True))


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    settings = get_settings(home=tmp_path / "home", keep_releases=3)
    for name, day in AS_OF.items():
        folder = settings.releases / name
        (folder / "parquet").mkdir(parents=True)
        (folder / pointer.database_name(name)).write_bytes(name.encode())
        (folder / "parquet" / "t.parquet").write_bytes(b"rows")
        (folder / "release.json").write_text(json.dumps({"release_id": name, "as_of": day, "tables": []}))
        files.write_sums(folder)
        files.seal(folder)
    pointer.point_at(settings, NAMES[-1])
    return settings


def _left(settings: Settings) -> list[str]:
    return sorted(path.name for path in settings.releases.iterdir() if path.is_dir())


def test_what_nothing_keeps_goes(home: Settings) -> None:
    """Of each of the five latest days the newest stays, and the newest three of all: the first of each pair goes."""
    before = published(home.home)
    gone = retention.prune(home)
    assert gone == [NAMES[0], NAMES[2], NAMES[4], NAMES[6]]
    assert _left(home) == [name for name in NAMES if name not in gone]
    assert published(home.home) == before
    assert retention.prune(home) == []


def test_a_release_of_a_day_long_past_goes_unless_it_is_current(home: Settings) -> None:
    pointer.point_at(home, NAMES[0])
    reasons = {one.release.release_id: one.reasons for one in retention.retained(home)}
    assert reasons[NAMES[0]] == ("current",)
    assert reasons[NAMES[1]] == ("compared with (the newest of its day)",)
    assert reasons[NAMES[2]] == ()
    assert reasons[NAMES[-1]] == ("one of the newest 3",)
    retention.prune(home)
    assert NAMES[0] in _left(home)


def test_a_pinned_release_never_goes(home: Settings) -> None:
    retention.pin(home, NAMES[2], "cited in a paper")
    retention.pin(home, NAMES[2], "another reason")
    assert retention.pinned(home)[NAMES[2]].startswith("cited in a paper, 20")
    assert NAMES[2] not in retention.prune(home)
    retention.unpin(home, NAMES[2])
    assert retention.prune(home) == [NAMES[2]]


def test_what_a_report_was_written_from_is_pinned(
    home: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DWSC_HOME", str(home.home))
    monkeypatch.setattr("warehouse.reports.pack.folder.write_report", lambda *args, **options: True)
    monkeypatch.setattr(report, "_landed_since", lambda settings, release: [])
    said = CliRunner().invoke(app, ["report", "progress", "--release", NAMES[2], "--out", str(tmp_path / "report")])
    assert said.exit_code == 0, said.output
    assert "a report was written from it: report" in retention.pinned(home)[NAMES[2]]
    assert NAMES[2] not in retention.prune(home)


def test_a_reader_who_may_not_write_can_still_make_a_report(home: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: Path, text: str) -> None:
        raise PermissionError(13, "not allowed")

    monkeypatch.setattr(retention, "replace_text", refused)
    retention.pin_if_allowed(home, NAMES[2], "a report")
    assert retention.pinned(home) == {}


def test_zero_keeps_all_and_says_so(home: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    assert retention.prune(home.model_copy(update={"keep_releases": 0})) == []
    monkeypatch.setenv("DWSC_HOME", str(home.home))
    said = CliRunner().invoke(app, ["releases", "--prune", "--json"])
    assert "keeps all releases" in said.stderr
    assert len(json.loads(said.stdout)) == len(NAMES)
    assert _left(home) == NAMES


def test_the_command_says_what_goes_and_why_the_others_stay(home: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DWSC_HOME", str(home.home))
    monkeypatch.setenv("DWSC_KEEP_RELEASES", "3")
    said = CliRunner().invoke(app, ["releases", "--pin", NAMES[2], "--prune"])
    assert said.exit_code == 0, said.output
    assert f"3 removed: {NAMES[0]}, {NAMES[4]}, {NAMES[6]}." in said.stderr
    assert f"{NAMES[2]} stays: pinned (by hand, " in said.stderr
    again = CliRunner().invoke(app, ["releases", "--unpin", NAMES[2]])
    assert again.exit_code == 0
    assert retention.pinned(home) == {}
    with pytest.raises(ReleaseError, match="is not pinned"):
        retention.unpin(home, NAMES[2])


@pytest.mark.parametrize("number", ["1", "2", "-1"])
def test_fewer_than_three_is_no_setting(number: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DWSC_KEEP_RELEASES", number)
    with pytest.raises(SettingsError, match="DWSC_KEEP_RELEASES"):
        get_settings()


@pytest.mark.parametrize("name", ["pinned.json", "current.json"])
def test_nothing_goes_where_it_is_not_sure_what_must_stay(home: Settings, name: str) -> None:
    (home.releases / name).write_text("[damaged")
    with pytest.raises(ReleaseError, match=name):
        retention.prune(home)
    assert _left(home) == NAMES


def test_nothing_goes_while_a_run_goes_on(home: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(settings: Settings, run_id: str) -> None:
        raise LockedError("run-7 holds it")

    monkeypatch.setattr(lock, "acquire", held)
    with pytest.raises(LockedError):
        retention.prune(home)
    assert _left(home) == NAMES


def test_a_removal_that_is_killed_leaves_whole_releases_and_what_the_next_run_clears(
    home: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def killed(folder: Path) -> None:
        raise Killed

    monkeypatch.setattr(files, "remove_release", killed)
    with pytest.raises(Killed):
        retention.prune(home)
    assert [one.release_id for one in pointer.list_releases(home)] == NAMES[1:]
    assert [path.name for path in home.releases.glob(".*.partial")] == [f".{NAMES[0]}.partial"]


@pytest.mark.fault(33)
def test_a_reader_that_has_a_release_open_keeps_it(home: Settings) -> None:
    with pointer.read_release(home, NAMES[0]).database.open("rb") as reading:
        assert NAMES[0] in retention.prune(home)
        assert reading.read() == NAMES[0].encode()
