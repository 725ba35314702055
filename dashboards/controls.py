"""Choices that several pages offer.

Owns: the switch between the two readings of the phasing table, and the parameters of links that carry it.
Never: reads a release.
"""

from datetime import date

import streamlit as st

from dashboards import words
from dashboards.address import Address
from dashboards.delivery import Delivery

READINGS = ("primary", "alternative")
_READING_HELP = (
    "The strategy's phasing table can be read in more than one way where its columns are not certain. The primary "
    "reading is the likelier one; the alternative takes the other where there is doubt. Doubtful spans carry ≈."
)


def reading_switch(address: Address) -> str:
    """Let the reader choose primary or alternative; the choice holds on every page."""
    return address.one(
        st.segmented_control,
        "Reading of the phasing table",
        "reading",
        READINGS,
        "primary",
        str.capitalize,
        help=_READING_HELP,
        required=True,
    )


def after_the_last_due_date(sums: Delivery, as_of: date) -> None:
    """Say when no due date is left that could tell whether the strategy is on track, and what does instead."""
    if not sums.last_due or sums.last_due >= as_of:
        return
    still_open = sums.overdue + sums.not_reported
    waiting = f" {words.count(still_open, 'step')} of those due {'is' if still_open == 1 else 'are'} still open."
    track = "continuous work, results and evidence track" if sums.continuous else "results and evidence alone track"
    st.markdown(
        f":small[:gray[The last due date here was {words.day(sums.last_due)}; from then on {track} delivery."
        f"{waiting if still_open else ''}]]"
    )


def link_params(reading: str, **params: str) -> dict[str, str]:
    """Parameters of a link to another page, with the reading where it is not the primary one."""
    return params | ({"reading": reading} if reading != "primary" else {})
