"""Hand in: is my register in order, and what became of it?

Owns: the order of the page: the form, the check, handing in, following.
Never: needs a release; asks who somebody is (the door does).
"""

import streamlit as st

from dashboards import door, frame, hand_in, states
from dashboards.address import Address
from dashboards.parts.hand_in_check import form_part, upload_part
from dashboards.parts.hand_in_follow import follow_part, opened_by_receipt, show
from warehouse.settings import Settings


def _body(settings: Settings) -> None:
    address = Address.open("hand-in")
    notices = st.container()
    closed = hand_in.closed(settings, door.let_in())
    if closed:
        st.info(closed, icon=":material/lock:")
    # A link with a receipt asks for the end of the way; whoever comes without one starts at its beginning.
    first, last = st.container(), st.container()
    with last:
        form_part(settings, address)
        upload_part(settings, closed, show)
    with first if opened_by_receipt(address) else st.container():
        follow_part(settings, address)
    with notices:
        states.unknown_codes(address.close())


def page() -> None:
    """Draw the page."""
    frame.show_home("hand-in", _body)


if __name__ == "__main__":
    page()
