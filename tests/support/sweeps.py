"""Which part of the slow tests is tried: of each sweep of faults in `make test-slow`, of their files in CI.

Owns: the settings FAULT_TRIES and SLOW_PARTS, and the day by which the part changes, one for a whole session.
Never: tries anything.
"""

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

TRIES = int(os.environ.get("FAULT_TRIES", "20"))
"""How many random kills the sweep makes; `make faults` asks for 560."""
IS_WHOLE = TRIES >= 500
SLOW_PARTS = int(os.environ.get("SLOW_PARTS", "1"))
"""The slow tests of every so many-th file are tried; CI asks for 3 (docs/decisions/0037)."""
# The processes that run side by side inherit it, also when midnight passes before they look.
_DAY = int(os.environ.setdefault("TESTS_OF_DAY", str(datetime.now(UTC).toordinal())))


def part(whole: Sequence[Any], step: int) -> Sequence[Any]:
    """All of them in the whole sweep, else every `step`-th, from another one each day."""
    return whole if IS_WHOLE else whole[_DAY % step :: step]
