"""Snapshots in an object store: a home is killed while it exchanges them, and built from the store alone."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from support.crash_moments import EXCHANGING
from support.fault_ledger import FaultLedger
from support.faults import DWSC
from support.first_release import FirstRelease
from support.invariants import tries
from support.object_store import ObjectStore, object_store
from support.planted import GOOD, plant, text
from warehouse.landing import land_paths
from warehouse.release.pointer import required
from warehouse.settings import Settings, get_settings

EXCHANGE = "from warehouse.settings import get_settings; from warehouse.store.exchange import exchange; "
EXCHANGE += "print(exchange(get_settings()))"
FIGURES = ("strategy", "monitoring", "indicators", "evaluation")


@pytest.fixture(scope="module")
def server() -> Iterator[ObjectStore]:
    with object_store() as store:
        yield store


def _exchange(store: ObjectStore, home: Path, **extra: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | store.environment() | {"DWSC_HOME": str(home)} | extra
    return subprocess.run(
        [sys.executable, "-c", EXCHANGE], env=environment, capture_output=True, text=True, timeout=300, check=False
    )


def _snapshots(home: Path) -> dict[str, bytes]:
    found = (path for ending in ("parquet", "origin.json") for path in home.glob(f"snapshots/*/*/*.{ending}"))
    return {path.relative_to(home / "snapshots").as_posix(): path.read_bytes() for path in found}


def _land(settings: Settings, *contents: str) -> None:
    for number, content in enumerate(contents):
        land_paths(settings, [plant(settings.home.with_name(f"{settings.home.name} files {number}"), content)])


@pytest.mark.fault(1)
@pytest.mark.parametrize("moment", EXCHANGING)
def test_killed_while_exchanging(server: ObjectStore, tmp_path: Path, fault_ledger: FaultLedger, moment: str) -> None:
    """One home put two vintages; the other landed one of them itself, and a third."""
    store = replace(server, prefix=moment.replace(" ", "_"))
    one, other, third = tmp_path / "one", tmp_path / "other", tmp_path / "third"
    with tries(fault_ledger, 1, f"exchange killed at: {moment}") as counted:
        _land(get_settings(home=one), text(), text(*GOOD[:1]))
        _land(get_settings(home=other), text(), text(*GOOD[:2]))
        for path in other.glob("snapshots/*/*/*.origin.json"):
            path.write_text(path.read_text().replace('"retrieved_at": "20', '"retrieved_at": "19'))
        assert _exchange(store, one).returncode == 0
        landed = set(_snapshots(other))
        killed = _exchange(store, other, DWSC_CRASH_AT=moment)
        assert killed.returncode == -signal.SIGKILL, killed.stderr
        assert landed <= set(_snapshots(other))
        for home in (other, one, third):
            again = _exchange(store, home)
            assert again.returncode == 0, again.stderr
        assert len(_snapshots(one)) == 6
        assert _snapshots(one) == _snapshots(other) == _snapshots(third)
        assert {name: store.read(name) for name in store.names()} == _snapshots(one)
        counted.survived()


def _hashes(home: Path) -> Mapping[str, str]:
    tables = required(get_settings(home=home)).manifest["tables"]
    return {f"{one['schema']}.{one['table']}": one["content_hash"] for one in tables if one["schema"] in FIGURES}


def _run(store: ObjectStore, home: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | store.environment() | {"DWSC_HOME": str(home)}
    return subprocess.run([DWSC, "run"], env=environment, capture_output=True, text=True, timeout=1800, check=False)


@pytest.mark.slow
def test_a_home_that_has_the_store_alone_gives_the_same_figures(
    server: ObjectStore, tmp_path: Path, first_release: FirstRelease
) -> None:
    store = replace(server, prefix="whole")
    one, other = first_release.copy_home(tmp_path / "one"), tmp_path / "other"
    standing = required(get_settings(home=one)).release_id
    shutil.copytree(one / "rejected", other / "rejected")  # they stay in their home, and tables tell of them
    for home in (one, other):
        ran = _run(store, home)
        assert ran.returncode == 0, ran.stdout + ran.stderr
    assert required(get_settings(home=one)).release_id == standing, "where snapshots lie changes no figure"
    assert _snapshots(one) == _snapshots(other)
    assert _hashes(one)
    assert _hashes(one) == _hashes(other)
