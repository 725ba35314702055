"""A filled row with every cell read: what the rules compare.

Owns: reading the cells of a row, and filling in reporter and period from the facts about the report.
Never: compares two cells (`rules` does).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from warehouse.rejected import Finding
from warehouse.sources.register.cells import Line, Value, plain_number, read_value
from warehouse.sources.register.facts import Facts
from warehouse.sources.register.plan import Phase, Plan


@dataclass(frozen=True)
class Entry:
    """One filled row. `values` lacks what was not in the file or cannot be read: no rule may be derived from that."""

    line: Line
    values: Mapping[str, Value]
    phase: Phase | None

    def has(self, *keys: str) -> bool:
        """Whether all of these were read, blank or not."""
        return all(key in self.values for key in keys)

    def text(self, key: str) -> str | None:
        """A value as text, dates in ISO form, numbers without exponent; None where it is blank or unknown."""
        value = self.values.get(key)
        if isinstance(value, Decimal):
            return plain_number(value)
        return None if value is None else str(value)

    def number(self, key: str) -> Decimal | None:
        """A number; None where it is blank or unknown."""
        value = self.values.get(key)
        return value if isinstance(value, Decimal) else None

    def shown(self, key: str) -> str | None:
        """A value as findings show it: as it was typed, dates in ISO form."""
        cell = self.line.cells.get(key)
        if isinstance(self.values.get(key), date) or cell is None or cell.is_blank:
            return self.text(key)
        return str(cell.value)

    def heading(self, key: str) -> str:
        """The heading of one of its columns."""
        return self.line.sheet.heading(key)

    def place(self, key: str) -> str:
        """Where a value stands, or would stand."""
        return self.line.cells[key].place if key in self.line.cells else self.line.place


def read_entry(line: Line, facts: Facts, plan: Plan) -> tuple[Entry, list[Finding]]:
    """Read a row; a cell that cannot be read gives one finding and no value."""
    values: dict[str, Value] = {}
    findings: list[Finding] = []
    for column in (one for one in line.sheet.columns if one.key in line.cells):
        value, problem = read_value(column.heading, column.kind, line.cells[column.key])
        if problem:
            findings.append(problem)
        else:
            values[column.key] = value
    for key, default in (("reporter", facts.reporter), ("reporting_period_id", facts.period_id)):
        if key in values and values[key] is None:
            values[key] = default
    phase = plan.phases.get(str(values.get("phase_id")))
    return Entry(line, values, phase), findings
