"""Measures the warehouse on this machine and writes docs/benchmarks.md.

Owns: which measures are taken, and the page they make.
Never: measures itself; each measure is a module of this package.
"""

import argparse
import os
import platform
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bench import direct, engines, landing, load, pages, registers, revisions, runs

ROOT = Path(__file__).resolve().parent.parent
MEASURES = ("runs", "landing", "revisions", "registers", "pages", "direct", "load", "engines")


def main() -> None:
    """Measure, print and write docs/benchmarks.md."""
    asked = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        taken = _measures(asked, Path(folder))
        parts = [_heading(asked.times), *(part for name in MEASURES if name in asked.only for part in taken[name]())]
    text = "\n".join(part for part in parts if part)
    if set(asked.only) == set(MEASURES):
        (ROOT / "docs" / "benchmarks.md").write_text(text)
    print(text)


def _measures(asked: argparse.Namespace, work: Path) -> dict[str, Callable[[], list[str]]]:
    return {
        "runs": lambda: runs.tables(work, min(asked.times, 3)),
        "landing": lambda: landing.tables(work, asked.times, asked.rows, asked.memory_rows),
        "revisions": lambda: revisions.tables(work, max(asked.rows)),
        "registers": lambda: registers.tables(work, asked.times),
        "pages": lambda: pages.tables(work, asked.observations),
        "direct": lambda: direct.tables(work, asked.observations, asked.times, asked.home),
        "load": lambda: load.tables(work),
        "engines": lambda: engines.tables(work, asked.engine_rows),
    }


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, nargs="*", default=[50_000, 500_000, 5_000_000])
    parser.add_argument("--memory-rows", type=int, default=20_000_000, help="0 leaves that measure out")
    parser.add_argument("--observations", type=int, default=10_000_000, help="of the release that pages are shown of")
    parser.add_argument(
        "--home", type=Path, help="for the measure `direct`: a home with two such releases, made there else"
    )
    parser.add_argument(
        "--engine-rows", type=int, nargs="*", default=[1_000_000, 10_000_000, 50_000_000], help="for `engines`"
    )
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--only", nargs="*", choices=MEASURES, default=MEASURES, help="print these, write nothing")
    return parser.parse_args()


def _heading(times: int) -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return "\n".join(
        [
            "# Benchmarks",
            "",
            f"Made by `make bench` on {datetime.now(UTC):%Y-%m-%d}: {os.cpu_count()} cores, {memory:.0f} GB, "
            f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, "
            f"DuckDB {version('duckdb')}, pandas {version('pandas')}, Dagster {version('dagster')}, "
            f"dbt {version('dbt-core')}.",
            f"Whole commands, start-up included, in turn; medians of {times} (3 for runs, 1 for dlt's largest file).",
            "Quote the ratios, not the seconds.",
            "",
        ]
    )


if __name__ == "__main__":
    main()
