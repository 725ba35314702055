"""Reads about money: what was planned, committed and spent.

Owns: the seven action areas against their ranges, the sum over them, the years, and the entries behind.
Never: adds or converts amounts; the release holds them in US dollars at the dated rate of each entry.
"""

import pandas as pd

from dashboards.queries.reading import Source, among, columns, rows, where


def is_known(source: Source) -> bool:
    """Whether the release tells of money at all."""
    return bool(columns(source, "monitoring.resource_absorption"))


def areas_sql(areas: list[str]) -> str:
    """Planned range, commitments and expenditure, one row per action area; an empty list does not filter."""
    filters = [among("resource_absorption.action_area_id", areas)] if areas else []
    return f"""select
    resource_absorption.action_area_id,
    action_areas.action_area_label,
    resource_absorption.low_amount,
    resource_absorption.high_amount,
    resource_absorption.currency,
    resource_absorption.committed_usd,
    resource_absorption.committed_position,
    resource_absorption.commitment_count,
    resource_absorption.spent_usd,
    resource_absorption.spent_position,
    resource_absorption.expenditure_count,
    resource_absorption.unspent_usd,
    resource_absorption.is_overspent,
    resource_absorption.full_cost_estimable,
    resource_absorption.share_of_low,
    resource_absorption.share_of_high,
    resource_absorption.share_note,
    resource_absorption.para,
    resource_absorption.is_sample
from monitoring.resource_absorption as resource_absorption
inner join strategy.action_areas as action_areas
    on action_areas.action_area_id = resource_absorption.action_area_id
where {where(filters)}
order by resource_absorption.action_area_id"""


def total(source: Source) -> pd.Series:
    """The one row of the sum over all action areas."""
    return rows(
        source,
        """select
    low_amount,
    high_amount,
    committed_usd,
    spent_usd,
    commitment_count,
    expenditure_count,
    committed_position,
    is_own_sum,
    note
from monitoring.resource_total""",
    ).iloc[0]


def years_sql(areas: list[str]) -> str:
    """What was booked in each year and up to its end, one row per action area and year."""
    filters = [among("resource_years.action_area_id", areas)] if areas else []
    return f"""select
    resource_years.action_area_id,
    action_areas.action_area_label,
    resource_years.booked_year,
    resource_years.committed_usd,
    resource_years.spent_usd,
    resource_years.cumulative_committed_usd,
    resource_years.cumulative_spent_usd,
    resource_years.is_sample
from monitoring.resource_years as resource_years
inner join strategy.action_areas as action_areas on action_areas.action_area_id = resource_years.action_area_id
where {where(filters)}
order by resource_years.action_area_id, resource_years.booked_year"""


_ENTRY = """    select
        '{kind}' as entry_kind,
        money_id,
        action_area_id,
        source_name,
        funding_type,
        booked_on,
        amount,
        currency,
        usd_rate,
        rate_date,
        amount_usd,
        note,
        version_no,
        reporter,
        submitted_date,
        reporting_period_id,
        report_id,
        is_sample
    from monitoring.{table}
    where is_latest"""


def entries_sql(areas: list[str], funding: list[str], kinds: list[str]) -> str:
    """The entries behind the sums, the newest first; empty lists do not filter.

    Args:
        areas: action area codes.
        funding: types such as regular_budget.
        kinds: commitment, expenditure.
    """
    filters = [among("entries.action_area_id", areas)] if areas else []
    filters += [among("entries.funding_type", funding)] if funding else []
    filters += [among("entries.entry_kind", kinds)] if kinds else []
    both = "\n    union all\n".join(
        _ENTRY.format(kind=kind, table=table)
        for kind, table in (("commitment", "resource_commitments"), ("expenditure", "expenditures"))
    )
    return f"""with entries as (
{both}
)
select entries.*
from entries
where {where(filters)}
order by entries.booked_on desc, entries.action_area_id, entries.entry_kind, entries.money_id"""
