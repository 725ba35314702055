"""Which part of the slow tests is tried: of each sweep of faults in `make test-slow`, of their files in CI.

Owns: the settings FAULT_TRIES and SLOW_PARTS, and that another commit tries another part, the same one each time.
Never: tries anything.
"""

import os
from collections.abc import Sequence
from typing import Any

from warehouse.fingerprint import git_commit

TRIES = int(os.environ.get("FAULT_TRIES", "20"))
"""How many random kills the sweep makes; `make faults` asks for 560."""
IS_WHOLE = TRIES >= 500
SLOW_PARTS = int(os.environ.get("SLOW_PARTS", "1"))
"""The slow tests of every so many-th file are tried; CI asks for as many as time allows (docs/decisions/0037)."""
_TURN = int((git_commit() or "0")[:8], 16)


def part(whole: Sequence[Any], step: int) -> Sequence[Any]:
    """All of them in the whole sweep, else every `step`-th, from one that the commit decides."""
    return whole if IS_WHOLE else whole[_TURN % step :: step]
