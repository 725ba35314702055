"""From CSV to the columns of a snapshot.

Owns: reading a file with DuckDB (by name, as text), writing the snapshot's columns, normalising labels.
Never: judges a value; reads a file whose header was not checked.
"""

from pathlib import Path

import duckdb

from warehouse.received import Received
from warehouse.settings import Settings
from warehouse.sources.ilostat.codes import Known
from warehouse.sources.ilostat.columns import CODED, Header
from warehouse.sources.ilostat.stored import AREA, field_ids, quoted, stored_columns, stored_relation

# R writes NA for nothing. It is taken so only here: in ref_area, NA is a mistake and NAM is Namibia.
_NA_COLUMNS = frozenset(
    {"obs_value", *(name for name in CODED if name not in {"ref_area", "source", "indicator", "sex"})}
)
_PLAIN_MARKS = "'" + "''" * 3 + '""' + "'"
_MEMORY = "500MB"


def connect(settings: Settings, folder: Path) -> duckdb.DuckDBPyConnection:
    """A DuckDB without a file, in UTC, that needs no more memory for 20 million rows than for 5 million.

    Args:
        settings: how many threads.
        folder: where DuckDB may put what does not fit into memory.
    """
    config = {"threads": settings.threads, "memory_limit": _MEMORY, "temp_directory": str(folder / "spill")}
    connection = duckdb.connect(config={**config, "autoinstall_known_extensions": "false"})
    connection.execute("set timezone = 'UTC'")
    connection.execute("set python_enable_replacements = false")
    return connection


def list_relation(pairs: tuple[tuple[str, str], ...], first: str, second: str) -> str:
    """SQL that gives pairs of texts as rows with their `place`.

    They are written into the statement: a list as a parameter makes DuckDB import pandas, which takes longer than
    landing a small file.
    """
    rows = ", ".join(f"({quoted(one)}, {quoted(two)}, {place})" for place, (one, two) in enumerate(pairs))
    return f"(values {rows or '(null, null, null)'}) as given({first}, {second}, place)"


def normalised(label: str) -> str:
    """SQL that makes typographic apostrophes and quotes plain, and runs of blanks (non-breaking too) one blank."""
    return (
        f"trim(regexp_replace(translate({label}, '‘’ʼ“”', {_PLAIN_MARKS}), '[\\s\\x{{00A0}}\\x{{202F}}]+', ' ', 'g'))"
    )


def csv_relation(path: Path, header: Header, *, is_gzip: bool) -> str:
    """SQL that reads a file: every column as text under its name in a snapshot, strictly.

    DuckDB takes an empty cell too many at the end of a line without a word; `adds_up` finds it.
    """
    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in header.snapshot_names)
    return f"""read_csv(
        {quoted(str(path))}, columns = {{{columns}}}, header = true, auto_detect = false, delim = ',',
        quote = '"', escape = '"', strict_mode = true, nullstr = '', encoding = 'utf-8',
        compression = '{"gzip" if is_gzip else "none"}'
    )"""


def write_table(
    connection: duckdb.DuckDBPyConnection, relation: str, header: Header, areas: Known, target: Path
) -> None:
    """Write the columns of a snapshot as Parquet, in the order of the file: a row's place is its number.

    Args:
        connection: a connection of `connect`.
        relation: SQL that gives the file's columns under their snapshot names.
        header: which columns the file has.
        areas: the reference areas known, to resolve labels.
        target: the Parquet file.

    Raises:
        duckdb.Error: the file is not strict CSV, or the disk is full.
    """
    names = stored_columns(header)
    columns = [_column(name) for name in names if name != AREA]
    if AREA in names:
        given = ["ref_area"] if header.has("ref_area") else []
        columns.append(f"coalesce({', '.join([*given, _area_of_label(connection, areas)])}) as {AREA}")
    connection.execute(
        f"""
        copy (select {", ".join(columns)} from {relation})
        to {quoted(str(target))} (format parquet, compression zstd, field_ids {field_ids(names)})
        """
    )


def _area_of_label(connection: duckdb.DuckDBPyConnection, areas: Known) -> str:
    """SQL for the code of `ref_area_label`, null where no list has it.

    Labels become an enum, whose number finds the code in a list: a join would give the rows in another order.
    """
    pairs = connection.execute(
        f"""
        select {normalised("label")} as label, min_by(code, place) as code
        from {list_relation(areas.labels, "label", "code")} where label is not null group by 1 order by 1
        """
    ).fetchall()
    labels, codes = (", ".join(quoted(one) for one in column) for column in zip(*pairs, strict=True))
    connection.execute(f"create or replace type area_label as enum ({labels})")
    # Most labels stand in the lists as they are; only the others are worth the cost of normalising.
    tried = ("ref_area_label", normalised("ref_area_label"))
    number = ", ".join(f"enum_code(try_cast({label} as area_label))" for label in tried)
    return f"([{codes}])[1 + coalesce({number})]"


def adds_up(connection: duckdb.DuckDBPyConnection, received: Received, header: Header, table: Path) -> bool:
    """Whether every line became a row and every comma is accounted for.

    An unquoted decimal comma pushes the rest of its line one cell to the right; where the last cell was empty, the
    line then has one empty cell too many, which DuckDB drops. So the commas of the file are counted: those between
    cells, and, only where that does not explain all of them, those inside cells.
    """
    relation = stored_relation(table)
    if row_count(connection, relation) != received.line_count - 1:
        return False
    surplus = received.comma_count - received.line_count * (len(header.names) - 1)
    if surplus == 0:
        return True
    if header.kept_names != header.snapshot_names:
        relation = csv_relation(received.path, header, is_gzip=received.is_gzip)
    inside = " + ".join(
        f"coalesce(sum(length({name}) - length(replace({name}, ',', ''))), 0)" for name in header.snapshot_names
    )
    return bool(connection.execute(f"select {inside} from {relation}").fetchone() == (surplus,))


def row_count(connection: duckdb.DuckDBPyConnection, relation: str) -> int:
    """How many rows a relation has."""
    counted = connection.execute(f"select count(*) from {relation}").fetchone()
    return int(counted[0]) if counted else 0


def _column(name: str) -> str:
    return f"nullif({name}, 'NA') as {name}" if name.removesuffix("_label") in _NA_COLUMNS else name
