"""How a snapshot of ILOSTAT lies on disk since reader version 2.

Owns: which columns its Parquet file holds, the field id of each, and the SQL that reads it with all of them.
Never: reads a snapshot of version 1, which holds every column (the macro `register_raw` reads both).

A file holds the columns that ILOSTAT wrote and no others, because a column of nulls costs as much to write as one of
text: rows in the order of the source, so that a row's number is its place, and neither number nor snapshot id in it.
Columns are told by field id, which is their place in ILOSTAT_COLUMNS; one that is not there is read as null.
"""

from collections.abc import Iterable
from pathlib import Path

from warehouse.raw_tables import ILOSTAT_COLUMNS
from warehouse.sources.ilostat.columns import Header

_IDS = {name: place for place, name in enumerate(ILOSTAT_COLUMNS) if name not in {"row_number", "snapshot_id"}}
AREA = "resolved_ref_area"


def stored_columns(header: Header) -> tuple[str, ...]:
    """The columns that a snapshot of such a file holds; the area is there only where a label may have to give it."""
    return tuple(name for name in _IDS if header.has(name) or (name == AREA and header.has("ref_area_label")))


def field_ids(names: Iterable[str]) -> str:
    """The option FIELD_IDS of DuckDB's `copy` for columns of a snapshot."""
    return "{" + ", ".join(f"{name}: {_IDS[name]}" for name in names) + "}"


def stored_relation(path: Path, *, has_area: bool = True) -> str:
    """SQL that gives a snapshot's rows: every column as text, and `file_row_number` from 0.

    Args:
        path: the Parquet file.
        has_area: False where the file surely has no `resolved_ref_area`, which keeps a scan of the areas cheap.
    """
    columns = ", ".join(
        f"{number}: {{name: '{name}', type: 'VARCHAR', default_value: null}}" for name, number in _IDS.items()
    )
    texts = ", ".join(name for name in _IDS if name != AREA)
    area = f"coalesce({AREA}, ref_area)" if has_area else "ref_area"
    return (
        f"(select {texts}, {area} as {AREA}, file_row_number"
        f" from read_parquet({quoted(str(path))}, file_row_number = true, schema = map {{{columns}}}))"
    )


def quoted(text: str) -> str:
    """A text as SQL: a literal, but for the character 0, which no statement may hold."""
    literal = "'" + text.replace("'", "''") + "'"
    return "(" + literal.replace("\0", "' || chr(0) || '") + ")" if "\0" in text else literal
