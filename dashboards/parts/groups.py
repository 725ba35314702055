"""Women and men side by side, and regions beside ILOSTAT's own figure.

Owns: what can be chosen, the two charts with their tables, and why two figures of one region differ.
Never: works out a gap; draws an area of which one value is missing; publishes a figure of too few countries.
"""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboards import block, frame, states, words
from dashboards.address import Address
from dashboards.charts import pairs
from dashboards.palette import MAX_SERIES
from dashboards.parts import about
from dashboards.parts.choice import Dataset
from dashboards.queries import groups, reading

_SEXES = pairs.Ends("Women", "Men")
_LATEST = "latest"
_KINDS = {"survey": "Reported", "modelled": "Modelled estimate", "unknown": "Source not given"}
_NO_RATIO = {
    "women_value_missing": "no value of women",
    "men_value_missing": "no value of men",
    "men_value_is_zero": "the value of men is 0",
    "negative_value": "a value is negative",
}


def show(address: Address, dataset: Dataset, shown: frame.Shown) -> dict[str, str] | None:
    """The view: women and men of the chosen areas."""
    if not groups.has_gaps(shown.source):
        states.older_release("the gaps between women and men")
        return None
    known = reading.rows(shown.source, groups.areas_sql(dataset.code))
    if known.empty:
        with st.container(border=True):
            st.markdown(
                f"**{words.markdown(dataset.title)} is not published for women and men side by side.** Its groups, "
                "where it has any, are on *Figures*."
            )
        return None
    names = dict(zip(known["code"], known["label"], strict=True))
    areas, year = _choose(address, known, names)
    if not areas:
        states.no_rows("figure", ["an empty list of areas: choose at least one"], lambda: address.clear(["groups"]))
        return names
    sql = groups.gaps_sql(dataset.code, areas, year)
    rows = reading.rows(shown.source, sql)
    if rows["difference"].notna().any():
        _gaps(rows, dataset, areas, sql, address, shown)
    else:
        told = [", ".join(names[code] for code in areas), f"year = {year}"]
        states.no_rows("pair of values", told, lambda: address.clear(["groups", "gap_year"]))
    return names


def _choose(address: Address, known: pd.DataFrame, names: dict[str, str]) -> tuple[list[str], int | None]:
    countries = known[~known["is_aggregate"]] if not known["is_aggregate"].all() else known
    best = countries.sort_values(["last_year", "year_count", "code"], ascending=[False, False, True])["code"].head(5)
    first = [code for code in names if code in set(best)]
    years = {_LATEST: "Latest of each area"}
    years |= {str(year): str(year) for year in range(int(known["last_year"].max()), 1999, -1)}
    left, right = st.columns([3, 1])
    most = 3 * MAX_SERIES
    with left:
        areas = address.many(
            st.multiselect, f"Areas (up to {most} of {len(names)} with both)", "groups", list(names), first,
            names.__getitem__, most=most, max_selections=most, placeholder="Choose areas", select_all=False,
        )  # fmt: skip
    with right:
        year = address.one(st.selectbox, "Year", "gap_year", list(years), _LATEST, years.__getitem__)
    return areas, None if year == _LATEST else int(year)


def _gaps(
    rows: pd.DataFrame, dataset: Dataset, areas: list[str], sql: str, address: Address, shown: frame.Shown
) -> None:
    both = rows[rows["difference"].notna()]
    drawn = pd.DataFrame(
        {
            "area": both["reference_area_label"] + ", " + both["year"].astype(str),
            "first": both["women_value"],
            "second": both["men_value"],
            "said": [_gap(row, dataset.unit) for _, row in both.iterrows()],
        }
    )
    higher = int((both["difference"] > 0).sum())
    places = words.count(len(both), "area")
    apart = dataset.no_comparison and len(both) > 1
    notes = [
        "How to read the marks: ● women · ◇ men. Difference: women less men. Ratio: women over men; 1 is parity. "
        "Totals of other groups.",
        "; ".join(f"{row.area}: {row.said}" for row in drawn.itertuples()) + ".",
        dataset.no_comparison if apart else "",
    ]
    block.show(
        block.Block(
            key="gaps",
            title=f"{dataset.title}: the value of women is higher than that of men in {higher} of the {places} shown",
            subtitle=" · ".join(each for each in (dataset.title, dataset.unit) if each),
            panels=(
                block.Panel(
                    partial(pairs.pairs, drawn, _SEXES, dataset.unit),
                    pairs.in_words(drawn, _SEXES, dataset.title, dataset.unit),
                ),
            ),
            table=_gap_table(rows),
            sql=sql,
            filters=(dataset.code, *areas),
            notes=tuple(note for note in notes if note),
            origin=about.origin(dataset, "best series; ratio and difference computed", f"{places} with both values"),
        ),
        address,
        shown,
    )


def _gap(row: Any, unit: str) -> str:
    sign = "+" if row["difference"] > 0 else ""
    told = f"difference {sign}{words.apart(row['difference'], unit)}"
    if words.missing(row["ratio"]):
        return f"{told}, no ratio: {_NO_RATIO.get(str(row['reason_no_ratio']), row['reason_no_ratio'])}"
    return f"{told}, ratio {row['ratio']:.3g}"


def _gap_table(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Area": rows["reference_area_label"],
            "Year": rows["year"].astype(str),
            "Women": rows["women_value"],
            "Men": rows["men_value"],
            "Difference": rows["difference"],
            "Ratio": rows["ratio"],
            "Why no ratio": rows["reason_no_ratio"].map(lambda code: _NO_RATIO.get(code, code), na_action="ignore"),
            "Kind, women": rows["women_observation_kind"].map(lambda kind: _KINDS.get(kind, kind), na_action="ignore"),
            "Kind, men": rows["men_observation_kind"].map(lambda kind: _KINDS.get(kind, kind), na_action="ignore"),
            "Same source": rows["has_same_source"].map({True: "yes", False: "no"}),
        }
    )
