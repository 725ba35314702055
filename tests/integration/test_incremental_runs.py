"""A run that builds only what changed gives the same release as one that builds everything, whatever happened before.

One home for the whole module; the tests run in the order in which they stand, each on what the one before left. After
each history the home is copied and built from nothing there: every published table must have the same content hash.
"""

import gzip
import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from support import faults
from warehouse.sample import write_sample

FILES = (
    "EMP_2IFL_SEX_RT_A-20260310T1102.csv.gz",
    "LAI_INDE_NOC_RT_A-20260302T0718.csv",
    "SDG_0882_NOC_RT_A-full-2023-12-05.csv",
    "SDG_0922_NOC_RT_A-full-2024-02-14.csv",
    "milestone_register_2024H1.csv",
)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    write_sample(folder)
    return folder


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, sample: Path) -> Path:
    home = tmp_path_factory.mktemp("incremental") / "home"
    (home / "landing").mkdir(parents=True)
    for name in FILES:
        shutil.copy(sample / name, home / "landing" / name)
    _run(home)
    return home


def _run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    ran = faults.dwsc(home, "run", *arguments)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran


def _tables(home: Path) -> dict[str, Any]:
    manifest = json.loads((home / "releases" / faults.current_release(home) / "release.json").read_text())
    return {f"{table['schema']}.{table['table']}": table for table in manifest["tables"]}


def _plan(home: Path) -> dict[str, Any]:
    newest = max((home / "runs").glob("*/plan.json"), key=lambda path: path.stat().st_mtime_ns)
    plan: dict[str, Any] = json.loads(newest.read_text())
    return plan


def _assert_equals_a_full_run(home: Path, *arguments: str) -> None:
    """Build the same inputs from nothing in a copy of the home, and compare every table.

    Earlier releases are an input too (`rating_changes` compares with the newest), so the copy lacks the one compared.
    """
    copy = home.with_name("copy")
    shutil.copytree(home, copy)
    try:
        _take_out(copy, faults.current_release(home))
        _run(copy, "--full", *arguments)
        assert _plan(copy)["upon"] is None
        found, expected = _tables(home), _tables(copy)
        assert {name for name in expected if found.get(name) != expected[name]} == set()
        assert found.keys() == expected.keys()
        verified = faults.dwsc(home, "verify")
        assert verified.returncode == 0, verified.stdout + verified.stderr
    finally:
        shutil.rmtree(copy)


def _take_out(home: Path, release_id: str) -> None:
    """Make the release before the current one."""
    shutil.rmtree(home / "releases" / release_id)
    left = max(path.name for path in (home / "releases").iterdir() if path.is_dir())
    (home / "releases" / "current.json").write_text(json.dumps({"release_id": left}))


def _changed(home: Path, sample: Path, name: str, *, stamp: str, change: Callable[[str], str]) -> None:
    """Put a later vintage of a sample file into landing/."""
    source = sample / name
    opener = gzip.open if name.endswith(".gz") else open
    with opener(source, "rt", encoding="utf-8") as stream:
        text = stream.read()
    dataset = name.split("-")[0].removesuffix(".csv")
    (home / "landing" / f"{dataset}-{stamp}.csv").write_text(change(text), encoding="utf-8")


def _without_last_row(text: str) -> str:
    return "".join(text.splitlines(keepends=True)[:-1])


def _without_last_two_rows(text: str) -> str:
    return _without_last_row(_without_last_row(text))


def test_one_changed_dataset(home: Path, sample: Path) -> None:
    before = faults.current_release(home)
    _changed(home, sample, FILES[0], stamp="20260401T0800", change=_without_last_row)
    _run(home)
    plan = _plan(home)
    assert plan["upon"] is not None, "it was built from nothing"
    assert "strategy.outputs" not in plan["tables"]
    folders = [home / "releases" / name / "parquet" / "strategy" / "outputs.parquet"
               for name in (before, faults.current_release(home))]  # fmt: skip
    assert folders[0].stat().st_ino == folders[1].stat().st_ino, "an equal table is written only once"
    _assert_equals_a_full_run(home)


