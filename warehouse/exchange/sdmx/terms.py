"""How the words of a release become SDMX's: codes, periods, groups and the status of an observation.

Owns: the mapping of statuses to the SDMX cross-domain code list, and the spelling of codes that SDMX would not take.
Never: guesses a meaning: what no SDMX code says stays in OBS_STATUS_SOURCE alone.
"""

import re
from functools import lru_cache

from warehouse.errors import WarehouseError

NOT_APPLICABLE = "_Z"
TOTAL = "_T"
_EMPTY = "$$"
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_@\-]*")
_SIGN = re.compile(r"[^A-Za-z0-9_@\-]")
_PERIOD = re.compile(r"(\d{4})(?:(Q[1-4])|M(0[1-9]|1[0-2])|H([12]))?")

# Codes of the SDMX cross-domain list CL_OBS_STATUS that are used, with its names.
STATUSES = {
    "A": "Normal value",
    "B": "Time series break",
    "E": "Estimated value",
    "F": "Forecast value",
    "I": "Imputed value",
    "N": "Not significant",
    "O": "Missing value",
    "P": "Provisional value",
    "Q": "Missing value; suppressed",
    "U": "Low reliability",
}
# The source's code → the cross-domain one, where both mean the same. Adjusted (A), confidential (C), not available (N)
# and not applicable (X) beside a value have no counterpart.
SAME_MEANING = {"B": "B", "E": "E", "I": "I", "M": "E", "P": "P", "R": "A", "S": "N", "U": "U", "Z": "E"}
# A value without a flag: one of an unknown origin is not called normal.
_BY_KIND = {"survey": "A", "reported": "A", "defined": "A", "modelled": "E", "projected": "F"}
FREQUENCIES = {"A": "Annual", "S": "Half-yearly", "Q": "Quarterly", "M": "Monthly"}
VALUE_TYPES = {
    "ACTUAL": "Actual value",
    "BASELINE": "Baseline",
    "TARGET": "Target",
    "INTERIM_TARGET": "Point on the way to a target",
}
_GROUPS = {"sex": "SEX", "classif1": "CLASSIF1", "classif2": "CLASSIF2"}


def status(source_code: str | None, kind: str | None, *, has_value: bool) -> str | None:
    """The cross-domain status: of a value by the source's flag, else by its kind; of none, why it is missing.

    ILOSTAT's R ("real value") also stands beside modelled values and projections. These are not called normal: who
    looks at this status alone would take them for surveys.
    """
    if not has_value:
        return "Q" if source_code == "C" else "O"
    if source_code == "R" and kind in {"modelled", "projected"}:
        return _BY_KIND[kind]
    if source_code is not None:
        return SAME_MEANING.get(source_code)
    return _BY_KIND.get(kind or "")


@lru_cache(maxsize=100_000)
def code(text: str | None) -> str:
    """A code as SDMX takes it; signs that it does not take, and a first one, as $ and four hexadecimal digits and $.

    `text_of` reverses it, so no two texts share a code.
    """
    if text is None:
        return NOT_APPLICABLE
    if _PLAIN.fullmatch(text):
        return text
    first, rest = text[:1], text[1:]
    begun = first if first.isascii() and first.isalnum() else "".join(_spelt(one) for one in first)
    return begun + _SIGN.sub(lambda found: _spelt(found[0]), rest) if text else _EMPTY


def text_of(sdmx_code: str) -> str | None:
    """What `code` was given."""
    if sdmx_code == NOT_APPLICABLE:
        return None
    if sdmx_code == _EMPTY:
        return ""
    return re.sub(r"\$([0-9A-F]{4,6})\$", lambda found: chr(int(found[1], 16)), sdmx_code)


@lru_cache(maxsize=10_000)
def period(text: str) -> str:
    """A period of a release as SDMX writes it: 2019, 2019-Q1, 2019-M01, 2023-S1.

    Raises:
        WarehouseError: it is none.
    """
    found = _PERIOD.fullmatch(text)
    if not found:
        raise WarehouseError(f"SDMX has no period for {text!r}: it is no year, half-year, quarter or month.")
    year, quarter, month, half = found.groups()
    if quarter:
        return f"{year}-{quarter}"
    return f"{year}-M{month}" if month else f"{year}-S{half}" if half else year


@lru_cache(maxsize=100_000)
def group(disaggregation: str) -> dict[str, str]:
    """The dimensions that a group of the release stands for; the others are totals."""
    total = {"SEX": TOTAL, "CLASSIF1": TOTAL, "CLASSIF2": TOTAL, "GROUP": TOTAL}
    if disaggregation == "total":
        return total
    name, sign, value = disaggregation.partition("=")
    if not value or "=" in value or name not in {*_GROUPS, "group"}:
        return total | {"GROUP": code(disaggregation if name and sign else f"={disaggregation}")}
    return total | {_GROUPS.get(name, "GROUP"): code(value)}


def _spelt(sign: str) -> str:
    return f"${ord(sign):04X}$"
