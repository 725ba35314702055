"""Draws ratings that changed between two releases, of any kind and for any reason.

Owns: which inputs can be others, how often, and together with what.
Never: says what a rating is (support.rating_oracle does).
"""

from dataclasses import dataclass, replace
from fractions import Fraction

from hypothesis import strategies as st

from support.rating_oracle import Rating, Sheet, State, Target, rate

numbers = st.sampled_from([Fraction(number, 4) for number in (0, 4, 8, *range(20, 400, 7))])
rarely = st.sampled_from([False] * 5 + [True])
kinds = st.sampled_from(["value"] * 6 + ["relative_change", "maintain", "band", "done_by_date", "direction_only", None])


@dataclass(frozen=True)
class Change:
    """A rating then and now; `revised` is the value of then as known now, `then` what the release published."""

    before: State
    now: State
    revised: Fraction | None
    then: Rating


@st.composite
def targets(draw: st.DrawFn, version: int) -> Target:
    """A target of any type, sometimes with interim points."""
    kind = draw(kinds)
    if kind in {None, "direction_only"}:
        return Target(version, kind)
    number = draw(numbers) if kind in {"value", "maintain"} else None
    low = draw(numbers)
    points = draw(st.dictionaries(st.integers(2021, 2029), numbers, max_size=2)) if draw(rarely) else {}
    return Target(
        version,
        kind,
        draw(st.integers(2022, 2030)),
        number,
        Fraction(draw(st.integers(-30, 30))) if kind == "relative_change" else None,
        (low, low + 3) if kind == "band" else (None, None),
        points,
    )


@st.composite
def sheets(draw: st.DrawFn, version: int) -> Sheet:
    """A sheet that allows both methods, or rarely says something else."""
    limits = draw(st.sampled_from([(None, None), (Fraction(0), Fraction(100))]))
    allowed = "trend" if draw(rarely) and draw(rarely) else "linear;growth;trend"
    return Sheet(version, draw(st.sampled_from(["up", "down"])), limits, allowed, not (draw(rarely) and draw(rarely)))


@st.composite
def changes(draw: st.DrawFn) -> Change:
    """Any of the inputs is another one now, or the same."""
    first = draw(st.integers(2018, 2022))
    kind = draw(st.sampled_from(["survey"] * 6 + ["modelled", "unknown"]))
    before = State(
        draw(st.integers(2020, 2024)), draw(numbers), None if draw(rarely) and draw(rarely) else first, draw(numbers),
        draw(targets(1)), draw(sheets(1)), kind, "survey", draw(rarely) and draw(rarely),
        draw(st.sampled_from([None, 2021, 2024])),
    )  # fmt: skip
    revised = draw(st.sampled_from([before.value, before.value, draw(numbers), None]))
    now = before if revised is None else replace(before, value=revised)
    if revised is None or draw(st.booleans()):
        now = replace(now, year=before.year + draw(st.integers(0, 2)), value=draw(numbers))
        revised = now.value if now.year == before.year else revised
    if draw(rarely):
        now = replace(now, baseline_year=draw(st.integers(2018, 2022)), baseline=draw(numbers))
    if draw(rarely):
        now = replace(now, target=draw(targets(2)))
    if draw(rarely):
        now = replace(now, sheet=draw(sheets(2)))
    if draw(rarely):
        now = replace(now, value_kind=draw(st.sampled_from(["survey", "modelled"])), is_stale=draw(st.booleans()))
    told = rate(before)
    if told.ratio is not None and draw(rarely):
        told = replace(told, ratio=told.ratio + 0.25)  # a rule of the software was another one then
    return Change(before, now, revised, told)
