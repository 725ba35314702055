"""SDMX words and the columns of a snapshot they become.

Owns: which SDMX dimension or attribute fills which column, its periods, and the codes that lack ILOSTAT's prefix.
Never: reads a file.

SDMX's MEASURE is the represented variable; the indicator stands in the id of the dataflow. SOURCE and the notes are
labels there, not codes. Dimensions that are none of the fixed ones are sex and classifications, in their own order.
"""

import re
from collections.abc import Mapping, Sequence

from warehouse.sources.ilostat.codes import Known

FIXED = ("DATAFLOW", "STRUCTURE", "REF_AREA", "FREQ", "MEASURE", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS")
ATTRIBUTES = frozenset(
    {
        *("UNIT_MEASURE_TYPE", "UNIT_MEASURE", "UNIT_MULT", "SOURCE", "NOTE_SOURCE", "NOTE_INDICATOR", "NOTE_CLASSIF"),
        *("DECIMALS", "UPPER_BOUND", "LOWER_BOUND", "OBS_PRE_BREAK_VALUE", "NOTE_REF_AREA", "CONF_STATUS"),
        *("STRUCTURE_ID", "ACTION", "OBS_FREE_COMMENT"),
    }
)
_NAMES = {
    "REF_AREA": "ref_area", "SOURCE": "source_label", "SEX": "sex", "TIME_PERIOD": "time", "OBS_VALUE": "obs_value",
    "OBS_STATUS": "obs_status", "NOTE_CLASSIF": "note_classif_label", "NOTE_INDICATOR": "note_indicator_label",
    "NOTE_SOURCE": "note_source_label",
}  # fmt: skip
_FLOW = re.compile(r"(?:ILO[:,])?(?:DF_)?(?P<indicator>[A-Z0-9_]+?)(?:\([0-9.]+\))?")
_PERIOD = re.compile(r"(\d{4})-(?:(Q[1-4])|M?(0[1-9]|1[0-2]))")


def column_names(columns: Sequence[str]) -> dict[str, str]:
    """SDMX column → snapshot column, for those that a snapshot has; classifications in the order of the file."""
    names = {column: _NAMES[column] for column in columns if column in _NAMES}
    others = [column for column in columns if is_classification(column)]
    return names | {column: f"classif{number}" for number, column in enumerate(others[:2], 1)}


def is_classification(column: str) -> bool:
    """Whether a column is a dimension of its own kind, such as AGE, ECO or CUR."""
    return column not in {*FIXED, *ATTRIBUTES, "SEX"} and column == column.upper() and column.isidentifier()


def indicator_of(flow: str | None) -> str | None:
    """ILO:DF_ILR_CBCT_NOC_RT(1.0) is about ILR_CBCT_NOC_RT; a text that is no such id stays as it is."""
    found = _FLOW.fullmatch(flow or "")
    return found["indicator"] if found else flow


def period_of(period: str | None) -> str | None:
    """2019-Q1, 2019-01 and 2019-M01 as ILOSTAT writes them; any other text stays as it is."""
    found = _PERIOD.fullmatch(period or "")
    if not found:
        return period
    year, quarter, month = found.groups()
    return f"{year}{quarter}" if quarter else f"{year}M{month}"


class Prefixer:
    """Gives codes their prefix (SEX_, AGE_, …) where a service left it out and the longer code is a known one."""

    def __init__(self, known: Mapping[str, Known]) -> None:
        self.codes = {variable: listed.codes for variable, listed in known.items()}

    def whole(self, dimension: str, code: str | None) -> str | None:
        """The code as ILOSTAT's bulk files write it."""
        listed = self.codes["sex" if dimension == "SEX" else "classification"]
        if code is None or code in listed:
            return code
        longer = code if code.startswith(f"{dimension}_") else f"{dimension}_{code}"
        return longer if longer in listed else code
