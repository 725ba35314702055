"""The rules of the sheet Results: a value fits what its indicator measures.

Owns: shares and their parts, counts, yes/no.
Never: reads a cell; judges whether a value is plausible.
"""

from collections.abc import Iterator
from decimal import Decimal

from warehouse.rejected import Finding
from warehouse.sources.register.cells import plain_number
from warehouse.sources.register.entries import Entry
from warehouse.sources.register.rules.shared import Context, broken, is_blank
from warehouse.sources.register.vocabulary import heading_of

TOLERANCE = Decimal("0.05")
_PARTS = ("numerator", "denominator")


def _value(entry: Entry, context: Context) -> Iterator[Finding]:
    indicator = context.plan.indicators.get(entry.text("indicator_id") or "")
    if indicator is None:
        return
    if indicator.measure == "percent":
        yield from _share(entry)
        return
    for key in _PARTS:
        if entry.text(key) is not None:
            yield broken("parts_of_no_share", entry, key)
    value = entry.number("value")
    if is_blank(entry, "value"):
        yield broken("value_missing", entry, "value", heading=heading_of("value"))
    elif indicator.measure == "count" and value is not None and (value < 0 or value != value.to_integral_value()):
        yield broken("count_not_whole", entry, "value")
    elif indicator.measure == "binary" and value not in (None, 0, 1):
        yield broken("neither_yes_nor_no", entry, "value")


def _share(entry: Entry) -> Iterator[Finding]:
    for key in _PARTS:
        if is_blank(entry, key):
            yield broken("share_without_parts", entry, key)
    numerator, denominator, value = (entry.number(key) for key in (*_PARTS, "value"))
    if numerator is not None and numerator < 0:
        yield broken("numerator_negative", entry, "numerator")
    if denominator is not None and denominator <= 0:
        yield broken("denominator_not_positive", entry, "denominator")
    elif numerator is not None and denominator is not None:
        if numerator > denominator:
            yield broken("numerator_too_large", entry, "numerator", denominator=plain_number(denominator))
        elif value is not None and abs(value - 100 * numerator / denominator) > TOLERANCE:
            expected = plain_number(round(100 * numerator / denominator, 2))
            yield broken("share_differs", entry, "value", expected=expected)


RULES = (_value,)
