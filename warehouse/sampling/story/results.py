"""The values of the indicators of outputs that the sample's registers report.

Owns: the invented values, period by period, and those that are changed later.
Never: computes a share; reports on an indicator that is not one of an output.
"""

from collections.abc import Iterator

from warehouse.sampling.reports import SUBMITTED
from warehouse.sources.register.plan import Plan

Row = dict[str, object]
# Per indicator and group the values from 2023H1 on; 3/8 is a share with its numerator and denominator, - no report.
_VALUES = """
OI01a |                 | 0 1 2 1 3 2 2
OI01b |                 | 3 4 6 7 9 8 10
OI02a |                 | - - 2/7 3/8 4/8 5/9 6/9
OI03a |                 | 0 0 0 0 1 1 1
OI03b |                 | - 4/21 - 7/24 - 11/26 -
OI04a |                 | 0 0 0 0 1 1 1
OI04b |                 | - - - - 31/148 44/163 52/170
OI04c |                 | - - - - 0 2 3
OI05a |                 | 0 0 0 0 0 0 0
OI05b |                 | - 18.5 14.2 12 - - -
OI06a |                 | 0 1 3 4 5 4 6
OI06b |                 | - 0/1 1/3 2/4 3/5 2/4 4/6
OI07a |                 | 0 0 0 1 0 1 2
OI08a |                 | - - - - 6 7 9
OI08b |                 | - 12 18 25 31 34 40
OI09a |                 | 0 2 - - 3 4 4
OI10a |                 | 14 22 19 27 25 30 28
OI10a | group=employers | 6 10 8 12 11 13 12
OI10a | group=workers   | 8 12 11 15 14 17 16
OI10b |                 | - - 11/36 15/49 19/46 24/52 27/58
OI11a |                 | - - 3/4 5/6 6/8 7/8 9/10
OI11b |                 | - - 1/4 2/6 4/8 5/8 7/10
OI12a |                 | - - - - 0 3 -
OI13b |                 | - - - - - - 2
OI15a |                 | - - 4/9 6/11 8/12 9/12 11/13
OI16a |                 | 0 1 1 2 3 2 2
OI17a |                 | - - 2 3 3 2 0
OI18a |                 | 0 0 0 0 - - -
OI20a |                 | 0 1 1 1 1 1 1
OI20b |                 | - - 21/58 - 34/58 - 41/58
"""
# Handed in again later: file, indicator, period, value, correction reason and note; without a reason it is undeclared.
_AGAIN = """
2024H2_mended | OI06a | 2023H2 | 2   | late_information | A dialogue of December 2023 became known in February 2025
2024H2_mended | OI06b | 2023H2 | 0/2 | late_information | A dialogue of December 2023 became known in February 2025
2024H2_mended | OI04a | 2024H2 | 0   |                  |
2025H2        | OI16a | 2025H1 | 2   |                  |
2026H1_draft  | OI12a | 2026H1 | 4   |                  |
"""


def results(plan: Plan, file: str, period: str | None) -> list[Row]:
    """The rows of one file: those of its period, and those that it hands in again."""
    return [*_of_period(plan, period), *_again(plan, file)]


def _of_period(plan: Plan, period: str | None) -> Iterator[Row]:
    if period is None:
        return
    place = list(SUBMITTED).index(period)
    for line in _VALUES.strip().splitlines():
        indicator, group, values = (part.strip() for part in line.split("|"))
        value = values.split()[place]
        if value != "-":
            yield _row(plan, indicator, period, value) | ({"disaggregation": group} if group else {})


def _again(plan: Plan, file: str) -> Iterator[Row]:
    for line in _AGAIN.strip().splitlines():
        name, indicator, period, value, code, note = (part.strip() for part in line.split("|"))
        if name == file:
            yield _row(plan, indicator, period, value) | {"correction_code": code, "correction_note": note}


def _row(plan: Plan, indicator: str, period: str, value: str) -> Row:
    row: Row = {
        "indicator_id": indicator,
        "output_id": plan.indicators[indicator].output_id,
        "reporting_period_id": period,
    }
    numerator, slash, denominator = value.partition("/")
    if slash:
        return row | {"numerator": int(numerator), "denominator": int(denominator)}
    return row | {"value": float(value) if "." in value else int(value)}
