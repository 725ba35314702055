"""What one run is: its inputs, its as-of date, the release it may become. Written down once, read by every step.

Owns: runs/<run_id>/run.json.
Never: decides which snapshots count (`warehouse.inputs` does).
"""

import json
import shutil
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as parquet

from warehouse.crash import crash_at
from warehouse.disk import disk_trouble, refuse_full_disk, replace_text
from warehouse.environment import lock_sha256
from warehouse.errors import HomeError
from warehouse.fingerprint import git_commit
from warehouse.inputs import Inputs, agreed_as_of, write_inputs
from warehouse.release.citation import citations
from warehouse.release.database import STORAGE_VERSION
from warehouse.release.manifest import SNAPSHOTS_FILE, snapshots_read, tool_versions
from warehouse.release.origins import inputs_sha256
from warehouse.release.pointer import new_release_id
from warehouse.release.verify import refuse_strangers
from warehouse.settings import Settings

KEPT_RUNS = 30
_TOLD_TOOLS = ("python", "dagster", "great-expectations", "streamlit")


@dataclass(frozen=True)
class RunState:
    """One run; `sources` are those it read at least one snapshot of, `row_count` all rows of them.

    `is_full` asks for a build from nothing, whatever the build file holds.
    """

    run_id: str
    release_id: str
    as_of: date
    folder: Path
    fingerprint: str
    is_sample: bool
    built_at: datetime
    git_commit: str
    snapshot_count: int
    row_count: int
    sources: tuple[str, ...]
    is_full: bool = False

    @property
    def inputs(self) -> Inputs:
        """The inputs in the form that publishing asks for."""
        return Inputs(
            run_id=self.run_id,
            as_of=self.as_of,
            folder=self.folder / "inputs",
            snapshot_count=self.snapshot_count,
            is_sample=self.is_sample,
            fingerprint=self.fingerprint,
        )

    @property
    def checks(self) -> Path:
        """Folder of the check results of this run."""
        return self.folder / "checks"

    def dbt_variables(self) -> dict[str, Any]:
        """What dbt is told by --vars."""
        versions = tool_versions()
        return {
            "inputs_dir": str(self.inputs.folder),
            "run_id": self.run_id,
            "release_id": self.release_id,
            "as_of": self.as_of.isoformat(),
            "is_sample": self.is_sample,
            "fingerprint": self.fingerprint,
            "built_at": f"{self.built_at:%Y-%m-%d %H:%M:%S}",
            "git_commit": self.git_commit,
            "inputs_sha256": inputs_sha256(self._read()),
            "lock_sha256": lock_sha256() or "",
            "storage_version": STORAGE_VERSION,
            "citation": self._citation(),
            **{f"{name.replace('-', '_')}_version": versions.get(name, "") for name in _TOLD_TOOLS},
        }

    def _read(self) -> list[dict[str, Any]]:
        return snapshots_read(self.inputs.folder / SNAPSHOTS_FILE)

    def _citation(self) -> dict[str, str]:
        """How to cite the release that the run may become, by form."""
        facts = {name: getattr(self, name) for name in ("release_id", "is_sample")} | {
            "as_of": self.as_of.isoformat(),
            "built_at": self.built_at.isoformat(),
            "inputs": self._read(),
        }
        return citations(facts) | {"checksum": inputs_sha256(facts["inputs"])}


def begin(settings: Settings, run_id: str, as_of: date | None = None, *, full: bool = False) -> RunState:
    """Write down what the run reads; the newest runs are kept, older run folders are removed.

    Raises:
        SnapshotError: the current release was built from snapshots that are gone.
        HomeError: there is nothing to build from; the message names the command that mends it.
        WarehouseError: the disk is full.
    """
    refuse_strangers(settings)
    refuse_full_disk(settings.home, _room_needed(settings), "building a release")
    inputs = write_inputs(settings, run_id, agreed_as_of(settings, as_of))
    if not inputs.snapshot_count:
        raise nothing_to_build(settings, inputs.as_of)
    listed = parquet.read_table(inputs.folder / "snapshots.parquet", columns=["source", "row_count"])
    state = RunState(
        run_id=run_id,
        release_id=new_release_id(settings),
        as_of=inputs.as_of,
        folder=inputs.folder.parent,
        fingerprint=inputs.fingerprint,
        is_sample=inputs.is_sample,
        built_at=datetime.now(UTC).replace(microsecond=0),
        git_commit=git_commit() or "",
        snapshot_count=inputs.snapshot_count,
        row_count=sum(listed["row_count"].to_pylist()),
        sources=tuple(sorted(set(listed["source"].to_pylist()))),
        is_full=full,
    )
    with disk_trouble(state.folder, "writing down what the run reads"):
        replace_text(state.folder / "run.json", json.dumps(asdict(state), default=str, indent=1) + "\n")
    crash_at("inputs of the run written")
    return state


def _room_needed(settings: Settings) -> int:
    """Bytes that a run takes at least: a build as large as the last one, its copy, and the files made from it."""
    built = settings.build_file.stat().st_size if settings.build_file.is_file() else 0
    return 2 * built + 16 * 2**20


def of_run(settings: Settings, run_id: str) -> RunState:
    """Return the state of a run; a run that did not land anything itself reads what is there now."""
    path = settings.runs / run_id / "run.json"
    if not path.is_file():
        return begin(settings, run_id)
    stored = json.loads(path.read_text(encoding="utf-8"))
    return RunState(
        **stored
        | {
            "as_of": date.fromisoformat(stored["as_of"]),
            "folder": path.parent,
            "built_at": datetime.fromisoformat(stored["built_at"]),
            "sources": tuple(stored["sources"]),
        }
    )


def forget_old_runs(settings: Settings) -> None:
    """Remove the folders of all but the newest runs; what they built is in the releases."""
    folders = [path for path in settings.runs.iterdir() if path.is_dir()] if settings.runs.is_dir() else []
    for folder in sorted(folders, key=lambda path: path.stat().st_mtime_ns, reverse=True)[KEPT_RUNS:]:
        shutil.rmtree(folder, ignore_errors=True)


def nothing_to_build(settings: Settings, as_of: date) -> HomeError:
    """The error for a home without any input, with the commands that mend it."""
    return HomeError(
        f"There is nothing to build from: no file that was known on {as_of} is in {settings.home}. "
        f"Put ILOSTAT files and registers into {settings.landing}, or name them: dwsc land FILE… "
        "To try it with invented data: DWSC_HOME=data/sample dwsc sample, then DWSC_HOME=data/sample dwsc run."
    )
