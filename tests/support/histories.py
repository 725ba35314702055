"""Histories of a home: runs over files that change, and what a home then says of its runs and releases.

Owns: a later vintage of a sample file, going back to the release before, and the comparison with a run from nothing.
Never: uses code of the project but through its command.
"""

import gzip
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from support.faults import current_release, dwsc


def tables(home: Path) -> dict[str, Any]:
    """Each table of the current release, with the hash of what it holds."""
    manifest = json.loads((home / "releases" / current_release(home) / "release.json").read_text())
    return {f"{table['schema']}.{table['table']}": table for table in manifest["tables"]}


def assert_same_tables(home: Path, other: Path) -> None:
    """Both publish the same tables with the same contents."""
    found, expected = tables(home), tables(other)
    other_contents = sorted(name for name in expected if found.get(name) != expected[name])
    assert not other_contents, other_contents
    assert found.keys() == expected.keys()


def plan(home: Path) -> dict[str, Any]:
    """What the newest run built, and upon which run."""
    newest = max((home / "runs").glob("*/plan.json"), key=lambda path: path.stat().st_mtime_ns)
    read: dict[str, Any] = json.loads(newest.read_text())
    return read


def take_out_current(home: Path) -> None:
    """Make the release before the current one current, as if the latter had not been made."""
    shutil.rmtree(home / "releases" / current_release(home))
    left = max(path.name for path in (home / "releases").iterdir() if path.is_dir())
    (home / "releases" / "current.json").write_text(json.dumps({"release_id": left}))


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A run that must succeed."""
    ran = dwsc(home, "run", *arguments)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran


def assert_equals_a_full_run(home: Path, *arguments: str) -> None:
    """Build the same inputs from nothing in a copy of the home, and compare every table.

    Earlier releases are an input too (`rating_changes` compares with the newest), so the copy lacks the one compared.
    """
    copy = home.with_name("copy")
    shutil.copytree(home, copy)
    try:
        take_out_current(copy)
        run(copy, "--full", *arguments)
        assert plan(copy)["upon"] is None
        assert_same_tables(home, copy)
        verified = dwsc(home, "verify")
        assert verified.returncode == 0, verified.stdout + verified.stderr
    finally:
        shutil.rmtree(copy)


def change_file(home: Path, sample: Path, name: str, *, stamp: str, change: Callable[[str], str]) -> None:
    """Put a later vintage of a sample file into landing/."""
    source = sample / name
    opener = gzip.open if name.endswith(".gz") else open
    with opener(source, "rt", encoding="utf-8") as stream:
        text = stream.read()
    dataset = name.split("-")[0].removesuffix(".csv")
    (home / "landing" / f"{dataset}-{stamp}.csv").write_text(change(text), encoding="utf-8")


def without_last_row(text: str) -> str:
    """The rows but the last."""
    return "".join(text.splitlines(keepends=True)[:-1])


def without_last_two_rows(text: str) -> str:
    """The rows but the last two."""
    return without_last_row(without_last_row(text))
