"""What a rule of the gate says about a plan.

Owns: the shape of an answer and the words for how it came out.
Never: measures anything (`rules` and `tests_before` do).
"""

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["met", "noted", "not_met", "not_applicable"]
MET, NOTED, NOT_MET, NOT_APPLICABLE = "met", "noted", "not_met", "not_applicable"


@dataclass(frozen=True)
class Answer:
    """One rule applied to one plan.

    Attributes:
        rule_id: name of the rule, in the order of the gate.
        threshold: what the rule asks for, in words.
        measured: what was found; None where the finding is no number.
        verdict: noted means that the design passes and that the estimate carries the sentence.
        sentence: the finding, for people.
    """

    rule_id: str
    threshold: str
    measured: float | None
    verdict: Verdict
    sentence: str


def judged(rule_id: str, threshold: str, measured: float | None, sentence: str, *, holds: bool) -> Answer:
    """An answer that is either met or not."""
    return Answer(rule_id, threshold, measured, "met" if holds else "not_met", sentence)


def not_applicable(rule_id: str, threshold: str, sentence: str) -> Answer:
    """An answer of a rule that this method, or a plan with so little, gives nothing to measure."""
    return Answer(rule_id, threshold, None, "not_applicable", sentence)