@pytest.mark.slow
def test_two_changed_at_once_and_a_refused_file(home: Path, sample: Path) -> None:
    _changed(home, sample, FILES[1], stamp="20260402T0800", change=_without_last_row)
    _changed(home, sample, FILES[3], stamp="20260403T0800", change=_without_last_row)
    (home / "landing" / "page.csv").write_text("<!doctype html><title>503</title>")
    _run(home)
    assert _plan(home)["upon"] is not None
    _assert_equals_a_full_run(home)


@pytest.mark.slow
def test_a_vintage_that_was_known_before_the_current_one(home: Path, sample: Path) -> None:
    _changed(
        home,
        sample,
        FILES[0],
        stamp="20260315T0800",
        change=_without_last_two_rows,
    )
    _run(home)
    assert _plan(home)["upon"] is not None
    _assert_equals_a_full_run(home)


@pytest.mark.slow
def test_an_extract(home: Path, sample: Path) -> None:
    _changed(home, sample, FILES[2], stamp="filtered-2026-05-20", change=_without_last_row)
    _run(home)
    _assert_equals_a_full_run(home)


@pytest.mark.slow
def test_a_register(home: Path, sample: Path) -> None:
    shutil.copy(sample / "milestone_register_2024H2.xlsx", home / "landing")
    _run(home)
    plan = _plan(home)
    assert plan["upon"] is not None
    assert "indicators.observations" not in plan["tables"]
    _assert_equals_a_full_run(home)


@pytest.mark.slow
def test_the_day_moves_back_and_forth(home: Path) -> None:
    for day in ("2026-03-05", "2026-06-29", "2026-06-30"):
        _run(home, "--as-of", day)
        _assert_equals_a_full_run(home, "--as-of", day)


@pytest.mark.slow
def test_a_dictionary(home: Path) -> None:
    lines = ["sex,sex.label,sort", "SEX_T,Everybody,1", "SEX_M,Men,2", "SEX_F,Women,3"]
    (home / "landing" / "sex_en.csv").write_text("\n".join(lines) + "\n")
    _run(home)
    _assert_equals_a_full_run(home)


@pytest.mark.slow
def test_killed_while_dbt_adds_rows(home: Path, sample: Path) -> None:
    _changed(home, sample, FILES[0], stamp="20260501T0800", change=_without_last_row)
    published, began = faults.published(home), (home / "warehouse.duckdb").stat().st_mtime_ns

    def is_adding() -> bool:
        log = home / "warehouse.duckdb.wal"
        return log.exists() or (home / "warehouse.duckdb").stat().st_mtime_ns > began

    assert faults.kill_when(home, ["run"], is_adding, whole_group=True), "it ended before the kill"
    assert faults.published(home) == published
    _run(home)
    assert _plan(home)["upon"] is None, "what a killed run left must not be built upon"
    _assert_equals_a_full_run(home)


@pytest.mark.slow
def test_killed_while_it_publishes(home: Path, sample: Path) -> None:
    _changed(
        home,
        sample,
        FILES[1],
        stamp="20260502T0800",
        change=_without_last_two_rows,
    )
    published, releases = faults.published(home), home / "releases"
    assert faults.kill_when(home, ["run"], lambda: any(releases.glob(".*partial*")), whole_group=True)
    assert faults.published(home) == published
    _run(home)
    _assert_equals_a_full_run(home)


@pytest.mark.slow
def test_a_changed_build_file_is_not_built_upon(home: Path, sample: Path) -> None:
    with (home / "warehouse.duckdb").open("r+b") as stream:
        stream.seek(-1, 2)
        stream.write(b"?")
    _changed(home, sample, FILES[2], stamp="20260503T0800", change=_without_last_row)
    _run(home)
    assert _plan(home)["upon"] is None
    _assert_equals_a_full_run(home)


@pytest.fixture(autouse=True, scope="module")
def _tidy(home: Path) -> Iterator[None]:
    yield
    shutil.rmtree(home.parent, ignore_errors=True)
