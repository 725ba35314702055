"""Where the figures of a chart come from, for what units report and what the strategy says.

Owns: the sources and licences that the line under such a chart names.
Never: claims a licence that the release does not state.
"""

from dashboards.block import Origin
from dashboards.frame import Shown
from dashboards.queries import release

_STRATEGY = "the strategy (GB.347/INS/8)"
_REGISTERS = f"registers of the units and {_STRATEGY}"
_NOT_STATED = "not stated"


def of_registers(shown: Shown, processing: str, coverage: str) -> Origin:
    """Figures that rest on what units handed in, set against the plan of the strategy."""
    licences = release.licences(shown.source, "register")
    source = _REGISTERS if licences else f"{_STRATEGY}; no register was handed in"
    return Origin(source, processing, coverage, ", ".join(licences) or _NOT_STATED)


def of_strategy(processing: str, coverage: str) -> Origin:
    """What the strategy itself says, read by this project."""
    return Origin(_STRATEGY, processing, coverage, "document of the ILO; the reading: Apache-2.0")
