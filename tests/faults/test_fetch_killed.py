"""A fetch that is killed, stopped or starved of disk goes on where it was: nothing wrong, twice or lost."""

import json
import random
import resource
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from support import faults
from support.fetching import DWSC, assert_landed_as_served, child_environment, snapshot_ids, status
from support.ilostat_service import quirks
from support.ilostat_service.datasets import Dataset, many, revised
from support.ilostat_service.service import IlostatService
from warehouse.settings import PROJECT_ROOT

KILLS, CROWD, ROWS = 20, 200, 48
HELD_UP = "EMP_T004_SEX_ECO_NB_A"


@pytest.fixture
def service() -> Iterator[IlostatService]:
    with IlostatService(many(8)) as started:
        yield started


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def _start(home: Path, service: IlostatService, file_limit: int | None = None) -> subprocess.Popen[str]:
    def starve() -> None:
        if file_limit is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (file_limit, file_limit))

    return subprocess.Popen(
        [DWSC, "fetch", "--all", "--no-dictionaries"],
        env=child_environment(home, service, DWSC_FETCH_FILE_SECONDS="120", DWSC_FETCH_READ_SECONDS="60"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=PROJECT_ROOT,
        preexec_fn=starve,
    )


def _fetch(home: Path, service: IlostatService, file_limit: int | None = None) -> tuple[int, str]:
    process = _start(home, service, file_limit)
    said, _ = process.communicate(timeout=300)
    return process.returncode, " ".join(said.split())


def _wait(condition: Callable[[], bool], process: subprocess.Popen[str], seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not condition() and process.poll() is None:
        assert time.monotonic() < deadline, "the moment never came"
        time.sleep(0.005)


def _assert_whole(home: Path, service: IlostatService, vintages: int = 1) -> None:
    for dataset in service.held.values():
        assert len(snapshot_ids(home, dataset.code)) == vintages, dataset.code
        assert_landed_as_served(home, dataset)
        assert status(home, dataset.code)["is_stale"] is False
    assert not list((home / "fetch" / "incoming").iterdir())
    assert not list((home / "snapshots").rglob("*.partial"))


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGINT], ids=["killed", "stopped"])
def test_what_was_in_flight_is_asked_for_again_and_nothing_else(
    home: Path, service: IlostatService, blow: signal.Signals
) -> None:
    service.trouble(HELD_UP, quirks.slow_drip(50, 0.5))
    process = _start(home, service)
    _wait(lambda: bool(service.requests(HELD_UP)), process)
    process.send_signal(blow)
    said, _ = process.communicate(timeout=60)
    if blow is signal.SIGINT:
        assert process.returncode == 1
        assert "Stopped" in said
        assert "dwsc fetch --all" in said, "it says how to go on"
        assert "Traceback" not in said
    service.calm()
    code, said = _fetch(home, service)
    assert code == 0, said
    assert {code for code, count in Counter(service.asked()).items() if count > 1} == {HELD_UP}
    _assert_whole(home, service)


def test_a_full_disk_is_told_and_the_next_fetch_goes_on(home: Path, service: IlostatService) -> None:
    code, said = _fetch(home, service, file_limit=600)
    assert code == 1
    assert "disk" in said.lower()
    assert "Traceback" not in said
    code, said = _fetch(home, service)
    assert code == 0, said
    _assert_whole(home, service)


def test_two_fetches_into_one_home_do_not_meet(home: Path, service: IlostatService) -> None:
    service.trouble(HELD_UP, quirks.slow_drip(60, 0.5), times=1)
    first = _start(home, service)
    _wait(lambda: bool(service.requests(HELD_UP)), first)
    code, said = _fetch(home, service)
    assert (code, "Another fetch" in said) == (1, True), said
    said, _ = first.communicate(timeout=120)
    assert first.returncode == 0, said
    assert max(Counter(service.asked()).values()) == 1
    _assert_whole(home, service)


@pytest.mark.slow
def test_killed_at_twenty_random_moments(
    home: Path, service: IlostatService, record_property: Callable[[str, object], None]
) -> None:
    """Two hundred datasets; when all are there before the last kill, all of them change and it begins again."""
    seed = random.randrange(10**6)
    record_property("seed", seed)  # in the report, so that a failure can be repeated
    chance = random.Random(seed)
    service.put(*many(CROWD, ROWS))
    kills, editions = 0, 1
    while kills < KILLS:
        if _killed(home, service, chance):
            kills += 1
        else:
            _assert_whole(home, service, editions)
            editions += 1
            service.put(*(_changed(one, editions) for one in service.held.values()))
    code, said = _fetch(home, service)
    assert code == 0, said
    _assert_whole(home, service, editions)
    asked = Counter(service.asked())
    assert len(asked) == CROWD
    repeats = sum(asked.values()) - CROWD * editions
    assert 0 <= repeats <= kills, f"{repeats} requests too many for {kills} kills; seed {seed}"
    assert service.most_at_once <= 2, "one, and the one that a kill cut off"
    _assert_published(home, service)


def _killed(home: Path, service: IlostatService, chance: random.Random) -> bool:
    """Kill a fetch after some requests and a moment; False when it came to its good end before."""
    until = len(service.log) + chance.randint(0, 2 * CROWD // KILLS)
    process = _start(home, service)
    _wait(lambda: len(service.log) >= until, process)
    time.sleep(chance.uniform(0, 0.4))
    process.kill()
    process.communicate(timeout=60)
    assert process.returncode in {0, -signal.SIGKILL}
    return process.returncode != 0


def _changed(dataset: Dataset, edition: int) -> Dataset:
    later = dataset.last_update + timedelta(days=edition)
    return revised(dataset, edition=edition, last_update=later)


def _assert_published(home: Path, service: IlostatService) -> None:
    ran = faults.dwsc(home, "run")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    release_id = json.loads((home / "releases" / "current.json").read_text())["release_id"]
    path = home / "releases" / release_id / f"dwsc_{release_id}.duckdb"
    with duckdb.connect(str(path), read_only=True) as connection:
        found = connection.execute(
            "select dataset_code, count(*), count(value) from indicators.observations group by 1 order by 1"
        ).fetchall()
        assert found == [(code, ROWS, ROWS - ROWS // 23) for code in sorted(service.held)]
        stale = "select count(*) from quality.freshness where is_stale and source = 'ilostat'"
        assert connection.execute(stale).fetchone() == (0,)
