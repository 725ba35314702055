"""The rules of the sheet Targets: what a target is for, what its type needs, and who approved it.

Owns: which combination of indicator, area, group, type, year, values and status is a target.
Never: compares a target with an earlier version (`target_versions` does); knows a baseline; says whether it is wise.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from warehouse.rejected import Finding
from warehouse.sources.register.entries import Entry
from warehouse.sources.register.plan import Indicator
from warehouse.sources.register.rules.shared import Context, broken, is_blank, same_person
from warehouse.sources.register.target_sheet import (
    FIRST_YEAR,
    INTERIM_YEARS,
    LAST_YEAR,
    STRATEGY_AREA,
    TARGET_TYPES,
    TYPED_KEYS,
)
from warehouse.sources.register.vocabulary import heading_of

TOTAL = "total"
_INTERIMS = {f"interim_{year}": year for year in INTERIM_YEARS}
_NEEDED: Mapping[str, tuple[str, ...]] = {
    "value": ("target_year", "target_value"),
    "relative_change": ("target_year", "change_pct"),
    "direction_only": (),
    "maintain": (),
    "band": ("band_low", "band_high"),
    "done_by_date": ("target_year",),
}
_WITH_INTERIMS = ("value", "relative_change")
_IN_UNIT = ("target_value", "band_low", "band_high", *_INTERIMS)
_MEASURES = {"percent": "share_outside", "count": "count_not_whole", "binary": "neither_yes_nor_no"}
_APPROVAL = ("approver", "approved_on")
# One group, as a dimension and its category; what belongs on either side for statistics is ILOSTAT's.
_GROUP = re.compile(r"([a-z][a-z0-9_]*)=([^=;,|\s][^=;,|]*)")
_STATISTIC_GROUP = re.compile(r"sex=SEX_[A-Z]|classif[12]=[A-Z][A-Z0-9]*_[A-Z0-9_.-]+")


def _indicator(entry: Entry, context: Context) -> Iterator[Finding]:
    if entry.text("indicator_id") not in (None, *context.plan.indicators):
        yield broken("unknown_indicator", entry, "indicator_id")


def _area(entry: Entry, context: Context) -> Iterator[Finding]:
    area, indicator = entry.text("reference_area_code"), _indicator_of(entry, context)
    if area is None:
        return
    if area != STRATEGY_AREA and area not in context.plan.codes.areas:
        yield broken("unknown_reference_area", entry, "reference_area_code")
    elif indicator and indicator.is_statistic and area == STRATEGY_AREA:
        yield broken("area_of_statistics", entry, "reference_area_code", indicator=indicator.indicator_id)
    elif indicator and not indicator.is_statistic and area != STRATEGY_AREA:
        yield broken("area_of_strategy", entry, "reference_area_code", indicator=indicator.indicator_id)


def _group(entry: Entry, context: Context) -> Iterator[Finding]:
    group, indicator = entry.text("disaggregation") or TOTAL, _indicator_of(entry, context)
    if group == TOTAL:
        return
    named = _GROUP.fullmatch(group)
    if named is None:
        yield broken("not_one_group", entry, "disaggregation")
    elif named[2] in context.plan.codes.totals:
        yield broken("group_is_total", entry, "disaggregation")
    elif indicator and indicator.is_statistic and not _is_in_statistics(group, named[2], context):
        yield broken("unknown_group", entry, "disaggregation")


def _is_in_statistics(group: str, category: str, context: Context) -> bool:
    is_shaped = _STATISTIC_GROUP.fullmatch(group) is not None
    return is_shaped and (not group.startswith("sex=") or category in context.plan.codes.sexes)


def _parts(entry: Entry, _context: Context) -> Iterator[Finding]:
    """What the type needs is there, and nothing that it has not."""
    kind = entry.text("target_type") or ""
    if kind not in TARGET_TYPES:
        return
    needed = _NEEDED[kind]
    for key in needed:
        if is_blank(entry, key):
            yield broken("target_part_missing", entry, key, type=kind, heading=heading_of(key))
    allowed = {*needed, *(_INTERIMS if kind in _WITH_INTERIMS else ())}
    for key in TYPED_KEYS:
        if key not in allowed and entry.text(key) is not None:
            yield broken("target_part_unused", entry, key, type=kind, heading=heading_of(key))


def _years(entry: Entry, _context: Context) -> Iterator[Finding]:
    target = entry.number("target_year")
    if target is None:
        return
    if target != target.to_integral_value() or not FIRST_YEAR <= target <= LAST_YEAR:
        yield broken("target_year_outside", entry, "target_year", first=FIRST_YEAR, last=LAST_YEAR)
    elif entry.text("target_type") in _WITH_INTERIMS:
        for key, year in _INTERIMS.items():
            if year >= target and entry.text(key) is not None:
                yield broken("interim_not_before_target", entry, key, year=year, target=entry.text("target_year"))


def _values(entry: Entry, context: Context) -> Iterator[Finding]:
    if entry.number("change_pct") == 0:
        yield broken("change_is_zero", entry, "change_pct")
    low, high = entry.number("band_low"), entry.number("band_high")
    if low is not None and high is not None and low >= high:
        yield broken("band_upside_down", entry, "band_low", upper=entry.text("band_high"))
    indicator = _indicator_of(entry, context)
    rule = _MEASURES.get(indicator.measure) if indicator else None
    for key in _IN_UNIT if rule else ():
        value = entry.number(key)
        if rule and value is not None and not _fits(rule, value):
            yield broken(rule, entry, key)


def _fits(rule: str, value: Decimal) -> bool:
    if rule == "share_outside":
        return 0 <= value <= 100
    if rule == "count_not_whole":
        return value >= 0 and value == value.to_integral_value()
    return value in (0, 1)


def _approval(entry: Entry, context: Context) -> Iterator[Finding]:
    status = entry.text("target_status")
    for key in _APPROVAL:
        if status == "approved" and is_blank(entry, key):
            yield broken("approval_incomplete", entry, key, heading=heading_of(key))
        if status == "proposed" and entry.text(key) is not None:
            yield broken("approver_without_approval", entry, key, heading=heading_of(key))
    if same_person(entry.text("approver"), context.facts.reporter):
        yield broken("approver_is_reporter", entry, "approver")
    if status == "withdrawn" and is_blank(entry, "reason"):
        yield broken("withdrawn_without_reason", entry, "reason")


def _indicator_of(entry: Entry, context: Context) -> Indicator | None:
    return context.plan.indicators.get(entry.text("indicator_id") or "")


RULES = (_indicator, _area, _group, _parts, _years, _values, _approval)
