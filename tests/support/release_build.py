"""A small build file made by hand, and a child process that publishes it; loaded by path, and run as a script."""

import json
import resource
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb

from warehouse.errors import WarehouseError
from warehouse.release.pointer import Release, new_release_id
from warehouse.release.publish import publish
from warehouse.settings import Settings, get_settings


@dataclass(frozen=True)
class Inputs:
    """What a run read; the fields that publishing needs."""

    folder: Path
    as_of: date = date(2026, 6, 30)
    is_sample: bool = True
    fingerprint: str = "f" * 64


def make_build(path: Path, rows: int = 500, stamp: str = "one") -> Path:
    """Write a build file: two published schemas with awkward names and values, and what must never be published."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with duckdb.connect(str(path)) as connection:
        connection.execute("""
            create schema raw; create schema staging; create schema strategy; create schema indicators;
            create table raw.secret as select 1 as salary;
            create table staging.half_done as select 1 as id;
            create view strategy.a_view as select 1 as id;
            create table strategy.outputs (
                output_id varchar, "odd, ""name"" here" varchar, planned date, budget decimal(18, 3), share double,
                is_due boolean, seen_at timestamp, big hugeint);
            insert into strategy.outputs values
                ('O2', '=1+1', '2026-12-31', -5.125, -5, true, '2026-06-30 12:00:00', 12345678901234567890123456789),
                ('O1', null, null, null, null, null, null, null),
                ('O3', '', '2024-02-29', 0, 0.1, false, '2026-01-01 00:00:00.5', -1),
                ('O4', '-5', '1900-01-01', 1.5, 1e15, true, '1999-12-31 23:59:59', 0),
                ('O5', E'@cmd\\n"quoted", Viêt Nam', '2026-01-01', 1, 1, true, null, 1);
        """)  # fmt: skip
        connection.execute(
            "create table indicators.observations as select i::bigint as row_number, "
            "'A' || i % 7 as reference_area_code, case when i % 5 > 0 then sin(i) * 1000 end as value, "
            "? as stamp, ? as run_id from range(?) as t(i)",
            [stamp, f"run-{stamp}", rows],
        )
        connection.execute("create table indicators.series as select ? as stamp, ? as rows_expected", [stamp, rows])
        _comment(connection)
    return path


def _comment(connection: duckdb.DuckDBPyConnection) -> None:
    columns = connection.execute(
        "select schema_name, table_name, column_name from duckdb_columns() "
        "where schema_name in ('strategy', 'indicators') and table_name <> 'a_view'"
    ).fetchall()
    for schema, table, column in columns:
        quoted = column.replace('"', '""')
        connection.execute(f"comment on table {schema}.{table} is 'It''s {table}'")
        connection.execute(f'comment on column {schema}.{table}."{quoted}" is E\'The "{column}"\\nof {table} – é\'')


def publish_build(
    settings: Settings,
    *,
    release_id: str | None = None,
    is_sample: bool = True,
    fingerprint: str = "f" * 64,
    run_id: str = "run-1",
    engine: object = None,
) -> Release:
    """Publish the build file of a home, under a new id unless one is given."""
    inputs = Inputs(folder=settings.runs / run_id / "inputs", is_sample=is_sample, fingerprint=fingerprint)
    return publish(
        settings,
        inputs=inputs,
        run_id=run_id,
        release_id=release_id or new_release_id(settings),
        manifest={"built_at": datetime(2026, 6, 30, tzinfo=UTC).isoformat(), "git_commit": "0" * 40, "engine": engine},
    )


def published_home(home: Path) -> Path:
    """A home in which such a release is published, and nothing else stands; made without a run."""
    settings = get_settings(home=home)
    make_build(settings.build_file)
    publish_build(settings, release_id="20260101_000000")
    settings.build_file.unlink()
    return home


def main() -> None:
    """Publish in this process: HOME [largest file in bytes]; say 'ready' first and one line of JSON at the end."""
    settings = get_settings(home=Path(sys.argv[1]))
    if len(sys.argv) > 2:
        limit = int(sys.argv[2])
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    try:
        answer = {"release_id": publish_build(settings).release_id}
    except WarehouseError as error:
        answer = {"error": str(error), "kind": type(error).__name__}
    sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main()
