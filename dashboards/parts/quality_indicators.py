"""The view Indicators of the page Quality: what checks say of each, and its data quality assessment by rule.

Owns: how scorecard and assessment are laid out, and one indicator with the figures behind each rating.
Never: rates anything; shows a mark where nothing was checked or measured.
"""

import pandas as pd
import streamlit as st

from dashboards import frame, quality, words
from dashboards.address import Address
from dashboards.queries import quality as queries
from dashboards.queries import reading

_SCORECARD = (
    "The worst outcome of the checks on each dimension. A check counts where its table holds a value of the "
    "indicator; one that did not pass counts against the indicators that it touches. ○ Not checked is no pass."
)
_DQA = (
    "The worst measure of each of five dimensions (after USAID's data quality assessment), rated by limits that are "
    "proposed, in seeds/dqa_limits.csv. A rule made these ratings: nobody's judgement is in them."
)
_EVERY = ""


def show(address: Address, shown: frame.Shown) -> None:
    """Draw the view."""
    scores = reading.rows(shown.source, queries.SCORECARD_SQL)
    if scores.empty:
        frame.section("No indicator stands in this release")
        return
    frame.section(quality.scorecard_headline(scores), _SCORECARD)
    frame.table(quality.scorecard_table(scores), alt="What the checks say of each indicator", height=430)
    frame.legend(quality.STATUS_MARKS)
    frame.take_away(shown, "scorecard", [], queries.SCORECARD_SQL)
    _assessment(scores, address, shown)


def _assessment(scores: pd.DataFrame, address: Address, shown: frame.Shown) -> None:
    rows = reading.rows(shown.source, queries.DQA_SQL)
    frame.section("Data quality assessment", _DQA)
    if rows.empty:
        st.markdown("No indicator was assessed.")
        return
    frame.table(quality.dqa_table(rows), alt="Data quality assessment of each indicator by dimension", height=430)
    frame.legend(quality.RATING_MARKS)
    labels = scores.set_index("indicator_id")["indicator_label"].fillna("")
    names = {_EVERY: "None chosen"} | {code: f"{code} {label}" for code, label in labels.items()}
    chosen = address.one(
        st.selectbox, "What one assessment rests on", "indicator", list(names), _EVERY, names.__getitem__
    )
    if chosen != _EVERY:
        _one(rows[rows["indicator_id"] == chosen], chosen)
    frame.take_away(shown, "dqa", [], queries.DQA_SQL)


def _one(rows: pd.DataFrame, chosen: str) -> None:
    if rows.empty:
        st.markdown(f"{words.markdown(chosen)} was not assessed.")
        return
    frame.table(
        pd.DataFrame(
            {
                "Dimension": rows["dqa_dimension"].str.capitalize(),
                "Rating": [quality.sign(code).text for code in rows["rating"]],
                "What it rests on": rows["basis"],
                "Why this limit": rows["reason"],
                "Limits are": rows["approval_status"],
            }
        ),
        alt=f"Data quality assessment of {chosen}: each measure with its figures",
        lines=2,
        columns={
            "What it rests on": st.column_config.TextColumn(width=340),
            "Why this limit": st.column_config.TextColumn(width=340),
        },
    )
