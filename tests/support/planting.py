"""Faults planted in the tables of a built home, and the checks that then find something.

Owns: the checks of a home as SELECTs that must find nothing (dbt tests as they ran, expectations), a copy of its build
file to plant in, and which checks some planted changes trip. Every change is taken back.
Never: changes the home; knows which change belongs to which check (`violations.csv` does).
To see what the changes of that list trip in a home: python -m support.planting HOME [CHECK…], from tests/.
"""

import csv
import json
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

import duckdb

from expectations import every_table
from expectations.registry import all_rules
from expectations.rules import Facts, Rule

LIST = Path(__file__).with_name("violations.csv")
_RELATION = re.compile(
    r'"?\b(staging|intermediate|strategy|monitoring|indicators|evaluation|quality|guide)"?\."?(\w+)"?'
)


@dataclass(frozen=True)
class Check:
    """A SELECT that must find nothing, and the tables that it reads, as schema.table."""

    check_id: str
    select: str
    tables: frozenset[str]


@dataclass(frozen=True)
class Change:
    """One change of one row: `set …`, `repeat`, `repeat with …` or `delete`; or a new row: `add a = 1, b = 2`.

    The row is the `row`-th of those where `where` holds, in the order of the columns of the table.
    """

    table: str
    change: str
    where: str = "true"
    row: int = 1


def _dbt_tests(folder: Path) -> Iterator[Check]:
    for path in sorted(folder.glob("dbt/*/run_results.json")):
        for result in json.loads(path.read_text())["results"]:
            kind, _, name = result["unique_id"].partition(".dwsc.")
            if kind == "test":
                code = result["compiled_code"]
                yield Check(name.rpartition(".")[0] or name, code, tables_in(code))


def _expectations(connection: duckdb.DuckDBPyConnection, facts: Facts) -> Iterator[Check]:
    """Each expectation that names rows; one on every table is several checks of the same id."""
    for rule in all_rules(facts):
        if rule.test.columns:
            for table, select in every_table.parts(connection, rule):
                yield Check(rule.rule_id, select, tables_in(select) | {table})
        else:
            yield _expectation(rule)


def _expectation(rule: Rule) -> Check:
    table = f'"{rule.schema}"."{rule.table}"'
    select = rule.test.failing_rows or f"select 1 where not exists (from {table})"
    if "mostly" in rule.test.arguments:  # a share is asked for: single rows may break it
        most = 1 - rule.test.arguments["mostly"]
        select = f"select 1 from ({select}) having count(*) > {most} * (select count(*) from {table})"
    return Check(rule.rule_id, select.format(batch=table), tables_in(select) | {rule.table_key})


def tables_in(select: str) -> frozenset[str]:
    """What a SELECT names as schema.table; some of it may be the column of an alias."""
    return frozenset(f"{schema}.{table}" for schema, table in _RELATION.findall(select))


@dataclass(frozen=True)
class Planted:
    """The changes that trip a check, the checks that they cannot spare, and why they cannot."""

    changes: tuple[Change, ...]
    also: frozenset[str]
    reason: str


