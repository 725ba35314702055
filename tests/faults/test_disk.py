"""The disk is full, or fails, at any size and at any call: a clear error, nothing half-written, and the next try works.

A largest size of a file is what a full disk looks like to a process; a small file system of its own, where this
machine lets one be mounted, is the real thing. The n-th call to the disk fails for n = 1, 2, … until none is left.
"""

import contextlib
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from support import sweeps
from support.fault_ledger import FaultLedger
from support.fault_scenes import Scene, land_all, undisturbed_landing
from support.invariants import (
    Standing,
    assert_clear_error,
    assert_nothing_lost,
    assert_published_unchanged,
    assert_published_whole,
    assert_unchanged_or_whole,
    standing,
    tries,
)
from support.warm import Ended, Warm

_MB = 2**20
# What a command may say of a disk that is full or fails.
_SAID = "disk"
_TO_ITS_END = re.compile(r"\d+ refused\.( Next: dwsc run)?$")


@pytest.fixture(scope="module")
def landed(landing: Scene, light: Warm) -> Standing:
    return undisturbed_landing(landing, light)


def _land(scene: Scene, light: Warm, **how: object) -> Ended:
    return light.dwsc(scene.home, "land", str(scene.home / "landing"), str(scene.outside), **how)


def _assert_landing_survived(scene: Scene, light: Warm, ended: Ended, before: dict[str, str], landed: Standing) -> bool:
    """Either it stopped with a clear error, or what failed did not matter; says whether it stopped."""
    assert_published_unchanged(scene.home, before)
    assert_nothing_lost(scene.home, scene.files, scene.outside)
    stopped = not _TO_ITS_END.search(ended.words)
    if stopped:
        assert_clear_error(ended, must_name=[_SAID])
        land_all(scene, light)
    assert standing(scene.home) == landed
    return stopped


def _sizes(quick: list[int], sweep: list[int]) -> pytest.MarkDecorator:
    slow = pytest.param(sweeps.part(sweep, 3), id="sweep", marks=pytest.mark.slow)
    return pytest.mark.parametrize("limits", [pytest.param(quick, id="quick"), slow])


@_sizes([0, 700, 6_000], [0, 1, 10, 100, 300, 500, *range(700, 12_000, 600), *range(12_000, 120_000, 9_000)])
def test_no_file_may_grow_while_landing(
    landing: Scene, landed: Standing, light: Warm, fault_ledger: FaultLedger, limits: list[int]
) -> None:
    with tries(fault_ledger, 2, "landing with a limit on the size of a file") as counted:
        for limit in limits:
            before = landing.restore()
            _assert_landing_survived(landing, light, _land(landing, light, file_limit=limit), before, landed)
            counted.survived()


@_sizes([0, 2_000, 200_000], [0, 10, 64, 300, 1_000, 5_000, *range(20_000, 3_000_000, 100_000)])
def test_no_file_may_grow_while_publishing(
    publishing: Scene, light: Warm, fault_ledger: FaultLedger, limits: list[int]
) -> None:
    refused = 0
    with tries(fault_ledger, 2, "publishing with a limit on the size of a file") as counted:
        for limit in limits:
            before = publishing.restore()
            ended = light.step(publishing.home, "publish", file_limit=limit)
            refused += _assert_publishing_survived(publishing, light, ended, before, "file too large")
            counted.survived()
    assert refused >= 2


def _assert_publishing_survived(
    scene: Scene, light: Warm, ended: Ended, before: dict[str, str], *must_name: str
) -> bool:
    moved = assert_unchanged_or_whole(scene.home, before)
    if not moved:
        assert_clear_error(ended, must_name=[*must_name, "last release still stands"])
        left = sorted(path.name for path in (scene.home / "releases").iterdir())
        assert left == ["20260101_000000", "current.json"], "the candidate must be removed"
        again = light.step(scene.home, "publish")
        assert again.code == 0, again.words
    assert_published_whole(scene.home)
    return not moved


