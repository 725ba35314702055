"""`dwsc run` as a person runs it: files are loaded or refused, checked, published, or stopped by the gate.

The first run is the one of `support.first_release`. From then on one home serves the whole module: the tests run in the
order in which they stand, each on what the one before left.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pandas as pd
import pytest
import typer

from support import faults
from support.first_release import DATASETS, FILES, INSPECTORS, NO_NETWORK, REGISTER, FirstRelease
from support.histories import plan
from warehouse import lock
from warehouse.alerts.ledger import read_ledger
from warehouse.cli.main import app
from warehouse.sample import SAMPLE_AS_OF
from warehouse.settings import PROJECT_ROOT, get_settings

POISONED = "LAI_INDE_NOC_RT_A-20260601T0000.csv"
# They tell of the run itself and are made after what a run looks back at.
TOLD_LATER = {
    *("guide.start_here", "guide.dictionary", "guide.queries", "guide.changes", "guide.cite", "guide.release"),
    *("guide.inputs", "quality.checks", "quality.results", "quality.check_reach", "quality.scorecard"),
    "quality.check_trend",
}


@pytest.fixture(scope="module")
def sample_files(first_release: FirstRelease) -> Path:
    return first_release.sample


@pytest.fixture(scope="module")
def first_run(first_release: FirstRelease) -> subprocess.CompletedProcess[str]:
    return first_release.run


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, first_release: FirstRelease) -> Path:
    return first_release.copy_home(tmp_path_factory.mktemp("pipeline") / "home")


def _dwsc(home: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [faults.DWSC, *arguments],
        env=os.environ | {"DWSC_HOME": str(home)} | environment,
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        timeout=400,
    )


def _ask(home: Path, sql: str) -> pd.DataFrame:
    release = faults.current_release(home)
    with duckdb.connect(str(home / "releases" / release / f"dwsc_{release}.duckdb"), read_only=True) as connection:
        return connection.execute(sql).df()


def test_a_run_says_what_was_loaded_refused_checked_and_published(first_run: subprocess.CompletedProcess[str]) -> None:
    said = first_run.stdout
    assert first_run.returncode == 0, said + first_run.stderr
    assert first_run.stderr == ""
    assert all(name in said for name in FILES)
    assert "page.csv" in said
    assert "6 loaded, 1 refused" in said
    assert re.search(r"Checking expectations +\d+ expectations", said)
    assert re.search(r"Judging all checks +\d+ passed, \d+ warned", said)
    assert re.search(r"Release \d{8}_\d{6} is published: ", said)
    assert "make dashboard" in said


def test_no_request_leaves_the_machine(
    first_run: subprocess.CompletedProcess[str], first_release: FirstRelease, tmp_path: Path
) -> None:
    assert first_run.returncode == 0
    assert not first_release.network_log.exists(), first_release.network_log.read_text()
    call = "import socket; socket.create_connection(('192.0.2.1', 80), 1)"
    guarded = os.environ | {"NETWORK_LOG": str(tmp_path / "calls.txt"), "PYTHONPATH": str(NO_NETWORK)}
    subprocess.run([sys.executable, "-c", call], env=guarded, capture_output=True, check=False)
    assert "192.0.2.1" in (tmp_path / "calls.txt").read_text(), "the guard itself must see a call"


@pytest.mark.fault(10)
def test_rows_in_are_rows_out(first_run: subprocess.CompletedProcess[str], home: Path, sample_files: Path) -> None:
    loaded = _ask(home, "select file_name, loaded_row_count from indicators.datasets").set_index("file_name")
    for name in DATASETS:
        assert loaded.loc[name, "loaded_row_count"] == len(pd.read_csv(sample_files / name, dtype=str)), name
    reports = _ask(home, "select count(*) as n from monitoring.milestone_reports")["n"][0]
    assert reports == len(pd.read_csv(sample_files / REGISTER, dtype=str).dropna(subset=["status"]))


def test_every_check_leaves_a_result_and_the_release_says_what_it_is(
    first_run: subprocess.CompletedProcess[str], home: Path
) -> None:
    kinds = _ask(home, "select kind, count(*) as n from quality.checks group by all").set_index("kind")["n"]
    assert set(kinds.index) == {"dbt", "expectation", "landing", "contract"}
    assert kinds["expectation"] > 30
    assert kinds["dbt"] > 100
    assert kinds["landing"] > 300
    assert kinds["contract"] > 80
    results = _ask(home, "select check_id, outcome, failing_count, checked_count from quality.results")
    assert set(results["outcome"]) <= {"pass", "warn"}
    assert results.set_index("check_id").loc["DWSC-LND-001", "failing_count"] == 1
    assert _ask(home, "select file_name from quality.rejected_files")["file_name"].tolist() == ["page.csv"]
    about = _ask(home, "select * from guide.release").iloc[0]
    assert about["release_id"] == faults.current_release(home)
    assert str(about["as_of_date"])[:10] == SAMPLE_AS_OF.isoformat()
    assert bool(about["is_sample"])


def test_the_run_is_in_the_history_of_dagster(first_run: subprocess.CompletedProcess[str], home: Path) -> None:
    import dagster as dg

    from dagster_project.instance import open_instance

    with open_instance(get_settings(home=home)) as instance:
        (run,) = instance.get_runs()
        assert run.status == dg.DagsterRunStatus.SUCCESS
        assert run.run_id == _ask(home, "select run_id from guide.release")["run_id"][0]
        event = instance.get_latest_materialization_event(dg.AssetKey(["indicators", "observations"]))
    metadata = event.asset_materialization.metadata
    assert metadata["dagster/row_count"].value == len(_ask(home, "select 1 from indicators.observations"))
    assert "| dataset_code |" in metadata["preview"].value


def test_a_second_run_is_refused_at_once_while_one_holds_the_build(home: Path) -> None:
    settings, began = get_settings(home=home), time.monotonic()
    with lock.build_lock(settings, "the-first-run"):
        refused = _dwsc(home, "run", "--full")
    assert refused.returncode == 1
    assert "the-first-run" in refused.stdout
    assert "Traceback" not in refused.stdout + refused.stderr
    assert time.monotonic() - began < 15


def test_nothing_changed_means_nothing_is_published(first_run: subprocess.CompletedProcess[str], home: Path) -> None:
    before = faults.published(home)
    again = _dwsc(home, "run")
    if "Building tables" in again.stdout:
        pytest.fail("the code of the project changed while the tests ran, so the run had to build")
    assert again.returncode == 0
    assert f"Nothing changed: release {faults.current_release(home)} stands" in again.stdout
    assert faults.published(home) == before


def test_a_known_file_changes_nothing_either(home: Path, sample_files: Path) -> None:
    before = faults.published(home)
    shutil.copy(sample_files / INSPECTORS, home / "landing" / "another name.csv")
    again = _dwsc(home, "run")
    assert again.returncode == 0, again.stdout
    assert "1 known already" in again.stdout
    assert "Nothing changed" in again.stdout
    assert faults.published(home) == before


def _vintage_of(source: Path, target: Path, value: str) -> None:
    frame = pd.read_csv(source, dtype=str, keep_default_na=False)
    frame.loc[[3, 7], "obs_value"] = value
    frame.to_csv(target, index=False)


@pytest.mark.fault(15)
def test_the_gate_names_the_rule_and_the_rows_and_the_last_release_stands(home: Path, sample_files: Path) -> None:
    before = faults.published(home)
    _vintage_of(sample_files / INSPECTORS, home / "landing" / POISONED, "-3.5")
    stopped = _dwsc(home, "run")
    said = " ".join(stopped.stdout.split())
    assert stopped.returncode == 1, said
    assert re.search(r"\d+ of \d+ checks stop this release", said), "figures of regions may be beyond their limits too"
    assert "DWSC-IND-004 on indicators.observations" in said
    assert ": 2 exceptions in a table of " in said
    assert '"value": -3.5' in said
    assert f"Nothing was published. Release {faults.current_release(home)} still stands" in said
    assert "Traceback" not in stopped.stdout + stopped.stderr
    assert faults.published(home) == before
    causes = [entry.cause for entry in read_ledger(get_settings(home=home)) if entry.cause.kind == "gate_blocked"]
    told = {cause.subject: cause.what for cause in causes}
    assert "2 exceptions" in told["DWSC-IND-004"]
    assert "-3.5" not in "".join(told.values()), "an alert holds no row"


@pytest.mark.fault(30)
def test_a_corrected_vintage_publishes_again_without_any_clean_up(home: Path, sample_files: Path) -> None:
    standing = faults.current_release(home)
    _vintage_of(sample_files / INSPECTORS, home / "landing" / "LAI_INDE_NOC_RT_A-20260602T0000.csv", "3.5")
    (home / "warehouse.duckdb").write_bytes(b"damaged by a kill")
    again = _dwsc(home, "run")
    assert again.returncode == 0, again.stdout
    ledger = read_ledger(get_settings(home=home))
    assert {entry.is_open for entry in ledger if entry.cause.kind == "gate_blocked"} == {False}
    assert faults.current_release(home) > standing
    assert _dwsc(home, "verify").returncode == 0
    vintages = _ask(home, "select count(*) as n from indicators.datasets where dataset_code = 'LAI_INDE_NOC_RT_A'")
    assert vintages["n"][0] == 3, "the refused vintage is kept in the audit trail"
    assert plan(home)["upon"] is None, "the damaged file was built upon"


def test_two_releases_give_a_trend_and_two_scorecards(home: Path) -> None:
    releases = sorted(path.name for path in (home / "releases").iterdir() if path.is_dir())
    assert len(releases) > 1
    for table in ("check_trend", "scorecard"):
        told = _ask(home, f"select distinct release_id, is_this_release from quality.{table} order by 1")
        assert told["release_id"].tolist() == releases, table
        assert told["is_this_release"].tolist() == [one == faults.current_release(home) for one in releases], table
    passes = _ask(home, "select count(*) as n from quality.results where outcome = 'pass'")["n"][0]
    trend = _ask(home, "select release_id, sum(checks_passed) as n from quality.check_trend group by 1 order by 1")
    assert trend["n"].tolist()[-1] == passes
    assert min(trend["n"]) > 800
    cards = _ask(home, "select count(*) as n, count(*) filter (where has_scorecard) as told from quality.scorecard")
    indicators = len(_ask(home, "select 1 from indicators.indicators"))
    assert cards["n"][0] == cards["told"][0] == len(releases) * indicators


def test_a_release_says_what_it_differs_in_from_the_one_before(home: Path) -> None:
    """The counts of `guide.changes` are those of `dwsc diff`; a table that it does not name has the same rows."""
    before, now = sorted(path for path in (home / "releases").iterdir() if path.is_dir())[-2:]
    changes = _ask(home, "select * from guide.changes")
    assert set(changes["release_id"]) == {before.name}
    assert {"rows_added", "rows_changed", "values_changed"} <= set(changes["kind"])
    asked = _dwsc(home, "diff", before.name, now.name, "--json")
    expected = {
        (table["table"], kind, column): count
        for table in json.loads(asked.stdout)["tables"]
        if table["table"] not in TOLD_LATER
        for kind, column, count in [
            *((f"rows_{kind}", None, table[kind]) for kind in ("added", "removed", "changed", "moved")),
            *(("values_changed", column["column"], column["cells"]) for column in table["columns"]),
        ]
        if count
    }
    told = changes[changes["kind"] != "rating_changed"].astype(object).where(lambda frame: frame.notna(), None)
    counts = {(row.table_name, row.kind, row.column_name): row.changed_count for row in told.itertuples()}
    assert counts == expected
    _assert_same_rows(before, now, TOLD_LATER | set(changes["table_name"]))


def _assert_same_rows(before: Path, now: Path, left_out: set[str]) -> None:
    """Read by pandas, every other table holds the same rows; those on earlier releases count their own alone."""
    compared = 0
    for path in sorted((now / "parquet").rglob("*.parquet")):
        if f"{path.parent.name}.{path.stem}" in left_out | {"monitoring.restated", "indicators.rating_changes"}:
            continue
        frames = [pd.read_parquet(folder / path.relative_to(now)).astype(str) for folder in (before, now)]
        columns = sorted(set(frames[0]) - {"release_id", "run_id", "built_at", "executed_at"})
        old, new = (frame[columns].sort_values(columns).reset_index(drop=True) for frame in frames)
        pd.testing.assert_frame_equal(old, new, obj=path.stem)
        compared += 1
    assert compared > 20


def test_one_table_can_be_rebuilt_from_the_pages_of_dagster(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import dagster as dg

    from dagster_project import graph
    from dagster_project.instance import open_instance

    monkeypatch.setenv("DWSC_HOME", str(home))
    chosen = [dg.AssetKey(["strategy", "outputs"]), dg.AssetKey(["monitoring", "milestone_status"])]
    job = graph.definitions().resolve_implicit_global_asset_job_def()
    try:
        with open_instance(get_settings()) as instance:
            result = job.execute_in_process(asset_selection=chosen, instance=instance)
    finally:
        lock.release(get_settings())
    assert result.success
    made = [event.asset_key for event in result.get_asset_materialization_events()]
    assert sorted(made) == sorted(chosen)
    evaluations = result.get_asset_check_evaluations()
    assert {evaluation.asset_key for evaluation in evaluations} == set(chosen)
    assert all(evaluation.passed for evaluation in evaluations)


def test_an_empty_home_is_told_what_to_do(tmp_path: Path) -> None:
    stopped = _dwsc(tmp_path / "empty", "run")
    assert stopped.returncode == 1
    assert "dwsc land" in stopped.stdout
    assert "dwsc sample" in stopped.stdout
    assert "No release was published yet" in stopped.stdout


def test_the_command_line_lists_every_command_of_the_house() -> None:
    commands = typer.main.get_group(app).commands
    wanted = {"doctor", "sample", "land", "register", "run", "releases", "verify", "query", "dashboard", "dev"}
    wanted |= {"alerts"}
    assert {name for name, command in commands.items() if command.name == name} >= wanted
