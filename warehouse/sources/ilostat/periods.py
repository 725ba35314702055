"""Time periods as ILOSTAT writes them: 2019, 2019Q1, 2019M01.

Owns: which texts are periods, and of which frequency.
Never: guesses a period from another form (SDMX's 2019-Q1 is none).
"""

import re

FIRST_YEAR, LAST_YEAR = 1900, 2100
FREQUENCIES = {"A": "annual", "Q": "quarterly", "M": "monthly"}
_PERIOD = re.compile(r"(?P<year>[0-9]{4})(?:(?P<quarter>Q[1-4])|(?P<month>M(?:0[1-9]|1[0-2])))?")


def frequency_of(period: str | None) -> str | None:
    """`A`, `Q` or `M`; None for anything that is not a period of the years 1900 to 2100."""
    found = _PERIOD.fullmatch(period or "")
    if not found or not FIRST_YEAR <= int(found["year"]) <= LAST_YEAR:
        return None
    return "Q" if found["quarter"] else "M" if found["month"] else "A"
