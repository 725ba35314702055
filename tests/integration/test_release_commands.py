"""The commands over releases show what is published, in words, as JSON and as CSV."""

import csv
import io
import json

import pytest
import typer
from typer.testing import CliRunner

from support import release_build
from warehouse.cli import releases as commands
from warehouse.cli.doctor import doctor
from warehouse.errors import QueryError
from warehouse.release import pointer
from warehouse.settings import Settings

RUNNER = CliRunner()


@pytest.fixture
def app(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> typer.Typer:
    monkeypatch.setenv("DWSC_HOME", str(settings.home))
    monkeypatch.setenv("COLUMNS", "200")
    app = typer.Typer()
    for command in (commands.releases, commands.verify, commands.query, doctor):
        app.command()(command)
    return app


@pytest.fixture
def published(settings: Settings) -> list[str]:
    release_build.make_build(settings.build_file)
    for name in ("20260101_000000", "20260102_000000"):
        release_build.publish_build(settings, release_id=name)
    return ["20260102_000000", "20260101_000000"]


def test_an_empty_home_says_how_to_make_a_release(app: typer.Typer) -> None:
    answer = RUNNER.invoke(app, ["releases"])
    assert answer.exit_code == 0
    assert "dwsc run" in answer.output
    assert json.loads(RUNNER.invoke(app, ["releases", "--json"]).stdout) == []


def test_releases_are_listed_newest_first(app: typer.Typer, published: list[str], settings: Settings) -> None:
    listed = json.loads(RUNNER.invoke(app, ["releases", "--json"]).stdout)
    assert [line["release_id"] for line in listed] == published
    assert [line["is_current"] for line in listed] == [True, False]
    assert (listed[0]["tables"], listed[0]["rows"], listed[0]["is_sample"]) == (3, 506, True)
    size = sum(path.stat().st_size for path in (settings.releases / published[0]).rglob("*") if path.is_file())
    assert listed[0]["bytes"] == size
    shown = RUNNER.invoke(app, ["releases"]).stdout
    assert "SAMPLE" in shown
    assert "current" in shown
    assert "dwsc_20260102_000000.duckdb" in shown


@pytest.mark.parametrize(
    ("engine", "told"),
    [({"name": "spark", "version": "4.3.0"}, "built on Spark 4.3.0"), ({"name": "duckdb", "version": "1.5.6"}, None),
     (None, None), ("damaged", None), ({"name": "other"}, "built on other")],
)  # fmt: skip
def test_another_engine_than_duckdb_is_named(
    app: typer.Typer, settings: Settings, engine: object, told: str | None
) -> None:
    release_build.make_build(settings.build_file)
    release_build.publish_build(settings, release_id="20260101_000000", engine=engine)
    shown = RUNNER.invoke(app, ["releases"]).stdout
    assert ("built on" in shown) == (told is not None)
    assert (told or "current") in shown
    [line] = json.loads(RUNNER.invoke(app, ["releases", "--json"]).stdout)
    assert line["engine"] == engine


def test_a_damaged_pointer_is_mended_as_its_message_says(
    app: typer.Typer, published: list[str], settings: Settings
) -> None:
    pointer.pointer_file(settings).write_text("?")
    answer = RUNNER.invoke(app, ["releases"])
    assert answer.exit_code == 0
    assert "--point-at 20260102_000000" in answer.stderr.replace("\n", " ")
    assert RUNNER.invoke(app, ["releases", "--point-at", "20260101_000000"]).exit_code == 0
    release = pointer.current(settings)
    assert release is not None
    assert release.release_id == "20260101_000000"


def test_a_home_that_lost_its_pointer_is_not_told_to_run_anew(
    app: typer.Typer, published: list[str], settings: Settings
) -> None:
    pointer.pointer_file(settings).unlink()
    for words in (["verify"], ["query", "select 1"]):
        said = str(RUNNER.invoke(app, words).exception)
        assert "`dwsc releases --point-at 20260102_000000`" in said
        assert "dwsc run" not in said
    answer = RUNNER.invoke(app, ["releases"])
    assert answer.exit_code == 0
    assert "--point-at 20260102_000000" in answer.stderr.replace("\n", " ")
    assert "20260101_000000" in answer.stdout
    told = json.loads(RUNNER.invoke(app, ["doctor", "--json"]).stdout)["findings"]
    (found,) = [one for one in told if one["name"] == "release"]
    assert not found["is_well"]
    assert "--point-at 20260102_000000" in found["remedy"]


def test_verify_is_silent_about_what_is_whole_and_names_what_is_not(
    app: typer.Typer, published: list[str], settings: Settings
) -> None:
    assert RUNNER.invoke(app, ["verify"]).exit_code == 0
    paper = settings.releases / published[1] / "CHANGES.md"
    paper.chmod(0o644)
    paper.write_text("changed")
    assert RUNNER.invoke(app, ["verify"]).exit_code == 0, "the current release is whole"
    answer = RUNNER.invoke(app, ["verify", published[1]])
    assert answer.exit_code == 1
    assert str(paper) in answer.stderr
    as_json = RUNNER.invoke(app, ["verify", published[1], "--json"])
    assert as_json.exit_code == 1
    assert len(json.loads(as_json.stdout)["problems"]) == 1


def test_a_query_shows_types_and_how_many_rows_there_are(app: typer.Typer, published: list[str]) -> None:
    shown = RUNNER.invoke(app, ["query", "from indicators.observations order by row_number", "--rows", "3"]).stdout
    assert "bigint" in shown
    assert "showing 3 of 500 rows" in shown
    assert "SAMPLE DATA" in shown
    assert "–" in shown


def test_a_row_that_is_too_wide_for_the_screen_is_shown_as_a_list(
    app: typer.Typer, published: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names such as reporting_period_id were broken after five letters, and nobody could copy one."""
    sql = "select 'a' as reporting_period_id, null as correction_note, 2 as elapsed_phase_periods"
    monkeypatch.setenv("COLUMNS", "60")
    narrow = RUNNER.invoke(app, ["query", sql]).stdout
    lines = [line.split() for line in narrow.splitlines()]
    assert ["reporting_period_id", "varchar", "a"] in lines
    assert ["correction_note", "integer", "–"] in lines
    assert ["elapsed_phase_periods", "integer", "2"] in lines
    assert "1 row · release 20260102_000000" in narrow
    none = RUNNER.invoke(app, ["query", f"{sql} limit 0"]).stdout
    assert "Columns: reporting_period_id, correction_note, elapsed_phase_periods\n0 rows · release" in none
    assert "┃" not in none
    monkeypatch.setenv("COLUMNS", "200")
    for asked in (sql, f"{sql} limit 0"):
        assert "┃ reporting_period_id ┃" in RUNNER.invoke(app, ["query", asked]).stdout


def test_a_query_as_json_and_csv_holds_the_values(app: typer.Typer, published: list[str]) -> None:
    sql = "select output_id, budget, planned from strategy.outputs order by output_id limit 2"
    answer = json.loads(RUNNER.invoke(app, ["query", sql, "--json"]).stdout)
    assert [column["type"] for column in answer["columns"]] == ["VARCHAR", "DECIMAL(18,3)", "DATE"]
    assert answer["rows"] == [["O1", None, None], ["O2", "-5.125", "2026-12-31"]]
    assert (answer["truncated"], answer["total"], answer["release_id"]) == (False, 2, published[0])
    rows = list(csv.reader(io.StringIO(RUNNER.invoke(app, ["query", sql, "--csv"]).stdout)))
    assert rows == [["output_id", "budget", "planned"], ["O1", "", ""], ["O2", "-5.125", "2026-12-31"]]


def test_wrong_sql_ends_with_a_message(app: typer.Typer, published: list[str]) -> None:
    answer = RUNNER.invoke(app, ["query", "drop table strategy.outputs"])
    assert answer.exit_code == 1
    assert isinstance(answer.exception, QueryError)
    assert RUNNER.invoke(app, ["query", "select 1", "--json", "--csv"]).exit_code == 2
