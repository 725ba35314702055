"""The two engines, as far as they go without Spark: what is loaded, what is refused, what is counted."""

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import SimpleNamespace
from typing import Any

import dagster as dg
import duckdb
import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

from dagster_project import run_cost, steps, transformation
from dagster_project.engines import engine, on_duckdb, spark_load, spark_pages
from dagster_project.engines.engine import Cost
from support.first_release import FirstRelease
from warehouse.cli.run_view import cost_line
from warehouse.errors import BuildError, EngineLostError, SettingsError
from warehouse.release.manifest import SNAPSHOTS_FILE
from warehouse.settings import PROJECT_ROOT, Settings, get_settings

NAME = ("monitoring", "figures")
TWO_TEXTS = "The father's share, in 'quotes'"


def _node(enforced: bool = True) -> dict[str, Any]:
    columns = {"code": "varchar", "value": "double", "told_at": "timestamp", "counted": "bigint"}
    return {
        "config": {"contract": {"enforced": enforced}},
        "description": TWO_TEXTS,
        "columns": {name: {"name": name, "data_type": kind, "description": name} for name, kind in columns.items()},
    }


@pytest.fixture
def parts(tmp_path: Path, settings: Settings) -> list[Path]:
    """Two files of one table, as Spark leaves them, with other types and another order of columns."""
    on_duckdb.start_from_nothing(settings)
    files = [tmp_path / f"part-{number}.parquet" for number in range(2)]
    for number, file in enumerate(files):
        query = (
            f"select cast({number} as integer) as counted, timestamp '2026-01-0{number + 1} 00:00:00' as told_at, "
            f"cast({number}.5 as decimal(9, 2)) as value, 'é''{number}' as code"
        )
        duckdb.sql(f"copy ({query}) to '{file}' (format parquet)")
    return files


def test_tables_of_spark_take_the_types_words_and_order_of_the_contract(settings: Settings, parts: list[Path]) -> None:
    spark_load.load(settings, {NAME: _node()}, {NAME: parts}, {NAME: 2})
    with duckdb.connect(str(settings.build_file), read_only=True) as connection:
        rows = connection.execute("select code, value, counted from monitoring.figures").fetchall()
        query = "select column_name, data_type, comment from duckdb_columns() where not internal"
        found = connection.execute(query).fetchall()
        (comment,) = connection.execute("select comment from duckdb_tables()").fetchone() or ("",)
    assert rows == [("é'0", 0.5, 0), ("é'1", 1.5, 1)]
    assert found == [("code", "VARCHAR", "code"), ("value", "DOUBLE", "value"), ("told_at", "TIMESTAMP", "told_at"),
                     ("counted", "BIGINT", "counted")]  # fmt: skip
    assert comment == TWO_TEXTS


def test_a_table_that_did_not_arrive_whole_is_refused_and_none_is_left(settings: Settings, parts: list[Path]) -> None:
    other = ("monitoring", "whole")
    with pytest.raises(BuildError, match=r"monitoring\.figures has 3 rows on Spark, and 2 arrived"):
        spark_load.load(settings, {other: _node(), NAME: _node()}, {other: parts, NAME: parts}, {other: 2, NAME: 3})
    with duckdb.connect(str(settings.build_file), read_only=True) as connection:
        assert connection.execute("select count(*) from duckdb_tables()").fetchone() == (0,)


def test_a_view_keeps_what_it_has_and_a_path_may_hold_any_sign(settings: Settings, parts: list[Path]) -> None:
    spark_load.load(settings, {NAME: _node(enforced=False)}, {NAME: parts[:1]}, {})
    with duckdb.connect(str(settings.build_file), read_only=True) as connection:
        assert connection.execute("select * from monitoring.figures").fetchall()[0][3] == "é'0"
    assert spark_load.path_of("file:///a%20b/it's.parquet") == Path("/a b/it's.parquet")


