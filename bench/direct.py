"""Measures what somebody waits for who opens the file of a large release directly.

Owns: bytes of the DuckDB file per observation; opening it and the first query with nothing of it in memory; `dwsc diff`
of two large releases beside DuckDB's own `except` of their largest table.
Never: asserts a time; says a file is out of memory where the system kept it.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import duckdb

from bench import large
from bench.measure import DWSC, ROOT, in_turn, once, table

_FIRST = """
import sys, time
import duckdb
before = time.perf_counter()
connection = duckdb.connect(sys.argv[1], read_only=True)
connection.execute(sys.argv[2]).fetchall()
print(time.perf_counter() - before)
"""
_QUERIES = {
    "from guide.start_here": "from guide.start_here",
    "one country's series": "select time_period, value from indicators.series where reference_area_code = 'KEN' "
    "and dataset_code = 'SDG_0831_SEX_ECO_RT_A' and sex_code = 'SEX_T' order by time_period",
    "observations by kind": "select observation_kind, count(*) from indicators.observations group by observation_kind",
}
_EXCEPT = """
import sys
import duckdb
connection = duckdb.connect(config={"threads": "2", "memory_limit": "4GB", "temp_directory": sys.argv[3]})
for name, path in zip(("a", "b"), sys.argv[1:3]):
    connection.execute(f"attach '{path}' as {name} (read_only)")
for one, other in (("a", "b"), ("b", "a")):
    connection.execute(f"select count(*) from (select * from {one}.indicators.observations "
                       f"except select * from {other}.indicators.observations)").fetchall()
"""
_OURS, _FLOOR = "dwsc diff, every table", "DuckDB's except, observations alone"


def tables(work: Path, observations: int, times: int, home: Path | None = None) -> list[str]:
    """Size, first queries and the difference, on two releases of so many observations; made where none are given."""
    home = home or work / "direct"
    if not any(home.glob("releases/*/*.duckdb")):
        large.make(home, observations)
    if len(list(home.glob("releases/*/*.duckdb"))) < 2:
        large.make_next(home, observations)
    before, now = sorted(home.glob("releases/*/*.duckdb"))[-2:]
    return [_size(now), _first_queries(now, times), _difference(home, before, now, min(times, 3))]


def _size(database: Path) -> str:
    tables = ("observations", "observation_vintages", "series")
    with duckdb.connect(str(database), read_only=True) as connection:
        held = {name: _rows(connection, f"indicators.{name}") for name in tables}
        blocks = {name: _megabytes(connection, f"indicators.{name}") for name in tables}
    size = database.stat().st_size
    lines = [
        f"## The DuckDB file of a release of {held['observations']:,} observations", "",
        "| table | rows | MB | bytes per row |", "| --- | ---: | ---: | ---: |",
        *(f"| indicators.{name} | {held[name]:,} | {blocks[name]:.0f} | {blocks[name] * 2**20 / held[name]:.1f} |"
          for name in tables),
        f"| the whole file | | {size / 2**20:.0f} | |", "",
        f"{size / held['observations']:.1f} bytes of the file for each row of `observations`, "
        f"{size / sum(held.values()):.1f} for each row of the three tables that hold observations.", "",
    ]  # fmt: skip
    return "\n".join(lines)


def _rows(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(connection.execute(f"select count(*) from {table}").fetchall()[0][0])


def _megabytes(connection: duckdb.DuckDBPyConnection, table: str) -> float:
    """Blocks of 256 kB that hold anything of a table."""
    found = connection.execute(f"select count(distinct block_id) from pragma_storage_info('{table}') where persistent")
    return int(found.fetchall()[0][0]) / 4


def _first_queries(database: Path, times: int) -> str:
    lines = [
        "## Opening it and the first query, cold", "",
        "Each in a process of its own, by Python; the pages of the file are dropped from memory before.", "",
        "| first query | opening and answer, seconds | whole process, seconds | kept in memory |",
        "| --- | ---: | ---: | ---: |",
    ]  # fmt: skip
    for name, sql in _QUERIES.items():
        runs = [_cold(database, sql) for _ in range(times)]
        inside, whole = (statistics.median(run[place] for run in runs) for place in (0, 1))
        lines.append(f"| {name} | {inside:.2f} | {whole:.2f} | {max(run[2] for run in runs):.0%} |")
    return "\n".join([*lines, ""])


def _cold(database: Path, sql: str) -> tuple[float, float, float]:
    kept = _dropped(database)
    before = time.perf_counter()
    command = [sys.executable, "-c", _FIRST, str(database), sql]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return float(told), time.perf_counter() - before, kept


def _dropped(path: Path) -> float:
    """Ask the system to forget the pages of a file, and return the share of it that it kept all the same."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    found = subprocess.run(
        ["fincore", "--bytes", "--noheadings", "--output", "RES", path], capture_output=True, check=False
    )
    return int(found.stdout) / path.stat().st_size if found.returncode == 0 else float("nan")


def _difference(home: Path, before: Path, now: Path, times: int) -> str:
    spill = home / "spill"
    command = [DWSC, "diff", before.parent, now.parent, "--json"]
    measured = in_turn(
        {
            _OURS: lambda: once(command, DWSC_HOME=str(home)),
            _FLOOR: lambda: once([sys.executable, "-c", _EXCEPT, before, now, spill]),
        },
        times,
    )
    return table("What differs between two such releases", measured, _FLOOR)
