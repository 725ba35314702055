"""A cause: one thing that is wrong, and what somebody is to do about it.

Owns: the kinds of causes, and when two sightings are the same cause.
Never: looks for one; tells anybody.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["run_failed", "gate_blocked", "source_stale", "fetch_failed", "label_changed", "report_overdue"]

# In the order in which they stand in a message: what keeps figures from being published comes first.
HEADINGS: dict[Kind, str] = {
    "run_failed": "Run failed",
    "gate_blocked": "Gate blocked",
    "fetch_failed": "Fetch failed",
    "source_stale": "Source stale",
    "label_changed": "Label or unit changed",
    "report_overdue": "Report overdue",
}
ENGINEERING, MONITORING, STATISTICS = "Data engineering", "Monitoring and evaluation", "Statistics"
_LONGEST = 600
_VARIES = re.compile(r"/\S+|[0-9a-f]{8}-[0-9a-f-]{27}|\d+(?:[.,:]\d+)*")


@dataclass(frozen=True)
class Cause:
    """One thing that is wrong.

    `subject` is what it is about (a stage, a check, a dataset, an output); `mark` tells two causes of the same subject
    apart, such as the vintage that brought a label. `page` and `anchor` are where the pages show it, `command` what
    shows it where no address is set. `since` is a day or a time in ISO 8601 (UTC); None for the moment it was seen.
    """

    kind: Kind
    subject: str
    what: str
    owner: str
    to_do: str
    command: str
    mark: str = ""
    since: str | None = None
    page: str | None = None
    anchor: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The same for the same cause, in whichever run it is seen."""
        text = "\x1f".join([self.kind, self.subject, self.mark])
        return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Looked:
    """How far somebody looked: a kind maps to the subjects that are well unless seen, or None for all of the kind."""

    subjects: Mapping[Kind, frozenset[str] | None]

    def covers(self, kind: str, subject: str) -> bool:
        """Whether a cause of this kind and subject would have been seen if it still stood."""
        for looked, subjects in self.subjects.items():
            if looked == kind:
                return subjects is None or subject in subjects
        return False


def one_line(text: str) -> str:
    """Text for a message: in one line, without control characters, not longer than a person reads."""
    plain = "".join(sign if sign.isprintable() else " " for sign in text)
    words = " ".join(plain.split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def same_words(text: str) -> str:
    """What stays the same of a message from run to run: without paths, run ids, times and counts."""
    return _VARIES.sub("#", " ".join(text.splitlines()[:1]))


def joined(parts: Iterable[str], shown: int = 5) -> str:
    """A list of things in words, the first few of them."""
    listed = list(parts)
    more = f" and {len(listed) - shown} more" if len(listed) > shown else ""
    return "; ".join(listed[:shown]) + more
