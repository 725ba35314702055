"""Reads about the tracking table: what can be chosen, and what was chosen.

Owns: the lists to choose from, the rows of a view, and the counts and reasons above them.
Never: holds the query of the rows, which `dwsc export` shares (`warehouse.reports.tracking`).
"""

import pandas as pd

from dashboards.queries.reading import Source, columns, rows
from warehouse.reports.tracking import Choice, rows_sql

MOST_SHOWN = 500  # rows that a page draws at once
_TABLE = "indicators.tracking_table"
_FIRST_YEAR = 2022


def is_known(source: Source) -> bool:
    """Whether the release has a tracking table."""
    return bool(columns(source, _TABLE))


def offered(source: Source, code: str, label: str) -> dict[str, str]:
    """What a column of codes holds, with labels, in the order of the labels; empty codes are left out."""
    found = rows(
        source,
        f"""select {code} as code, min({label}) as label
from {_TABLE}
where {code} is not null
group by {code}
order by {code} not in ('STRATEGY', 'total'), label, code""",
    )
    return dict(zip(found["code"], found["label"], strict=True))


def years(source: Source) -> list[int]:
    """Years with an actual value, the latest first."""
    found = rows(source, f"select distinct year from {_TABLE} where year is not null order by year desc")
    return [int(year) for year in found["year"]]


def beside(every: list[int]) -> tuple[int, ...]:
    """Years whose actual values stand beside each row: those of the strategy, and the one before it."""
    return tuple(sorted(year for year in every if year >= _FIRST_YEAR))


def counts(source: Source, sql: str) -> pd.DataFrame:
    """How many rows of a view there are by class, and of which kind those without are: class, is_value, row_count."""
    return rows(
        source,
        f"""select
    class,
    value is not null as is_value,
    coalesce(reason_not_rated = 'not_due', false) as is_not_due,
    count(*) as row_count
from (
{sql}
)
group by 1, 2, 3
order by row_count desc""",
    )


def reasons(source: Source, sql: str) -> pd.DataFrame:
    """Why rows of a view with a value have no class, the commonest first: reason_not_rated, row_count."""
    return rows(
        source,
        f"""select
    reason_not_rated,
    count(*) as row_count
from (
{sql}
)
where class is null and value is not null and reason_not_rated is not null
group by reason_not_rated
order by row_count desc, reason_not_rated""",
    )


def shown(source: Source, sql: str) -> pd.DataFrame:
    """The first rows of a view."""
    return rows(source, f"{sql}\nlimit {MOST_SHOWN}")


def view_sql(choice: Choice, every: list[int]) -> str:
    """The rows of a view with the actual values of the years of the strategy beside them."""
    return rows_sql(choice, beside(every))


ALL_SQL = rows_sql(Choice())
