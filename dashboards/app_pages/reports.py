"""Reports: which document is needed, as of which day?

Owns: the choice of a report and of a release.
Never: makes a release; says anything that the report does not.
"""

import streamlit as st

from dashboards import frame, states, words
from dashboards.address import Address
from dashboards.parts import report_made
from warehouse.release import pointer
from warehouse.reports.pack.report import EVALUATION, PROGRESS
from warehouse.settings import get_settings

_KINDS = {PROGRESS: "Progress report, for the Governing Body", EVALUATION: "Evaluation report, for evaluators"}
_OTHER_DAY = (
    "A report is made from one release. For another day: `dwsc report progress --as-of 2025-03-01` makes its release, "
    "which then stands in this list."
)


def _body(shown: frame.Shown) -> None:
    address = Address.open("reports")
    notices = st.container()
    releases = {each.release_id: each for each in reversed(pointer.list_releases(get_settings()))}

    def label(release_id: str) -> str:
        now = ", shown on all pages" if release_id == shown.source.release_id else ""
        return f"As of {words.day(releases[release_id].manifest.get('as_of'))} (release {release_id}{now})"

    first, second = st.columns(2)
    with first:
        kind = address.one(st.selectbox, "Report", "report", list(_KINDS), PROGRESS, _KINDS.__getitem__)
    with second:
        release_id = address.one(
            st.selectbox, "Release", "release", list(releases), shown.source.release_id, label, help=_OTHER_DAY
        )
    with notices:
        states.unknown_codes(address.close())
    report_made.show(report_made.Asked(kind, releases[release_id]))


def page() -> None:
    """Draw the page."""
    frame.show("reports", _body)


if __name__ == "__main__":
    page()