@contextlib.contextmanager
def _small_disk(folder: Path) -> Iterator[bool]:
    """A file system of 40 MB, where this machine lets us have one."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", str(folder)], capture_output=True, text=True, check=False
    )
    try:
        yield mounted.returncode == 0
    finally:
        if mounted.returncode == 0:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _leave(disk: Path, free: int) -> None:
    """Fill the disk up to so many bytes."""
    filler = disk / "filler"
    filler.unlink(missing_ok=True)
    size = shutil.disk_usage(disk).free - free
    with filler.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, size)


def test_a_small_disk_is_full(
    landing: Scene, landed: Standing, publishing: Scene, light: Warm, tmp_path: Path, fault_ledger: FaultLedger
) -> None:
    disk = tmp_path / "disk"
    with _small_disk(disk) as is_there:
        if not is_there:
            sys.stdout.write("no file system can be mounted here; the limits on file sizes stand for it\n")
            return
        with tries(fault_ledger, 2, "a small file system that is full") as counted:
            scene = replace(landing, home=disk / "home")
            for free in (0, 4_096, 60_000, 100_000, 200_000, 400_000):
                (disk / "filler").unlink(missing_ok=True)
                before = scene.restore()
                _leave(disk, free)
                ended = _land(scene, light)
                (disk / "filler").unlink()
                _assert_landing_survived(scene, light, ended, before, landed)
                counted.survived()
            scene = replace(publishing, home=disk / "home")
            for free in (0, 100_000, 8 * _MB, 17 * _MB):
                (disk / "filler").unlink(missing_ok=True)
                before = scene.restore()
                _leave(disk, free)
                ended = light.step(scene.home, "publish")
                (disk / "filler").unlink()
                assert _assert_publishing_survived(scene, light, ended, before, "MB are needed", "MB are free")
                counted.survived()


def _numbers(calls: int, wanted: int | None) -> list[int]:
    """Which calls fail: every one (every ninth in the short sweep), or so many, spread evenly from a random first."""
    step = max(1, calls // wanted) if wanted else 1 if sweeps.IS_WHOLE else 9
    first = random.randrange(step)
    sys.stdout.write(f"{calls} calls, every {step}th from {first + 1}\n")
    return list(range(first + 1, calls + 1, step))


def _loops() -> pytest.MarkDecorator:
    quick = [pytest.param("ENOSPC", 5, id="full"), pytest.param("EIO", 3, id="failing")]
    sweep = [pytest.param(error, None, id=f"every {error}", marks=pytest.mark.slow) for error in ("ENOSPC", "EIO")]
    return pytest.mark.parametrize(("error", "wanted"), quick + sweep)


@_loops()
def test_the_nth_call_fails_while_landing(
    landing: Scene, landed: Standing, light: Warm, tmp_path: Path, fault_ledger: FaultLedger, error: str, wanted: int
) -> None:
    landing.restore()
    _land(landing, light, calls_to=tmp_path / "calls")
    calls = (tmp_path / "calls").read_text().splitlines()
    assert len(calls) > 50, "the calls are not seen"
    with tries(fault_ledger, 2, f"the n-th call to the disk fails while landing ({error})") as counted:
        for number in _numbers(len(calls), wanted):
            before = landing.restore()
            ended = _land(landing, light, fail_at=number, error=error)
            try:
                _assert_landing_survived(landing, light, ended, before, landed)
            except AssertionError as failure:
                raise AssertionError(f"call {number}, {calls[number - 1]}: {failure}") from failure
            counted.survived()


@_loops()
def test_the_nth_call_fails_while_publishing(
    publishing: Scene, light: Warm, tmp_path: Path, fault_ledger: FaultLedger, error: str, wanted: int
) -> None:
    publishing.restore()
    light.step(publishing.home, "publish", calls_to=tmp_path / "calls")
    calls = (tmp_path / "calls").read_text().splitlines()
    assert len(calls) > 50, "the calls are not seen"
    with tries(fault_ledger, 2, f"the n-th call to the disk fails while publishing ({error})") as counted:
        for number in _numbers(len(calls), wanted):
            before = publishing.restore()
            ended = light.step(publishing.home, "publish", fail_at=number, error=error)
            try:
                _assert_publishing_survived(publishing, light, ended, before)
            except AssertionError as failure:
                raise AssertionError(f"call {number}, {calls[number - 1]}: {failure}") from failure
            counted.survived()


@pytest.mark.slow
def test_the_nth_call_fails_in_a_whole_run(
    running: Scene, heavy: Warm, tmp_path: Path, fault_ledger: FaultLedger
) -> None:
    """Ten of the thousand calls, or two, spread evenly; what failed without harm is let pass."""
    running.restore()
    assert heavy.run(running.home, calls_to=tmp_path / "calls").code == 0
    calls = (tmp_path / "calls").read_text().splitlines()
    with tries(fault_ledger, 2, "the n-th call to the disk fails in a whole run") as counted:
        for number in _numbers(len(calls), 10 if sweeps.IS_WHOLE else 2):
            before = running.restore()
            ended = heavy.run(running.home, fail_at=number)
            if not assert_unchanged_or_whole(running.home, before):
                assert_clear_error(ended, must_name=[_SAID])
            counted.survived()
