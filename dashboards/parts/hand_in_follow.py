"""The part of *Hand in* that follows a register by its receipt.

Owns: the receipt in the address, and how a register's way is shown.
Never: finds out where it stands (`warehouse.reports` does); changes anything.
"""

import streamlit as st

from dashboards import frame, hand_in, states, words
from dashboards.address import Address
from dashboards.parts.hand_in_check import errors
from warehouse.errors import WarehouseError
from warehouse.reports.follow import Followed, follow
from warehouse.reports.receipts import receipt_for_text
from warehouse.reports.steps import next_step, stands
from warehouse.settings import Settings

_KEY, _KEPT, _OPENED = "hand_in.receipt", "kept.hand_in.receipt", "hand_in.opened_by_receipt"


def show(receipt: str) -> None:
    """Make the page follow a receipt from its next run on."""
    st.session_state[_KEY] = st.session_state[_KEPT] = receipt


def opened_by_receipt(address: Address) -> bool:
    """Whether the page was opened by a link with a receipt; it stays so until it is opened again."""
    if address.follows_link or address.moved:
        st.session_state[_OPENED] = address.follows_link and "receipt" in st.query_params
    return bool(st.session_state.get(_OPENED))


def follow_part(settings: Settings, address: Address) -> None:
    """Ask for a receipt, and show where its register stands."""
    kept = "Handing in gives a receipt, which also stands in the address of this page: either leads back here."
    frame.section("Follow it", kept)
    if address.follows_link:
        show(st.query_params.get("receipt", ""))
    elif _KEY not in st.session_state:
        st.session_state[_KEY] = st.session_state.get(_KEPT, "")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        typed = st.text_input("Receipt", key=_KEY, placeholder="16 characters, 0–9 and a–f", max_chars=64, width=280)
        st.button("Look again", icon=":material/refresh:", disabled=not typed)
    st.session_state[_KEPT] = typed
    if not typed.strip():
        return
    address.params["receipt"] = [typed.strip()]
    try:
        receipt = receipt_for_text(typed)
        found = follow(settings, receipt)
    except WarehouseError as error:
        states.not_done("This cannot be followed", str(error))
        return
    _shown(settings, found)


def _shown(settings: Settings, found: Followed) -> None:
    with st.container(border=True, key="where_it_stands"):
        st.markdown(f"**{words.markdown(stands(found))}**")
        if found.state not in {"unknown", "gone"}:
            st.markdown("  \n".join(_station(one) for one in hand_in.way(found)))
        step = next_step(settings, found)
        st.markdown(f"**What happens next.** {words.markdown(step.text)}")
        if step.command:
            st.code(step.command, language="bash", wrap_lines=True)
    if found.findings:
        errors(found.findings, found.error_count, found.file_name or found.receipt_id, "nothing was loaded from it")


def _station(one: hand_in.Station) -> str:
    symbol = (":red[■]" if one.title == "Refused" else ":blue[●]") if one.is_reached else ":gray[○]"
    return f"{symbol} **{one.title}** {words.markdown(one.known)}"
