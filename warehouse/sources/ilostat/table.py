"""From CSV to the columns of a snapshot.

Owns: reading a checked file with DuckDB (by name, as text), the snapshot's columns, normalising labels.
Never: judges a value; reads a file whose header was not checked.
"""

from pathlib import Path

import duckdb

from warehouse.received import Received
from warehouse.settings import Settings
from warehouse.snapshots import ILOSTAT_COLUMNS
from warehouse.sources.ilostat.codes import Known
from warehouse.sources.ilostat.columns import CODED, Header

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


def set_areas(connection: duckdb.DuckDBPyConnection, areas: Known) -> None:
    """Make the table `area_labels` (label normalised, code), one row per label."""
    connection.execute(
        f"""
        create or replace temp table area_labels as
        with given_labels as (
            select unnest($1) as label, unnest($2) as code, unnest(range(len($1))) as place
        )
        select {normalised("label")} as label, min_by(code, place) as code
        from given_labels group by 1
        """,
        [[label for label, _ in areas.labels], [code for _, code in areas.labels]],
    )


def normalised(label: str) -> str:
    """SQL that makes typographic apostrophes and quotes plain, and runs of blanks (non-breaking too) one blank."""
    return (
        f"trim(regexp_replace(translate({label}, '‘’ʼ“”', {_PLAIN_MARKS}), '[\\s\\x{{00A0}}\\x{{202F}}]+', ' ', 'g'))"
    )


def csv_relation(received: Received, header: Header) -> str:
    """SQL that reads the file: every column as text under its name in a snapshot, strictly.

    DuckDB takes an empty cell too many at the end of a line without a word; `adds_up` finds it.
    """
    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in header.snapshot_names)
    return f"""read_csv(
        {quoted(str(received.path))}, columns = {{{columns}}}, header = true, auto_detect = false, delim = ',',
        quote = '"', escape = '"', strict_mode = true, nullstr = '', encoding = 'utf-8',
        compression = '{"gzip" if received.is_gzip else "none"}'
    )"""


def write_table(
    connection: duckdb.DuckDBPyConnection,
    relation: str,
    header: Header,
    snapshot_id: str,
    target: Path,
    extra: str = "",
) -> None:
    """Write the columns of a snapshot as Parquet, in the order of the file.

    Args:
        connection: with `area_labels`.
        relation: SQL that gives the file's columns under their snapshot names.
        header: which columns the file has; the others are null.
        snapshot_id: of the content.
        target: the Parquet file.
        extra: more columns of the relation to keep, each followed by a comma.

    Raises:
        duckdb.Error: the file is not strict CSV, or the disk is full.
    """
    # Numbering rows keeps the reading of a file in one thread anyway; a second one only gets in its way.
    threads = connection.execute("select current_setting('threads')").fetchone() or (1,)
    connection.execute("set threads = 1")
    named = [_column(name, header) for name in ILOSTAT_COLUMNS[1:-2]]
    by_label = "left join area_labels on area_labels.label = " + normalised("numbered.ref_area_label")
    area = "coalesce(ref_area, area_labels.code)" if header.has("ref_area") else "area_labels.code"
    connection.execute(
        f"""
        copy (
            with numbered as (
                select row_number() over () as row_number, {extra} {", ".join(named)} from {relation}
            )
            select
                numbered.*,
                {area if header.has("ref_area_label") else "ref_area"} as resolved_ref_area,
                {quoted(snapshot_id)} as snapshot_id
            from numbered {by_label if header.has("ref_area_label") else ""}
        ) to {quoted(str(target))} (format parquet, compression zstd)
        """
    )
    connection.execute(f"set threads = {threads[0]}")


def adds_up(connection: duckdb.DuckDBPyConnection, received: Received, header: Header, table: Path) -> bool:
    """Whether every line became a row and every comma is accounted for.

    An unquoted decimal comma pushes the rest of its line one cell to the right; where the last cell was empty, the
    line then has one empty cell too many, which DuckDB drops. So the commas of the file are counted: those between
    cells, and, only where that does not explain all of them, those inside cells.
    """
    relation = f"read_parquet({quoted(str(table))})"
    rows = connection.execute(f"select count(*) from {relation}").fetchone()
    if rows != (received.line_count - 1,):
        return False
    surplus = received.comma_count - received.line_count * (len(header.names) - 1)
    if surplus == 0:
        return True
    inside = " + ".join(
        f"coalesce(sum(length({name}) - length(replace({name}, ',', ''))), 0)" for name in header.snapshot_names
    )
    return bool(connection.execute(f"select {inside} from {relation}").fetchone() == (surplus,))


def quoted(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def _column(name: str, header: Header) -> str:
    if not header.has(name):
        return f"cast(null as varchar) as {name}"
    return f"nullif({name}, 'NA') as {name}" if name.removesuffix("_label") in _NA_COLUMNS else name
