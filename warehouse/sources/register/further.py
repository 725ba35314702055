"""What stands in the further sheets of a form: the rows that the plan knows beforehand, reports, and rows to fill in.

Owns: which rows each further sheet has, and in which order.
Never: knows how a sheet looks; writes a file.
"""

from collections.abc import Mapping, Sequence

from warehouse.sources.register.plan import Indicator, Period, Plan
from warehouse.sources.register.sheet import Sheet
from warehouse.sources.register.sheets import APPROVALS, NARRATIVES, PROMISES, RESULTS, SHEETS
from warehouse.sources.register.target_sheet import TARGETS

Row = dict[str, object]
BLANK_ROWS = {"Results": 12, "Evidence": 40, "Money": 24, "Targets": 40}
_PERIOD = "reporting_period_id"


def further_rows(
    plan: Plan, periods: Sequence[Period], given: Mapping[str, Sequence[Mapping[str, object]]]
) -> dict[str, tuple[Row, ...]]:
    """The rows of each further sheet, by its name: first those known beforehand, then what else is given, then blanks.

    Args:
        plan: outputs, indicators and promises.
        periods: one set of rows for each.
        given: reports by sheet and column key; one that fits a row known beforehand is entered there.
    """
    return {sheet.name: tuple(_rows(sheet, plan, periods, given.get(sheet.name, ()))) for sheet in SHEETS}


def planned_rows(sheet: Sheet, plan: Plan, period_id: str) -> list[Row]:
    """The rows of a sheet that are known before anybody reports; none for evidence, money and targets."""
    if sheet in (NARRATIVES, APPROVALS):
        rows: list[Row] = [{"output_id": key, "output_label": label} for key, label in plan.outputs.items()]
    elif sheet is PROMISES:
        rows = [{"commitment_id": key, "commitment_label": label} for key, label in plan.promises.items()]
    elif sheet is RESULTS:
        rows = [_of_indicator(one) for one in plan.indicators.values() if one.level == "output"]
    else:
        rows = []
    return [{**row, _PERIOD: period_id} for row in rows]


def is_planned(sheet: Sheet, row: Mapping[str, object]) -> bool:
    """Whether the form names what a row is about, so that nobody has to type it."""
    return (
        sheet in (NARRATIVES, RESULTS, PROMISES, APPROVALS) and bool(row.get(_PERIOD)) and bool(row.get(sheet.key[0]))
    )


def _rows(sheet: Sheet, plan: Plan, periods: Sequence[Period], given: Sequence[Mapping[str, object]]) -> list[Row]:
    rows = [row for period in periods for row in planned_rows(sheet, plan, period.period_id)]
    places = {(row[sheet.key[0]], row[_PERIOD]): row for row in rows}
    for report in given:
        said = {key: value for key, value in report.items() if value not in (None, "")}
        name = (report.get(sheet.key[0]), report.get(_PERIOD))
        row = None if "disaggregation" in said else places.pop(name, None)
        if row is None:
            rows.append({**_labels(sheet, plan, said), **said})
        else:
            row.update(said)
    return [*rows, *({} for _ in range(BLANK_ROWS.get(sheet.name, 0)))]


def _labels(sheet: Sheet, plan: Plan, said: Mapping[str, object]) -> Row:
    indicator = plan.indicators.get(str(said.get("indicator_id")))
    return _of_indicator(indicator) if indicator and (sheet is TARGETS or "numerator" in said) else {}


def _of_indicator(indicator: Indicator) -> Row:
    return {
        "indicator_id": indicator.indicator_id,
        "indicator_label": indicator.label,
        "unit": indicator.unit,
        "output_id": indicator.output_id,
    }
