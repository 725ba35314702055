"""The live column "Row check" asks for what `dwsc register check` asks for: each formula is computed and compared."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import total_ordering
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from support.registers import REPORTER, read, rule_of
from warehouse.sources.register.columns import ABOUT, MILESTONES
from warehouse.sources.register.plan import DISCRETE, Phase, read_plan
from warehouse.sources.register.template import write_register

AFTER_ALL = date(2028, 1, 31)
CHECK, COMPLETE = "R", "✔ Complete"
LINK = {"evidence_link": "https://example.org/e"}
Report = dict[str, object]
_TOKENS = re.compile(r'"[^"]*"|\'About this report\'!\$B\$6|\$[A-Z]+\d+|[A-Z]+(?=\()|\d+|<>|>=|[=>&(),]')
_WORDS = {"=": "==", "<>": "!=", "IF": "_if", "AND": "_and", "OR": "_or", "NOT": "_not", "DATE": "_date"}


@total_ordering
class Value:
    """A value as Excel compares it: an empty cell equals "" and 0, and every number comes before every text."""

    def __init__(self, held: object) -> None:
        self.held = held.toordinal() if isinstance(held, date) else held

    def _key(self, other: "Value") -> tuple[bool, object]:
        empty: object = "" if isinstance(other.held, str) or other.held is None else 0
        held = empty if self.held is None else self.held
        return isinstance(held, str), held.casefold() if isinstance(held, str) else held

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Value) and self._key(other) == other._key(self)

    def __gt__(self, other: "Value") -> bool:
        return self._key(other) > other._key(self)  # a sheet compares anything

    def __and__(self, other: "Value") -> "Value":
        return Value("".join("" if one.held is None else str(one.held) for one in (self, other)))

    __hash__ = None  # equal by what the sheet would say, so never a key


def computed(sheet: Worksheet, address: str) -> str:
    """What Excel shows for the formula of a cell, for the few functions and signs that the form uses."""
    formula = str(sheet[address].value)[1:]
    tokens = _TOKENS.findall(formula)
    assert "".join(tokens) == formula, "The formula has a sign that this test cannot compute."
    about = sheet.parent[ABOUT]["B6"].value
    names: dict[str, object] = {
        "_if": lambda test, one, other: one if test else other,
        "_and": lambda *tests: all(tests),
        "_or": lambda *tests: any(tests),
        "_not": lambda test: not test,
        "_date": lambda year, month, day: Value(date(year.held, month.held, day.held)),
        "Value": Value,
    }

    def python(token: str) -> str:
        if token[0] in "$'":
            cell = about if token[0] == "'" else sheet[token.replace("$", "")].value
            names[name := f"cell_{len(names)}"] = Value(getattr(cell, "date", lambda: cell)())
            return name
        return f"Value({token})" if token[0] == '"' or token.isdigit() else _WORDS.get(token, token)

    return str(eval(" ".join(map(python, tokens)), names).held)


def _completed(days_late: int) -> Callable[[Phase], Report]:
    def report(phase: Phase) -> Report:
        if phase.nature != DISCRETE:
            return {"status": "inactive"} if days_late else {"status": "active"} | LINK
        return {"status": "completed", "actual_date": phase.last_due_date + timedelta(days_late)} | LINK

    return report


CASES: dict[str, Callable[[Phase], Report]] = {
    "not started": lambda _: {"status": "not_started"},
    "in progress": lambda phase: {"status": "in_progress"} if phase.nature == DISCRETE else {"status": "active"},
    "forecast in time": lambda phase: {"status": "not_started", "forecast_date": phase.last_due_date},
    "forecast late": lambda phase: {"status": "not_started", "forecast_date": phase.last_due_date + timedelta(1)},
    "open, with a reason": lambda _: {"status": "not_started", "reason": "No staff"},
    "completed in time": _completed(0),
    "completed late": _completed(1),
    "cancelled, with a forecast": lambda _: {"status": "cancelled", "reason": "x", "forecast_date": date(2028, 3, 1)},
    "cancelled": lambda _: {"status": "cancelled"},
}


@pytest.mark.parametrize("case", CASES)
def test_for_every_phase_and_period_the_formula_asks_for_what_the_rules_ask_for(tmp_path: Path, case: str) -> None:
    plan, path = read_plan(), tmp_path / "register.xlsx"
    reports = [
        {"phase_id": phase.phase_id, "reporting_period_id": period} | CASES[case](phase)
        for period in plan.periods for phase in plan.phases.values()
    ]  # fmt: skip
    write_register(path, reports, submitted_on=AFTER_ALL, reporter=REPORTER, data_kind="sample")
    findings = [(int(re.findall(r"\d+$", one.place)[0]), rule_of(one)) for one in read(path).findings]
    # The one date that the formula does not know is that of the submission.
    refused = {line: rule for line, rule in findings if rule != "forecast_in_past"}
    sheet, stored = load_workbook(path)[MILESTONES], load_workbook(path, data_only=True)[MILESTONES]
    lines = range(5, 5 + len(reports))
    shown = {line: computed(sheet, f"{CHECK}{line}") for line in lines}
    assert {line: stored[f"{CHECK}{line}"].value for line in lines} == shown
    reasons = {line for line, words in shown.items() if words.startswith("Add the reason")}
    assert reasons == {line for line, rule in refused.items() if rule == "reason_missing"}
    assert {line for line, words in shown.items() if words != COMPLETE} == set(refused)


def test_a_milestone_that_should_be_reached_by_now_needs_a_reason_without_any_date(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    reports: list[Report] = [
        {"phase_id": "O01-S1", "reporting_period_id": "2023H1", "status": "not_started"},
        {"phase_id": "O01-S1", "reporting_period_id": "2023H2", "status": "not_started"},
        {"phase_id": "O02-S1", "reporting_period_id": "2023H2", "status": "in_progress"},
    ]
    write_register(path, reports, submitted_on=AFTER_ALL, reporter=REPORTER, data_kind="sample")
    sheet = load_workbook(path)[MILESTONES]
    lines = {(row[0].value, row[8].value): row[0].row for row in sheet["A5:P86"]}
    keys = [(str(report["phase_id"]), str(report["reporting_period_id"])) for report in reports]
    assert [computed(sheet, f"{CHECK}{lines[key]}") for key in keys] == [COMPLETE, *["Add the reason: it is late"] * 2]
    formula = str(sheet[f"{CHECK}{lines[keys[0]]}"].value)
    assert ("DATE(2023,12,31)" in formula, '>="2023H2"' in formula) == (True, True)


def test_a_row_without_its_own_period_is_judged_by_that_of_the_report(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    reports: list[Report] = [{"phase_id": "O01-S1", "reporting_period_id": "2024H2", "status": "not_started"}]
    write_register(path, reports, submitted_on=AFTER_ALL, reporter=REPORTER, data_kind="sample")
    book: Workbook = load_workbook(path)
    book[MILESTONES]["I5"] = None
    assert computed(book[MILESTONES], f"{CHECK}5") == "Add the reason: it is late"
    book[ABOUT]["B6"] = "2023H1"
    assert computed(book[MILESTONES], f"{CHECK}5") == COMPLETE
