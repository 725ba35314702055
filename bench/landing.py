"""Landing one large file, beside others that read and write the same file.

Owns: the generated files, the commands that are compared, and how far memory grows.
Never: measures a home that holds anything but the file.
"""

import shutil
import sys
from pathlib import Path

from bench.measure import DWSC, Measured, in_turn, median, once, table
from bench.others import dlt, dlt_python, floor, pandas

OURS, FLOOR = "dwsc land (every check)", "DuckDB bare copy"
_WRITE = """
import pathlib, sys
from warehouse.sampling.bulk import write_one
print(write_one(pathlib.Path(sys.argv[1]), int(sys.argv[2])))
"""
# dlt takes minutes for the largest file: its ratio is beyond doubt after one round.
_DLT_ROWS = 1_000_000


def tables(work: Path, times: int, sizes: list[int], memory_rows: int) -> list[str]:
    """One table per size, and the memory of ours at the largest size and far beyond it."""
    python, version = dlt_python(work)
    parts, peaks = [], {}
    for rows in sizes:
        source = write(work, rows)
        measured = compared(work, source, times)
        if python:
            name = f"dlt {version}, filesystem source into DuckDB"
            rounds = times if rows <= _DLT_ROWS else 1
            measured[name] = median([dlt(source, work, python)() for _ in range(rounds)])
        parts.append(table(f"Landing one .csv.gz of {rows:,} rows", measured, FLOOR))
        parts.append("" if python else f"{version}.\n")
        peaks[rows] = measured[OURS]
        source.unlink()
    if memory_rows:
        peaks[memory_rows] = ours(work, write(work, memory_rows))
    parts.append(_memory(peaks))
    return parts


def write(work: Path, rows: int) -> Path:
    """One generated dataset of exactly so many rows, in a folder of its own."""
    folder = work / f"rows_{rows}"
    folder.mkdir(parents=True, exist_ok=True)
    once([sys.executable, "-c", _WRITE, folder, str(rows)])
    [path] = folder.iterdir()
    return path


def compared(work: Path, source: Path, times: int) -> dict[str, Measured]:
    """Ours, the floor and pandas in turn."""
    commands = {OURS: lambda: ours(work, source), FLOOR: floor(source, work), "pandas": pandas(source, work)}
    return in_turn(commands, times)


def ours(work: Path, source: Path) -> Measured:
    """`dwsc land` into an empty home."""
    home = work / "home"
    try:
        return once([DWSC, "land", source], DWSC_HOME=str(home))
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _memory(peaks: dict[int, Measured]) -> str:
    lines = ["## Memory of landing", "", "| rows | peak MB | seconds |", "| ---: | ---: | ---: |"]
    lines += [f"| {rows:,} | {one.megabytes:.0f} | {one.seconds:.2f} |" for rows, one in peaks.items()]
    return "\n".join([*lines, ""])
