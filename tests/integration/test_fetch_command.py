"""`dwsc fetch` as a person meets it: a child process, its exit code and its words; and the real files through it."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from support.fetching import DWSC, Fetcher, assert_landed_as_served, child_environment
from support.ilostat_service import quirks
from support.ilostat_service.datasets import real_datasets
from support.ilostat_service.service import IlostatService
from warehouse.landing import land_paths
from warehouse.settings import PROJECT_ROOT, get_settings

ONE = "EMP_T001_SEX_ECO_NB_A"
SAMPLE = """ref_area,source,indicator,sex,classif1,time,obs_value,note_source
ZWE,BA:1,EMP_T001_SEX_ECO_NB,SEX_T,ECO_SECTOR_TOTAL,2020,1.5,Z0:1
"""
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path, service: IlostatService) -> Run:
    """`dwsc` in a process of its own that may call nobody but this machine."""

    def dwsc(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [DWSC, *arguments],
            env=child_environment(tmp_path / "home", service, **more),
            capture_output=True,
            text=True,
            cwd=PROJECT_ROOT,
            timeout=120,
        )

    return dwsc


def test_done_failed_and_wrongly_used(run: Run, service: IlostatService, tmp_path: Path) -> None:
    done = run("fetch", ONE, "--no-dictionaries")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Next: dwsc run" in done.stdout
    service.trouble(ONE, quirks.zero_bytes)
    failed = run("fetch", ONE, "--force", "--no-dictionaries")
    assert failed.returncode == 1
    assert ONE in failed.stdout
    assert "Traceback" not in failed.stdout + failed.stderr
    wrong = run("fetch", "EMP_T001_SEX_ECO_NB")
    assert wrong.returncode == 2
    assert ONE in " ".join(wrong.stderr.split()), "it names the nearest"
    assert not tmp_path.joinpath("home_network.txt").exists(), "nobody beyond this machine was called"


def test_wrong_usage(fetch: Fetcher) -> None:
    for arguments in ((ONE, "--all"), ("NO_SUCH_THING_A",), ("--no-such-option",)):
        assert fetch(*arguments).code == 2, arguments
    assert fetch.service.asked() == []


def test_a_trial_asks_for_no_data_and_leaves_nothing(fetch: Fetcher) -> None:
    trial = fetch("--all", "--dry-run")
    assert trial.code == 0, trial.words
    assert ONE in trial.words
    assert fetch.service.asked() == []
    assert not (fetch.home / "snapshots").exists()


def test_json_is_an_event_a_line(run: Run) -> None:
    told = run("fetch", ONE, "--json", "--no-dictionaries")
    events = [json.loads(line) for line in told.stdout.splitlines()]
    assert [event["event"] for event in events][-1] == "summary"
    assert events[-1]["is_well"] is True
    (dataset,) = [event for event in events if event["event"] == "dataset"]
    assert (dataset["dataset_code"], dataset["outcome"], dataset["row_count"]) == (ONE, "new", 60)


def test_a_home_with_sample_data_is_left_alone(fetch: Fetcher, tmp_path: Path) -> None:
    (tmp_path / f"{ONE}.csv").write_text(SAMPLE)
    (landed,) = land_paths(get_settings(home=fetch.home), [tmp_path / f"{ONE}.csv"])
    assert landed.outcome == "loaded"
    ended = fetch(ONE)
    assert ended.code == 1
    assert "sample" in ended.words
    assert "DWSC_HOME=" in ended.words, "it says how to do it right"
    assert fetch.service.log == []


def test_every_real_file_comes_through_the_service_as_it_is(fetch: Fetcher, real_data: Path) -> None:
    """What the service would give for each: the csv module reads the file, the snapshot holds the same cells."""
    held = real_datasets(real_data)
    with IlostatService(held, folder=real_data) as service:
        fetcher = Fetcher(fetch.home, service, fetch.monkeypatch, fetch.capsys)
        ended = fetcher("--all", file_seconds=300)
        assert ended.code == 0, ended.words
        for dataset in held:
            assert_landed_as_served(fetch.home, dataset)
        assert len(held) >= 20
        again = fetcher("--all")
        assert again.code == 0
        assert len(service.asked()) == len(held), "the second time nothing was asked for"
