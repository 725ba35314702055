"""Sending, in a child process that is stopped when its time is over.

Owns: the time that telling people may take, and what is known of each message afterwards.
Never: imports Apprise (the child does); gives the child an address (it follows the reference itself).
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from warehouse.alerts.message import Message
from warehouse.settings import Settings, child_environment


@dataclass(frozen=True)
class Sent:
    """How sending to one recipient ended; `error` says why it did not arrive, without a part of the address."""

    recipient: str
    is_sent: bool
    error: str | None = None


def send(settings: Settings, messages: Mapping[str, Message]) -> list[Sent]:
    """Send each recipient its message, all at the same time, within the seconds that the settings give."""
    asked = json.dumps({recipient: asdict(message) for recipient, message in messages.items()})
    child = subprocess.Popen(
        [sys.executable, "-m", "warehouse.alerts.child"],
        env=child_environment(DWSC_HOME=str(settings.home)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    )
    try:
        told, _ = child.communicate(asked, timeout=settings.alert_seconds)
    except subprocess.TimeoutExpired:
        child.kill()
        told, _ = child.communicate()
    late = f"It did not answer within {settings.alert_seconds:g} seconds."
    ended = "Sending stopped before its turn." if child.returncode > 0 else late
    known = {one.recipient: one for one in map(_answer, told.splitlines()) if one}
    return [known.get(recipient, Sent(recipient, is_sent=False, error=ended)) for recipient in messages]


def _answer(line: str) -> Sent | None:
    """One line of the child; None for what a library printed in between."""
    try:
        return Sent(**json.loads(line))
    except (ValueError, TypeError):
        return None
