"""Killed, starved or crowded, publishing leaves readers a whole release, and the next publish succeeds."""

import errno
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from support import release_build
from warehouse.errors import ReleaseError
from warehouse.release import files, pointer
from warehouse.release.pointer import Release
from warehouse.release.verify import release_problems
from warehouse.settings import PROJECT_ROOT, Settings

PUBLISHER = [sys.executable, str(PROJECT_ROOT / "tests" / "support" / "release_build.py")]

# Each query joins two tables that are equal only within one release.
READER = """
import sys, time
from pathlib import Path
from warehouse.release.pointer import current
from warehouse.release.reader import connect
from warehouse.settings import get_settings

settings, stop, follow = get_settings(home=Path(sys.argv[1])), Path(sys.argv[2]), sys.argv[3] == "follow"
question = (
    "select any_value(series.stamp), any_value(series.rows_expected), count(*), count(distinct observations.stamp), "
    "min(observations.stamp) from indicators.observations cross join indicators.series"
)
seen, queries, connection = set(), 0, None
print("ready", flush=True)
while not stop.exists() or queries < 5:
    if connection is None or follow:
        if connection is not None:
            connection.close()
        release = current(settings)
        connection = connect(release.database)
    stamp, expected, rows, stamps, same = connection.cursor().execute(question).fetchall()[0]
    if (rows, stamps, same) != (expected, 1, stamp):
        sys.exit(f"a mixed release: {stamp} {expected} {rows} {stamps} {same}")
    seen.add(stamp)
    queries += 1
    time.sleep(0.01)
print(queries, len(seen))
"""


@pytest.fixture
def standing(settings: Settings) -> Release:
    """A home with one release, and a new build that waits to be published."""
    release_build.make_build(settings.build_file)
    release = release_build.publish_build(settings)
    release_build.make_build(settings.build_file, rows=60_000, stamp="two")
    return release


def _assert_whole(settings: Settings) -> Release:
    release = pointer.current(settings)
    assert release is not None
    assert list(release_problems(release)) == []
    for other in pointer.list_releases(settings):
        assert list(release_problems(other)) == []
    return release


def _assert_next_publish_succeeds(settings: Settings, before: Release) -> None:
    release = release_build.publish_build(settings)
    assert _assert_whole(settings).release_id == release.release_id > before.release_id
    assert not [path for path in settings.releases.iterdir() if path.name.startswith(".")]


def _kill_while_publishing(settings: Settings, after: float) -> bool:
    with subprocess.Popen([*PUBLISHER, str(settings.home)], stdout=subprocess.PIPE, cwd=PROJECT_ROOT) as child:
        child.stdout.readline()
        time.sleep(after)
        child.kill()
        child.wait()
    return child.returncode == -signal.SIGKILL


@pytest.mark.parametrize("tries", [pytest.param(4, id="quick"), pytest.param(30, id="sweep", marks=pytest.mark.slow)])
def test_killed_at_any_moment(settings: Settings, standing: Release, tries: int) -> None:
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    sys.stdout.write(f"seed {seed}\n")
    started = time.monotonic()
    release_build.publish_build(settings)
    duration = time.monotonic() - started
    before = _assert_whole(settings)
    killed = 0
    for attempt in range(tries):
        killed += _kill_while_publishing(settings, duration * (attempt + chance.random()) / tries)
        now = _assert_whole(settings)
        assert now.release_id >= before.release_id, f"seed {seed}, try {attempt}"
        before = now
    assert killed >= tries // 2, f"seed {seed}: only {killed} of {tries} were killed in time"
    _assert_next_publish_succeeds(settings, before)


@pytest.mark.parametrize(
    "limits",
    [
        pytest.param([1_000, 200_000, 2_000_000], id="quick"),
        pytest.param([0, 10, 64, 300, 5_000, *range(20_000, 3_000_000, 150_000)], id="sweep", marks=pytest.mark.slow),
    ],
)
def test_no_room_to_write(settings: Settings, standing: Release, limits: list[int]) -> None:
    refused = 0
    before = standing
    for limit in limits:
        done = subprocess.run(
            [*PUBLISHER, str(settings.home), str(limit)], capture_output=True, text=True, cwd=PROJECT_ROOT, timeout=120
        )
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr
        answer = json.loads(done.stdout.splitlines()[-1])
        now = _assert_whole(settings)
        if "error" in answer:
            refused += 1
            assert answer["kind"] == "ReleaseError"
            assert "file too large" in answer["error"], (limit, answer)
            assert "last release still stands" in answer["error"]
            assert now.release_id == before.release_id
            assert sorted(path.name for path in settings.releases.iterdir() if path.name.startswith(".")) == []
        before = now
    assert refused >= 2
    _assert_next_publish_succeeds(settings, before)


def test_the_disk_fills_up_at_every_write_to_it(
    settings: Settings, standing: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite's loop: fail the first call, then the second, and so on until nothing is left to fail."""
    release_build.make_build(settings.build_file)
    failed = 0
    while _publish_with_failing_sync(settings, monkeypatch, at=failed + 1):
        failed += 1
        now = _assert_whole(settings)
        assert not [path for path in settings.releases.iterdir() if path.name.endswith(".partial") and path.is_dir()]
        assert len(pointer.list_releases(settings)) == 1 or now.release_id > standing.release_id
        files.remove_release(settings.releases / "20991231_235959")
        pointer.point_at(settings, standing.release_id)
    assert failed > 15
    _assert_whole(settings)


def _publish_with_failing_sync(settings: Settings, monkeypatch: pytest.MonkeyPatch, at: int) -> bool:
    calls = 0

    def fail(handle: int) -> None:
        nonlocal calls
        calls += 1
        if calls == at:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        try:
            release_build.publish_build(settings, release_id="20991231_235959")
        except ReleaseError as error:
            said = str(error)
        else:
            return False
    assert "the disk is full" in said
    return True


def test_readers_never_notice_that_releases_are_published(settings: Settings, tmp_path: Path) -> None:
    release_build.make_build(settings.build_file, stamp="0")
    release_build.publish_build(settings, release_id="20260101_000000")
    stop = tmp_path / "stop"
    command = [sys.executable, "-c", READER, str(settings.home), str(stop)]
    readers = [
        subprocess.Popen([*command, how], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=PROJECT_ROOT)
        for how in ("hold", "follow")
    ]
    try:
        for reader in readers:
            reader.stdout.readline()
        for number in range(1, 11):
            release_build.make_build(settings.build_file, rows=500 + number, stamp=str(number))
            release_build.publish_build(settings, release_id=f"20260101_0000{number:02}")
        stop.touch()
        answers = [reader.communicate(timeout=60) for reader in readers]
    finally:
        for reader in readers:
            reader.kill()
            reader.wait()
    assert [reader.returncode for reader in readers] == [0, 0], answers
    (held, held_seen), (followed, followed_seen) = ([int(part) for part in out.split()] for out, _ in answers)
    assert held_seen == 1
    assert followed_seen > 3
    assert min(held, followed) > 10


def test_a_damaged_pointer_is_mended_by_the_next_publish(settings: Settings, standing: Release) -> None:
    pointer.pointer_file(settings).write_text("{")
    with pytest.raises(ReleaseError, match=standing.release_id):
        pointer.current(settings)
    release = release_build.publish_build(settings)
    assert _assert_whole(settings) == release
    assert f"Compared with release {standing.release_id}" in (release.folder / "CHANGES.md").read_text()
