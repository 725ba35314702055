"""Judges the progress of an indicator a second time, in plain Python, to compare with the tables that dbt makes.

Owns: the five methods, their validity, the reasons for not rating and the classes, as the literature and
docs/progress.md state them, in exact fractions (growth in decimals of 50 places).
Never: uses SQL, a table or a line of the code that it checks.
"""

from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import pairwise

METHODS = ("linear", "growth", "un_extrapolation", "tola_band", "trend")
HALF_OF_THE_NINTH_PLACE = Fraction(1, 2 * 10**9)
Number = Fraction | Decimal


@dataclass(frozen=True)
class Case:
    """One value and what it is judged by; `points` are interim points by year, `done` the year in which it was done."""

    year: int
    value: Fraction
    value_kind: str = "survey"
    is_stale: bool = False
    is_sheet_complete: bool = True
    measure_type: str = "percent"
    direction: str | None = "up"
    aim: tuple[Fraction | None, Fraction | None] = (None, None)
    limits: tuple[Fraction | None, Fraction | None] = (None, None)
    allowed: str | None = ";".join(METHODS)
    baseline_year: int | None = None
    baseline: Fraction | None = None
    baseline_kind: str | None = None
    target_type: str | None = None
    target_year: int | None = None
    target: Fraction | None = None
    change_pct: Fraction | None = None
    band: tuple[Fraction | None, Fraction | None] = (None, None)
    points: dict[int, Fraction] = field(default_factory=dict)
    done: int | None = None


@dataclass(frozen=True)
class Judgement:
    """What a method says of a case."""

    target_value: Fraction | None = None
    expected_value: Fraction | None = None
    expected_share: Fraction | None = None
    is_interim: bool = False
    progress_share: Fraction | None = None
    ratio: Number | None = None
    rating: str | None = None
    ungated: str | None = None
    reason: str | None = None


def judge(case: Case, method: str) -> Judgement:
    """The share of the way, the method's figure, and the class or the first reason for none."""
    way = Way(case)
    objection = _no_method_may(case, way, method) or _this_method_may_not(case, way, method)
    ratio = None if objection else _figure(case, way, method)
    rating = None if objection else _class(case, way, method, ratio)
    source = _source_forbids(case)
    early = None if method == "trend" else way.too_early()
    reason = objection or source or early
    shown = {} if method == "trend" else way.shown()
    return Judgement(
        **shown,
        ratio=ratio,
        rating=None if reason else rating,
        ungated=None if objection or early else rating,
        reason=reason,
    )


