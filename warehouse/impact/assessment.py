"""One plan from its registration to its answer: gate, estimate, diagnostics and words.

Owns: the order of these steps, and that a refused design gets no number.
Never: knows where plans and values come from, or how answers are stored.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from warehouse.impact import checks, claims, estimation, panel, regression, rules
from warehouse.impact.assignments import Assignments
from warehouse.impact.checks import Check
from warehouse.impact.designs import SERIES, STAGGERED, Plan, Value
from warehouse.impact.estimation import Estimate, Inquiry
from warehouse.impact.gate import Gate, judge
from warehouse.impact.panel import Panel

QUANTITIES = {SERIES: ("level_change", "slope_change")}
AVERAGE = ("average_effect",)


@dataclass(frozen=True)
class Assessment:
    """The answer to one plan; without estimates and without a claim where the gate refuses."""

    plan: Plan
    panel: Panel
    gate: Gate
    estimates: tuple[Estimate, ...]
    checks: tuple[Check, ...]
    claim: str | None

    @property
    def verdict(self) -> str:
        """Passed or refused."""
        return "passed" if self.gate.passes else "refused"

    @property
    def claim_words(self) -> str | None:
        """The claim in words."""
        return None if self.claim is None else claims.WORDS[self.claim]

    @property
    def quantities(self) -> tuple[str, ...]:
        """What the design asks for, whether or not it may be told."""
        return QUANTITIES.get(self.plan.method, AVERAGE)


def assess(plan: Plan, values: Sequence[Value]) -> Assessment:
    """Judge a plan and, where it passes, estimate it.

    Args:
        plan: as registered.
        values: of the outcome in the plan's areas, as known on the as-of date.
    """
    table = panel.build(plan, values)
    gate = judge(plan, table, values)
    if not gate.passes:
        known = checks.means(table, until=plan.first_start or plan.first_year)
        return Assessment(plan, table, gate, (), tuple(known), None)
    return _comparison(plan, table, gate, gate.assignments, values) if gate.assignments else _series(plan, table, gate)


def _is_vouched(plan: Plan, values: Sequence[Value]) -> bool:
    first = rules.first_known(plan, values)
    return plan.received_at is not None and (first is None or plan.received_at < first)


def _comparison(plan: Plan, table: Panel, gate: Gate, assignments: Assignments, values: Sequence[Value]) -> Assessment:
    inquiry = Inquiry(table, assignments, plan.method == STAGGERED)
    estimate = estimation.average_effect(inquiry)
    found = checks.of_comparison(inquiry)
    is_vouched = _is_vouched(plan, values)
    claim = claims.claim(gate, estimate, found, is_clustered=inquiry.is_clustered, is_vouched=is_vouched)
    return Assessment(plan, table, gate, (estimate,), tuple(found), claim)


def _series(plan: Plan, table: Panel, gate: Gate) -> Assessment:
    fitted = regression.segments(table)
    counts = (table.treated_count, 0, table.points_before, table.points_after)
    estimates = (
        Estimate("level_change", fitted.level_change.value, *counts),
        Estimate("slope_change", fitted.slope_change.value, *counts),
    )
    return Assessment(plan, table, gate, estimates, tuple(checks.of_series(table, fitted)), claims.DESCRIPTION)
