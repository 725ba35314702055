"""A report as a preview and as files.

Owns: making a report once per release and kind, and what is offered of it.
Never: says anything that the report does not; writes into a home.
"""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from dashboards import door, frame, states, words
from warehouse.errors import WarehouseError
from warehouse.release import pointer
from warehouse.release.pointer import Release
from warehouse.reports.pack.documents import FORMS, documents
from warehouse.reports.pack.report import Made, make
from warehouse.settings import get_settings

_LABELS = {
    "report.docx": ("Word, to be edited", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "report.pdf": ("PDF, tagged", "application/pdf"),
    "report.html": ("HTML, one file", "text/html"),
    "annex.xlsx": ("Annex (Excel): every table and figure",
                   "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}  # fmt: skip
_HIGH = 900


@dataclass(frozen=True)
class Asked:
    """Which report of which release."""

    kind: str
    release: Release


def show(asked: Asked) -> None:
    """The report of a release: what is in it, its files, a preview; or why it cannot be made."""
    with st.spinner("The report is being made; this takes some seconds.", show_time=True):
        try:
            made = _made(asked.kind, asked.release.release_id)
        except WarehouseError as error:
            states.not_done("This report cannot be made from this release", str(error))
            return
    _facts(asked, made)
    if door.only_for("evaluator", "The files of a report are"):
        _files(asked, made)
    frame.section("Preview", "The HTML form of the report. Marks in brackets lead to its annex.")
    page = documents(made.report)["report.html"]().decode()
    st.iframe(page, height=_HIGH, alt=f"Preview: {made.report.about.title}, {made.report.about.subtitle}")


@st.cache_resource(max_entries=4, show_spinner=False)
def _made(kind: str, release_id: str) -> Made:
    return make(pointer.read_release(get_settings(), release_id), kind)


def _facts(asked: Asked, made: Made) -> None:
    report = made.report
    sections = words.count(len(report.sections), "section")
    figures, tables = words.count(len(report.figures), "figure"), words.count(len(report.tables()), "table")
    st.markdown(
        f"**{report.about.title}**, from release `{asked.release.release_id}`: what was known by the end of "
        f"**{report.about.as_of_words}**. {sections}, {figures} with marks, {tables}. "
        f"{report.about.draft_mark}."
    )


def _files(asked: Asked, made: Made) -> None:
    makers, release = documents(made.report), asked.release
    with st.container(horizontal=True, key="report_files"):
        for form in FORMS:
            what, ending = (asked.kind if form != "annex.xlsx" else f"{asked.kind}_annex"), Path(form).suffix[1:]
            name = words.file_name(
                what, [made.report.about.as_of], release.release_id, is_sample=release.is_sample, ending=ending
            )
            label, mime = _LABELS[form]
            st.download_button(
                label,
                door.guarded(makers[form], "evaluator"),
                name,
                mime,
                on_click="ignore",
                key=f"report_{ending}",
                icon=":material/download:",
            )
    st.markdown(":small[The whole folder, with the release, the queries and the way of each figure to its file:]")
    st.code(f"dwsc report {asked.kind} --release {release.release_id}", language="bash", wrap_lines=True)
