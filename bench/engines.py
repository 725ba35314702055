"""The same run on DuckDB and on Spark: time, processor time and memory, and how they grow with the rows.

Owns: which inputs both get, that both make the same number of rows in every table, and the slope between two sizes.
Never: tells figures of two builds that differ; measures a cluster of several machines.
"""

import os
import shutil
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from bench import large
from bench.measure import DWSC, ROOT, once
from bench.tree import Used, used_by
from warehouse.release.pointer import current
from warehouse.settings import get_settings, value_by_name

ENGINES = ("duckdb", "spark")
MEMORY = "8GB"
_WITH_SPARK = ROOT / ".venv-spark" / "bin" / "dwsc"
_HEADING = """## The same run on DuckDB and on Spark

One invented file for each dataset of the catalogue and 6,318 targets, landed before; then the whole of `dwsc run`, with
gate and release, which are the same work on both. Spark works within the process that asks it (no cluster), so that all
of it is counted; either may use {memory} and {cores} threads. Memory is the largest sum of all processes, what they
share counted once. One round each.

| observations | engine | seconds | processor seconds | peak MB |
| ---: | --- | ---: | ---: | ---: |"""


def tables(work: Path, sizes: Sequence[int]) -> list[str]:
    """One row per size and engine, and what a million rows more cost; a sentence where there is no Spark here."""
    with_spark = _dwsc_with_spark()
    if with_spark is None:
        return ["## The same run on DuckDB and on Spark\n\nNot measured: there is no Spark or no Java 17 here.\n"]
    found = {rows: _of_size(work / f"engines_{rows}", rows, with_spark) for rows in sorted(sizes)}
    lines = [_HEADING.format(memory=MEMORY, cores=os.cpu_count())]
    lines += [
        f"| {rows:,} | {engine} | {one.seconds:.0f} | {one.cpu_seconds:.0f} | {one.megabytes:.0f} |"
        for rows, used in found.items()
        for engine, one in used.items()
    ]
    return ["\n".join([*lines, ""]), *_slopes(found)]


def _dwsc_with_spark() -> Path | None:
    """The command in this environment where it has Spark, else that of make test-spark; none where there is no Java."""
    if not (shutil.which("java") or value_by_name("JAVA_HOME")):
        return None
    beside = Path(sys.executable).parent
    return next((one for one in (_WITH_SPARK, beside / "dwsc") if _has_spark(one.parent.parent)), None)


def _has_spark(environment: Path) -> bool:
    return any(environment.glob("lib/python3*/site-packages/pyspark/__init__.py"))


def _of_size(work: Path, rows: int, with_spark: Path) -> dict[str, Used]:
    """Land once, build by each engine in a home of its own, and remove everything."""
    landed = work / "landed"
    large.fill(landed / "landing", rows)
    once([DWSC, "land", landed / "landing"], DWSC_HOME=str(landed))
    shutil.rmtree(landed / "landing")
    used, made = {}, {}
    for engine in ENGINES:
        home = work / engine
        shutil.copytree(landed, home, copy_function=_link)
        command = [DWSC if engine == "duckdb" else with_spark, "run"]
        log = work.with_name(f"{work.name}_{engine}.log")
        used[engine] = used_by(
            command, log, DWSC_HOME=str(home), DWSC_ENGINE=engine, DWSC_MEMORY_LIMIT=MEMORY, DWSC_SPARK_REMOTE="",
            DWSC_SPARK_FOLDER="", DWSC_THREADS=str(os.cpu_count()),
        )  # fmt: skip
        made[engine] = _rows(home, engine)
        print(f"{rows:,} observations, {engine}: {used[engine]}", file=sys.stderr, flush=True)  # kept if the rest fails
        shutil.rmtree(home)
    shutil.rmtree(work)
    if made["duckdb"] != made["spark"]:
        apart = sorted(name for name in made["duckdb"] if made["duckdb"][name] != made["spark"].get(name))
        raise SystemExit(f"With {rows:,} observations the engines made other rows in {apart}: nothing to compare")
    return used


def _link(source: str, target: str) -> None:
    """Snapshots never change, so that homes may share their files; everything else is copied."""
    if source.endswith(".parquet"):
        os.link(source, target)
    else:
        shutil.copy2(source, target)


def _rows(home: Path, engine: str) -> dict[str, int]:
    """Rows of each published table, but of those that say what was done here.

    Raises:
        SystemExit: nothing was published, or by another engine.
    """
    release = current(get_settings(home=home))
    if release is None or release.manifest["engine"]["name"] != engine:
        raise SystemExit(f"{engine} published nothing in {home}")
    return {
        f"{table['schema']}.{table['table']}": table["rows"]
        for table in release.manifest["tables"]
        if table["schema"] not in {"quality", "guide"}
    }


def _slopes(found: dict[int, dict[str, Used]]) -> list[str]:
    """What each million rows between two sizes cost, beside what the engine costs whatever the rows."""
    if len(found) < 2:
        return []
    lines = ["Each million observations more costs:", ""]
    lines += ["| from | to | engine | seconds | processor seconds | MB |", "| ---: | ---: | --- | ---: | ---: | ---: |"]
    for less, more in pairwise(found):
        for engine in ENGINES:
            one, other, millions = found[less][engine], found[more][engine], (more - less) / 1_000_000
            steps = (
                (other.seconds - one.seconds) / millions,
                (other.cpu_seconds - one.cpu_seconds) / millions,
                (other.megabytes - one.megabytes) / millions,
            )
            lines.append(f"| {less:,} | {more:,} | {engine} | " + " | ".join(f"{step:.1f}" for step in steps) + " |")
    return ["\n".join([*lines, ""])]
