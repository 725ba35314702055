"""What Spark builds is what DuckDB builds: every table, figure and check, and what is done with a release later."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import pytest

from support import engine_marts, example_queries
from support.shown_figures import VISITS, figures_of
from support.spark_homes import Pair, dwsc

pytestmark = pytest.mark.spark
Made = tuple[Pair, list[int]]


@pytest.mark.slow
def test_every_table_of_the_sample_is_the_same(sample: Pair) -> None:
    one, other = sample.releases()
    assert engine_marts.differences(one.database, other.database) == []


def test_the_same_schemas_are_published(million: Made) -> None:
    one, other = million[0].releases()
    assert {table["schema"] for table in other.manifest["tables"]} == {
        table["schema"] for table in one.manifest["tables"]
    }


def test_a_million_rows_are_the_same_though_an_executor_was_killed(million: Made, cluster: Any) -> None:
    pair, killed = million
    assert len(killed) == 1, "no executor was killed"
    assert killed[0] not in cluster.executors()
    one, other = pair.releases()
    assert engine_marts.differences(one.database, other.database) == []
    with duckdb.connect(str(other.database), read_only=True) as connection:
        (rows,) = connection.execute("select count(*) from indicators.observation_vintages").fetchone() or (0,)
    assert rows >= 1_000_000


@pytest.mark.slow
@pytest.mark.real_data
def test_the_real_files_are_the_same(real: Pair) -> None:
    one, other = real.releases()
    assert engine_marts.differences(one.database, other.database) == []


def test_the_comparison_of_releases_lists_nothing(million: Made) -> None:
    one, other = (str(release.folder) for release in million[0].releases())
    told = json.loads(dwsc(million[0].duckdb, "diff", one, other, "--tolerance", "1e-9", "--json"))
    assert told["tables"] == []
    assert told["schema"] == []


def test_the_engine_is_recorded_and_nothing_else_of_it_is_seen(million: Made) -> None:
    one, other = million[0].releases()
    assert one.manifest["engine"]["name"] == "duckdb"
    assert other.manifest["engine"]["name"] == "spark"
    assert one.manifest["fingerprint"] == other.manifest["fingerprint"]
    with duckdb.connect(str(other.database), read_only=True) as connection:
        (version,) = connection.execute("select engine_version from guide.release").fetchone() or ("",)
        schemas = {row[0] for row in connection.execute("select schema_name from duckdb_tables()").fetchall()}
    assert version == f"Spark {other.manifest['engine']['version']}"
    assert not [name for name in schemas if name.startswith("dwsc_")]
    assert dwsc(million[0].spark, "verify")


def test_what_the_run_cost_is_recorded(million: Made) -> None:
    (path,) = million[0].spark.glob("runs/*/cost.json")
    cost = json.loads(path.read_text(encoding="utf-8"))
    assert cost["engine"].startswith("spark ")
    assert cost["spark"]["task_seconds"] > 1
    assert cost["spark"]["bytes_read"] > 10_000
    assert "s of tasks on Spark" in million[0].said


def test_nothing_is_left_on_the_cluster(million: Made, cluster: Any, shared_place: Path) -> None:
    from pyspark.sql import SparkSession

    session = SparkSession.builder.remote(cluster.remote).getOrCreate()
    schemas = [row[0] for row in session.sql("show schemas").collect()]
    session.stop()  # or this process would wait for the server at its end
    assert schemas == ["default"]
    assert [path.name for path in (million[0].spark / "spark").rglob("*") if not path.is_dir()] == ["name.json"]
    assert [path.name for path in shared_place.rglob("*") if not path.is_dir()] == ["of_others.parquet"]


def test_the_example_queries_answer_as_they_do_on_duckdb(million: Made) -> None:
    answers = []
    for release in million[0].releases():
        with duckdb.connect(str(release.database), read_only=True) as connection:
            asked = example_queries.examples(connection)
            assert example_queries.stale(connection, asked, is_whole_sample=True) == []
            answers.append({one.query_id: len(connection.execute(one.sql).fetchall()) for one in asked})
    assert answers[0] == answers[1]
    assert len(answers[0]) > 50


@pytest.mark.parametrize(("page", "view"), VISITS, ids=lambda value: value if isinstance(value, str) else str(value))
def test_a_page_shows_the_figures_that_it_shows_of_duckdb(
    million: Made, monkeypatch: pytest.MonkeyPatch, page: str, view: Mapping[str, str]
) -> None:
    shown = []
    for home in (million[0].duckdb, million[0].spark):
        monkeypatch.setenv("DWSC_HOME", str(home))
        shown.append([(one.name, one.value) for one in figures_of(home, page, view)])
    assert [name for name, _ in shown[0]] == [name for name, _ in shown[1]]
    assert [value for _, value in shown[1]] == pytest.approx([value for _, value in shown[0]], rel=1e-9, abs=1e-12)
