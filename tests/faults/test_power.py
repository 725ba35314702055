"""Power loss: what a kill cannot show is in which order things reach the disk, so the calls themselves are read.

A file whose name is moved before its content was forced to disk may be empty after a power cut; a name whose folder
was not forced to disk may be gone. Every such pair of calls is checked, in the order in which the process made them.
"""

from pathlib import Path

import pytest

from support.fault_ledger import FaultLedger
from support.fault_scenes import Scene
from support.faults import current_release
from support.invariants import tries
from support.warm import Warm


class _Calls:
    """The calls to the disk, as `support.disk_calls` wrote them down."""

    def __init__(self, path: Path) -> None:
        self._calls = [tuple(line.split(" ")) for line in path.read_text().splitlines()]

    def first(self, *call: str) -> int:
        assert call in self._calls, call
        return self._calls.index(call)

    def last(self, *call: str) -> int:
        assert call in self._calls, call
        return len(self._calls) - 1 - self._calls[::-1].index(call)

    def stands_between(self, after: int, before: int, *call: str) -> bool:
        return call in self._calls[after + 1 : before]

    def renames(self) -> list[tuple[str, str]]:
        return [(call[1], call[2]) for call in self._calls if call[0] == "rename"]

    def has(self, *call: str) -> bool:
        return call in self._calls


def test_a_release_is_on_disk_before_the_pointer_names_it(
    publishing: Scene, light: Warm, tmp_path: Path, fault_ledger: FaultLedger
) -> None:
    publishing.restore()
    assert light.step(publishing.home, "publish", calls_to=tmp_path / "calls").code == 0
    calls, release_id = _Calls(tmp_path / "calls"), current_release(publishing.home)
    partial, final = f"/releases/.{release_id}.partial", f"/releases/{release_id}"
    folder = publishing.home / "releases" / release_id
    renamed = calls.first("rename", partial, final)
    pointed = calls.first("rename", "/releases/.current.json.partial", "/releases/current.json")
    with tries(fault_ledger, 42, "order of a release and its pointer on the disk") as counted:
        for path in [folder, *folder.rglob("*")]:
            written = partial if path == folder else f"{partial}/{path.relative_to(folder).as_posix()}"
            assert calls.last("fsync", written) < renamed, written
            if calls.has("open", written):
                assert calls.last("open", written) <= calls.last("fsync", written), f"{written} was written to later"
            counted.survived()
        assert renamed < calls.first("fsync", "/releases") < pointed, "its name is on disk before it is pointed at"
        assert calls.first("fsync", "/releases/.current.json.partial") < pointed
        assert calls.last("fsync", "/releases") > pointed
        counted.survived()


def test_a_snapshot_is_on_disk_before_its_origin_names_it(
    landing: Scene, light: Warm, tmp_path: Path, fault_ledger: FaultLedger
) -> None:
    landing.restore()
    light.dwsc(landing.home, "land", str(landing.home / "landing"), calls_to=tmp_path / "calls")
    calls = _Calls(tmp_path / "calls")
    origins = [(old, new) for old, new in calls.renames() if new.endswith(".origin.json")]
    assert len(origins) == 3
    with tries(fault_ledger, 42, "order of a snapshot and its origin on the disk") as counted:
        done = -1
        for old, new in origins:
            data = new.replace(".origin.json", ".parquet")
            prepared = next(source for source, target in calls.renames() if target == data)
            parent = data.rpartition("/")[0]
            placed, named = calls.first("rename", prepared, data), calls.first("rename", old, new)
            assert calls.stands_between(done, placed, "fsync", prepared), f"{data} was placed before it was on disk"
            assert calls.stands_between(placed, named, "fsync", parent)
            assert calls.stands_between(placed, named, "fsync", old)
            assert calls.last("fsync", parent) > named
            done = placed
            counted.survived()


@pytest.mark.fault(42)
def test_a_refused_file_is_on_disk_before_it_leaves_landing(landing: Scene, light: Warm, tmp_path: Path) -> None:
    landing.restore()
    light.dwsc(landing.home, "land", str(landing.home / "landing"), calls_to=tmp_path / "calls")
    calls = _Calls(tmp_path / "calls")
    reasons = [new for _, new in calls.renames() if new.endswith(".reason.json")]
    gone = [name for name in ("landing_page.csv",) if calls.has("remove", f"/landing/{name}")]
    assert len(reasons) == 2
    assert gone == ["landing_page.csv"]
    reason = next(name for name in reasons if "landing_page" in name)
    assert calls.first("rename", str(Path(reason).with_name(f".{Path(reason).name}.partial")), reason) < calls.last(
        "remove", "/landing/landing_page.csv"
    )