def test_without_spark_installed_the_way_to_it_is_said(tmp_path: Path) -> None:
    """In a process of its own, in which nothing of Spark can be imported, as on a machine without it."""
    code = (
        "import sys; sys.modules.update(dict.fromkeys(('pyspark', 'py4j')))\n"
        "from types import SimpleNamespace as N\n"
        "from dagster_project.engines.engine import engine_of\n"
        "from warehouse.settings import get_settings\n"
        "engine_of(get_settings(engine='spark'), N(run_id='one'))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT_ROOT, capture_output=True, text=True, check=False)
    assert "SettingsError: DWSC_ENGINE is spark, and Spark is not installed here (" in done.stderr
    assert "pip install -e '.[spark]'" in done.stderr


def test_duckdb_builds_without_anything_of_spark(settings: Settings, tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules.update(dict.fromkeys(('pyspark', 'py4j', 'dbt.adapters.spark')))\n"
        "import dagster_project.definitions\n"
        "from dagster_project.engines import on_duckdb\n"
        "print(on_duckdb.DuckDBEngine.name)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT_ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "duckdb\n"


def test_a_run_keeps_one_engine_and_writes_it_down(settings: Settings, tmp_path: Path) -> None:
    state: Any = SimpleNamespace(run_id="one", folder=tmp_path)
    assert engine.made_by(state) == {}
    first = engine.engine_of(settings, state)
    assert engine.engine_of(settings, state) is first is engine.at_work(state)
    assert engine.made_by(state) == {"name": "duckdb", "version": duckdb.__version__}
    engine.close_all()
    assert engine.at_work(state) is None


def test_an_engine_that_nobody_has_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DWSC_ENGINE", "presto")
    with pytest.raises(SettingsError, match=r"DWSC_ENGINE='presto'.*'duckdb' or 'spark'"):
        get_settings()


class _Pages(BaseHTTPRequestHandler):
    def __init__(self, stages: list[dict[str, Any]], *arguments: Any) -> None:
        self._stages = stages
        super().__init__(*arguments)

    def do_GET(self) -> None:
        answer: list[dict[str, Any]] = [{"id": "app-1"}]
        if self.path.endswith("/stages"):
            answer = self._stages
        elif self.path.endswith("/allexecutors"):
            answer = [{"totalDuration": 1500, "totalInputBytes": 10}, {"totalDuration": 500, "totalInputBytes": 20}]
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None: ...


@pytest.fixture(params=[(0, 1, 2), (1, 2)], ids=["all stages", "the first forgotten"])
def pages(request: pytest.FixtureRequest) -> Iterator[tuple[str, bool]]:
    """Pages of Spark that know some stages; each used a second and wrote 7 bytes."""
    stages = [{"stageId": n, "executorCpuTime": 10**9, "outputBytes": 7} for n in request.param]
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Pages, stages))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", len(stages) == 3
    server.shutdown()


def test_what_spark_used_is_read_and_a_part_is_not_told_as_the_whole(pages: tuple[str, bool]) -> None:
    address, is_whole = pages
    found = spark_pages.used(address)
    assert found == Cost(3.0 if is_whole else None, 2.0, 30, 21 if is_whole else None)
    assert spark_pages.less(found, Cost(1.0, 0.5, 10, 0)) == Cost(
        2.0 if is_whole else None, 1.5, 20, 21 if is_whole else None
    )


def test_pages_that_do_not_answer_leave_the_cost_unknown() -> None:
    assert spark_pages.used("") == spark_pages.used("http://127.0.0.1:9") == Cost()


