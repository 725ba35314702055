"""Reads about the datasets that the warehouse follows.

Owns: the catalogue, the links between retired and present ids, and how fresh a dataset is.
Never: answers for a release without these tables with anything but no rows; the page says so.
"""

import pandas as pd

from dashboards.queries.reading import Source, columns, literal, rows

ENTRIES = "indicators.catalogue"


def entries(source: Source) -> pd.DataFrame:
    """The catalogue by dataset code; without rows where the release has none."""
    if not columns(source, ENTRIES):
        return pd.DataFrame(columns=["dataset_code"])
    return rows(source, ENTRIES_SQL)


ENTRIES_SQL = """select
    dataset_code,
    dataset_label,
    unit,
    direction,
    disaggregations,
    subject,
    statistical_standard,
    reason,
    is_followed,
    is_loaded,
    vintage_count
from indicators.catalogue
order by is_loaded desc, is_followed desc, dataset_code"""


def links_sql(dataset_code: str) -> str:
    """Ids that a dataset replaces, that replace it, or that measure the same under other definitions."""
    code = literal(dataset_code)
    return f"""select old_dataset_code, new_dataset_code, relation, since_year, note, source
from indicators.dataset_links
where old_dataset_code = {code} or new_dataset_code = {code}
order by relation, old_dataset_code, new_dataset_code"""


def links(source: Source, dataset_code: str) -> pd.DataFrame | None:
    """The result of `links_sql`; nothing where the release has no such table."""
    return rows(source, links_sql(dataset_code)) if columns(source, "indicators.dataset_links") else None


def freshness_sql(dataset_code: str) -> str:
    """How old a dataset's current vintage is, when its source was last asked, and whether it is stale and why."""
    return f"""select known_from, source_last_update, checked_at, outcome, is_stale, stale_reason, age_days
from quality.freshness
where dataset_code = {literal(dataset_code)}"""


def freshness(source: Source, dataset_code: str) -> pd.DataFrame | None:
    """The result of `freshness_sql`; nothing where the release has no such table."""
    return rows(source, freshness_sql(dataset_code)) if columns(source, "quality.freshness") else None
