"""Code that reads what a page shows, outside the page.

Owns: the same query for a DuckDB client, for Python and for R, each to be run as it is, and the text that cites a view.
Never: runs it; lets a sign of the query end the text that it stands in.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from warehouse.release.citation import named
from warehouse.release.pointer import database_name

_TURNING = re.compile("[\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]")


def sql(query: str, release_id: str) -> str:
    """The query as a client of DuckDB takes it, with the line that opens the release in front."""
    return f"-- duckdb -readonly {database_name(release_id)}\n{query};"


def python(query: str, release_id: str) -> str:
    """A few lines of Python that return the rows of a query as a data frame."""
    return f'''import duckdb

with duckdb.connect("{database_name(release_id)}", read_only=True) as release:
    rows = release.sql({_python_text(query)}).df()

print(rows)'''


def r(query: str, release_id: str) -> str:
    """A few lines of R that return the rows of a query as a data frame."""
    return f"""library(duckdb)

release <- dbConnect(duckdb(), "{database_name(release_id)}", read_only = TRUE)
rows <- dbGetQuery(release, {_r_text(query)})
dbDisconnect(release, shutdown = TRUE)

print(rows)"""


def _python_text(query: str) -> str:
    """The query as a text of Python: as it is between marks that it does not hold, or else with its signs escaped."""
    for mark in ('"""', "'''"):
        if mark not in query and "\r" not in query:
            return f"r{mark}\n{query}\n{mark}"
    return repr(query)


def _r_text(query: str) -> str:
    """The query as a text of R: as it is, with as many dashes around as it takes, or else with its signs escaped.

    R refuses signs that turn the direction of writing; it takes them escaped.
    """
    if "\r" in query or _TURNING.search(query):
        told = json.dumps(query, ensure_ascii=False)  # R knows each escape that JSON writes
        return _TURNING.sub(lambda sign: f"\\u{ord(sign[0]):04x}", told)
    dashes = "---"
    while f'){dashes}"' in query:
        dashes += "-"
    return f'r"{dashes}(\n{query}\n){dashes}"'


def citation(view: str, source: str, licence: str, release: Mapping[str, Any]) -> str:
    """How to cite a view: authors, release, what it shows, whose figures these are; the address stands beside it.

    Args:
        view: the title of the view.
        source: where its figures come from.
        licence: the licence of the source.
        release: release_id, built_at, as_of and is_sample, as in a release's manifest.
    """
    return f"{named(release)} “{view}”. Figures: {source}. Licence: {licence}."
