"""Measures the warehouse on this machine and writes docs/benchmarks.md.

Owns: what is timed (whole commands, in turn, median of several), against which floor, and how the table reads.
Never: asserts a time (a slow machine is not a defect); touches a home other than its own temporary one.
"""

import argparse
import gzip
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import duckdb

ROOT = Path(__file__).resolve().parent.parent
DWSC = Path(sys.executable).parent / "dwsc"
FLOOR = """
import duckdb, sys
duckdb.sql(f"copy (select * from read_csv('{sys.argv[1]}')) to '{sys.argv[2]}' (format parquet)")
"""
PANDAS = "import pandas,sys; pandas.read_csv(sys.argv[1], low_memory=False).to_parquet(sys.argv[2])"


@dataclass(frozen=True)
class Measured:
    """Median wall seconds and the peak memory of the largest process, in MB."""

    seconds: float
    megabytes: float


def _once(command: list[str], environment: dict[str, str]) -> Measured:
    before = time.monotonic()
    process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status not in {0, 256}:
        raise SystemExit(f"{' '.join(command)} ended with {status}")
    return Measured(time.monotonic() - before, usage.ru_maxrss / 1024)


def _median(runs: list[Measured]) -> Measured:
    return Measured(statistics.median(run.seconds for run in runs), max(run.megabytes for run in runs))


def _in_turn(commands: dict[str, Callable[[int], Measured]], times: int) -> dict[str, Measured]:
    """Each command once per round, so that a machine that slows down slows all of them."""
    rounds = [{name: command(number) for name, command in commands.items()} for number in range(times)]
    return {name: _median([measured[name] for measured in rounds]) for name in commands}


def _rows(path: Path) -> int:
    counted = duckdb.sql(f"select count(*) from read_csv('{path}', all_varchar = true)").fetchone()
    return int(counted[0])


def _landing(work: Path, rows: int, times: int) -> tuple[int, dict[str, Measured]]:
    """Rows of the largest file of a sample of that size, and our landing of it beside DuckDB's bare copy and pandas."""
    made = work / f"rows_{rows}"
    environment = os.environ | {"DWSC_HOME": str(made)}
    subprocess.run(
        [DWSC, "sample", "--rows", str(rows)], env=environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL
    )
    source = max((made / "landing").glob("*.csv*"), key=_rows)
    if source.suffix != ".gz":
        packed = source.with_suffix(".csv.gz")
        with source.open("rb") as plain, gzip.open(packed, "wb") as archive:
            shutil.copyfileobj(plain, archive)
        source = packed

    def ours(number: int) -> Measured:
        home = work / f"home_{rows}_{number}"
        measured = _once([str(DWSC), "land", str(source)], os.environ | {"DWSC_HOME": str(home)})
        shutil.rmtree(home)
        return measured

    def script(text: str) -> Callable[[int], Measured]:
        target = str(work / "out.parquet")
        return lambda _: _once([sys.executable, "-c", text, str(source), target], dict(os.environ))

    return _rows(source), _in_turn(
        {"dwsc land": ours, "DuckDB bare copy": script(FLOOR), "pandas": script(PANDAS)}, times
    )


def _runs(work: Path, times: int) -> dict[str, Measured]:
    """The whole graph on the sample: into an empty home, again in full, and again with nothing changed."""
    rounds: list[dict[str, Measured]] = []
    for number in range(times):
        environment = os.environ | {"DWSC_HOME": str(work / f"sample_{number}")}
        subprocess.run([DWSC, "sample"], env=environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        rounds.append(
            {
                "first run": _once([str(DWSC), "run"], environment),
                "run --full": _once([str(DWSC), "run", "--full"], environment),
                "nothing changed": _once([str(DWSC), "run"], environment),
            }
        )
    return {name: _median([measured[name] for measured in rounds]) for name in rounds[0]}


def _table(title: str, measured: dict[str, Measured], reference: str) -> str:
    base = measured[reference].seconds
    lines = [f"## {title}", "", f"| what | seconds | times {reference} | peak MB |", "| --- | ---: | ---: | ---: |"]
    lines += [
        f"| {name} | {one.seconds:.2f} | {one.seconds / base:.2f} | {one.megabytes:.0f} |"
        for name, one in measured.items()
    ]
    return "\n".join([*lines, ""])


def main() -> None:
    """Measure, print and write docs/benchmarks.md."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, nargs="*", default=[500_000, 5_000_000])
    parser.add_argument("--times", type=int, default=5)
    arguments = parser.parse_args()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    parts = [
        "# Benchmarks",
        "",
        f"Made by `make bench` on {datetime.now(UTC):%Y-%m-%d}: {os.cpu_count()} cores, {memory:.0f} GB, "
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, DuckDB {version('duckdb')}, "
        f"pandas {version('pandas')}, Dagster {version('dagster')}, dbt {version('dbt-core')}.",
        f"Whole commands, start-up included, in turn; medians of {arguments.times}. Quote the ratios, not the seconds.",
        "",
    ]
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        runs = _runs(work, min(arguments.times, 3))
        parts.append(_table("The whole graph on the sample", runs, "first run"))
        for rows in arguments.rows:
            found, landed = _landing(work, rows, arguments.times)
            parts.append(_table(f"Landing one .csv.gz of {found:,} rows", landed, "DuckDB bare copy"))
    text = "\n".join(parts)
    (ROOT / "docs" / "benchmarks.md").write_text(text)
    print(text)


if __name__ == "__main__":
    main()
