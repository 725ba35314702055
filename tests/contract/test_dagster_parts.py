"""The small parts of the conductor: sensor, previews, manifest, instance."""

import os
from pathlib import Path
from types import SimpleNamespace

import dagster as dg
import duckdb
import pytest

from dagster_project import arrivals, instance, manifest, previews, run_state
from dagster_project.engines import dbt_call
from dagster_project.engines import on_duckdb as duckdb_engine
from warehouse.errors import BuildError, GateError, WarehouseError
from warehouse.settings import Settings, get_settings


def _drop(folder: Path, name: str, when: float, content: str = "x") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(content)
    os.utime(path, (when, when))
    return path


def test_the_sensor_says_in_words_why_it_does_nothing(tmp_path: Path) -> None:
    answer = arrivals.evaluate(tmp_path / "landing", None, now=1000)
    assert isinstance(answer, dg.SkipReason)
    assert answer.skip_message == f"No file is waiting in {tmp_path / 'landing'}."
    _drop(tmp_path / "landing", "late.csv", when=998)
    assert "still arriving" in arrivals.evaluate(tmp_path / "landing", None, now=1000).skip_message


def test_the_sensor_asks_once_for_each_set_of_files(tmp_path: Path) -> None:
    folder = tmp_path / "landing"
    _drop(folder, "one.csv", when=100)
    for name in ("~$open.xlsx", ".hidden", "two.csv.part"):
        _drop(folder, name, when=999)
    first = arrivals.evaluate(folder, None, now=1000)
    assert isinstance(first, dg.SensorResult)
    assert len(first.run_requests or []) == 1
    again = arrivals.evaluate(folder, first.cursor, now=1001)
    assert "handed to a run already" in again.skip_message
    _drop(folder, "one.csv", when=200, content="xy")
    second = arrivals.evaluate(folder, first.cursor, now=1002)
    assert second.run_requests[0].run_key != first.run_requests[0].run_key


def test_a_preview_cannot_break_the_page() -> None:
    table = previews.markdown(["a", "b"], [("x|y\nz", None), ("<script>", "0123456789" * 9)])
    lines = table.splitlines()
    assert lines[:2] == ["| a | b |", "| --- | --- |"]
    assert lines[2] == "| x/y z |  |"
    assert "<" not in table
    assert len(lines[3]) < 80


def test_the_manifest_is_made_anew_when_a_file_of_the_project_changes(settings: Settings, tmp_path: Path) -> None:
    project = tmp_path / "dbt"
    (project / "models").mkdir(parents=True)
    model = project / "models" / "a.sql"
    model.write_text("select 1 as id")

    class Elsewhere(Settings):
        @property
        def dbt_project(self) -> Path:
            return project

    there = Elsewhere(home=settings.home)
    first = manifest._stamp(there)
    assert manifest._stamp(there) == first
    (project / "target").mkdir()
    (project / "target" / "manifest.json").write_text("{}")
    assert manifest._stamp(there) == first, "what dbt writes itself does not count"
    model.write_text("select 2 as id, 3 as more")
    changed = manifest._stamp(there)
    assert changed != first
    model.unlink()
    assert manifest._stamp(there) not in {first, changed}


def test_dagster_keeps_one_writer_and_tells_nobody(settings: Settings) -> None:
    with instance.open_instance(settings) as opened:
        assert opened.telemetry_enabled is False
        pools = opened.get_concurrency_config().pool_config
        assert pools.default_pool_limit == 1
        assert str(pools.pool_granularity.value) == "op"
        assert Path(opened.root_directory).is_relative_to(settings.dagster_home)


def test_a_killed_run_does_not_keep_the_pool(settings: Settings) -> None:
    with instance.open_instance(settings) as opened:
        run = opened.create_run_for_job(_job(), status=dg.DagsterRunStatus.STARTED)
        storage = opened.event_log_storage
        storage.initialize_concurrency_limit_to_default("duckdb_write")
        assert storage.claim_concurrency_slot("duckdb_write", run.run_id, "tables").is_claimed
        assert not storage.claim_concurrency_slot("duckdb_write", "the-next-run", "land").is_claimed
        instance.bury_the_dead(opened)
        assert storage.claim_concurrency_slot("duckdb_write", "another-run", "land").is_claimed
        assert opened.get_run_by_id(run.run_id).status == dg.DagsterRunStatus.FAILURE


