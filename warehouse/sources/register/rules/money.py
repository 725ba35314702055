"""The rules of the sheet Money: an amount is in a named currency, with the dated rate that turns it into dollars.

Owns: amounts, currencies, rates, and what a funding type needs.
Never: looks up a rate; adds up.
"""

import re
from collections.abc import Iterator

from warehouse.rejected import Finding
from warehouse.sources.register.entries import Entry
from warehouse.sources.register.rules.shared import Context, broken, is_blank

USD = "USD"
_CURRENCY = re.compile("[A-Z]{3}")


def _amount(entry: Entry, _context: Context) -> Iterator[Finding]:
    if entry.number("amount") == 0:
        yield broken("amount_zero", entry, "amount")
    if entry.text("funding_type") == "other" and is_blank(entry, "note"):
        yield broken("funding_unexplained", entry, "note")


def _rate(entry: Entry, _context: Context) -> Iterator[Finding]:
    currency, rate = entry.text("currency"), entry.number("usd_rate")
    if currency is None:
        return
    if not _CURRENCY.fullmatch(currency):
        yield broken("unknown_currency", entry, "currency")
        return
    if rate is not None and rate <= 0:
        yield broken("rate_not_positive", entry, "usd_rate")
    elif currency == USD and rate not in (None, 1):
        yield broken("dollar_rate_not_one", entry, "usd_rate")
    if currency != USD:
        if is_blank(entry, "usd_rate"):
            yield broken("rate_missing", entry, "usd_rate", currency=currency)
        if is_blank(entry, "rate_date"):
            yield broken("rate_without_day", entry, "rate_date")


RULES = (_amount, _rate)
