"""What a run used on Spark, as Spark's own pages say (its monitoring service, api/v1).

Owns: the sums over the tasks of the newest application that the pages know.
Never: lets a run fail because the pages do not answer, or counts a part of the work as the whole.
"""

import logging
from typing import Any

import requests

from dagster_project.engines.engine import Cost

_SECONDS = 10
_log = logging.getLogger(__name__)


def used(address: str) -> Cost:
    """What the tasks used since the application began; unknown without pages.

    Pages forget the oldest of many stages (spark.ui.retainedStages). Then the processor time is unknown; how long the
    tasks took and what they read is counted by executor, of which none is forgotten.
    """
    if not address:
        return Cost()
    try:
        return _sums(address.rstrip("/") + "/api/v1/applications")
    except (requests.RequestException, ValueError, LookupError, TypeError) as error:
        _log.warning("Spark's pages at %s do not say what the run used: %s", address, error)
        return Cost()


def less(after: Cost, before: Cost) -> Cost:
    """What was used between two moments; unknown where either is."""
    return Cost(
        cpu_seconds=_difference(after.cpu_seconds, before.cpu_seconds),
        task_seconds=_difference(after.task_seconds, before.task_seconds),
        bytes_read=_difference(after.bytes_read, before.bytes_read),
        bytes_written=_difference(after.bytes_written, before.bytes_written),
    )


def _sums(address: str) -> Cost:
    application = f"{address}/{_read(address)[0]['id']}"
    executors, stages = _read(f"{application}/allexecutors"), _read(f"{application}/stages")
    numbers = {one["stageId"] for one in stages}
    whole = len(numbers) == max(numbers, default=-1) + 1
    return Cost(
        cpu_seconds=round(sum(one["executorCpuTime"] for one in stages) / 1e9, 1) if whole else None,
        task_seconds=round(sum(one["totalDuration"] for one in executors) / 1e3, 1),
        bytes_read=sum(one["totalInputBytes"] for one in executors),
        bytes_written=sum(one["outputBytes"] for one in stages) if whole else None,
    )


def _read(address: str) -> Any:
    answer = requests.get(address, timeout=_SECONDS)
    answer.raise_for_status()
    return answer.json()


def _difference(after: Any, before: Any) -> Any:
    return None if after is None or before is None else round(after - before, 1)
