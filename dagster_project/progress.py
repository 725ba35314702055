"""What a run tells whoever started it: one JSON object a line.

Owns: the events of a run and where they go (the CLI's pipe, or nowhere when Dagster's own pages started the run).
Never: shows anything to a person; decides anything.
"""

import contextlib
import json
import time
from collections.abc import Iterator
from typing import Any, TextIO

from warehouse.errors import WarehouseError

_sinks: list[TextIO] = []
_failures: list[tuple[str, str]] = []


def send_to(sink: TextIO) -> None:
    """Write every event from now on to this stream as well."""
    _sinks.append(sink)


def tell(event: str, **facts: Any) -> None:
    """Send one event; nothing happens when nobody listens."""
    if event == "failed":
        _failures.append((str(facts.get("stage")), str(facts.get("message"))))
    line = json.dumps({"event": event, **facts}, default=str, ensure_ascii=False)
    for sink in _sinks:
        sink.write(line + "\n")
        sink.flush()


def has_failed() -> bool:
    """Whether a failure was told in this process."""
    return bool(_failures)


def failures() -> list[tuple[str, str]]:
    """Stage and message of every failure told in this process."""
    return list(_failures)


@contextlib.contextmanager
def stage(name: str, **facts: Any) -> Iterator[dict[str, Any]]:
    """Tell that a stage begins and how it ends; what the block puts into the yielded dict is told at its end.

    Raises:
        WarehouseError: the block's own, after telling its message.
    """
    began = time.monotonic()
    tell("stage", name=name, state="started", **facts)
    told: dict[str, Any] = {}
    try:
        yield told
    except WarehouseError as error:
        tell("failed", stage=name, message=str(error))
        raise
    tell("stage", name=name, state="done", seconds=round(time.monotonic() - began, 2), **told)
