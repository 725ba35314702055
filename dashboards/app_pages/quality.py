"""Quality: can I trust these figures?

Owns: the choice of the view: checks, indicators, sources, releases, known issues.
Never: shows green where nothing was checked.
"""

from collections.abc import Callable

import streamlit as st

from dashboards import frame, states
from dashboards.address import Address
from dashboards.parts import quality_checks, quality_indicators, quality_releases, quality_sources
from dashboards.queries import quality as queries

_VIEWS: dict[str, tuple[str, Callable[[Address, frame.Shown], None]]] = {
    "checks": ("Checks", quality_checks.show),
    "indicators": ("Indicators", quality_indicators.show),
    "sources": ("Sources", quality_sources.show),
    "releases": ("Releases", quality_releases.show),
    "issues": ("Known issues", quality_releases.issues),
}


def _body(shown: frame.Shown) -> None:
    address = Address.open("quality")
    notices = st.container()
    if queries.is_known(shown.source):
        view = address.one(
            st.segmented_control, "View", "view", list(_VIEWS), "checks", lambda name: _VIEWS[name][0], required=True,
            label_visibility="collapsed",
        )  # fmt: skip
        _VIEWS[view][1](address, shown)
    else:
        quality_checks.show(address, shown)
        quality_sources.refused(shown)
        quality_sources.inputs(shown)
    with notices:
        states.unknown_codes(address.close())


def page() -> None:
    """Draw the page."""
    frame.show("quality", _body)


if __name__ == "__main__":
    page()
