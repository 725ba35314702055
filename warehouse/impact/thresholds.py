"""What the gate asks for, in one place.

Owns: the thresholds of the rules; docs/impact.md gives the reason of each.
Never: applies one.
"""

from typing import Final

from warehouse.impact.designs import DIFFERENCE, SERIES, STAGGERED

POINTS_BEFORE: Final = {DIFFERENCE: 4, STAGGERED: 4, SERIES: 6}
POINTS_AFTER: Final = {DIFFERENCE: 2, STAGGERED: 2, SERIES: 3}
TREATED_AREAS: Final = {DIFFERENCE: 2, STAGGERED: 2, SERIES: 1}
COMPARISON_AREAS: Final = 4
SHARE_USABLE: Final = 0.8
LOWEST_LEVEL: Final = 0.045  # what a test at five per cent must be able to reach
OVERLAP_MARGIN: Final = 0.25  # of the range of the comparison areas, on either side
PRE_TREND_P: Final = 0.10
ANTICIPATION_P: Final = 0.05
CLUSTERED_FROM: Final = 10  # treated and comparison areas, and areas of each start, from which errors are clustered
SHORT_SERIES: Final = 12
PANDEMIC_YEARS: Final = (2020, 2021)
