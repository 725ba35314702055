"""How the values of a column are compared.

Owns: which columns pair rows, which are left out, and the SQL that tells one value from another.
Never: reads a row.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import duckdb

from warehouse.release.tables import OWN_ROWS, VOLATILE_COLUMNS, Table, quoted

# They say of which snapshot and row of it a figure is; a file that comes again with the same figures has others.
PLACES = frozenset(
    {"snapshot_id", "row_number", "old_snapshot_id", "old_row_number", "new_snapshot_id", "new_row_number"}
)
# It is told once, above the list. The content hash of a table covers it: releases that stand were hashed with it.
ENGINE = frozenset({"engine_version"})
_FLOATS = {"DOUBLE", "FLOAT"}


@dataclass(frozen=True)
class Shared:
    """A column that both tables have, with its type in each."""

    name: str
    type_before: str
    type_now: str

    @property
    def is_retyped(self) -> bool:
        """Whether it has another type now."""
        return self.type_before != self.type_now

    def value(self, side: str, row: str) -> str:
        """SQL of the value of a row, such that equal values of both sides are equal in SQL too.

        Where the type changed, that is the text of the value in the type of now where nothing is lost on the way
        there and back, and else the text as it stands.
        """
        cell = f"{row}.{quoted(self.name)}"
        if not self.is_retyped:
            return cell
        own, other = (self.type_before, self.type_now) if side == "before" else (self.type_now, self.type_before)
        there = f"try_cast({cell} as {other})"
        told = f"cast({there if side == 'before' else cell} as varchar)"
        return (
            f"case when try_cast({there} as {own}) is not distinct from {cell} then {told} "
            f"else '{side}' || chr(31) || cast({cell} as varchar) end"
        )

    def in_key(self, side: str, row: str) -> str:
        """SQL of the value as a part of a key; floating-point numbers as text, for 0.0 and -0.0 are equal to SQL."""
        value = self.value(side, row)
        return f"cast({value} as varchar)" if self.is_float else value

    def hashed(self, side: str, row: str) -> list[str]:
        """SQL of what a hash of the row must cover; it takes 0.0 and -0.0 for one, which a reader would see."""
        value = self.value(side, row)
        return [value, f"signbit({value})"] if self.is_float else [value]

    def differs(self, before: str, now: str, tolerance: float | None = None) -> str:
        """SQL of whether the two values read otherwise; NaN equals NaN, and missing equals missing.

        With a tolerance, floating-point numbers differ where they are not near each other.
        """
        if self.is_float and tolerance is not None:
            return f"not {near(before, now, tolerance)}"
        told = f"{before} is distinct from {now}"
        return f"({told} or signbit({before}) is distinct from signbit({now}))" if self.is_float else told

    @property
    def is_float(self) -> bool:
        """Whether both are floating-point numbers of one type."""
        return not self.is_retyped and self.type_now in _FLOATS


@dataclass(frozen=True)
class Plan:
    """How one table is compared: what pairs its rows, what is compared, and what is left out."""

    table: Table
    key: tuple[str, ...]
    compared: tuple[Shared, ...]
    left_out: tuple[str, ...]
    places: tuple[str, ...]
    is_paired: bool
    own_rows: bool
    tolerance: float | None = None

    def near(self, before: str, now: str) -> str:
        """SQL of whether two numbers count as equal in this comparison."""
        return near(before, now, self.tolerance or 0.0)

    def rows(self, side: str) -> str:
        """The table on one side; what earlier releases said is repeated in some and is not compared."""
        name = f"{side}.{self.table.sql_name}"
        return f"(select *, rowid from {name} where {OWN_ROWS})" if self.own_rows else name


def near(before: str, now: str, tolerance: float) -> str:
    """SQL of whether two floating-point numbers are the same within a share of the larger of them; never null.

    What is no finite number equals itself alone: missing, NaN, each infinity. Numbers of different sign, and nought
    and any other number, are never near; 0.0 and -0.0 are one number.
    """
    b, n = f"cast({before} as double)", f"cast({now} as double)"
    finite = f"isfinite({b}) and isfinite({n}) and sign({b}) = sign({n})"
    within = f"abs({b} - {n}) <= cast({tolerance!r} as double) * greatest(abs({b}), abs({n}))"
    return f"({b} is not distinct from {n} or coalesce({finite} and {within}, false))"


def plan(before: Table, now: Table, keys: Mapping[str, Sequence[str]], tolerance: float | None = None) -> Plan:
    """Settle how a table that both releases have is compared.

    Args:
        before: as the older release has it.
        now: as the newer one has it.
        keys: columns that tell rows apart, by table.
        tolerance: the share of the larger by which two floating-point numbers may differ; None where not at all.
    """
    types = {column.name: column.data_type for column in before.columns}
    shared = [Shared(one.name, types[one.name], one.data_type) for one in now.columns if one.name in types]
    names = {one.name for one in shared}
    own = OWN_ROWS in names
    stated = tuple(keys.get(now.label, ()))
    is_paired = bool(stated) and set(stated) <= names
    # A table about earlier releases names them in its key; elsewhere the id of the release itself pairs nothing.
    lasting = tuple(name for name in stated if name not in VOLATILE_COLUMNS)
    key = () if not is_paired else lasting if own or not lasting else stated
    left_out = [one.name for one in shared if one.name not in key and one.name in VOLATILE_COLUMNS | PLACES | ENGINE]
    compared = tuple(one for one in shared if one.name not in left_out)
    return Plan(now, key, compared, tuple(left_out), tuple(sorted(PLACES & set(left_out))), is_paired, own, tolerance)


def keys_of(connection: duckdb.DuckDBPyConnection, side: str, tables: Collection[Table]) -> dict[str, list[str]]:
    """Columns that tell the rows of each table apart, as the dictionary of a release says; empty where it does not."""
    dictionary = next((one for one in tables if one.label == "guide.dictionary"), None)
    if dictionary is None or "key_position" not in {column.name for column in dictionary.columns}:
        return {}
    found = connection.execute(
        f"select schema_name || '.' || table_name, column_name from {side}.guide.dictionary "
        "where key_position is not null order by 1, key_position"
    ).fetchall()
    keys: dict[str, list[str]] = {}
    for label, column in found:
        keys.setdefault(label, []).append(column)
    return keys