class Way:
    """The way from the baseline to the target: as numbers, or as distances from what is aimed at."""

    def __init__(self, case: Case) -> None:
        self.case = case
        kind = case.target_type
        self.is_band = kind == "band"
        aim = case.band if self.is_band else case.aim if case.direction in {"towards", "band"} else (None, None)
        self.low, self.high = aim
        self.is_distance = aim != (None, None)
        self.target_value = self._number()
        is_falling = self.is_band or case.direction in {"down", "towards", "band"}
        self.sign = -1 if is_falling else 1 if case.direction == "up" else 0
        self.start, self.here = self.measure(case.baseline), self.measure(case.value)
        self.end = self.measure(self.target_value)
        if self.is_band:
            self.end = Fraction(0) if self.is_distance else None
        if case.target_year is None:
            self.end = None

    def _number(self) -> Fraction | None:
        case = self.case
        if case.target_type == "relative_change":
            if case.baseline is None or case.change_pct is None:
                return None
            return case.baseline + case.baseline * case.change_pct / 100
        if case.target_type == "maintain":
            return case.baseline if case.target is None else case.target
        if case.target_type == "done_by_date":
            return Fraction(1) if case.target is None else case.target
        return case.target if case.target_type == "value" else None

    def measure(self, number: Fraction | None) -> Fraction | None:
        """A number as it is, or its distance from what is aimed at."""
        if number is None or not self.is_distance:
            return number
        if self.low is not None and number < self.low:
            return self.low - number
        if self.high is not None and number > self.high:
            return number - self.high
        return Fraction(0)

    @property
    def is_maintained(self) -> bool:
        """Whether nothing more is asked than not to get worse."""
        return self.case.target_type == "maintain" or self.is_equal

    @property
    def is_equal(self) -> bool:
        """Whether the target is the baseline."""
        return self.end is not None and self.start is not None and is_zero(self.end - self.start)

    @property
    def is_met(self) -> bool:
        """Whether the value is at the target or better."""
        if self.end is None or self.here is None or not self.sign:
            return False
        return not_below(self.sign * (self.here - self.end), 0)

    @property
    def is_against(self) -> bool:
        """Whether the target is worse than the baseline."""
        if self.case.target_type == "maintain" or self.end is None or self.start is None or not self.sign:
            return False
        return not not_below(self.sign * (self.end - self.start), 0)

    def share(self, number: Fraction) -> Fraction | None:
        """How much of the way a number stands for."""
        if self.start is None or self.end is None or self.end == self.start:
            return None
        return (number - self.start) / (self.end - self.start)

    def progress(self) -> Fraction | None:
        """The share of the way that was made."""
        if self.is_maintained or self.is_against or self.here is None:
            return None
        return self.share(self.here)

    def by_time(self) -> Fraction | None:
        """The share of the time that has passed."""
        case = self.case
        if self.end is None or case.baseline_year is None or case.target_year is None:
            return None
        if case.target_year <= case.baseline_year:
            return None
        return clip(Fraction(case.year - case.baseline_year, case.target_year - case.baseline_year))

    def uses_points(self) -> bool:
        """Whether interim points say what was to be expected."""
        case = self.case
        if self.end is None or self.start is None or not self.inner_points():
            return False
        if self.is_maintained or case.target_type == "done_by_date":
            return False
        return case.baseline_year is not None and case.baseline_year < case.year < (case.target_year or 0)

    def inner_points(self) -> dict[int, Fraction]:
        """Interim points between baseline and target."""
        first, last = self.case.baseline_year, self.case.target_year
        if first is None or last is None:
            return {}
        return {year: number for year, number in self.case.points.items() if first < year < last}

    def expected(self) -> Fraction | None:
        """What was to be expected, as this way measures it."""
        case = self.case
        if self.end is None:
            return None
        if case.target_type == "done_by_date":
            return self.start if case.year < (case.target_year or 0) else self.end
        if self.is_maintained:
            return self.end
        if self.start is None or case.baseline_year is None or case.target_year is None:
            return None
        if not self.uses_points():
            passed = self.by_time()
            return None if passed is None else self.start + passed * (self.end - self.start)
        marks = {case.baseline_year: self.start, case.target_year: self.end}
        marks |= {year: self.measure(number) or Fraction(0) for year, number in self.inner_points().items()}
        return interpolate(sorted(marks.items()), case.year)

    def expected_share(self) -> Fraction | None:
        """The share of the way that was to be expected."""
        case, expected = self.case, self.expected()
        if self.end is None:
            return None
        if case.target_type == "done_by_date":
            return Fraction(int(case.year >= (case.target_year or 0)))
        if not self.uses_points():
            return self.by_time()
        share = None if expected is None else self.share(expected)
        return None if share is None else clip(share)

    def expected_value(self) -> Fraction | None:
        """The same in the unit of the indicator, on the side on which the baseline lies."""
        expected, start = self.expected(), self.case.baseline
        if not self.is_distance or expected is None or start is None:
            return None if self.is_distance else expected
        if self.low is not None and start < self.low:
            return self.low - expected
        return self.high + expected if self.high is not None and start > self.high else None

    def too_early(self) -> str | None:
        """Whether less than a tenth was to be expected."""
        share = self.expected_share()
        if share is None or self.case.target_type == "done_by_date" or not_below(share, Fraction(1, 10)):
            return None
        return "too_early"

    def shown(self) -> dict[str, object]:
        """What every method with a target says alike."""
        return {
            "target_value": self.target_value,
            "expected_value": self.expected_value(),
            "expected_share": self.expected_share(),
            "is_interim": self.uses_points(),
            "progress_share": self.progress(),
        }


