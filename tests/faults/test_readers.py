"""Readers while 25 releases are published: each question is answered by one whole release; an old reader keeps its own.

A reader also survives a damaged pointer, which the next release mends.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from support import release_build
from support.fault_ledger import FaultLedger
from support.invariants import assert_published_whole, tries
from warehouse.errors import ReleaseError
from warehouse.release import pointer
from warehouse.settings import PROJECT_ROOT, Settings

_PUBLISHES = 25

# Each query joins two tables that are equal only within one release.
_READER = """
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
    time.sleep(0.04)
print(queries, len(seen))
"""


@contextmanager
def _reading(settings: Settings, stop: Path, how: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", _READER, str(settings.home), str(stop), how],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=PROJECT_ROOT,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def test_readers_never_notice_that_releases_are_published(
    settings: Settings, tmp_path: Path, fault_ledger: FaultLedger
) -> None:
    release_build.make_build(settings.build_file, stamp="0")
    release_build.publish_build(settings, release_id="20260101_000000")
    stop = tmp_path / "stop"
    with tries(fault_ledger, 14, "questions while 25 releases are published") as counted, ExitStack() as stack:
        readers = [stack.enter_context(_reading(settings, stop, how)) for how in ("hold", "follow", "follow")]
        for reader in readers:
            assert reader.stdout.readline() == "ready\n"
        for number in range(1, _PUBLISHES + 1):
            release_build.make_build(settings.build_file, rows=500 + number, stamp=str(number))
            release_build.publish_build(settings, release_id=f"20260101_0000{number:02}")
        stop.touch()
        answers = [reader.communicate(timeout=60) for reader in readers]
        assert [reader.returncode for reader in readers] == [0, 0, 0], answers
        (held, held_seen), *followed = ([int(part) for part in out.split()] for out, _ in answers)
        assert held_seen == 1, "who holds a release open goes on reading that one"
        assert min(seen for _, seen in followed) > 3, "who looks at the pointer again reads the new ones"
        counted.count = held + sum(queries for queries, _ in followed)
        assert counted.count > 100
    assert_published_whole(settings.home)


@pytest.mark.fault(32)
def test_a_damaged_pointer_is_mended_by_the_next_publish(settings: Settings) -> None:
    release_build.make_build(settings.build_file)
    standing = release_build.publish_build(settings)
    release_build.make_build(settings.build_file, stamp="two")
    pointer.pointer_file(settings).write_text("{")
    with pytest.raises(ReleaseError, match=standing.release_id):
        pointer.current(settings)
    release = release_build.publish_build(settings)
    assert assert_published_whole(settings.home) == release.release_id
    assert f"Compared with release {standing.release_id}" in (release.folder / "CHANGES.md").read_text()
