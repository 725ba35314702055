"""Figures of regions, and ILOSTAT's own figure of the same region beside them.

Owns: which figures stand beside each other, the chart with its table, and why the two differ.
Never: shows a figure of too few countries as a figure; takes ILOSTAT's aggregate for ours.
"""

from functools import partial

import pandas as pd
import streamlit as st

from dashboards import block, frame, states, words
from dashboards.address import Address
from dashboards.charts import pairs
from dashboards.parts import about
from dashboards.parts.choice import Dataset
from dashboards.queries import groups, reading

_ENDS = pairs.Ends("Ours", "ILOSTAT's own")
_METHODS = {
    "sum": "the sum of its countries",
    "weighted_mean": "the mean of its countries, each weighed by its denominator",
    "unweighted_mean": "the mean of its countries, each country alike",
}
_NOT_PUBLISHED = {
    "too_few_countries": "too few countries: half of the group or fewer",
    "too_little_weight": "too little weight: less than 65 % of the group",
}
_DIFFER = {
    "SDG_1041": "ILOSTAT weighs countries by their output. It publishes no such weight, so ours takes each country "
    "alike: a large economy moves theirs, not ours.",
}
_DIFFER_OTHERWISE = {
    "weighted_mean": "ILOSTAT fills countries in that it does not publish, models those without a survey, and rounds.",
    "sum": "ILOSTAT fills countries in that it does not publish, models those without a survey, and rounds.",
    "unweighted_mean": "ILOSTAT weighs its countries and fills in those that it does not publish; ours takes each "
    "country alike, because a weight of the same kind is not loaded or not published.",
}


def show(address: Address, dataset: Dataset, shown: frame.Shown) -> None:
    """The view: regions with our figure and, where there is one, ILOSTAT's."""
    if not groups.has_regions(shown.source):
        states.older_release("figures of regions")
        return
    sql = groups.regions_sql(dataset.code)
    rows = reading.rows(shown.source, sql)
    if rows.empty:
        with st.container(border=True):
            st.markdown(
                f"**No figure of a region is made of {words.markdown(dataset.title)}.** Its reference sheet and the "
                "rules for datasets name no way to put countries together."
            )
        return
    both = rows[rows["is_published"] & rows["ilostat_value"].notna()]
    if both.empty:
        _alone(rows, dataset, sql, shown)
    else:
        _beside(rows, both, dataset, sql, address, shown)


def _alone(rows: pd.DataFrame, dataset: Dataset, sql: str, shown: frame.Shown) -> None:
    frame.section(_counted(rows), f"Each is {_how(rows)}.{_unweighted(rows)} {_NO_OWN}")
    frame.table(_table(rows), alt=f"Figures of regions of {dataset.code}", height=560)
    about.source_line(dataset, shown)
    frame.take_away(shown, "regions", [dataset.code], sql)


def _unweighted(rows: pd.DataFrame) -> str:
    """Why countries count alike where a reference sheet may ask for weights."""
    alike = rows["method"].eq("unweighted_mean").any()
    return " A weight of the same kind is not loaded or not published." if alike else ""


def _counted(rows: pd.DataFrame) -> str:
    """How many groups have a figure: most lack one where few countries report."""
    known, every = int(rows["is_published"].sum()), words.count(len(rows), "group")
    return f"{known} of {every} have a figure" if known else f"None of {every} has a figure: each says why"


_NO_OWN = "There is no aggregate of ILOSTAT's own to set beside a figure that may be published."


def _beside(
    rows: pd.DataFrame, both: pd.DataFrame, dataset: Dataset, sql: str, address: Address, shown: frame.Shown
) -> None:
    drawn = pd.DataFrame(
        {
            "area": both["group_label"] + ", " + both["year"].astype(str),
            "first": both["value"],
            "second": both["ilostat_value"],
            "said": [f"difference {words.apart(each, dataset.unit)}" for each in both["difference"]],
        }
    )
    most = both.loc[both["difference"].abs().idxmax()]
    unit = dataset.unit
    block.show(
        block.Block(
            key="regions",
            title=f"Our figure and ILOSTAT's own differ by up to {words.apart(abs(most['difference']), unit)} "
            f"({most['group_label']}, {most['year']})",
            subtitle=" · ".join(each for each in (dataset.title, unit, "Total", "latest year with both") if each),
            panels=(
                block.Panel(
                    partial(pairs.pairs, drawn, _ENDS, unit), pairs.in_words(drawn, _ENDS, dataset.title, unit)
                ),
            ),
            table=_table(rows),
            sql=sql,
            filters=(dataset.code,),
            notes=(
                f"How to read the marks: ● ours: {_how(rows)} · ◇ ILOSTAT's own aggregate.",
                f"Why they differ: {_why(dataset, rows)}",
                _left_out(rows),
            ),
            origin=about.origin(
                dataset, "countries put together; ILOSTAT's aggregate as published",
                f"{len(both)} of {words.count(len(rows), 'group')} with both",
            ),
            table_below=True,
        ),
        address,
        shown,
    )  # fmt: skip


def _how(rows: pd.DataFrame) -> str:
    return " or ".join(_METHODS.get(method, method) for method in rows["method"].drop_duplicates())


def _why(dataset: Dataset, rows: pd.DataFrame) -> str:
    known = next((why for start, why in _DIFFER.items() if dataset.code.startswith(start)), None)
    return known or _DIFFER_OTHERWISE.get(str(rows["method"].iloc[0]), "they are made of other countries or weights.")


def _left_out(rows: pd.DataFrame) -> str:
    left = int((~rows["is_published"]).sum())
    named = words.count(left, "group")
    return (
        f"No figure of ours for {named}: too few countries or too little weight; the table says which." if left else ""
    )


def _named(rows: pd.DataFrame) -> list[str]:
    """Groups with their kind: a region and a subregion may have one name."""
    return [
        label if kind == "world" else f"{label} ({kind})"
        for label, kind in zip(rows["group_label"], rows["group_kind"], strict=True)
    ]


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    published = rows["is_published"]
    shares = {"Reported (%)": "survey_share", "Modelled (%)": "modelled_share"}
    return pd.DataFrame(
        {
            "Group": _named(rows),
            "Year": rows["year"].astype(str),
            "Our figure": rows["value"].where(published),
            "ILOSTAT's own": rows["ilostat_value"],
            "Difference": rows["difference"].where(published),
            "Why there is none of ours": rows["reason_not_published"].map(
                lambda code: _NOT_PUBLISHED.get(code, code), na_action="ignore"
            ),
            "Countries": [
                f"{part} of {whole}" for part, whole in zip(rows["country_count"], rows["member_count"], strict=True)
            ],
            "Weight covered (%)": 100 * rows["covered_weight_share"],
            **{name: 100 * rows[column] for name, column in shares.items()},
            "Same countries throughout": rows["fixed_set_value"],
            "Not in it": rows["missing_countries"],
        }
    ).dropna(axis="columns", how="all")
