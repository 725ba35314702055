"""What an estimate may be called.

Owns: the words that go with an estimate, and the written rule for saying more than contribution.
Never: strengthens a claim because the effect is large.

By default a result is a contribution, not attribution (contribution analysis: the strategy works beside much else). The
words "effect under the stated assumptions" need all of: a method with comparison areas; ten treated and ten comparison
areas or more; the plan registered, and received here, before any value from the start on was known; a low spill-over
risk; nothing noted but pandemic years; a p-value below 0.05; a placebo in time with p of at least 0.10; and the same
sign whichever area is left out.
"""

from collections.abc import Sequence
from typing import Final

from warehouse.impact import thresholds
from warehouse.impact.checks import LEAVE_ONE_OUT, PLACEBO_IN_TIME, Check
from warehouse.impact.estimation import Estimate
from warehouse.impact.gate import Gate
from warehouse.impact.rule import NOTED

DESCRIPTION, CONTRIBUTION, EFFECT = "description", "contribution", "effect_under_assumptions"
WORDS: Final = {
    DESCRIPTION: "Contribution, not attribution: a description of how the series moved, without a test.",
    CONTRIBUTION: "Contribution, not attribution.",
    EFFECT: "An effect under the assumptions that the plan states, which no data can prove.",
}
_MAY_BE_NOTED = {"pandemic_years"}


def claim(gate: Gate, estimate: Estimate, checks: Sequence[Check], *, is_clustered: bool, is_vouched: bool) -> str:
    """What the estimate of a design may be called: a key of `WORDS`.

    Args:
        gate: what the gate says.
        estimate: the answer.
        checks: its diagnostics.
        is_clustered: whether there are ten areas and more of each start and of none.
        is_vouched: whether the plan reached this warehouse before any value from the start on was known.
    """
    if estimate.sureness is None:
        return DESCRIPTION
    noted = {answer.rule_id for answer in gate.answers if answer.verdict == NOTED}
    strong = (
        is_clustered,
        is_vouched,
        gate.verdict_of("registered_before") == "met",
        not noted - _MAY_BE_NOTED,
        estimate.sureness.p_value < 0.05,
        _placebo_is_calm(checks),
        _sign_stands(estimate, checks),
    )
    return EFFECT if all(strong) else CONTRIBUTION


def _placebo_is_calm(checks: Sequence[Check]) -> bool:
    found = [each.p_value for each in checks if each.kind == PLACEBO_IN_TIME and each.p_value is not None]
    return bool(found) and min(found) >= thresholds.PRE_TREND_P


def _sign_stands(estimate: Estimate, checks: Sequence[Check]) -> bool:
    return all(each.value * estimate.value > 0 for each in checks if each.kind == LEAVE_ONE_OUT)
