"""How long the sweeps of faults are: a part of each in `make test-slow`, all of them in `make faults`.

Owns: the setting FAULT_TRIES and what follows from it.
Never: tries anything.
"""

import os
from collections.abc import Sequence
from typing import Any

TRIES = int(os.environ.get("FAULT_TRIES", "40"))
"""How many random kills the sweep makes; `make faults` asks for 560."""
IS_WHOLE = TRIES >= 500


def part(whole: Sequence[Any], step: int) -> Sequence[Any]:
    """All of them in the whole sweep, else every `step`-th from the second on; what changes by chance needs no more."""
    return whole if IS_WHOLE else whole[1::step]
