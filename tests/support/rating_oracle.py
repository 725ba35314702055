"""Takes the change of a rating apart a second time, in plain Python, to compare with indicators.rating_changes.

Owns: the order of the steps, what each leaves behind and the cause, as docs/rating_changes.md states them; what a
method says of a step comes from the second reading of progress.
Never: uses SQL, a table or a line of the code that it checks.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import pairwise

from support.progress_oracle import Case, judge

STEPS = ("source_revision", "new_period", "baseline", "target", "method", "quality_gate")


@dataclass(frozen=True)
class Target:
    """A version of a target; `points` are interim points by year."""

    version: int
    kind: str | None = None
    year: int | None = None
    number: Fraction | None = None
    change_pct: Fraction | None = None
    band: tuple[Fraction | None, Fraction | None] = (None, None)
    points: dict[int, Fraction] = field(default_factory=dict)


@dataclass(frozen=True)
class Sheet:
    """What a version of a sheet says of the direction and the methods."""

    version: int
    direction: str = "up"
    limits: tuple[Fraction | None, Fraction | None] = (None, None)
    allowed: str = "linear;trend"
    is_complete: bool = True


@dataclass(frozen=True)
class State:
    """All that a rating rests on in one release."""

    year: int
    value: Fraction
    baseline_year: int | None
    baseline: Fraction | None
    target: Target
    sheet: Sheet
    value_kind: str = "survey"
    baseline_kind: str | None = "survey"
    is_stale: bool = False
    done: int | None = None


@dataclass(frozen=True)
class Rating:
    """What the method that rates says."""

    ratio: float | None = None
    rating: str | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Explanation:
    """The parts of the change, the class after each step and the cause."""

    parts: tuple[float, ...] | None
    classes: tuple[str | None, ...]
    cause: str


def rate(state: State) -> Rating:
    """The rating of a state by linear, or by trend where there is no target or only a direction."""
    target, sheet = state.target, state.sheet
    done = state.year if state.done is None or state.done > state.year else state.done
    case = Case(
        year=state.year, value=state.value, value_kind=state.value_kind, is_stale=state.is_stale,
        is_sheet_complete=sheet.is_complete, direction=sheet.direction, limits=sheet.limits, allowed=sheet.allowed,
        baseline_year=state.baseline_year, baseline=state.baseline, baseline_kind=state.baseline_kind,
        target_type=target.kind, target_year=target.year, target=target.number, change_pct=target.change_pct,
        band=target.band, points=target.points, done=done if target.kind == "done_by_date" else None,
    )  # fmt: skip
    told = judge(case, "trend" if target.kind in {None, "none", "direction_only"} else "linear")
    return Rating(None if told.ratio is None else float(told.ratio), told.rating, told.reason)


def explain(before: State, now: State, revised: Fraction | None, then: Rating) -> Explanation:
    """Take a change apart: `revised` is the value of the year of then as known now, `then` what was published."""
    said = _said(before, now, revised)
    current = rate(now)
    left = _left(said)
    classes = [*(one.rating for one in left[1:]), current.rating]
    parts = _parts(said, then.ratio, current.ratio)
    return Explanation(parts, tuple(classes), _cause(parts, left, then, current))


def _said(before: State, now: State, revised: Fraction | None) -> list[Rating | None]:
    period = replace(before, year=now.year, value=now.value)
    based = replace(period, baseline_year=now.baseline_year, baseline=now.baseline)
    aimed = replace(based, target=now.target)
    ruled = replace(aimed, sheet=now.sheet)
    known = None if revised is None else rate(replace(before, value=revised))
    return [rate(before), known, *(rate(state) for state in (period, based, aimed, ruled))]


def _left(said: Sequence[Rating | None]) -> list[Rating]:
    left: list[Rating] = []
    for one in said:
        left.append(left[-1] if one is None else one)
    return left


def _parts(said: Sequence[Rating | None], then: float | None, now: float | None) -> tuple[float, ...] | None:
    if then is None or now is None:
        return None
    carried = [then]
    for one in said[:5]:
        carried.append(carried[-1] if one is None or one.ratio is None else one.ratio)
    moves = [after - first for first, after in pairwise(carried[1:])]
    return (*moves, (now - carried[5]) + (carried[1] - then), 0.0)


def _cause(parts: tuple[float, ...] | None, left: Sequence[Rating], then: Rating, now: Rating) -> str:
    if (then.ratio is None) != (now.ratio is None):
        return _last_change([one.ratio is None for one in left])
    if then.rating != now.rating and left[5].rating == then.rating:
        return "quality_gate"
    sizes = [round(abs(part), 9) for part in parts or ()]
    if any(sizes):
        return STEPS[sizes.index(max(sizes))]
    if then.rating != now.rating:
        return _last_change([*(one.rating for one in left), now.rating])
    return _last_change([*(one.reason for one in left), now.reason])


def _last_change(marks: Sequence[object]) -> str:
    changed = [number for number in range(1, len(marks)) if marks[number] != marks[number - 1]]
    return STEPS[changed[-1] - 1] if changed else "method"
