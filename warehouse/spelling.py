"""Small texts that several rooms must spell alike.

Owns: how a long text is shortened, an odd character shown, a file name made safe, and a time written.
Never: knows what the text is about.
"""

import re
from datetime import UTC, datetime


def shorten(text: str, limit: int = 80) -> str:
    """At most `limit` characters, so that one long cell cannot bury a message."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def shown(text: str) -> str:
    r"""A text in which what cannot be printed is spelled out, such as \n, so that it cannot act on a screen."""
    return "".join(one if one.isprintable() else repr(one)[1:-1] for one in text)


def beginning(text: str) -> str:
    """How a text of which only the start is shown begins, in quotation marks, so that no sentence runs into another."""
    return f"It begins: “{shorten(shown(' '.join(text.split())))}”."


def safe_name(name: str) -> str:
    """A file name without folders, odd characters or leading dots, at most 100 characters, extension kept."""
    cleaned = re.sub(r"[^A-Za-z0-9._-]+", "_", name).lstrip("._-") or "file"
    return cleaned if len(cleaned) <= 100 else cleaned[:60] + "_" + cleaned[-39:]


def iso(moment: datetime) -> str:
    """UTC in ISO 8601, to the second."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
