"""The plans of impact designs that the sample's evaluation workbooks register: one can be estimated, two cannot.

Owns: three invented plans, their areas, and the day on which they were registered.
Never: tells of support that anybody gave: which countries count as treated is invented like everything else here.

What they tell: D01 passes the gate, and its interval holds nought. D02 asks a series for its slope after one year. D03
rests on modelled values, and its own authors expect that the support reaches the countries that it is compared with.
"""

from collections.abc import Iterator, Mapping
from datetime import date

Row = dict[str, object]
# Before any value from 2023 on was known, so that nobody could choose the plan by its result.
REGISTERED = date(2023, 10, 2)
_BY = "Evaluation manager (sample)"
_PLANS: tuple[Row, ...] = (
    {
        "design_id": "D01",
        "design_question": "Did compliance with labour rights improve more where programmes took up supply chains?",
        "indicator_id": "IL01",
        "method": "difference_in_differences",
        "first_year": 2015,
        "last_year": 2024,
        "start_year": 2023,
        "assumptions": "Without the programmes, the index would have moved alike in both groups of countries; what was "
        "reported to the supervisory bodies did not become easier to find in one of them only.",
        "spillover_risk": "medium",
        "spillover_reason": "Buyers are active in both groups, but the index rests on national law and practice.",
    },
    {
        "design_id": "D02",
        "design_question": "Did the number of labour inspectors change course with the inspection plan of 2025?",
        "indicator_id": "IL08",
        "method": "interrupted_series",
        "first_year": 2011,
        "last_year": 2025,
        "start_year": 2025,
        "assumptions": "Nothing else changed the number of inspectors in 2025, and they are counted as before.",
        "spillover_risk": "low",
        "spillover_reason": "One country only.",
    },
    {
        "design_id": "D03",
        "design_question": "Did informal employment fall faster where suppliers were trained, country after country?",
        "indicator_id": "IL11",
        "method": "staggered_difference_in_differences",
        "first_year": 2014,
        "last_year": 2025,
        "assumptions": "Countries that were to start later would have moved like those that started first.",
        "spillover_risk": "high",
        "spillover_reason": "Suppliers of the trained factories work across the border in the countries compared with.",
    },
)
_TREATED: Mapping[str, Mapping[str, int | None]] = {
    "D01": dict.fromkeys(("CHL", "CRI", "GEO", "JOR", "NAM", "ZMB")),
    "D02": {"BRA": None},
    "D03": {"KHM": 2022, "BGD": 2023, "VNM": 2023, "LKA": 2024},
}
_COMPARED = {
    "D01": "CHN CIV CMR EGY ETH FJI GHA GTM HTI IDN IND KAZ KEN MAR MDA NGA NPL PAK PHL POL ROU RWA SEN TUR",
    "D02": "",
    "D03": "IDN IND MNG NPL PAK PHL THA",
}


def designs() -> list[Row]:
    """The rows of the sheet Designs."""
    return [plan | {"registered_by": _BY} for plan in _PLANS]


def design_areas() -> list[Row]:
    """The rows of the sheet Design areas."""
    return [row for plan in _PLANS for row in _areas(str(plan["design_id"]))]


def _areas(design_id: str) -> Iterator[Row]:
    for area, start in _TREATED[design_id].items():
        row: Row = {"design_id": design_id, "reference_area_code": area, "role": "treated"}
        yield row if start is None else row | {"start_year": start}
    for area in _COMPARED[design_id].split():
        yield {"design_id": design_id, "reference_area_code": area, "role": "comparison"}
