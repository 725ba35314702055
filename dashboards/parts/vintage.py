"""The picker of an earlier vintage, to stand beside the current one.

Owns: how a vintage is named, and the reading of the same choice in it.
Never: offers a vintage whose rows the release does not carry.
"""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from dashboards import frame, words
from dashboards.address import Address
from dashboards.queries import indicators, reading, vintages

NONE = "none"


@dataclass(frozen=True)
class Earlier:
    """The figures of a choice as an earlier vintage gave them."""

    snapshot_id: str
    name: str
    observations: pd.DataFrame
    sql: str


def pick(address: Address, code: str, shown: frame.Shown) -> pd.Series | None:
    """Let the reader pick an earlier vintage of a dataset; none where there is no other."""
    known = vintages.vintages(shown.source, code)
    if known.empty:
        return None
    others = known[~known["is_current"] & known["is_carried"]].set_index("snapshot_id", drop=False)
    if others.empty:
        return None
    names = {NONE: "No: the current vintage alone"} | {each: _label(others.loc[each]) for each in others.index}
    help_text = "A vintage is the dataset as it was known on a day. The chart then shows both, the earlier one thinner."
    chosen = address.one(
        st.selectbox, "Compare with an earlier vintage", "vintage", list(names), NONE,
        names.__getitem__, help=help_text,
    )  # fmt: skip
    return None if chosen == NONE else others.loc[chosen]


def read(vintage: pd.Series, code: str, areas: list[str], items: dict[str, list[str]], shown: frame.Shown) -> Earlier:
    """The same choice in a vintage."""
    sql = indicators.observations_sql(code, areas, items, snapshot_id=vintage["snapshot_id"])
    name = f"known on {words.day(vintage['known_from'])}"
    return Earlier(str(vintage["snapshot_id"]), name, reading.rows(shown.source, sql), sql)


def _label(vintage: pd.Series) -> str:
    part = " · part only" if vintage["is_partial"] else ""
    rows = words.count(int(vintage["row_count"]), "row")
    label = "" if words.missing(vintage["dataset_label"]) else f" · “{vintage['dataset_label']}”"
    return f"known from {words.day(vintage['known_from'])}{part} · {rows}{label}"