def interpolate(marks: list[tuple[int, Fraction]], year: int) -> Fraction:
    """The value in a year on straight lines between marks."""
    for (left, low), (right, high) in pairwise(marks):
        if left <= year < right:
            return low + (high - low) * Fraction(year - left, right - left)
    return marks[-1][1]


def clip(share: Fraction) -> Fraction:
    return min(max(share, Fraction(0)), Fraction(1))


def not_below(number: Number, limit: Fraction | int) -> bool:
    """Compared at nine decimals, as docs/progress.md says."""
    return Fraction(number) >= limit - HALF_OF_THE_NINTH_PLACE


def is_zero(number: Fraction | None) -> bool:
    return number is not None and abs(number) <= HALF_OF_THE_NINTH_PLACE


def power(base: Fraction, exponent: Fraction) -> Decimal:
    with localcontext() as context:
        context.prec = 50
        return (Decimal(base.numerator) / base.denominator) ** (Decimal(exponent.numerator) / exponent.denominator)


def growth(first: Fraction, last: Fraction, years: int) -> Decimal:
    """Growth a year; only the sizes of numbers of one sign enter."""
    return power(last / first, Fraction(1, years)) - 1


def _no_method_may(case: Case, way: Way, method: str) -> str | None:
    kind = case.target_type or "none"
    has_baseline = case.baseline is not None and case.baseline_year is not None
    aims_nowhere = case.direction in {"towards", "band"} and case.aim == (None, None)
    waits = kind == "done_by_date" and case.target_year is not None and case.year < case.target_year
    objections = {
        "sheet_incomplete": not case.is_sheet_complete,
        "no_direction": case.direction in {None, "none"} or aims_nowhere,
        "no_baseline": not has_baseline,
        "no_target": method != "trend" and kind == "none",
        "has_target": method == "trend" and kind not in {"none", "direction_only"},
        "method_not_allowed": method not in (case.allowed or "").split(";"),
        "baseline_is_zero": method != "trend" and kind == "relative_change" and case.baseline == 0,
        "not_due": method != "trend" and waits and not way.is_met,
    }
    return next((reason for reason, holds in objections.items() if holds), None)


def _this_method_may_not(case: Case, way: Way, method: str) -> str | None:
    first, last = case.baseline_year or 0, case.target_year
    short_plan = last is not None and last - first < 1
    no_growth_yet = case.year - first < 1
    needs_growth = method in {"growth", "trend"} or (
        method == "un_extrapolation" and not way.is_met and not _is_near_its_end(case, way)
    )
    without_target = way.end is None or (method != "linear" and case.target_type == "maintain")
    other_sign = _of_other_signs(way.start, way.here) or (method == "growth" and _of_other_signs(way.start, way.end))
    is_targeted, is_plain = method != "trend", method == "linear"
    divides_by_target = method in {"growth", "tola_band"} and not way.is_band
    objections = {
        "zero_value": (needs_growth and (is_zero(way.start) or is_zero(way.here)))
        or (divides_by_target and is_zero(way.end)),
        "sign_change": needs_growth and other_sign,
        "target_equals_baseline": method in {"growth", "un_extrapolation"} and way.is_equal,
        "span_too_short": (is_targeted and short_plan) or (needs_growth and no_growth_yet),
        "not_for_binary": not is_plain and case.measure_type == "binary",
        "not_for_band": is_targeted and not is_plain and way.is_band,
        "target_against_direction": is_targeted and way.is_against,
        "no_numeric_target": is_targeted and without_target,
    }
    return next((reason for reason, holds in objections.items() if holds), None)


