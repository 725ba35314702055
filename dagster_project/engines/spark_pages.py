"""What a run used on Spark, as Spark's own pages say (its monitoring service, api/v1).

Owns: the sum over the stages of the newest application that the pages know.
Never: lets a run fail because the pages do not answer.
"""

import logging
from typing import Any

import requests

from dagster_project.engines.engine import Cost

_SECONDS = 10
_NANOSECONDS = 10**9
_log = logging.getLogger(__name__)


def used(address: str) -> Cost:
    """Processor seconds, bytes read and written by the executors since the application began; unknown without pages."""
    if not address:
        return Cost()
    try:
        stages = _stages(address.rstrip("/") + "/api/v1/applications")
    except (requests.RequestException, ValueError, LookupError) as error:
        _log.warning("Spark's pages at %s do not say what the run used: %s", address, error)
        return Cost()
    return Cost(
        cpu_seconds=round(sum(one["executorCpuTime"] for one in stages) / _NANOSECONDS, 1),
        bytes_read=sum(one["inputBytes"] for one in stages),
        bytes_written=sum(one["outputBytes"] for one in stages),
    )


def less(after: Cost, before: Cost) -> Cost:
    """What was used between two moments; unknown where either is."""
    return Cost(
        cpu_seconds=_difference(after.cpu_seconds, before.cpu_seconds),
        bytes_read=_difference(after.bytes_read, before.bytes_read),
        bytes_written=_difference(after.bytes_written, before.bytes_written),
    )


def _stages(address: str) -> list[dict[str, Any]]:
    applications = requests.get(address, timeout=_SECONDS).json()
    found: list[dict[str, Any]] = requests.get(f"{address}/{applications[0]['id']}/stages", timeout=_SECONDS).json()
    return found


def _difference(after: Any, before: Any) -> Any:
    return None if after is None or before is None else after - before
