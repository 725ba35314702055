"""Ratings and recommendations: how is the strategy rated, why, and what became of the recommendations?

Owns: the six criteria with their ratings, the findings, and the recommendations with the management response.
Never: averages ratings over criteria; shows a draft as a rating.
"""

import pandas as pd
import streamlit as st

from dashboards import evaluation, frame, states, words
from dashboards.address import Address
from dashboards.queries import ratings as queries
from dashboards.queries import reading
from dashboards.queries.evidence import CRITERIA


def _body(shown: frame.Shown) -> None:
    if not queries.is_known(shown.source):
        states.older_release("how the strategy is rated and what was recommended")
        return
    address = Address.open("ratings")
    notices = st.container()
    ratings = reading.rows(shown.source, queries.RATINGS_SQL)
    findings = reading.rows(shown.source, queries.FINDINGS_SQL)
    recommendations = reading.rows(shown.source, queries.RECOMMENDATIONS_SQL)
    if ratings.empty and findings.empty and recommendations.empty:
        st.info("No rating, finding or recommendation was handed in yet; docs/evaluation.md says how they come in.")
    else:
        _ratings(ratings, shown)
        _recommendations(recommendations, shown)
        _findings(findings, shown)
    with notices:
        states.unknown_codes(address.close())


def _ratings(rows: pd.DataFrame, shown: frame.Shown) -> None:
    current = rows[rows["is_current"].astype(bool)]
    frame.section(
        f"{len(current)} of {len(CRITERIA)} criteria are rated",
        "Six levels, from 6 (highly satisfactory) to 1 (highly unsatisfactory). Each criterion stands by itself.",
    )
    for criterion in CRITERIA:
        with st.container(gap=None, key=f"ruled_{criterion}"):
            _criterion(criterion, rows[rows["criterion_code"] == criterion])
    frame.take_away(shown, "evaluation_ratings", [], queries.RATINGS_SQL)


def _criterion(criterion: str, versions: pd.DataFrame) -> None:
    current = versions[versions["is_current"].astype(bool)]
    if current.empty:
        st.markdown(f"**{criterion.capitalize()}** · not rated yet")
    else:
        row = current.iloc[0]
        st.markdown(f"**{criterion.capitalize()}** · {evaluation.level(row)}")
        st.markdown(words.markdown(row["justification"]))
        st.markdown(f":small[{' · '.join(_details(row))}]")
    for _, row in versions[~versions["is_current"].astype(bool)].iterrows():
        st.markdown(f":small[:gray[{_other(row)}]]")


def _details(row: pd.Series) -> list[str]:
    accepted, named = int(row["accepted_evidence_count"]), int(row["evidence_count"])
    told = [
        f"Rests on {words.count(named, 'item')} of evidence ({words.markdown(_listed(row['evidence_ids']))}), "
        f"{accepted} accepted",
        f"rated {words.day(row['rated_on'])} by {words.markdown(row['rated_by'])}",
    ]
    return [*told, *([f"changed: {_reason(row)}"] if not words.missing(row["correction_code"]) else [])]


def _other(row: pd.Series) -> str:
    if bool(row["is_draft"]):
        return f"A draft of a rating was handed in on {words.day(row['submitted_date'])}; it counts for nothing."
    return f"Before: {int(row['rating'])} {words.markdown(row['rating_label'])}, rated {words.day(row['rated_on'])}"


def _reason(row: pd.Series) -> str:
    code = words.markdown(evaluation.kind(row["correction_code"]).lower())
    note = "" if words.missing(row["correction_note"]) else f" ({words.markdown(row['correction_note'])})"
    return code + note


def _listed(ids: object) -> str:
    return str(ids).replace(";", ", ")


def _recommendations(rows: pd.DataFrame, shown: frame.Shown) -> None:
    if rows.empty:
        return
    frame.section(
        evaluation.recommendations_headline(rows),
        f"Overdue: past its due date on {words.day(shown.as_of)} and not done.",
    )
    for _, row in rows.iterrows():
        with st.container(gap=None, key=f"ruled_{row['recommendation_id']}"):
            label = f":gray[{words.markdown(row['recommendation_id'])}] {words.markdown(row['recommendation'])}"
            st.markdown(f"{evaluation.state(row).markdown} · {label}")
            st.markdown(f":small[{' · '.join(_answer(row))}]")
    frame.take_away(shown, "evaluation_recommendations", [], queries.RECOMMENDATIONS_SQL)
    frame.legend(evaluation.STATE_MARKS)


def _answer(row: pd.Series) -> list[str]:
    told = [
        f"{words.markdown(evaluation.kind(row['priority']))} priority, to {words.markdown(row['addressed_to'])}",
        f"rests on {words.markdown(_listed(row['finding_ids']))}",
    ]
    if row["response"] == "none":
        return [*told, "no management response yet"]
    told.append(f"{words.markdown(evaluation.kind(row['response']).lower())} on {words.day(row['responded_on'])}")
    if not words.missing(row["action"]):
        told.append(
            f"{words.markdown(row['action'])} ({words.markdown(row['owner'])}, due {words.day(row['due_date'])})"
        )
    if bool(row["is_overdue"]):
        told.append(f"**{words.count(int(row['overdue_days']), 'day')} overdue**")
    if not words.missing(row["state_date"]):
        told.append(f"{words.markdown(evaluation.kind(row['action_state']).lower())} on {words.day(row['state_date'])}")
    return [*told, *([] if words.missing(row["response_note"]) else [words.markdown(row["response_note"])])]


def _findings(rows: pd.DataFrame, shown: frame.Shown) -> None:
    if rows.empty:
        return
    frame.section(words.count(len(rows), "finding"), "What the recommendations rest on.")
    for _, row in rows.iterrows():
        with st.container(gap=None, key=f"ruled_finding_{row['finding_id']}"):
            st.markdown(f":gray[{words.markdown(row['finding_id'])}] {words.markdown(row['finding'])}")
            st.markdown(f":small[{' · '.join(_rests(row))}]")
    frame.take_away(shown, "evaluation_findings", [], queries.FINDINGS_SQL)


def _rests(row: pd.Series) -> list[str]:
    named, accepted = int(row["evidence_count"]), int(row["accepted_evidence_count"])
    return [
        *([] if words.missing(row["criterion_code"]) else [evaluation.kind(row["criterion_code"])]),
        *([] if words.missing(row["question_id"]) else [words.markdown(row["question_id"])]),
        f"rests on {words.count(named, 'item')} of evidence ({words.markdown(_listed(row['evidence_ids']))}), "
        f"{accepted} accepted",
        words.count(int(row["recommendation_count"]), "recommendation"),
    ]


def page() -> None:
    """Draw the page."""
    frame.show("ratings", _body)


if __name__ == "__main__":
    page()