def _of_other_signs(one: Fraction | None, other: Fraction | None) -> bool:
    return one is not None and other is not None and one * other < 0


def _is_near_its_end(case: Case, way: Way) -> bool:
    """A percentage within one point of 0 or 100 %, whichever is the better end."""
    if case.measure_type != "percent" or way.is_distance:
        return False
    low, high = case.limits
    if case.direction == "down":
        return low == 0 and not_below(1 - case.value, 0)
    return case.direction == "up" and high == 100 and not_below(case.value - 99, 0)


def _source_forbids(case: Case) -> str | None:
    kinds = {case.value_kind, case.baseline_kind}
    if kinds & {"modelled", "projected"}:
        return "modelled"
    if case.is_stale:
        return "stale"
    return "origin_unknown" if "unknown" in kinds else None


def _figure(case: Case, way: Way, method: str) -> Number | None:
    if method == "linear":
        share, expected = way.progress(), way.expected_share()
        if share is None or not expected or case.target_type == "done_by_date":
            return None
        return share / expected
    start, here = way.start or Fraction(0), way.here or Fraction(0)
    first, end = case.baseline_year or 0, way.end or Fraction(0)
    if method == "tola_band":
        return here / end
    if method == "un_extrapolation":
        return _share_at_the_end(case, start, here, end)
    made = growth(start, here, case.year - first) * (1 if start > 0 else -1) * way.sign
    return made if method == "trend" else made / abs(growth(start, end, (case.target_year or 0) - first))


def _share_at_the_end(case: Case, start: Fraction, here: Fraction, end: Fraction) -> Number | None:
    years = case.year - (case.baseline_year or 0)
    if years < 1 or start * here <= 0:
        return None
    ahead = max((case.target_year or 0) - case.year, 0)
    with localcontext() as context:
        context.prec = 50
        at_the_end = _decimal(here) * power(here / start, Fraction(ahead, years))
        return (at_the_end - _decimal(start)) / _decimal(end - start)


def _decimal(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / number.denominator


def _class(case: Case, way: Way, method: str, ratio: Number | None) -> str:
    if method == "linear" and case.target_type == "done_by_date":
        in_time = case.done is not None and case.target_year is not None and case.done <= case.target_year
        return "achieved" if way.is_met and in_time else "not_met"
    if method == "linear" and way.is_maintained:
        return "achieved" if way.is_met else "not_met"
    if method != "trend" and way.is_met:
        return "achieved"
    if method == "tola_band":
        return "on_track" if ratio is not None and not_below(Fraction(15, 100) - abs(ratio - 1), 0) else "off_track"
    if method == "un_extrapolation" and _is_near_its_end(case, way):
        return "on_track"
    scale = _scale(case, way) if method == "trend" else Fraction(1)
    bounds = {
        "trend": (Fraction(15, 1000) * scale, Fraction(5, 1000) * scale),
        "un_extrapolation": (Fraction(95, 100), Fraction(10, 100)),
    }.get(method, (Fraction(95, 100), Fraction(60, 100)))
    words = ("on_track", "needs_acceleration", "limited")
    for word, bound in zip(words, (*bounds, Fraction(0)), strict=True):
        if ratio is not None and not_below(ratio, bound):
            return word
    return "deterioration"


def _scale(case: Case, way: Way) -> Fraction:
    """How far the thresholds shrink near a natural limit (Statistics Canada)."""
    limit = {"up": case.limits[1], "down": case.limits[0]}.get(case.direction or "")
    if limit is None or way.is_distance or way.start is None:
        return Fraction(1)
    size, start = abs(limit), abs(way.start)
    if start >= 2 * size:
        return Fraction(1)
    part = start / size if start <= size else (2 * size - start) / size
    return 1 - Fraction(power(part, Fraction(444, 100)))
