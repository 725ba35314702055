"""Named moments at which a test lets this process die, as a power cut or the system's killer would.

Owns: `crash_at`, which marks such a moment in the code, and what the setting DWSC_CRASH_AT asks for.
Never: does anything unless that setting names the moment; cleans up, because nothing would.
"""

import os
import signal
import time
from collections import Counter
from functools import cache

from warehouse.settings import get_settings

_HANG = "hang:"
_DAY = 86_400
_seen: Counter[str] = Counter()


def crash_at(moment: str) -> None:
    """Die here, or hang here for a day, if DWSC_CRASH_AT says so.

    Put one wherever the disk just changed, so that each state that a kill can leave behind is tried.

    Args:
        moment: a name that stands once in the code, such as "snapshot renamed".
    """
    wanted = _wanted()
    if not wanted:
        return
    _seen[moment] += 1
    name, _, time_of_it = wanted.removeprefix(_HANG).partition("#")
    if name != moment or _seen[moment] != int(time_of_it or 1):
        return
    if wanted.startswith(_HANG):
        time.sleep(_DAY)
    os.kill(os.getpid(), signal.SIGKILL)


@cache
def _wanted() -> str:
    """Asked for once per process; `warehouse.settings` alone reads the environment."""
    return get_settings().crash_at
