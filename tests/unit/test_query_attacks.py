"""Attacks through a question in SQL: each is refused or stopped, and the next question is answered rightly.

The first 34 are those of the project's reference on security; the others were thought of since.
"""

import os
import resource
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from support import release_build
from warehouse.disk import file_sha256
from warehouse.errors import QueryError
from warehouse.query import run_query
from warehouse.release.pointer import Release, current
from warehouse.settings import Settings, get_settings

CANARY = "canary-7391"
SWITCHED_OFF = "switched off|external access|disabled|not allowed"
ONE = "exactly one statement that only reads"
ATTACKS = {
    "read a system file": ("from read_csv('/etc/passwd')", SWITCHED_OFF),
    "list a folder": ("from glob('{folder}/*')", SWITCHED_OFF),
    "sniff a file": ("from sniff_csv('{folder}/secret.csv')", SWITCHED_OFF),
    "read the head of a Parquet file": ("from parquet_metadata('{folder}/secret.parquet')", SWITCHED_OFF),
    "read a text": ("select content from read_text('{folder}/secret.csv')", SWITCHED_OFF),
    "attach another database": ("attach '{folder}/other.duckdb' as other", ONE),
    "copy to a file": ("copy strategy.outputs to '{folder}/out.csv'", ONE),
    "export the database": ("export database '{folder}/out'", ONE),
    "install an extension": ("install httpfs", ONE),
    "load an extension by its path": ("load '{folder}/evil.duckdb_extension'", ONE),
    "read from the network": ("from read_csv('http://127.0.0.1:9/x.csv')", SWITCHED_OFF),
    "read a Python variable": ("from secret_frame", "does not exist"),
    "raise the memory": ("set memory_limit = '100GB'", ONE),
    "raise the threads": ("set threads = 64", ONE),
    "insert": ("insert into strategy.outputs (output_id) values ('x')", ONE),
    "drop a table": ("drop table strategy.outputs", ONE),
    "create a table": ("create table strategy.mine as select 1", ONE),
    "create a temporary table": ("create temp table mine as select 1", ONE),
    "several statements": ("select 1; drop table strategy.outputs; select 2", ONE),
    "one huge text": ("select length(repeat('x', 2000000000) || repeat('y', 2000000000))", "memory|longer than"),
    "an endless recursion": (
        "with recursive r(n) as (select 1 union all select n + 1 from r) select max(n) from r",
        "longer than|memory",
    ),
    "a huge cross join": (
        "select count(*) from range(1000000) a(i), range(1000000) b(j) where i * j % 7 = 3",
        "longer",
    ),
    "log to a file": ("call enable_logging(storage = 'file', storage_path = '{folder}/log')", ONE),
    "log to a file by a SELECT": ("from enable_logging(storage = 'file', storage_path = '{folder}/log')", SWITCHED_OFF),
    "the unpublished schema": ("select salary from raw.secret", "does not exist"),
    "a way up": ("from read_csv('{release}/../../../../folder/secret.csv')", SWITCHED_OFF),
    "a link in the folder of the release": ("from read_text('{release}/link.csv')", SWITCHED_OFF),
    "a pragma": ("pragma enable_profiling", ONE),
    "SQL out of a text": ("from query('copy strategy.outputs to ''{folder}/out.csv''')", SWITCHED_OFF),
    "a table by a text": ("from query_table('read_text')", SWITCHED_OFF),
    "SQL out of JSON": ("from json_execute_serialized_sql(json_serialize_sql('select 1'))", SWITCHED_OFF),
    "a variable of the environment": ("select getenv('DWSC_CANARY')", "does not exist"),
    "a pattern in place of a table": ("from '{folder}/*.csv'", SWITCHED_OFF + "|does not exist"),
    "a macro": ("create macro mine() as table from read_text('{folder}/secret.csv')", ONE),
}
MORE = {
    "a file in place of a table": ("from '{folder}/secret.csv'", SWITCHED_OFF + "|does not exist"),
    "read JSON": ("from read_json_auto('{folder}/secret.csv')", SWITCHED_OFF),
    "read bytes": ("from read_blob('{folder}/secret.csv')", SWITCHED_OFF),
    "a secret": ("create persistent secret s (type http, bearer_token 'x')", ONE),
    "delete": ("delete from strategy.outputs", ONE),
    "update": ("update strategy.outputs set budget = 0", ONE),
    "copy from a file": ("copy strategy.outputs from '{folder}/secret.csv'", ONE),
    "insert behind WITH": ("with x as (select 1) insert into strategy.outputs (output_id) select 'x'", ONE),
    "vacuum": ("vacuum", ONE),
    "a prepared statement": ("prepare p as select 1", ONE),
    "a variable of the session": ("set variable v = 1", ONE),
    "the measured plan of a statement": ("explain analyze copy strategy.outputs to '{folder}/out.csv'", ONE),
    "write the file anew": ("from force_checkpoint()", SWITCHED_OFF),
    "an address in memory": ("from arrow_scan(1::pointer, 2::pointer, 3::pointer)", SWITCHED_OFF),
    "a quoted name of a shut function": ("from \"Query\" /* now */ ('select 1')", SWITCHED_OFF),
    "brackets without end": ("select " + "(" * 20_000 + "1" + ")" * 20_000, "valid SQL|memory|answer|depth"),
    "a list that fills the memory": ("select list(i) from range(2000000000) t(i)", "memory|longer than"),
    "an order without end": (
        "select i from range(400000000000) t(i) order by hash(i) limit 3 offset 9",
        "memory|longer",
    ),
    "an answer without measure": ("select repeat('x', 20000) from range(1000)", "larger than 8 MB"),
    "a text without end": ("select '" + "x" * 100_001 + "'", "shorter question"),
    "a zero byte": ("select 1 \0 ; drop table strategy.outputs", "no text"),
    "half a sign": ("select '\udc80'", "no text"),
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    settings = get_settings(home=tmp_path_factory.mktemp("attacks") / "home")
    release_build.make_build(settings.build_file)
    release_build.publish_build(settings)
    return settings.home


@pytest.fixture
def asked(home: Path) -> Settings:
    return get_settings(home=home, query_seconds=1.5, query_memory_mb=1024, query_answer_mb=8)


@pytest.fixture
def release(asked: Settings) -> Iterator[Release]:
    """The release, which must hold the same bytes afterwards."""
    found = current(asked)
    assert found is not None
    before = file_sha256(found.database)
    yield found
    assert file_sha256(found.database) == before


@pytest.fixture
def folder(tmp_path: Path, release: Release) -> Iterator[Path]:
    """A folder with a secret, and a link to it beside the release; nothing may be added to it."""
    place = tmp_path / "folder"
    place.mkdir()
    (place / "secret.csv").write_text(f"salary\n{CANARY}\n")
    pd.DataFrame({"salary": [CANARY]}).to_parquet(place / "secret.parquet")
    link = release.folder / "link.csv"
    release.folder.chmod(0o755)
    link.symlink_to(place / "secret.csv")
    yield place
    link.unlink()
    assert sorted(path.name for path in place.iterdir()) == ["secret.csv", "secret.parquet"]


def test_the_list_of_the_reference_is_whole() -> None:
    assert len(ATTACKS) == 34


@pytest.mark.fault(18)
@pytest.mark.parametrize("name", [*ATTACKS, *MORE])
def test_an_attack_gets_nothing_and_the_next_question_is_answered(
    name: str, asked: Settings, release: Release, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CANARY", CANARY)
    secret_frame = pd.DataFrame({"salary": [CANARY]})
    sql, reason = (ATTACKS | MORE)[name]
    started = time.monotonic()
    with pytest.raises(QueryError, match=rf"(?is){reason}") as caught:
        run_query(asked, sql.replace("{folder}", str(folder)).replace("{release}", str(release.folder)))
    assert time.monotonic() - started < 30
    assert CANARY not in str(caught.value)
    assert len(secret_frame) == 1
    answer = run_query(asked, "select sum(row_number), count(*) from indicators.observations")
    assert answer.rows == [(499 * 500 // 2, 500)]


@pytest.mark.fault(18, 20)
def test_a_secret_of_the_server_is_not_in_the_environment_of_the_process(
    asked: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CANARY", CANARY)
    told = run_query(asked, "select name, value from duckdb_settings()", rows=1000)
    assert CANARY not in str(told.rows)
    found = dict(told.rows)
    assert found["enable_external_access"] == "false"
    assert found["lock_configuration"] == "true"
    assert found["python_enable_replacements"] == "false"
    assert found["allow_persistent_secrets"] == "false"
    assert found["memory_limit"] == "512.0 MiB"


@pytest.mark.fault(18)
def test_the_memory_of_this_process_stays_bounded(asked: Settings) -> None:
    """The huge text is made in the child; were it here, the peak of this process would rise by gigabytes."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(QueryError):
        run_query(asked, ATTACKS["one huge text"][0])
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000


@pytest.mark.fault(18)
@pytest.mark.parametrize("name", ["an endless recursion", "one huge text", "brackets without end"])
def test_no_process_stays_behind(name: str, asked: Settings) -> None:
    with pytest.raises(QueryError):
        run_query(asked, (ATTACKS | MORE)[name][0])
    listed = subprocess.run(
        ["ps", "--ppid", str(os.getpid()), "-o", "args="], capture_output=True, text=True, check=False
    )
    assert "ps --ppid" in listed.stdout
    assert "warehouse.question" not in listed.stdout
