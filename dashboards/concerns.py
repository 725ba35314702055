"""What the reader of a page must know of its figures: checks behind it that did not pass.

Owns: the badge and the banner that stand under the title of every page whose figures a broken check touches.
Never: says that all is well (a release from before there were such tables says nothing here); judges a check.
"""

from collections.abc import Collection

import pandas as pd
import streamlit as st

from dashboards import words
from dashboards.pages import BY_NAME
from dashboards.queries import quality, reading
from dashboards.status import CHECK_MARKS, mark, most_urgent

SHOWN = 3


def show(source: reading.Source, page: str, subjects: Collection[str]) -> None:
    """Name each check that did not pass and touches what the page shows, with a link to it.

    Args:
        source: the release.
        page: its name, as in the address.
        subjects: datasets and indicators that the page shows now; none means all of them.
    """
    found = about(quality.broken_behind(source, page), subjects)
    if found.empty:
        return
    worst = most_urgent(found["outcome"], CHECK_MARKS)
    with st.container(border=True, gap="xxsmall", key="concerns"):
        heading = words.count(len(found), "check that did not pass touches", "checks that did not pass touch")
        st.markdown(f":{worst.colour}-badge[{worst.symbol} {worst.word}] **{heading} figures on this page**")
        for check in found.head(SHOWN).itertuples():
            _line(check)
        if len(found) > SHOWN:
            _link("", f"All {len(found)} of them on the page Quality", {})


def about(broken: pd.DataFrame, subjects: Collection[str]) -> pd.DataFrame:
    """The checks that touch these datasets and indicators; one whose failing rows name none touches them all."""
    if broken.empty or not subjects:
        return broken
    named = broken["failing_subjects"].map(lambda text: None if words.missing(text) else {*_split(text)})
    return broken[[each is None or bool(each & {*subjects}) for each in named]]


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _line(check: object) -> None:
    values = check._asdict()
    many = "" if words.missing(values["failing_count"]) else f" ({words.count(int(values['failing_count']), 'row')})"
    label = f"{mark(values['outcome']).markdown} · {words.markdown(values['description'])}{many}"
    _link(values["check_id"], label, {"check": values["check_id"]})


def _link(name: str, label: str, params: dict[str, str]) -> None:
    st.page_link(
        BY_NAME["quality"].script, label=label, query_params=params, width="stretch", help=f"Opens the check {name}"
    )
