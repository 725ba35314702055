"""A plan as it was registered, and the values that it is about.

Owns: the words for methods and roles, and what must be known of a plan and of a value.
Never: looks at a value to decide what the plan is.
"""

from dataclasses import dataclass
from datetime import datetime

DIFFERENCE, STAGGERED, SERIES = "difference_in_differences", "staggered_difference_in_differences", "interrupted_series"
METHODS = (DIFFERENCE, STAGGERED, SERIES)
TREATED, COMPARISON = "treated", "comparison"


@dataclass(frozen=True)
class PlannedArea:
    """One area of a plan; `start_year` is its own where starts are staggered, else that of the plan."""

    code: str
    role: str
    start_year: int | None = None


@dataclass(frozen=True)
class Plan:
    """One version of a registered plan.

    Attributes:
        sha256: checksum of the plan's fields and areas; draws of the randomization start from it.
        first_year, last_year: the years that are compared, both included.
        start_year: first year of the support; None where each area has its own.
        registered_at: from when on the plan was known, by its file.
        received_at: when the file reached this warehouse, for which nobody's word is needed; None where unknown.
    """

    design_id: str
    version_no: int
    sha256: str
    method: str
    areas: tuple[PlannedArea, ...]
    first_year: int
    last_year: int
    start_year: int | None
    question: str
    assumptions: str
    spillover_risk: str
    spillover_reason: str
    registered_at: datetime
    received_at: datetime | None = None

    @property
    def treated(self) -> tuple[PlannedArea, ...]:
        """Areas that the support reached."""
        return tuple(area for area in self.areas if area.role == TREATED)

    @property
    def comparison(self) -> tuple[PlannedArea, ...]:
        """Areas that they are compared with."""
        return tuple(area for area in self.areas if area.role == COMPARISON)

    @property
    def years(self) -> tuple[int, ...]:
        """Every year that is compared."""
        return tuple(range(self.first_year, self.last_year + 1))

    def start_of(self, area: PlannedArea) -> int | None:
        """First year of the support in an area; None for one that is only compared with."""
        if area.role != TREATED:
            return None
        return area.start_year if self.method == STAGGERED and area.start_year else self.start_year

    @property
    def first_start(self) -> int | None:
        """The first year of the support in any area."""
        starts = [start for area in self.treated if (start := self.start_of(area)) is not None]
        return min(starts, default=None)


@dataclass(frozen=True)
class Value:
    """One yearly value of the outcome, as known on the as-of date.

    Attributes:
        kind: survey, modelled, projected or unknown, or reported for what the register says.
        is_break: whether the series breaks at this year; None where nobody says.
        known_from: from when on any value of this area and year was known, in whatever vintage; None where unknown.
    """

    area: str
    year: int
    value: float
    kind: str
    is_break: bool | None
    known_from: datetime | None