def test_a_run_writes_down_what_it_cost(first_release: FirstRelease) -> None:
    settings = get_settings(home=first_release.home)
    folder = next(settings.runs.iterdir())
    cost = json.loads((folder / "cost.json").read_text(encoding="utf-8"))
    assert cost["engine"] == f"duckdb {duckdb.__version__}"
    assert cost["wall_seconds"] > 1
    assert cost["cpu_seconds"] > 1
    snapshots = settings.snapshots_folder.rglob("*.parquet")
    assert cost["bytes_read"] == sum(path.stat().st_size for path in snapshots)
    assert cost["bytes_written"] == sum(
        path.stat().st_size for path in first_release.published().folder.rglob("*") if path.is_file()
    )
    assert set(cost) == {"engine", "wall_seconds", "cpu_seconds", "bytes_read", "bytes_written"}


def test_a_cost_that_cannot_be_written_down_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(run_cost, "replace_text", full)
    state = _state(tmp_path, [])
    assert run_cost.remember(state, tmp_path)["engine"] is None
    assert "could not be written down" in caplog.text


def _state(folder: Path, snapshots: list[Path]) -> Any:
    """As much of a run as its cost is reckoned from."""
    paths = pa.array([str(path) for path in snapshots], pa.string())
    parquet.write_table(pa.table({"path": paths}), folder / SNAPSHOTS_FILE)
    inputs = SimpleNamespace(folder=folder)
    return SimpleNamespace(run_id="one", folder=folder, built_at=datetime.now(UTC), inputs=inputs)


def test_a_snapshot_that_is_gone_leaves_what_was_read_unknown(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    there = tmp_path / "there.parquet"
    there.write_bytes(b"1234567")
    assert run_cost.remember(_state(tmp_path, [there]), tmp_path)["bytes_read"] == 7
    cost = run_cost.remember(_state(tmp_path, [there, tmp_path / "gone.parquet"]), tmp_path)
    assert cost["bytes_read"] is None
    assert "How much run one read is not known" in caplog.text
    assert "read" not in cost_line(cost)
    assert "published" in cost_line(cost)


LOST = EngineLostError("Spark went away while it made figures.")


def _context(attempt: int) -> Any:
    return SimpleNamespace(retry_number=attempt)


def test_a_build_is_tried_again_as_often_as_the_setting_says(settings: Settings) -> None:
    """The closing phase is not: what it reads went away, and what would take its place was judged by nobody."""
    asked = [transformation._another_attempt(_context(n), settings, transformation.TABLES, LOST) for n in range(3)]
    assert [type(one) for one in asked] == [dg.RetryRequested, dg.RetryRequested, EngineLostError]
    ended = transformation._another_attempt(_context(0), settings, transformation.CLOSING, LOST)
    assert isinstance(ended, EngineLostError)
    assert str(ended).startswith(str(LOST))
    assert "Run it again: dwsc run. The last release stands." in str(ended)


@pytest.mark.parametrize("where", ["_plan", "engine_of", "_build"])
def test_a_loss_is_met_wherever_it_happens(settings: Settings, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    def lost(*_: Any, **__: Any) -> Any:
        raise LOST

    @contextlib.contextmanager
    def step(*_: Any) -> Iterator[tuple[Settings, dict[str, Any]]]:
        yield settings, {}

    for name in ("state_of", "_selection", "_plan", "_changed", "engine_of", "_build"):
        monkeypatch.setattr(transformation, name, lambda *_, **__: None)
    monkeypatch.setattr(transformation, "step", step)
    monkeypatch.setattr(transformation, where, lost)
    with pytest.raises(dg.RetryRequested):
        list(transformation._run(_context(0), transformation.TABLES))


def test_a_step_that_fails_lets_go_of_the_engine(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that Dagster's pages started has no end of its own in which its tables on Spark would be dropped."""
    monkeypatch.setenv("DWSC_HOME", str(settings.home))
    state: Any = SimpleNamespace(run_id="one", folder=settings.home)
    engine.engine_of(settings, state)
    context: Any = SimpleNamespace(run=SimpleNamespace(run_id="one"))
    with pytest.raises(dg.Failure, match="figures"), steps.step(context, "build"):
        raise LOST
    assert engine.at_work(state) is None
