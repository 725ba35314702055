"""Money as it was booked: by year, and entry by entry.

Owns: the two tables under the ranges of the page Resources, with the filters of the entries.
Never: adds up or converts amounts; shows a version that no longer counts.
"""

from functools import partial

import pandas as pd
import streamlit as st

from dashboards import block, frame, money, origins, states, words
from dashboards.address import Address
from dashboards.charts import bookings as charts
from dashboards.queries import reading, resources

_KINDS = {"commitment": "Commitments", "expenditure": "Expenditure"}
_FUNDING = {
    "regular_budget": "Regular budget",
    "rbsa": "Supplementary account (RBSA)",
    "extra_budgetary": "A donor's money",
    "other": "Other",
}
_COLUMNS = {"Rate of": st.column_config.DateColumn(format="D MMM YYYY", width=105)}


def years(address: Address, area: list[str], shown: frame.Shown) -> None:
    """Commitments and expenditure by action area and year of booking."""
    sql = resources.years_sql(area)
    rows = reading.rows(shown.source, sql)
    if rows.empty:
        frame.section("Year by year")
        states.no_rows("booking", [f"action area = {', '.join(area)}"] if area else [])
        return
    every = words.count(len(reading.rows(shown.source, resources.areas_sql(area))), "action area")
    entered = f"{rows['action_area_id'].nunique()} of {every}"
    span = words.years(rows["booked_year"].min(), rows["booked_year"].max())
    block.show(
        block.Block(
            key="resources_by_year",
            title=f"Year by year: {entered} booked something, {span}",
            subtitle="Million US dollars since the start, by the day of booking · ● solid line: committed · "
            "◆ dashed line: spent.",
            panels=(block.Panel(partial(charts.since_the_start, rows), charts.since_the_start_in_words(rows)),),
            table=_year_table(rows),
            sql=sql,
            filters=tuple(area),
            origin=origins.of_registers(shown, "added up, at the dated rate of each entry", f"{entered} with an entry"),
            is_wide=True,
            width="content",
        ),
        address,
        shown,
    )


def _year_table(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Action area": rows["action_area_id"] + " " + rows["action_area_label"],
            "Year": rows["booked_year"].astype(str),
            "Committed": rows["committed_usd"].map(money.dollars),
            "Spent": rows["spent_usd"].map(money.dollars),
            "Committed since the start": rows["cumulative_committed_usd"].map(money.dollars),
            "Spent since the start": rows["cumulative_spent_usd"].map(money.dollars),
        }
    )


def entries(address: Address, area: list[str], shown: frame.Shown) -> None:
    """The entries that the sums are made of, with two filters of their own."""
    frame.section(
        "The entries behind the sums",
        "As handed in, in their own currency, with the rate to the US dollar and its day. Only what counts now.",
    )
    every = reading.rows(shown.source, resources.entries_sql([], [], []))
    if every.empty:
        states.no_rows("entry", [])
        return
    left, right = st.columns(2)
    with left:
        types = sorted(every["funding_type"].dropna().unique())
        funding = address.many(st.multiselect, "Funding", "funding", types, (), _spoken, placeholder="Any")
    with right:
        kind = address.many(st.multiselect, "Kind", "kind", list(_KINDS), (), _KINDS.__getitem__, placeholder="Both")
    sql = resources.entries_sql(area, funding, kind)
    rows = reading.rows(shown.source, sql)
    if rows.empty:
        named = {"action area": area, "funding": funding, "kind": kind}
        filters = [f"{name} = {', '.join(codes)}" for name, codes in named.items() if codes]
        states.no_rows("entry", filters, lambda: address.clear(("area", "funding", "kind")))
        return
    frame.table(_entry_table(rows), alt="Commitments and expenditure, one row per entry", height=400, columns=_COLUMNS)
    frame.take_away(shown, "resource_entries", [*area, *funding, *kind], sql)


def _spoken(code: str) -> str:
    return _FUNDING.get(code, code)


def _entry_table(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Booked on": pd.to_datetime(rows["booked_on"]),
            "Kind": rows["entry_kind"].str.capitalize(),
            "Action area": rows["action_area_id"],
            "Source of funds": rows["source_name"],
            "Funding": rows["funding_type"].map(_spoken, na_action="ignore"),
            "Amount": [f"{code} {value:,.2f}" for code, value in zip(rows["currency"], rows["amount"], strict=True)],
            "US dollars": rows["amount_usd"].map(lambda value: f"{value:,.2f}"),
            "USD per unit": rows["usd_rate"].map(lambda rate: words.MISSING if words.missing(rate) else f"{rate:g}"),
            "Rate of": pd.to_datetime(rows["rate_date"]),
            "Note": rows["note"],
            "Handed in by": rows["reporter"],
        }
    )