def test_only_the_newest_runs_are_remembered(settings: Settings) -> None:
    with instance.open_instance(settings) as opened:
        runs = [opened.create_run_for_job(_job(), status=dg.DagsterRunStatus.SUCCESS).run_id for _ in range(4)]
        instance.forget_old_runs(opened, kept=2)
        assert {run.run_id for run in opened.get_runs()} == set(runs[2:])
    for number in range(run_state.KEPT_RUNS + 3):
        folder = settings.runs / f"run-{number:02}"
        folder.mkdir(parents=True)
        os.utime(folder, (number, number))
    run_state.forget_old_runs(settings)
    left = sorted(path.name for path in settings.runs.iterdir())
    assert len(left) == run_state.KEPT_RUNS
    assert left[0] == "run-03"


def _job() -> dg.JobDefinition:
    @dg.op
    def nothing() -> None: ...

    @dg.job
    def job() -> None:
        nothing()

    return job


@pytest.mark.parametrize("left", [b"", b"not a database at all" * 500], ids=["empty", "damaged"])
def test_a_damaged_build_file_is_replaced_by_an_empty_one(settings: Settings, left: bytes) -> None:
    settings.home.mkdir(parents=True)
    settings.build_file.write_bytes(left)
    settings.build_file.with_name(settings.build_file.name + ".wal").write_bytes(b"rubbish")
    duckdb_engine.start_from_nothing(settings)
    with duckdb.connect(str(settings.build_file)) as connection:
        assert connection.execute("select count(*) from duckdb_tables()").fetchone() == (0,)


def _result(name: str, status: str, message: str | None = None) -> SimpleNamespace:
    return SimpleNamespace(status=status, message=message, node=SimpleNamespace(name=name))


def test_a_table_that_cannot_be_built_is_named_with_the_plain_error(settings: Settings, tmp_path: Path) -> None:
    plain = "Conversion Error: Could not convert 'a' in /s/b.parquet"
    message = f"Runtime Error in model observations (models/x.sql)\n  {plain}"
    results = [_result("outputs", "success"), _result("observations", "error", message), _result("later", "skipped")]
    error = dbt_call.error_of(settings, results, tmp_path)
    assert isinstance(error, BuildError)
    lines = str(error).splitlines()
    assert lines[0] == f"1 of the tables or tests could not be built (log: {tmp_path / 'dbt.log'}):"
    assert lines[1] == f"  observations: {plain}"
    assert "dwsc verify" in lines[2]


def test_a_full_disk_is_told_as_such_although_dbt_keeps_only_its_text(settings: Settings, tmp_path: Path) -> None:
    results = [_result("observations", "error", "IO Error: Could not write: No space left on device")]
    with pytest.raises(WarehouseError, match="The disk that holds"):
        dbt_call.error_of(settings, results, tmp_path)


def test_failed_tests_are_the_gate_and_no_news_is_no_error(settings: Settings, tmp_path: Path) -> None:
    assert isinstance(dbt_call.error_of(settings, [_result("unique", "fail")], tmp_path), GateError)
    assert dbt_call.error_of(settings, [_result("unique", "pass"), _result("old", "warn")], tmp_path) is None


def test_settings_reach_the_process_that_asks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DWSC_HOME", str(tmp_path))
    assert get_settings().home == tmp_path


def test_a_disk_that_fills_up_at_dbts_last_write_is_named(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """DuckDB failed at the checkpoint: dbt had an exception and no results, and nobody said that the disk was full."""
    text = 'database has been invalidated. Original error: "Could not write file "warehouse.duckdb": File too large"'
    runner = SimpleNamespace(invoke=lambda arguments: SimpleNamespace(result=None, exception=RuntimeError(text)))
    monkeypatch.setattr("dbt.cli.main.dbtRunner", lambda **_: runner)
    monkeypatch.setattr(dbt_call, "parsed", lambda settings, target: None)
    state = SimpleNamespace(folder=settings.runs / "one", dbt_variables=dict)
    call = dbt_call.Call(settings, state, "tables", {})
    with pytest.raises(WarehouseError, match="is full, or the file-size limit was reached"):
        dbt_call.build(call, [], lambda *_: None, {})
