"""The views Releases and Known issues of the page Quality.

Owns: how the outcomes of checks over releases, and the issues that are known, are laid out.
Never: compares a release that tells nothing of its checks as if it had passed them.
"""

import pandas as pd
import streamlit as st

from dashboards import frame, quality, words
from dashboards.address import Address
from dashboards.queries import quality as queries
from dashboards.queries import reading

_SEVERITIES = {"high": ":red-badge[■ High]", "medium": ":orange-badge[▲ Medium]", "low": ":gray-badge[○ Low]"}


def show(_address: Address, shown: frame.Shown) -> None:
    """How the checks of this release and of earlier ones ended."""
    rows = reading.rows(shown.source, queries.TREND_SQL)
    table = quality.trend_table(rows) if len(rows) else pd.DataFrame()
    frame.section(
        f"Checks of {words.count(len(table), 'release')}",
        "The newest first: this release and the earlier ones that the home still held when it was made. New rules make "
        "more checks; ○ Not checked: no check looked at that dimension, which is no pass.",
    )
    if table.empty:
        st.markdown("No release tells how its checks ended.")
        return
    frame.table(table, alt="How the checks of each release ended, in all and by dimension")
    frame.take_away(shown, "check_trend", [], queries.TREND_SQL)


def issues(_address: Address, shown: frame.Shown) -> None:
    """What is known to be wrong, open ones first, and how closed ones were closed."""
    rows = reading.rows(shown.source, queries.ISSUES_SQL)
    still = rows[rows["is_open"].astype(bool)]
    frame.section(
        f"Known issues: {len(still)} open, {len(rows) - len(still)} closed",
        "What is known to be wrong with the data or with this warehouse, and how to work with it until it is mended.",
    )
    for issue in rows.itertuples():
        with st.container(border=True, gap="xxsmall"):
            _issue(issue)
    if len(rows):
        frame.take_away(shown, "known_issues", [], queries.ISSUES_SQL)


def _issue(issue: object) -> None:
    values = {name: None if words.missing(value) else value for name, value in issue._asdict().items()}
    state = _SEVERITIES.get(str(values["severity"]), str(values["severity"])) if values["is_open"] else "● Closed"
    st.markdown(f"{state} **{words.markdown(values['issue'])}**")
    about = [f"{values['issue_id']}", f"since {words.day(values['opened_date'])}", f"owner: {values['owner']}"]
    about += [f"tables: {_listed(values['table_names'])}"] if values["table_names"] else []
    about += [f"indicators: {_listed(values['indicator_ids'])}"] if values["indicator_ids"] else []
    st.markdown(f":small[:gray[{words.markdown(' · '.join(about))}]]")
    if values["is_open"]:
        st.markdown(f":small[**Until then:** {words.markdown(values['workaround'] or 'nothing')}]")
    else:
        told = f"{words.day(values['closed_date'])}: {values['closure']}"
        st.markdown(f":small[**How it was closed:** {words.markdown(told)}]")


def _listed(names: object) -> str:
    return ", ".join(str(names).split(";"))
