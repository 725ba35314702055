"""The gate: every rule applied to a plan, and whether the design may be estimated.

Owns: the order of the rules, and that one rule not met is enough to refuse.
Never: estimates an effect; hides a reason behind another.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from warehouse.impact import before, rules, thresholds
from warehouse.impact.assignments import Assignments, seed_of
from warehouse.impact.designs import SERIES, Plan, Value
from warehouse.impact.panel import Panel
from warehouse.impact.rule import Answer


@dataclass(frozen=True)
class Gate:
    """What the gate says of one plan.

    Attributes:
        answers: one per rule.
        assignments: what a randomization test may count, the observed assignment first; None where nothing is compared.
    """

    answers: tuple[Answer, ...]
    assignments: Assignments | None

    @property
    def passes(self) -> bool:
        """Whether the design may be estimated."""
        return all(answer.verdict != "not_met" for answer in self.answers)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it may not, all reasons at once."""
        return tuple(answer.sentence for answer in self.answers if answer.verdict == "not_met")

    @property
    def notes(self) -> tuple[str, ...]:
        """What an estimate must be read with."""
        return tuple(answer.sentence for answer in self.answers if answer.verdict == "noted")

    def verdict_of(self, rule_id: str) -> str:
        """How one rule came out."""
        return next(answer.verdict for answer in self.answers if answer.rule_id == rule_id)


def judge(plan: Plan, panel: Panel, values: Sequence[Value]) -> Gate:
    """Apply every rule to a plan and the values that are known."""
    compared = _compared(plan, panel)
    return Gate((*rules.of_plan(plan, panel, values), *compared.answers), compared.assignments)


def _compared(plan: Plan, panel: Panel) -> before.Before:
    if plan.method == SERIES:
        return before.cannot_be_told("An interrupted series has no comparison areas.")
    if panel.treated_count == 0 or panel.comparison_count == 0:
        return before.cannot_be_told("There are no treated areas or no comparison areas to compare.")
    if panel.points_before < thresholds.POINTS_BEFORE[plan.method] - 1:
        return before.cannot_be_told("There are too few years before the start to compare.")
    return before.compare(panel, seed_of(plan.sha256))