class Build:
    """A copy of the build file of a home in which changes are planted one at a time; its views are tables here."""

    def __init__(self, home: Path, folder: Path) -> None:
        self.connection = duckdb.connect(str(shutil.copy(home / "warehouse.duckdb", folder / "warehouse.duckdb")))
        self.connection.execute("set TimeZone = 'UTC'")
        self.checks = self._checks(home)
        self._rows: dict[tuple[str, str, int], int] = {}
        self._before: dict[Check, int] = {}
        self._freeze_views()

    def _checks(self, home: Path) -> list[Check]:
        """Every dbt test of the last run of the home, and every expectation, compared with the home's own release."""
        folder = max((home / "runs").iterdir(), key=lambda run: run.stat().st_mtime_ns)
        as_of = date.fromisoformat(json.loads((folder / "run.json").read_text())["as_of"])
        observations = max((home / "releases").glob("*/parquet/indicators/observations.parquet"))
        found = [*_dbt_tests(folder), *_expectations(self.connection, Facts(as_of, previous=observations))]
        listed = "select table_schema || '.' || table_name from information_schema.tables"
        there = {name for (name,) in self.connection.execute(listed).fetchall()}
        return [replace(check, tables=check.tables & there) for check in found]

    def _freeze_views(self) -> None:
        read = {table for check in self.checks for table in check.tables}
        listed = "select schema_name || '.' || view_name from duckdb_views() where not internal"
        for view in [name for (name,) in self.connection.execute(listed).fetchall() if name in read]:
            self.connection.execute(f"create table main.held as from {view}; drop view {view}")
            self.connection.execute(f"create table {view} as from main.held; drop table main.held")

    @cached_property
    def readers(self) -> Mapping[str, list[Check]]:
        """The checks that read a table."""
        tables = {table for check in self.checks for table in check.tables}
        return {name: [check for check in self.checks if name in check.tables] for name in tables}

    def found(self, check: Check) -> int:
        """How many rows a check finds now."""
        ((count,),) = self.connection.execute(f"select count(*) from ({check.select}\n) as found").fetchall()
        return int(count)

    def before(self, check: Check) -> int:
        """How many rows a check finds in the build as it was made."""
        if check not in self._before:
            self._before[check] = self.found(check)
        return self._before[check]

    def tripped(self, *planted: Change) -> set[str]:
        """The checks that find more rows with these changes than without, of all that read a changed table."""
        asked = list({check: None for one in planted for check in self.readers[one.table]})
        for check in asked:
            self.before(check)
        self.connection.execute("begin")
        try:
            for one in planted:
                self.connection.execute(self._statement(one))
            return {check.check_id for check in asked if self.found(check) > self.before(check)}
        finally:
            self.connection.execute("rollback")

    def _statement(self, planted: Change) -> str:
        verb, _, rest = planted.change.partition(" ")
        if verb == "add":
            pairs = [pair.split(" = ", 1) for pair in rest.split(", ")]
            names, values = ", ".join(name for name, _ in pairs), ", ".join(value for _, value in pairs)
            return f"insert into {planted.table} ({names}) values ({values})"
        rowid = self._rowid(planted)
        if verb == "set":
            return f"update {planted.table} set {rest} where rowid = {rowid}"
        if verb == "delete":
            return f"delete from {planted.table} where rowid = {rowid}"
        replaced = f" replace ({rest.removeprefix('with ')})" if rest else ""
        return f"insert into {planted.table} select *{replaced} from {planted.table} where rowid = {rowid}"

    def _rowid(self, planted: Change) -> int:
        key = (planted.table, planted.where, planted.row)
        if key not in self._rows:
            found = self.connection.execute(
                f"select id from (select *, rowid as id from {planted.table} where {planted.where} "
                f"order by all limit 1 offset {planted.row - 1})"
            ).fetchone()
            if found is None:
                raise LookupError(f"no row of {planted.table} where {planted.where}")
            self._rows[key] = int(found[0])
        return self._rows[key]


def planted(path: Path = LIST) -> dict[str, Planted]:
    """The list by check; it has one row per change, and a check may need several: its first says the rest."""
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    found: dict[str, Planted] = {}
    for row in rows:
        change = Change(row["table"], row["change"], row["where"] or "true", int(row["row"]))
        before = found.get(row["check_id"], Planted((), frozenset(filter(None, row["also"].split(";"))), row["reason"]))
        found[row["check_id"]] = replace(before, changes=(*before.changes, change))
    return found


def main() -> None:
    """Print each check of the list whose changes trip something else than the list says."""
    home, *wanted = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        build = Build(Path(home), Path(folder))
        listed = planted()
        for check_id in wanted or listed:
            tripped = build.tripped(*listed[check_id].changes)
            if wanted or tripped != {check_id} | listed[check_id].also:
                sys.stdout.write(f"{check_id}: {', '.join(sorted(tripped - {check_id}))}\n")


if __name__ == "__main__":
    main()
