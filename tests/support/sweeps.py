"""How long the sweeps of faults are: a part of each in `make test-slow`, all of them in `make faults`.

Owns: the setting FAULT_TRIES and what follows from it. Which part is tried changes with the day, so that all are tried
within a week of sessions, and every process of a session takes the same.
Never: tries anything.
"""

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

TRIES = int(os.environ.get("FAULT_TRIES", "20"))
"""How many random kills the sweep makes; `make faults` asks for 560."""
IS_WHOLE = TRIES >= 500


def part(whole: Sequence[Any], step: int) -> Sequence[Any]:
    """All of them in the whole sweep, else every `step`-th, from another one each day."""
    return whole if IS_WHOLE else whole[datetime.now(UTC).toordinal() % step :: step]
