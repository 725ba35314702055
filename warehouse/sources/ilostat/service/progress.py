"""How far a fetch is.

Owns: the running totals, and the time left.
Never: shows anything.
"""

import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from warehouse.sources.ilostat.service.plan import Plan
from warehouse.sources.ilostat.service.state import FetchStatus


@dataclass
class Progress:
    """What became of the datasets of a plan so far; the time left follows from the rows that came."""

    plan: Plan
    statuses: dict[str, FetchStatus] = field(default_factory=dict)
    _began: float = field(default_factory=time.monotonic)

    def add(self, status: FetchStatus) -> None:
        """A dataset is done, or done again."""
        self.statuses[status.dataset_code] = status

    @property
    def counts(self) -> dict[str, int]:
        """Datasets by outcome."""
        return dict(Counter(status.outcome for status in self.statuses.values()))

    @property
    def failures(self) -> dict[str, str]:
        """Datasets that did not come, and why."""
        failed = (status for status in self.statuses.values() if status.outcome == "failed")
        return {status.dataset_code: status.stale_reason or "" for status in failed}

    def facts(self) -> dict[str, Any]:
        """Where the fetch stands: datasets and rows done and in all, bytes, bytes per second, seconds left."""
        seconds = time.monotonic() - self._began
        rows = sum(status.row_count or 0 for status in self.statuses.values())
        size = sum(status.bytes or 0 for status in self.statuses.values() if status.outcome != "failed")
        left = max(0, self.plan.row_count - rows)
        return {
            "datasets_done": len(self.statuses),
            "datasets": len(self.plan.due),
            "rows_done": rows,
            "rows": self.plan.row_count,
            "bytes_done": size,
            "bytes_per_second": round(size / seconds) if seconds else None,
            "seconds": round(seconds, 1),
            "seconds_left": round(seconds * left / rows) if rows else None,
        }
