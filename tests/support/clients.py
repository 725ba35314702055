"""The clients of docs/clients.md, each in an environment of its own (tools/find_clients.sh makes them).

Owns: where they are, what is asked of each, and that a missing one is said.
Never: installs anything; a test reaches no registry.
"""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import duckdb
import pytest

from warehouse.release.tables import PUBLISHED_SCHEMAS, Table, describe, quoted
from warehouse.settings import PROJECT_ROOT

ENVIRONMENTS = PROJECT_ROOT / ".cache" / "clients"
DUCKDB = ("1.4.5", "1.5.6", "2.0.0")
_ANSWERS = Path(__file__).with_name("client_answers.py")


def python_of(name: str) -> Path:
    """The Python of a client's environment; skips, saying so, where there is none."""
    return _there(ENVIRONMENTS / name / "bin" / "python")


def program(name: str) -> str:
    """A program of the system; skips, saying so, where there is none."""
    return str(_there(Path(shutil.which(name) or f"/no/{name}")))


def _there(path: Path) -> Path:
    if not path.exists():
        pytest.skip(f"{path.name} of {path.parent} is not here: make test-slow sets the clients up")
    return path


def answers(version: str, mode: str, database: Path, questions: dict[str, str]) -> dict[str, Any]:
    """What a DuckDB client of this version answers to each statement."""
    command = [python_of(f"duckdb-{version}"), "-I", _ANSWERS, mode, database]
    ended = subprocess.run(command, input=json.dumps(questions), capture_output=True, text=True, timeout=300)
    assert ended.returncode == 0, ended.stderr[-2000:]
    told = json.loads(ended.stdout)
    assert told["version"] == version
    return told["answers"]


def tables(database: Path) -> list[Table]:
    """The published tables of a release file."""
    with duckdb.connect(str(database), read_only=True) as connection:
        return describe(connection, database.stem)


def questions(database: Path) -> dict[str, str]:
    """Every example query, every macro as its comment shows it, and of each table every column and comment."""
    with duckdb.connect(str(database), read_only=True) as connection:
        asked = dict(connection.execute("select 'query ' || query_id, sql from guide.queries").fetchall())
        macros = connection.execute(
            "select schema_name, function_name, comment from duckdb_functions() where not internal "
            "and database_name = current_database() and function_type = 'table_macro'"
        ).fetchall()
    asked |= {f"macro {schema}.{name}": comment.partition("Example: ")[2] for schema, name, comment in macros}
    for table in tables(database):
        parts = [part for column in table.columns for part in _parts(quoted(column.name))]
        asked[f"table {table.label}"] = f"select count(*), {', '.join(parts)} from {table.sql_name}"
    schemas = ", ".join(f"'{schema}'" for schema in PUBLISHED_SCHEMAS)
    described = "where database_name = current_database() and schema_name in"
    asked["comments of tables"] = (
        f"select schema_name, table_name, comment from duckdb_tables() {described} ({schemas})"
    )
    asked["comments of columns"] = (
        f"select schema_name, table_name, column_name, data_type, comment from duckdb_columns() {described} ({schemas})"
    )
    return asked


def _parts(name: str) -> tuple[str, str]:
    return f"count({name})", f"md5(string_agg(cast({name} as varchar), '|' order by cast({name} as varchar)))"
