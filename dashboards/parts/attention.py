"""The attention list: what to look at first, why, and who can tell.

Owns: how a row of the list is drawn, and where it leads.
Never: ranks; hides a row without saying how many there are.
"""

import pandas as pd
import streamlit as st

from dashboards import controls, frame, words
from dashboards.pages import PAGES
from dashboards.status import Mark

_FIRST = 8
_SEVERITY = {
    "high": Mark("high", "■", "High", "red", "square", "act now"),
    "medium": Mark("medium", "▲", "Medium", "orange", "triangle-up", "ask the owner"),
    "low": Mark("low", "○", "Low", "gray", "circle", "keep in mind"),
}
SEVERITY_MARKS = tuple(_SEVERITY.values())
_RULES = {
    "overdue": "Overdue",
    "not_reported": "Not reported",
    "report_missing": "Report missing",
    "due_soon": "Due within 90 days",
    "slip_inherited": "Draws on a late output",
    "evidence_weak": "Evidence weak or rejected",
    "evidence_missing": "Evidence missing",
    "money_out_of_range": "Money out of step",
    "promise_open": "Promise open",
    "undeclared_change": "Changed without a reason",
    "planned_tension": "Tight by plan",
    "quality": "Quality of a source",
}


def rule_word(rule: str) -> str:
    """The name of a rule; one of a newer release shows its code."""
    return _RULES.get(rule, rule.replace("_", " ").capitalize())


def items(rows: pd.DataFrame, chosen: str) -> None:
    """Draw the list, the first rows open and the others behind a button.

    Args:
        rows: the result of `queries.attention.attention_sql`.
        chosen: the reading, which links carry on.
    """
    if rows.empty:
        st.markdown("No rule puts anything on the list.")
        return
    for row in rows.head(_FIRST).itertuples():
        _item(row, chosen)
    if len(rows) > _FIRST:
        with st.expander(f"Show {len(rows) - _FIRST} more"):
            for row in rows.iloc[_FIRST:].itertuples():
                _item(row, chosen)


def _item(row: object, chosen: str) -> None:
    values = row._asdict()
    mark = _SEVERITY.get(values["severity"], _SEVERITY["low"])
    with st.container(gap=None, key=f"ruled_C_{values['rank']}_{values['rule_id']}"):
        about = words.markdown(_about(values))
        label = f":{mark.colour}[{mark.symbol}] **{rule_word(values['rule'])}** · {about}"
        page, params = _place(values, chosen)
        frame.link(page, label, params)
        owner = values["owner"] if not words.missing(values["owner"]) else "no owner named"
        tail = f"Owner: {owner} · rule {values['rule_id']}"
        if values["reading"] == "alternative":
            tail += " · under the alternative reading alone"
        st.markdown(f":small[:gray[{words.markdown(values['reason'])} {words.markdown(tail)}]]")


def _about(values: dict[str, object]) -> str:
    """What a row is about; the label of a reported row names it in full, and an output is named by its own id."""
    kind, label = values["subject_kind"], str(values["subject_label"])
    if kind in ("milestone", "narrative", "result"):
        return label
    return f"{values['output_id'] if kind == 'output' else values['subject_id']} {label}"


def _place(values: dict[str, object], chosen: str) -> tuple[str, dict[str, str]]:
    """Where the row can be looked into; a page of a newer release is the Overview."""
    known = {page.name for page in PAGES}
    page = str(values["page"]) if values["page"] in known else "overview"
    output = "" if words.missing(values["output_id"]) else str(values["output_id"])
    if page in ("output", "milestones") and output:
        return page, controls.link_params(chosen, output=output)
    if page == "resources" and not words.missing(values["action_area_id"]):
        return page, {"area": str(values["action_area_id"])}
    return page, controls.link_params(chosen) if page in ("output", "milestones") else {}
