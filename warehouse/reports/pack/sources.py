"""Which files stand behind a query: its snapshots, and the files that these were taken from.

Owns: the way from a figure to snapshots and source files, and the numbers S1, S2, … that a report gives them.
Never: guesses: where a query does not say which snapshots of a kind it rests on, all that the release read are named.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from warehouse.errors import WarehouseError
from warehouse.reports.pack.query import Answer

SNAPSHOT_FOLDER = Path(__file__).parent / "sql" / "snapshots"
PLAN = "P1"
_INPUTS = """select
    snapshot_id,
    source,
    dataset_code,
    file_name,
    address,
    producer,
    licence,
    known_from,
    sha256
from guide.inputs
order by known_from, file_name, snapshot_id"""


@dataclass(frozen=True)
class Source:
    """One file that the release read, or the plan itself."""

    source_id: str
    snapshot_id: str
    file_name: str
    dataset: str
    producer: str
    licence: str
    known_from: str
    sha256: str


class Sources:
    """The files behind the answers of one release."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, code: str) -> None:
        self._connection = connection
        self._scopes: dict[str, tuple[str, list[tuple[str, str]]]] = {}
        self.all = (_plan(code), *_read(connection))
        self._by_snapshot = {source.snapshot_id: source for source in self.all[1:]}

    def scope_sql(self, name: str) -> str:
        """The query that lists snapshots under a name.

        Raises:
            WarehouseError: there is none of that name.
        """
        path = SNAPSHOT_FOLDER / f"{name}.sql"
        if not path.is_file():
            known = ", ".join(sorted(each.stem for each in SNAPSHOT_FOLDER.glob("*.sql")))
            raise WarehouseError(f"There is no list of snapshots {name!r}. There are: {known}.")
        return path.read_text(encoding="utf-8")

    def behind(self, answer: Answer, key: str = "") -> list[Source]:
        """The files behind an answer, or behind the row with that key where its list tells rows apart."""
        if not answer.query.snapshots:
            return list(self.all[:1])
        sql, rows = self._scope(answer.query.snapshots)
        of_row = [snapshot for snapshot, found in rows if found and f"{key}|".startswith(f"{found}|")]
        wanted = set(of_row or [snapshot for snapshot, _ in rows])
        files = [source for source in self.all[1:] if source.snapshot_id in wanted]
        return [*(self.all[:1] if "-- plan: yes" in sql else ()), *files]

    def _scope(self, name: str) -> tuple[str, list[tuple[str, str]]]:
        if name not in self._scopes:
            sql = self.scope_sql(name)
            found = self._connection.execute(sql).fetchall()
            self._scopes[name] = sql, [(str(row[0]), str(row[1]) if len(row) > 1 else "") for row in found]
        return self._scopes[name]


def _plan(code: str) -> Source:
    return Source(
        source_id=PLAN,
        snapshot_id="",
        file_name="seeds/ of the warehouse's code",
        dataset="The strategy and the results framework (GB.347/INS/8, as read by this warehouse)",
        producer="International Labour Office, read by this warehouse",
        licence="Facts; wording is that of the warehouse (Apache-2.0)",
        known_from="",
        sha256=code,
    )


def _read(connection: duckdb.DuckDBPyConnection) -> list[Source]:
    result = connection.execute(_INPUTS)
    names = [str(each[0]) for each in result.description or ()]
    rows: list[dict[str, Any]] = [dict(zip(names, row, strict=True)) for row in result.fetchall()]
    return [
        Source(
            source_id=f"S{number}",
            snapshot_id=str(row["snapshot_id"]),
            file_name=str(row["address"] or row["file_name"]),
            dataset=str(row["dataset_code"]),
            producer=str(row["producer"]),
            licence=str(row["licence"]),
            known_from=str(row["known_from"])[:10],
            sha256=str(row["sha256"]),
        )
        for number, row in enumerate(rows, 1)
    ]
