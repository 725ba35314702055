"""Data and citation: how do I get these data, and cite them?

Owns: the choice of the view: access, files, dictionary, example queries, releases, citation.
Never: hands out a file to somebody who may not have it.
"""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from dashboards import frame, states
from dashboards.address import Address
from dashboards.parts import data_access, data_cite, data_dictionary, data_files, data_queries, data_releases
from warehouse.release import pointer
from warehouse.settings import get_settings


@dataclass(frozen=True)
class _View:
    label: str
    draw: Callable[[Address, frame.Shown, pointer.Release], None]


_VIEWS = {
    "access": _View("Which access", data_access.show),
    "files": _View("Files", data_files.show),
    "dictionary": _View("Dictionary", data_dictionary.show),
    "queries": _View("Example queries", data_queries.show),
    "releases": _View("Releases", data_releases.show),
    "cite": _View("Cite", data_cite.show),
}


def _body(shown: frame.Shown) -> None:
    address = Address.open("data")
    notices = st.container()
    view = address.one(
        st.segmented_control, "View", "view", list(_VIEWS), "access", lambda name: _VIEWS[name].label, required=True,
        label_visibility="collapsed",
    )  # fmt: skip
    _VIEWS[view].draw(address, shown, pointer.read_release(get_settings(), shown.source.release_id))
    with notices:
        states.unknown_codes(address.close())


def page() -> None:
    """Draw the page."""
    frame.show("data", _body)


if __name__ == "__main__":
    page()
