"""What a run cost: time, processor time, bytes.

Owns: runs/<run_id>/cost.json.
Never: is part of a release, because two runs of the same inputs never cost the same.
"""

import json
import logging
import resource
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as parquet

from dagster_project.engines.engine import at_work, made_by
from dagster_project.run_state import RunState
from warehouse.disk import replace_text
from warehouse.release.manifest import SNAPSHOTS_FILE

_log = logging.getLogger(__name__)


def remember(state: RunState, release: Path) -> dict[str, Any]:
    """Write down what the run used up to now, and return it.

    Fields: `engine`; `wall_seconds` since the run began; `cpu_seconds` of this process and of its children that have
    ended (0.01 s); `bytes_read`, the snapshots of the run as they lie on disk, null where one is gone; `bytes_written`,
    the files of the release; and under `spark` what its tasks used, each null where Spark's pages do not say. Of Spark
    within this process that is the tasks alone, not its planning; of a build that was tried again, the last attempt.
    """
    cost: dict[str, Any] = {
        "engine": " ".join(made_by(state).values()) or None,
        "wall_seconds": round((datetime.now(UTC) - state.built_at).total_seconds(), 1),
        "cpu_seconds": round(_processor(resource.RUSAGE_SELF) + _processor(resource.RUSAGE_CHILDREN), 2),
        "bytes_read": _bytes_read(state),
        "bytes_written": _bytes(path for path in release.rglob("*") if path.is_file()),
    }
    engine = at_work(state)
    if engine is not None and engine.name == "spark":
        cost["spark"] = asdict(engine.cost())
    try:
        replace_text(state.folder / "cost.json", json.dumps(cost, indent=1) + "\n")
    except OSError as error:  # the release stands by now, and what it cost is no reason to call the run failed
        _log.warning("What run %s cost could not be written down: %s", state.run_id, error)
    return cost


def _processor(whose: int) -> float:
    used = resource.getrusage(whose)
    return used.ru_utime + used.ru_stime


def _bytes_read(state: RunState) -> int | None:
    listed = parquet.read_table(state.inputs.folder / SNAPSHOTS_FILE, columns=["path"])
    try:
        return _bytes(Path(path) for path in listed["path"].to_pylist())
    except OSError as error:  # the release stands by now
        _log.warning("How much run %s read is not known: %s", state.run_id, error)
        return None


def _bytes(files: Iterable[Path]) -> int:
    return sum(path.stat().st_size for path in files)
