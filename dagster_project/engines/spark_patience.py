"""How long a Spark Connect server that does not answer is asked again.

Owns: that it is waited for a minute in all: dbt goes on with the next table when one failed, and would wait at each.
Never: is imported where DuckDB builds, or where Spark works within the process.
"""

import threading
import time
from collections.abc import Callable

from pyspark.sql.connect.client.retries import DefaultPolicy

_SECONDS = 60
_LONGEST_PAUSE = 10
_FORGIVEN = 60  # seconds without a refusal after which the next one is another trouble


class Patience(DefaultPolicy):
    """Asks again by Spark's own rule, until the server has refused a thread for a minute; then that one waits no more.

    One instance serves all threads. What each of them met is kept apart: some that are refused by turns, each of them
    once, would look like one that is refused all the time.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Start without a refusal."""
        super().__init__(max_retries=None, max_backoff=_LONGEST_PAUSE * 1000)
        self._clock = clock
        self._met = threading.local()

    def can_retry(self, e: BaseException) -> bool:
        """Whether the question is worth asking again."""
        if not super().can_retry(e):
            return False
        now = self._clock()
        if now - getattr(self._met, "last", float("-inf")) > _FORGIVEN:
            self._met.began = now
        self._met.last = now
        return bool(now - self._met.began < _SECONDS)
