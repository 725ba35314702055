"""The rules of impact designs: a plan is whole, in order, and of areas that can be compared.

Owns: years, outcome, sex and spill-over of a design, and that a design and its areas come together.
Never: judges whether the figures can carry an estimate (the impact gate does).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from warehouse.rejected import Finding
from warehouse.sources.evaluation.catalogue import broken
from warehouse.sources.evaluation.design_sheets import AREAS, DESIGNS, STAGGERED
from warehouse.sources.register.entries import Entry
from warehouse.sources.register.rules.shared import Context, is_blank

FIRST_YEAR, LAST_YEAR = 1990, 2035
_YEARS = ("first_year", "last_year", "start_year")


def _outcome(entry: Entry, context: Context) -> Iterator[Finding]:
    indicator = context.plan.indicators.get(entry.text("indicator_id") or "")
    if indicator is not None and not indicator.is_statistic:
        yield broken("indicator_without_areas", entry, "indicator_id")
    sex = entry.text("sex_code")
    if sex is not None and sex not in context.plan.codes.sexes:
        yield broken("unknown_sex", entry, "sex_code")
    elif sex in context.plan.codes.totals:
        yield broken("group_is_total", entry, "sex_code")


def _years(entry: Entry, _context: Context) -> Iterator[Finding]:
    for key in _YEARS:
        year = entry.number(key)
        if year is not None and not _is_year(year):
            yield broken("year_outside", entry, key, first=FIRST_YEAR, last=LAST_YEAR)


def _period(entry: Entry, _context: Context) -> Iterator[Finding]:
    first, last = entry.number("first_year"), entry.number("last_year")
    if first is not None and last is not None and last <= first:
        yield broken("period_upside_down", entry, "last_year", first=first)
        return
    method = entry.text("method")
    if method == STAGGERED and entry.text("start_year") is not None:
        yield broken("start_year_unused", entry, "start_year", why="in a staggered design it stands per area")
    elif method is not None and method != STAGGERED:
        yield from _start(entry, entry)


def _start(entry: Entry, design: Entry) -> Iterator[Finding]:
    """The start year of a design, or of one of its areas, lies within the years of the design."""
    if is_blank(entry, "start_year"):
        yield broken("start_year_missing", entry, "start_year")
    start, first, last = entry.number("start_year"), design.number("first_year"), design.number("last_year")
    if start is not None and first is not None and last is not None and not first < start <= last:
        yield broken("years_in_disorder", entry, "start_year", start=start, first=first, last=last)


def _spillover(entry: Entry, _context: Context) -> Iterator[Finding]:
    risk = entry.text("spillover_risk")
    if risk in ("medium", "high") and is_blank(entry, "spillover_reason"):
        yield broken("spillover_unexplained", entry, "spillover_reason", risk=risk)


def _area(entry: Entry, context: Context) -> Iterator[Finding]:
    if entry.text("reference_area_code") not in (None, *context.plan.codes.areas):
        yield broken("unknown_reference_area", entry, "reference_area_code")


def _is_year(number: Decimal) -> bool:
    return number == number.to_integral_value() and FIRST_YEAR <= number <= LAST_YEAR


def plan_findings(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Finding]]:
    """What designs and their areas lack of each other, and areas on both sides, each with the row it is about."""
    designs = {one.text("design_id"): one for one in entries if one.line.sheet is DESIGNS and one.text("design_id")}
    areas: dict[str | None, list[Entry]] = defaultdict(list)
    for entry in (one for one in entries if one.line.sheet is AREAS and one.text("design_id")):
        areas[entry.text("design_id")].append(entry)
    for name, design in designs.items():
        yield from ((design, problem) for problem in _without_areas(design, areas[name]))
    for name, rows in areas.items():
        for entry in rows:
            yield from ((entry, problem) for problem in _of_design(entry, name, designs.get(name)))
        yield from _both_sides(rows)


def _without_areas(design: Entry, areas: Sequence[Entry]) -> Iterator[Finding]:
    roles = {area.text("role") for area in areas}
    needed = ("treated", "comparison") if design.text("method") == "difference_in_differences" else ("treated",)
    for role in needed:
        if role not in roles:
            yield broken("design_without_areas", design, "design_id", role=role)


def _of_design(entry: Entry, name: str | None, design: Entry | None) -> Iterator[Finding]:
    if design is None:
        yield broken("areas_without_design", entry, "design_id", id=name)
        return
    role, method = entry.text("role"), design.text("method")
    if method == STAGGERED and role == "treated":
        yield from _start(entry, design)
    elif entry.text("start_year") is not None and method is not None and role is not None:
        why = "a comparison area is never treated" if role == "comparison" else "it stands on the sheet Designs"
        yield broken("start_year_unused", entry, "start_year", why=why)


def _both_sides(rows: Sequence[Entry]) -> Iterator[tuple[Entry, Finding]]:
    first: dict[str, Entry] = {}
    for entry in rows:
        area, role = entry.text("reference_area_code"), entry.text("role")
        other = first.setdefault(area, entry) if area else entry
        if other is not entry and None not in (role, other.text("role")) and other.text("role") != role:
            words = {"other": other.text("role"), "spot": other.line.place}
            yield entry, broken("area_on_both_sides", entry, "role", **words)


DESIGN_RULES = (_outcome, _years, _period, _spillover)
AREA_RULES = (_area, _years)
