"""Measures what a reader of a large release waits for.

Owns: every page and every view of the Indicator page on a release of many observations: how long its script runs
with nothing kept and again, and how long each of its queries takes; the rebuild of the `indicators` tables.
Never: asserts a time; measures what the browser draws.
"""

import json
import os
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from bench import large
from bench.measure import DWSC, ROOT, Measured, once
from dashboards.pages import PAGES

VIEWS = ("figures", "progress", "groups", "map", "regions", "history", "about")
REAL = Path(os.environ.get("DWSC_TEST_DATA") or ROOT.parent / "shared" / "ilostat" / "raw")
_TIMES = 20
_LARGEST = "EMP_TEMP_SEX_ECO_NB_A"
_TARGETED = "SDG_0831_SEX_ECO_RT_A"


@dataclass(frozen=True)
class Seen:
    """One page: milliseconds of its script, cold and warm, and per query the 95th percentile in milliseconds."""

    name: str
    cold: float
    warm: float
    queries: dict[str, float]


def tables(work: Path, observations: int) -> list[str]:
    """The rebuild of the tables, and each page, on a release of so many observations; the rebuild on real files."""
    home = work / "large"
    made = [
        _rebuilt(f"A release of {observations:,} observations", large.make(home, observations), home),
        pages_table(home, observations),
    ]
    if REAL.is_dir():
        home = work / "real"
        files = [path for path in (*REAL.iterdir(), *(REAL / "dic").iterdir()) if path.is_file()]
        made.append(_rebuilt("The real files of ILOSTAT that the tests use", large.make_of_files(home, files), home))
    return made


def _rebuilt(title: str, first: Measured, home: Path) -> str:
    rebuilt = once([DWSC, "run", "--full"], DWSC_HOME=str(home))
    seconds, models = _seconds_of_indicators(home)
    lines = [
        f"## {title}", "", "| what | seconds | peak MB |", "| --- | ---: | ---: |",
        f"| first run | {first.seconds:.0f} | {first.megabytes:.0f} |",
        f"| run --full, nothing to land | {rebuilt.seconds:.0f} | {rebuilt.megabytes:.0f} |",
        f"| of it the {models} models of `indicators` and above them | {seconds:.0f} | |", "",
    ]  # fmt: skip
    return "\n".join(lines)


def pages_table(home: Path, observations: int) -> str:
    """Each page of the release of a home."""
    seen = [look(home, page) for page in pages()]
    lines = [
        f"## Pages on a release of {observations:,} observations",
        "",
        f"Script: cold with nothing kept, in a process that has drawn the Overview before; warm the median of {_TIMES} "
        f"further runs. Queries: each sent {_TIMES} times, nothing kept in between; the slowest one's 95th percentile.",
        "",
        "| page | script cold, ms | script warm, ms | queries | slowest, p95 ms |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {one.name} | {one.cold:.0f} | {one.warm:.0f} | {len(one.queries)} | {max(one.queries.values()):.0f} |"
        for one in seen
    ]
    every = [value for one in seen for value in one.queries.values()]
    lines += ["", f"{len(every)} queries; {sum(value > 150 for value in every)} of them above 150 ms.", ""]
    return "\n".join(lines)


def pages() -> list[tuple[str, dict[str, str]]]:
    """Every page with its first view, and every view of the Indicator page on two datasets, one with targets."""
    named: list[tuple[str, dict[str, str]]] = [(page.name, {}) for page in PAGES]
    named += [("indicator", {"dataset": code, "view": view}) for code in (_TARGETED, _LARGEST) for view in VIEWS]
    return [*named, ("indicator", {"dataset": _LARGEST, "series": "all"}), ("coverage", {"dataset": _TARGETED})]


def look(home: Path, page: tuple[str, dict[str, str]]) -> Seen:
    """Measure one page in a process of its own."""
    name, params = page
    asked = json.dumps({"page": name, "params": params, "times": _TIMES})
    command = [sys.executable, "-m", "bench.page", str(home), asked]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise SystemExit(f"{name} {params}: {ended.stderr[-2000:]}")
    told = json.loads(ended.stdout.splitlines()[-1])
    return Seen(" ".join([name, *params.values()]), told["cold"], told["warm"], told["queries"])


def _seconds_of_indicators(home: Path) -> tuple[float, int]:
    """Seconds that dbt spent on the tables of schema `indicators` and all models above them, in the newest run."""
    folder = max(home.glob("runs/*/dbt/tables"), key=lambda path: path.stat().st_mtime)
    results = json.loads((folder / "run_results.json").read_text())["results"]
    took = {one["unique_id"]: one["execution_time"] for one in results if one["unique_id"].startswith("model.")}
    wanted = {one["unique_id"] for one in results if '"indicators"' in (one["relation_name"] or "")} & set(took)
    nodes = json.loads((folder / "target" / "graph_summary.json").read_text())["linked"]
    below = {node["name"]: {nodes[str(key)]["name"] for key in node.get("succ", [])} for node in nodes.values()}
    grown = set[str]()
    while grown != wanted:
        grown = wanted
        wanted = wanted | {name for name in took if below.get(name, set()) & wanted}
    return sum(took[name] for name in wanted), len(wanted)


def percentile(values: list[float]) -> float:
    """The 95th percentile of at least two values."""
    return statistics.quantiles(values, n=20, method="inclusive")[-1]
