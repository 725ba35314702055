"""Impact: what did support change, and how sure is that?

Owns: the list of designs, the choice of one and of its version, and the order of plan, gate, estimate and checks.
Never: shows a number of a design that the gate refused, or an estimate without the words that came with it.
"""

import pandas as pd
import streamlit as st

from dashboards import frame, impact, states, words
from dashboards.address import Address
from dashboards.parts import impact_checks, impact_design
from dashboards.queries import impact as queries
from dashboards.queries import reading


def _body(shown: frame.Shown) -> None:
    if not queries.is_known(shown.source):
        states.older_release("which impact designs were registered, and what came of them")
        return
    address = Address.open("impact")
    notices = st.container()
    designs = reading.rows(shown.source, queries.DESIGNS_SQL)
    if designs.empty:
        _none()
        return
    st.markdown(impact.counts(designs))
    _list(designs, shown)
    row = _chosen(designs, address)
    impact_design.plan(row, shown)
    impact_design.gate(row, shown)
    estimates = impact_design.estimates(row, shown)
    impact_checks.groups(row, address, shown)
    if row["verdict"] == "passed" and row["method"] != "interrupted_series":
        impact_checks.effects(row, address, shown)
        impact_checks.leave_one_out(row, float(estimates["estimate"].iloc[0]), address, shown)
        impact_checks.placebos(row, float(estimates["estimate"].iloc[0]), shown)
    impact_design.values(row, shown)
    frame.legend(impact.VERDICT_MARKS + impact.RULE_MARKS)
    with notices:
        states.unknown_codes(address.close())


def _none() -> None:
    with st.container(border=True):
        st.header("No impact design was registered yet", anchor=False)
        st.markdown(
            "A design says, before any result is known, which areas received support, which ones they are compared "
            "with, on which indicator and in which years. It is handed in with the evaluation workbook, on the sheets "
            "*Designs* and *Design areas*: `dwsc evaluation template` writes one to fill in."
        )


def _list(designs: pd.DataFrame, shown: frame.Shown) -> None:
    frame.section("The designs", "As handed in last; what the gate refuses has no number, and the reasons stand below.")
    for _, row in designs[designs["is_current"]].iterrows():
        verdict = impact.mark(row["verdict"])
        told = [
            f"{row['indicator_id']} {'' if words.missing(row['indicator_label']) else row['indicator_label']}",
            str(impact.METHODS.get(row["method"], row["method"])),
            f"registered {words.day(row['registered_at'])}",
            *([] if words.missing(row["claim_words"]) else [f"may be called: {row['claim_words']}"]),
        ]
        with st.container(gap=None, key=f"ruled_design_{row['design_id']}"):
            label = f"**{words.markdown(row['design_id'])}** {words.markdown(row['design_question'])}"
            st.markdown(f"{verdict.markdown} · {label}")
            st.markdown(f":small[{words.markdown(' · '.join(told))}]")
    frame.take_away(shown, "impact_designs", [], queries.DESIGNS_SQL)


def _chosen(designs: pd.DataFrame, address: Address) -> pd.Series:
    current = designs[designs["is_current"]].set_index("design_id", drop=False)
    code = address.one(
        st.selectbox, "Design", "design", list(current.index), str(current.index[0]),
        lambda each: f"{each} {current.loc[each, 'design_question']}",
    )  # fmt: skip
    versions = designs[designs["design_id"] == code].set_index("design_version_no", drop=False)
    if len(versions) == 1:
        return versions.iloc[0]
    latest = str(current.loc[code, "design_version_no"])
    number = address.one(
        st.segmented_control, "Version of the plan", "version", [str(each) for each in versions.index], latest,
        lambda each: f"{each}, of {words.day(versions.loc[int(each), 'registered_at'])}", required=True,
    )  # fmt: skip
    return versions.loc[int(number)]


def page() -> None:
    """Draw the page."""
    frame.show("impact", _body)


if __name__ == "__main__":
    page()
