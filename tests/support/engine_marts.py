"""Two release files table by table, read with pandas: what one engine made beside what the other made.

Owns: the counts, sums and hashes by which two tables are called equal, and which columns may differ.
Never: uses `dwsc diff` or anything else of the project's own comparison.
"""

import hashlib
import math
from pathlib import Path

import duckdb
import pandas as pd

TOLERANCE = 1e-9
FRACTIONS = ("DOUBLE", "FLOAT")
WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT",
         "DECIMAL")  # fmt: skip
# What a release says of itself and of the run that made it; everything else must be the same on both engines.
OF_THE_RUN = {
    "release_id",
    "built_at",
    "run_id",
    "executed_at",
    "citation",
    "engine_version",
    "fingerprint",
    "git_commit",
}
# Tables about earlier releases of the home, of which one home has one more than the other.
OF_THE_HOME = {"guide.changes"}


def differences(one: Path, other: Path) -> list[str]:
    """Every way in which the published tables of two files differ, in words; empty where they do not."""
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        for name, path in (("one", one), ("other", other)):
            connection.execute(f"attach '{path}' as {name} (read_only)")
        names = [_tables(connection, name) for name in ("one", "other")]
        found = [f"{label} is in one of them only" for label in sorted(set(names[0]) ^ set(names[1]))]
        for label in sorted(set(names[0]) & set(names[1]) - OF_THE_HOME):
            if names[0][label] != names[1][label]:
                found.append(f"{label}: columns are {names[0][label]} and {names[1][label]}")
                continue
            found += _of_table(connection, label)
    return found


def _tables(connection: duckdb.DuckDBPyConnection, database: str) -> dict[str, list[tuple[str, str, str]]]:
    rows = connection.execute(
        "select schema_name || '.' || table_name, column_name, data_type, comment from duckdb_columns() "
        f"where database_name = '{database}' and not internal order by 1, column_index"
    ).fetchall()
    found: dict[str, list[tuple[str, str, str]]] = {}
    for label, *column in rows:
        found.setdefault(label, []).append(tuple(column))
    return found


def _of_table(connection: duckdb.DuckDBPyConnection, label: str) -> list[str]:
    kept = {name: kind for name, kind in _columns(connection, label) if name not in OF_THE_RUN}
    where = " where is_this_release" if "is_this_release" in kept else ""
    listed = ", ".join(f'cast("{name}" as {_kept_whole(kind)}) as "{name}"' for name, kind in kept.items())
    sides = [connection.execute(f"select {listed} from {side}.{label}{where}").df() for side in ("one", "other")]
    if len(sides[0]) != len(sides[1]):
        return [f"{label}: {len(sides[0]):,} and {len(sides[1]):,} rows"]
    found = [problem for name, kind in kept.items() for problem in _of_column(label, name, kind, *sides)]
    return found or _of_rows(label, [name for name, kind in kept.items() if kind not in FRACTIONS], *sides)


def _columns(connection: duckdb.DuckDBPyConnection, label: str) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in connection.execute(f"describe one.{label}").fetchall()]


def _kept_whole(kind: str) -> str:
    """The type under which pandas gets a column: whole numbers with an empty cell would come as fractions."""
    return "varchar" if kind.startswith(WHOLE) else kind


def _of_column(label: str, name: str, kind: str, one: pd.DataFrame, other: pd.DataFrame) -> list[str]:
    nulls = [int(side[name].isna().sum()) for side in (one, other)]
    if nulls[0] != nulls[1]:
        return [f"{label}.{name}: {nulls[0]:,} and {nulls[1]:,} empty"]
    if kind not in FRACTIONS and not kind.startswith(WHOLE):
        return []
    sums = [math.fsum(side[name].dropna().astype(float)) for side in (one, other)]
    if not math.isclose(*sums, rel_tol=TOLERANCE, abs_tol=1e-9):
        return [f"{label}.{name}: the sums are {sums[0]!r} and {sums[1]!r}"]
    return []


def _of_rows(label: str, exact: list[str], one: pd.DataFrame, other: pd.DataFrame) -> list[str]:
    """Compare every column but numbers with a fraction, row by row in an order of their own."""
    hashes = [_hash(side[exact]) for side in (one, other)]
    if hashes[0] == hashes[1]:
        return []
    lines = [set(_lines(side[exact])) for side in (one, other)]
    shown = [next(iter(sorted(lines[side] - lines[1 - side])), "") for side in (0, 1)]
    return [f"{label}: rows differ, {len(lines[0] - lines[1]):,} of them; the first are\n  {shown[0]}\n  {shown[1]}"]


def _hash(frame: pd.DataFrame) -> str:
    digest = hashlib.sha256()
    for line in sorted(_lines(frame)):
        digest.update(line.encode() + b"\n")
    return digest.hexdigest()


def _lines(frame: pd.DataFrame) -> list[str]:
    return [
        "\x1f".join(map(str, row)) for row in frame.astype(object).where(frame.notna(), None).itertuples(index=False)
    ]
