"""The law under which every fault stands: what must hold after it, whatever the fault was.

Owns: the four invariants (what is published is unchanged and whole; the error is clear; the next run converges;
nothing that was handed in is lost), and counting tries for the ledger.
Never: uses the code of the warehouse to judge it: files are read by hashlib, json, pyarrow and DuckDB alone.
"""

import contextlib
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import duckdb
import pyarrow.parquet as parquet

from support.fault_ledger import FaultLedger
from support.faults import current_release, published

# Sentences with which the command admits that nobody thought of an error.
_UNFORESEEN = ("Traceback", "should not have happened", "nobody foresaw", "Internal error", "INTERNAL Error")
_WHEN = re.compile(r"\d{8}_\d{6}_")

Standing = dict[str, Any]


class Told(Protocol):
    """A command that ended: its exit code, and all it said with single blanks."""

    @property
    def code(self) -> int:
        """0, or 1 with a message."""

    @property
    def words(self) -> str:
        """What stood on either stream."""


def assert_published_unchanged(home: Path, before: Mapping[str, str]) -> None:
    """The pointer and every file of the current release are byte for byte as they were (`faults.published`)."""
    assert published(home) == before


def assert_published_whole(home: Path) -> str:
    """The current release is one whole: every file has its checksum, and its tables name it; gives its id."""
    release_id = current_release(home)
    folder = home / "releases" / release_id
    listed = dict(reversed(line.split("  ", 1)) for line in (folder / "SHA256SUMS").read_text().splitlines())
    found = {str(path.relative_to(folder)): _sha256(path) for path in _files(folder) if path.name != "SHA256SUMS"}
    assert found == listed, f"{release_id} is not whole"
    assert json.loads((folder / "release.json").read_text())["release_id"] == release_id
    with duckdb.connect(str(folder / f"dwsc_{release_id}.duckdb"), read_only=True) as connection:
        assert connection.execute("select count(*) from duckdb_tables()").fetchall() != [(0,)]
    return release_id


def assert_unchanged_or_whole(home: Path, before: Mapping[str, str]) -> bool:
    """After a kill readers have the last release as it was (False) or, if the pointer had moved, a whole new one."""
    if published(home) == before:
        return False
    assert f"releases/{assert_published_whole(home)}/SHA256SUMS" not in before, "a published release was changed"
    for name, digest in before.items():
        if not name.endswith("current.json"):
            assert _sha256(home / name) == digest, f"{name} of the older release was changed"
    return True


def assert_clear_error(ended: Told, must_name: Iterable[str] = ()) -> None:
    """It ended with the code for a refusal, foresaw the trouble, and names what a person needs to act."""
    assert ended.code == 1, f"code {ended.code}: {ended.words[-600:]}"
    unforeseen = [sign for sign in _UNFORESEEN if sign in ended.words]
    assert not unforeseen, ended.words[-900:]
    missing = [name for name in must_name if name.lower() not in ended.words.lower()]
    assert not missing, f"it does not name {missing}: {ended.words[-600:]}"


def table_hashes(home: Path) -> dict[str, str]:
    """The content hash of every table of the current release; equal ones hold equal rows."""
    folder = home / "releases" / current_release(home)
    manifest = json.loads((folder / "release.json").read_text())
    return {f"{one['schema']}.{one['table']}": one["content_hash"] for one in manifest["tables"]}


def assert_rerun_converges(home: Path, undisturbed: Mapping[str, str]) -> None:
    """The release is whole, and every table holds what it holds in a home that nothing disturbed (`table_hashes`)."""
    assert_published_whole(home)
    found = table_hashes(home)
    assert found.keys() == undisturbed.keys()
    assert [name for name in found if found[name] != undisturbed[name]] == []
    assert not [path.name for path in (home / "releases").iterdir() if path.name.endswith(".partial")]


def checksums(files: Iterable[Path]) -> dict[str, str]:
    """The SHA-256 of each file that is to be handed in, with its name."""
    return {_sha256(path): path.name for path in files}


def assert_nothing_lost(home: Path, handed_in: Mapping[str, str], outside: Path | None = None) -> None:
    """Every file handed in (`checksums`) still lies where it was put, or is kept, or became a snapshot whole."""
    kept = {_sha256(path) for folder in ("landing", "rejected") for path in _files(home / folder)}
    kept |= {_sha256(path) for path in _files(outside)} if outside else set()
    kept |= {one["file_sha256"] for one in _origins(home).values()}
    assert not [name for digest, name in handed_in.items() if digest not in kept]


def standing(home: Path) -> Standing:
    """What was taken and what was refused, without the times: equal for two homes that were handed the same files."""
    taken = {
        f"{one['source']}/{one['dataset_code']}/{one['snapshot_id']}": (one["known_from"], _rows(path, one))
        for path, one in _origins(home).items()
    }
    reasons = [json.loads(path.read_text()) for path in sorted((home / "rejected").glob("*.reason.json"))]
    refused = sorted(
        (one["file_name"], one["rule"], _WHEN.sub("", one["message"]), _kept(home, one)) for one in reasons
    )
    return {"taken": taken, "refused": refused}


def _rows(path: Path, origin: Mapping[str, Any]) -> str:
    data = path.with_name(path.name.replace(".origin.json", ".parquet"))
    assert _sha256(data) == origin["parquet_sha256"], f"{data} is not what was written"
    table = parquet.read_table(data)
    assert table.num_rows == origin["row_count"]
    return hashlib.sha256(repr(table.to_pydict()).encode()).hexdigest()


def _kept(home: Path, reason: Mapping[str, Any]) -> bool:
    return bool(reason["kept_as"]) and _sha256(home / "rejected" / reason["kept_as"]) == reason["sha256"]


def _origins(home: Path) -> dict[Path, dict[str, Any]]:
    paths = sorted((home / "snapshots").glob("*/*/*.origin.json"))
    return {path: json.loads(path.read_text()) for path in paths}


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@dataclass
class Tries:
    """Counts the tries of a test: call `survived` after each that kept the law."""

    count: int = 0

    def survived(self) -> None:
        """One more try kept the law."""
        self.count += 1


@contextlib.contextmanager
def tries(ledger: FaultLedger, number: int, what: str) -> Iterator[Tries]:
    """Count tries of one fault into the ledger; where the block fails, the try it failed in was not survived."""
    counted = Tries()
    try:
        yield counted
    except BaseException:
        ledger.record(number, what, counted.count + 1, counted.count)
        raise
    ledger.record(number, what, counted.count, counted.count)
