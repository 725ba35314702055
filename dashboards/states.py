"""What a page says when it has nothing to show.

Owns: the words for a home without a release, a release that cannot be read, a link with an unknown code, and filters
that leave no row; each says what happened, why, and what to do next.
Never: guesses a figure, or shows an error's inner workings.
"""

import shlex
from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st

from dashboards import words
from dashboards.address import Unknown


def no_release(home: Path) -> None:
    """Nothing was published in this home yet."""
    here = f"DWSC_HOME={shlex.quote(str(home))}"
    with st.container(border=True):
        st.header("No release yet", anchor=False)
        st.markdown(
            "These pages show published releases, and this home holds none. Nothing is wrong: a release appears once "
            "the pipeline has run."
        )
        st.markdown("**To see the pages with invented sample data**")
        st.code(f"{here} make run", language="bash", wrap_lines=True)
        st.markdown("**To publish your own files** put ILOSTAT files and a filled register in `landing/`, then")
        st.code(f"{here} dwsc run", language="bash", wrap_lines=True)
        st.markdown("Reload this page when the run has ended.")


def unreadable(message: str) -> None:
    """The release, the pointer to it or a setting cannot be read."""
    with st.container(border=True):
        st.header("The release cannot be shown", anchor=False)
        st.markdown("Nothing was lost: published releases are never changed. The cause, and what to do:")
        st.code(message, language=None, wrap_lines=True)


def not_done(heading: str, message: str) -> None:
    """Something that a person asked for was not done: why, and what to do."""
    st.error(f"**{heading}.** {words.markdown(message)}", icon=":material/block:")


def older_release(what: str) -> None:
    """The release was made before the warehouse told something; its figures are right all the same."""
    st.info(
        f"This release was made by an earlier version of the warehouse and does not say {what}. Its figures are "
        "unchanged. `dwsc run` publishes a release that does.",
        icon=":material/update:",
    )


def unknown_codes(unknown: Sequence[Unknown], labels: Callable[[str], str] = str) -> None:
    """The link asks for codes that this release does not hold."""
    for problem in unknown:
        near = ", ".join(words.markdown(labels(code)) for code in problem.nearest)
        hint = f" Nearest: {near}." if near else ""
        st.warning(
            f"The link asks for {problem.parameter} **{words.markdown(problem.code)}**, which this release does not "
            f"hold.{hint} The page shows what it can without it.",
            icon=":material/link_off:",
        )


def no_reports() -> None:
    """No register was handed in: every status below says what is not known, not what went wrong."""
    st.info(
        "No milestone register was handed in yet, so every step that is due counts as *not reported* and all "
        "continuous work as *inactive*. `dwsc register template` makes the workbook; fill it and put it in `landing/`.",
        icon=":material/assignment_late:",
    )


def no_rows(what: str, filters: Sequence[str], clear: Callable[[], None] | None = None) -> None:
    """Filters leave nothing: say which, and offer to clear them."""
    with st.container(border=True):
        chosen = "; ".join(words.markdown(text) for text in filters)
        st.markdown(f"**No {what} matches** {chosen}." if chosen else f"**No {what}** in this release.")
        if chosen and clear is not None:
            st.button("Clear these filters", on_click=clear, key="clear_filters")
