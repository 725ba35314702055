"""A home with its first release, made by one `dwsc run` for every module and process of a test session that needs one.

Owns: which files it lands, that it is made once, and that secrets of no use stand around it (tests/integration/
test_canary.py looks for them). A module works on a copy of its own.
Never: says what the run should have said; that is for the tests.
"""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import duckdb

from support import canary
from support.faults import DWSC
from support.made_once import made_once
from warehouse.release.pointer import Release, current
from warehouse.sample import write_sample
from warehouse.settings import PROJECT_ROOT, get_settings

INFORMAL = "EMP_2IFL_SEX_RT_A-20260310T1102.csv.gz"
INSPECTORS = "LAI_INDE_NOC_RT_A-20260302T0718.csv"
COMPLIANCE = "SDG_0882_NOC_RT_A-full-2023-12-05.csv"
DATASETS = (
    INFORMAL,
    INSPECTORS,
    COMPLIANCE,
    "SDG_0922_NOC_RT_A-20260412T0940.csv",
    "SDG_0922_NOC_RT_A-full-2024-02-14.csv",
)
REGISTER = "milestone_register_2024H1.csv"
FILES = (*DATASETS, REGISTER)
NO_NETWORK = PROJECT_ROOT / "tests" / "support" / "no_network"


@dataclass(frozen=True)
class FirstRelease:
    """The home after its first run, what that run said, the sample's files, and where a call outside was noted."""

    home: Path
    sample: Path
    network_log: Path
    run: subprocess.CompletedProcess[str]

    def copy_home(self, target: Path) -> Path:
        """A copy of the home to do anything with; fails where the first run had failed."""
        assert self.run.returncode == 0, self.run.stdout + self.run.stderr
        return Path(shutil.copytree(self.home, target))

    def published(self) -> Release:
        """What it published; nothing may change it."""
        found = current(get_settings(home=self.home))
        assert found is not None, self.run.stderr
        return found


def columns_by_table(database: Path) -> dict[str, list[tuple[str, str]]]:
    """Columns of each table with their types, as a DuckDB file tells them."""
    with duckdb.connect(str(database), read_only=True) as connection:
        rows = connection.execute(
            "select schema_name || '.' || table_name, column_name, data_type from duckdb_columns() "
            "where not internal order by schema_name, table_name, column_index"
        ).fetchall()
    found: dict[str, list[tuple[str, str]]] = {}
    for table, column, kind in rows:
        found.setdefault(table, []).append((column, kind))
    return found


def first_release(folder: Path) -> FirstRelease:
    """The one under this folder, made by whoever comes first; the others wait for it."""
    run = subprocess.CompletedProcess([str(DWSC), "run"], *made_once(folder, _make))
    return FirstRelease(folder / "home", folder / "sample", folder / "calls.txt", run)


def _make(folder: Path) -> tuple[int, str, str]:
    """The code with which the run ended, and what it wrote to either stream."""
    sample, landing = folder / "sample", folder / "home" / "landing"
    landing.mkdir(parents=True)
    write_sample(sample)
    for name in FILES:
        shutil.copy(sample / name, landing / name)
    (landing / "page.csv").write_text("<!doctype html><title>503</title>")
    plain = {name: value for name, value in os.environ.items() if not name.startswith("DWSC_")}
    guard = {"NETWORK_LOG": str(folder / "calls.txt"), "PYTHONPATH": f"{NO_NETWORK}:{PROJECT_ROOT}"}
    ran = subprocess.run(
        [DWSC, "run"],
        env=plain | canary.environment() | {"DWSC_HOME": str(folder / "home")} | guard,
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        timeout=400,
    )
    return ran.returncode, ran.stdout, ran.stderr
