"""Example queries, on the page *Data and citation*.

Owns: the choice of a subject, and each question with its query to copy.
Never: runs one; *Ask in SQL* does when somebody presses its button.
"""

import pandas as pd
import streamlit as st

from dashboards import door, frame, words
from dashboards.address import Address
from dashboards.pages import BY_NAME
from dashboards.queries import guide
from warehouse.release.pointer import Release

_EVERY = "all"


def show(address: Address, shown: frame.Shown, _release: Release) -> None:
    """Questions of one subject, each with its query."""
    queries = guide.example_queries(shown.source)
    subjects = list(dict.fromkeys(queries["topic"]))
    frame.section(
        f"{words.count(len(queries), 'question')} with the query that answers each",
        "Every query runs as it is on this release. Change it, and it is yours.",
    )
    options = [*subjects, *([_EVERY] if len(subjects) > 1 else [])]
    subject = address.one(st.pills, "Subject", "subject", options, options[0], _subject, required=True)
    may_ask = door.let_in().may_open(BY_NAME["sql"])
    for query in queries[queries["topic"].isin([subject] if subject != _EVERY else subjects)].to_dict("records"):
        _one(query, may_ask=may_ask)
    if not may_ask:
        st.markdown(":small[:gray[Evaluators and stewards can run these on the page *Ask in SQL*.]]")


def _subject(code: str) -> str:
    return "All subjects" if code == _EVERY else code.replace("_", " ").capitalize()


def _one(query: dict[str, object], *, may_ask: bool) -> None:
    with st.container(border=True, key=f"query_{query['query_id']}"):
        st.markdown(f"**{words.markdown(query['question'])}**")
        if query["note"] and not pd.isna(query["note"]):
            st.markdown(f":small[:gray[{words.markdown(query['note'])}]]")
        st.code(str(query["sql"]), language="sql")
        if may_ask:
            frame.link("sql", "Open in *Ask in SQL*", {"example": query["query_id"]}, icon=":material/play_arrow:")
