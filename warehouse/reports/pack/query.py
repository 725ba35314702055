"""The named queries behind a report: SQL files whose head says what each column means.

Owns: the form of such a file, running it on a release, and the rows as an answer.
Never: writes SQL of its own; takes a parameter, so that a query of a finished report runs as it stands.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from warehouse.errors import ReleaseError, WarehouseError
from warehouse.reports.pack import shown as words

SQL_FOLDER = Path(__file__).parent / "sql"
SHARED = "progress"  # its queries may be used in every report
KINDS = ("text", "code", "date", "year", "flag", *sorted(words.NUMBERS))
_NAMED = "= "
# What makes trouble in XML or could pass for a mark of a template.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True)
class Column:
    """One column of a query: its heading, what its values are, and the word for a missing one.

    A word that begins with an equals sign names the column of the same row that holds the word.
    """

    name: str
    heading: str
    kind: str
    meaning: str
    missing: str
    in_annex_only: bool

    @property
    def is_number(self) -> bool:
        """Whether its values are figures, which carry marks in the text."""
        return self.kind in words.NUMBERS


@dataclass(frozen=True)
class Query:
    """One named query.

    Attributes:
        name: of its file.
        title: what it shows.
        sql: as it stands in the file, head included.
        columns: by name, in the order of the head; the query may return no other.
        key: the column that tells its rows apart; empty where it has one row.
        snapshots: name of the query that lists the snapshots behind it.
    """

    name: str
    title: str
    sql: str
    columns: Mapping[str, Column]
    key: str
    snapshots: str


@dataclass(frozen=True)
class Answer:
    """What a release answers: rows as the release holds them, and the tables they were read from."""

    number: int
    query: Query
    rows: tuple[dict[str, Any], ...]
    tables: tuple[str, ...]

    @property
    def file_name(self) -> str:
        """Name of the query in the folder of a report."""
        return f"{self.number:02d}_{self.query.name}.sql"

    def shown(self, place: int, column: Column) -> str:
        """A value as people read it."""
        value = self.rows[place][column.name]
        return words.shown(value, self.kind(place, column), self.missing(place, column))

    def kind(self, place: int, column: Column) -> str:
        """What a value is: a measure in the unit yes/no is a flag, any other one a number."""
        if column.kind != "measure":
            return column.kind
        row = self.rows[place]
        return "flag" if row.get("unit") == "yes/no" and row[column.name] in (0, 1) else "number"

    def missing(self, place: int, column: Column) -> str:
        """The word for a missing value in a row: the same in every row, or the one that a column of the row holds."""
        if column.missing.startswith(_NAMED):
            return str(self.rows[place][column.missing.removeprefix(_NAMED)] or "")
        return column.missing

    def key_words(self, place: int) -> str:
        """The key of a row as people read it."""
        return self.shown(place, self.query.columns[self.query.key]) if self.query.key else ""

    def key_of(self, place: int) -> str:
        """The key of a row; empty where rows have none."""
        return str(self.rows[place][self.query.key]) if self.query.key else ""


def read_query(kind: str, name: str) -> Query:
    """Read a query file.

    Raises:
        WarehouseError: there is none of this name, or its head is not as it must be; the message says how.
    """
    folders = [SQL_FOLDER / each for each in dict.fromkeys((kind, SHARED))]
    path = next((folder / f"{name}.sql" for folder in folders if (folder / f"{name}.sql").is_file()), None)
    if path is None:
        known = ", ".join(sorted({each.stem for folder in folders for each in folder.glob("*.sql")}))
        raise WarehouseError(f"There is no query {name!r} for this report. There are: {known}.")
    sql = path.read_text(encoding="utf-8")
    head = [line[2:].strip() for line in sql.splitlines() if line.startswith("--")]
    facts = dict(line.split(": ", 1) for line in head if "|" not in line and ": " in line)
    columns = [_column(path, line) for line in head if "|" in line]
    return Query(
        name=name,
        title=facts.get("title", ""),
        sql=sql,
        columns={column.name: column for column in columns},
        key=facts.get("key", ""),
        snapshots=facts.get("snapshots", ""),
    )


def ask(connection: duckdb.DuckDBPyConnection, query: Query, number: int) -> Answer:
    """Run a query on a release.

    Raises:
        ReleaseError: the release lacks a table or a column of it; an earlier version of the warehouse made it.
        WarehouseError: the query returns other columns than its head names.
    """
    try:
        tables = {
            name.partition(" AS ")[0].replace('"', "") for name in connection.get_table_names(query.sql, qualified=True)
        }
        result = connection.execute(query.sql)
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        raise ReleaseError(
            f"The release cannot answer the query {query.name!r}: {str(error).splitlines()[0]}. "
            "An earlier version of the warehouse made it; `dwsc run` publishes one that can."
        ) from error
    names = [str(each[0]) for each in result.description or ()]
    if names != list(query.columns):
        raise WarehouseError(f"The query {query.name!r} returns {names}, and its head names {list(query.columns)}.")
    rows = tuple({name: _clean(value) for name, value in zip(names, row, strict=True)} for row in result.fetchall())
    return Answer(number, query, rows, tuple(sorted(tables)))


def _column(path: Path, line: str) -> Column:
    parts = [part.strip() for part in line.split("|")]
    name, heading, kind, meaning, missing = (*parts, "", "", "")[:5] if len(parts) < 5 else parts[:5]
    word, _, place = kind.partition(" ")
    if word not in KINDS or not heading:
        raise WarehouseError(
            f"{path.name}: {line!r} is no column. Write: name | heading | kind | meaning | word for a missing value; "
            f"kinds are {', '.join(KINDS)}, with the word annex after it for the workbook alone."
        )
    return Column(name, heading, word, meaning or heading, missing, place == "annex")


def _clean(value: Any) -> Any:
    return _CONTROL.sub(" ", value) if isinstance(value, str) else value
