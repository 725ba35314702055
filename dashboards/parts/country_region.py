"""A country among those of its ILO region, for one indicator.

Owns: the block of the strip plot, its table, and what is said where a comparison would mislead.
Never: ranks countries, or compares levels that the source says do not compare.
"""

from functools import partial

import pandas as pd
import streamlit as st

from dashboards import block, frame, states, words
from dashboards.address import Address
from dashboards.charts import strip
from dashboards.parts.choice import Dataset
from dashboards.parts.country import KINDS, years
from dashboards.queries import countries, reading


def show(dataset: Dataset, indicator: str, place: pd.Series, address: Address, shown: frame.Shown) -> None:
    """The countries of the region on one scale, the country marked; the table alone where levels do not compare."""
    label = str(place["region_label"])
    sql = countries.region_sql(indicator, str(place["region_code"]))
    rows = reading.rows(shown.source, sql)
    drawn = strip.prepared(rows, str(place["code"]))
    table = _region_table(rows, str(place["code"]))
    codes = (str(place["code"]), indicator, str(place["region_code"]))
    if dataset.no_comparison:
        frame.section(f"{words.markdown(dataset.title)} in {words.markdown(label)}", "By name.")
        st.info(words.markdown(dataset.no_comparison), icon=":material/compare_arrows:")
        frame.table(table, alt=f"Latest value of {dataset.title} by country of {label}", height=400)
        frame.take_away(shown, "region", list(codes), sql)
    elif drawn.empty:
        states.no_rows("value", [f"{dataset.title} in {label}"])
    else:
        _strip(dataset, drawn, rows, table, sql, codes, place, address, shown)


def _strip(
    dataset: Dataset,
    drawn: pd.DataFrame,
    rows: pd.DataFrame,
    table: pd.DataFrame,
    sql: str,
    codes: tuple[str, ...],
    place: pd.Series,
    address: Address,
    shown: frame.Shown,
) -> None:
    label = str(place["region_label"])
    head = _headline(drawn, place, dataset.unit)
    counted = words.count(len(rows), "country or territory", "countries and territories")
    estimates = bool(drawn.loc[~drawn["is_marked"], "is_estimate"].any())
    block.show(
        block.Block(
            key="region",
            title=head,
            subtitle=" · ".join(each for each in (dataset.title, dataset.unit, "Total", "latest value") if each),
            panels=(
                block.Panel(
                    partial(strip.strip, drawn, dataset.unit),
                    strip.in_words(drawn, dataset.title, dataset.unit, label),
                ),
            ),
            table=table,
            sql=sql,
            filters=codes,
            notes=(
                f"How to read the marks: ◆ {place['label']} · ○ another country"
                f"{' · broken outline: modelled estimate' if estimates else ''}. "
                f"Years differ: {words.years(drawn['year'].min(), drawn['year'].max())}. No country is ranked.",
            ),
            origin=block.Origin(
                f"{dataset.told('producer')}, dataset {dataset.code}, snapshot {dataset.told('snapshot_id')}",
                "the latest value of each country",
                f"{len(drawn)} of {counted} with a value",
                str(dataset.told("licence")),
            ),
        ),
        address,
        shown,
    )


def _headline(drawn: pd.DataFrame, place: pd.Series, unit: str) -> str:
    """The country first, then between which values those of its region lie that have one: not the region's figure."""
    marked = drawn[drawn["is_marked"]]
    if len(marked):
        here = marked.iloc[0]
        told = f"{place['label']} {words.quantity(here['value'], unit)} ({int(here['year'])})"
    else:
        told = f"{place['label']} has no value"
    low, high = (words.quantity(end, unit) for end in (drawn["value"].min(), drawn["value"].max()))
    region = f"the region {place['region_label']}"
    if len(drawn) == 1:
        return f"{told}; one country of {region} has a value, {low}"
    return f"{told}; the {len(drawn)} countries with a value in {region} run from {low} to {high}"


def _region_table(rows: pd.DataFrame, area: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Country": rows["reference_area_label"],
            "Shown here": ["yes" if code == area else "" for code in rows["reference_area_code"]],
            "Value": rows["value"],
            "Year": years(rows["year"]),
            "Kind": rows["value_kind"].map(lambda kind: KINDS.get(kind, kind), na_action="ignore"),
            "Subregion": rows["subregion_label"],
        }
    )
