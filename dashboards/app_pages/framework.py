"""Results framework: how do outputs lead to goals?

Owns: the choice between the tree, the links between outputs and the way from mandate to money.
Never: draws a view itself.
"""

import streamlit as st

from dashboards import frame, states
from dashboards.address import Address
from dashboards.parts import framework_links, framework_trace, framework_tree
from dashboards.queries import framework

_VIEWS = {"tree": "Tree", "links": "Links between outputs", "trace": "From mandate to money"}


def _body(shown: frame.Shown) -> None:
    if not framework.is_known(shown.source):
        states.older_release("how building blocks, outputs and money hang together")
        return
    address = Address.open("framework")
    notices = st.container()
    view = address.one(
        st.segmented_control, "View", "view", list(_VIEWS), "tree", _VIEWS.__getitem__, required=True,
        label_visibility="collapsed",
    )  # fmt: skip
    {"tree": framework_tree.show, "links": framework_links.show, "trace": framework_trace.show}[view](address, shown)
    with notices:
        states.unknown_codes(address.close())


def page() -> None:
    """Draw the page."""
    frame.show("framework", _body)


if __name__ == "__main__":
    page()
