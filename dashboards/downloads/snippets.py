"""Code that reads what a page shows, outside the page.

Owns: the same query for Python and for R, and the text that cites a view.
Never: runs it.
"""

from collections.abc import Mapping
from typing import Any

from warehouse.release.package import AUTHOR, title


def python(sql: str, release_id: str) -> str:
    """A few lines of Python that return the rows of a query as a data frame."""
    return f'''import duckdb

with duckdb.connect("dwsc_{release_id}.duckdb", read_only=True) as release:
    rows = release.sql(r"""
{sql}
""").df()'''


def r(sql: str, release_id: str) -> str:
    """A few lines of R that return the rows of a query as a data frame."""
    return f"""library(duckdb)

release <- dbConnect(duckdb(), "dwsc_{release_id}.duckdb", read_only = TRUE)
rows <- dbGetQuery(release, r"---(
{sql}
)---")
dbDisconnect(release, shutdown = TRUE)"""


def citation(view: str, source: str, licence: str, release: Mapping[str, Any]) -> str:
    """How to cite a view: authors, release, what it shows, whose figures these are; the address stands beside it.

    Args:
        view: the title of the view.
        source: where its figures come from.
        licence: the licence of the source.
        release: release_id, as_of and is_sample, as in a release's manifest.
    """
    return f"{AUTHOR}: {title(release)}. “{view}”. Figures: {source}. Licence: {licence}."
