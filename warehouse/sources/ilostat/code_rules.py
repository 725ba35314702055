"""How a code is written, and in which column it stands.

Owns: refusing codes that no list could ever hold: look-alike letters, invisible characters, codes of another column.
Never: refuses a code because no list knows it (ILOSTAT adds codes; `unknown` counts and tells them).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import duckdb

from warehouse.settings import Settings
from warehouse.sources.ilostat.codes import known
from warehouse.sources.ilostat.prepared import Prepared

_SWAPPED = "Put the columns under their own names, or download the dataset again."
_SPELLED = "Write it in plain capital letters, figures, - and _, or download the dataset again."
# What a code of each column is made of; the letters alone, because ILOSTAT adds codes now and then.
_FORMS = {
    "source": re.compile(r"[A-Za-z0-9]+:[A-Za-z0-9._-]+"),
    "sex": re.compile(r"[A-Za-z0-9_.+-]+"),
    "classif1": re.compile(r"[A-Za-z0-9_.+-]+"),
    "classif2": re.compile(r"[A-Za-z0-9_.+-]+"),
    "obs_status": re.compile(r"[A-Za-z0-9_]+"),
}
# A cell with these is refused by a rule of its own.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_VARIABLES = {"sex": "sex", "classif1": "classification", "classif2": "classification"}


@dataclass(frozen=True)
class BadCodes:
    """Codes of one column that break one rule."""

    column: str
    codes: tuple[str, ...]
    rule: str
    remedy: str


def bad_codes(connection: duckdb.DuckDBPyConnection, prepared: Prepared, settings: Settings) -> Iterator[BadCodes]:
    """The codes that cannot be right, column by column."""
    for column, form in _FORMS.items():
        if not prepared.header.has(column):
            continue
        found = connection.execute(f"select distinct {column} from {prepared.relation}").fetchall()
        codes = sorted(code for (code,) in found if code is not None)
        odd = tuple(code for code in codes if not form.fullmatch(code) and not _CONTROL.search(code))
        if odd:
            yield BadCodes(column, odd, f"no code of {column} is written like this{_hidden(odd)}.", _SPELLED)
        if column in _VARIABLES:
            yield from _of_another(column, [code for code in codes if code not in odd], settings)


def _of_another(column: str, codes: list[str], settings: Settings) -> Iterator[BadCodes]:
    mine = known(settings, _VARIABLES[column]).codes
    for variable in sorted({*_VARIABLES.values()} - {_VARIABLES[column]}):
        other = known(settings, variable).codes
        strayed = tuple(code for code in codes if code not in mine and code in other)
        if strayed:
            yield BadCodes(column, strayed, f"this is a {variable} code: is the column under a wrong name?", _SWAPPED)


def _hidden(codes: tuple[str, ...]) -> str:
    """The characters that look like others or like nothing, by their numbers."""
    numbers = sorted({f"U+{ord(one):04X}" for code in codes for one in code if not one.isascii()})
    return f" (it holds {', '.join(numbers[:5])})" if numbers else ""
