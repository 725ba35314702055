"""The view Sources of the page Quality: how fresh each is, whether every row is accounted for, what was refused.

Owns: how freshness, reconciliation, refused files and inputs are laid out.
Never: calls a source fresh of which nobody knows how often it comes.
"""

import pandas as pd
import streamlit as st

from dashboards import frame, quality, words
from dashboards.address import Address
from dashboards.queries import quality as queries
from dashboards.queries import reading, release


def show(_address: Address, shown: frame.Shown) -> None:
    """Draw the view."""
    _freshness(shown)
    _reconciliation(shown)
    refused(shown)
    inputs(shown)


def _freshness(shown: frame.Shown) -> None:
    rows = reading.rows(shown.source, queries.FRESHNESS_SQL)
    stale = int(rows["freshness"].eq("stale").sum())
    frame.section(
        f"Freshness: {stale} of {words.count(len(rows), 'source')} stale",
        "Each source is set against its own rhythm, days of grace included. *Not known*: nothing tells when the next "
        "is expected, so nothing is called fresh.",
    )
    if rows.empty:
        st.markdown("Nothing comes by a rhythm in this release.")
        return
    frame.table(
        quality.freshness_table(rows),
        alt="Sources with their rhythm and how fresh they are",
        height=430,
        columns={"What": st.column_config.TextColumn(width=300), "Why": st.column_config.TextColumn(width=420)},
    )
    frame.legend(quality.FRESHNESS_MARKS)
    frame.take_away(shown, "freshness", [], queries.FRESHNESS_SQL)


def _reconciliation(shown: frame.Shown) -> None:
    rows = reading.rows(shown.source, queries.RECONCILIATION_SQL)
    frame.section(
        quality.reconciliation_headline(rows) if len(rows) else "No row was counted on its way",
        "Rows in = rows out + rows left out, at each step from the file to the published table. Of surveys a release "
        "tells no number of rows, only whether they add up.",
    )
    if rows.empty:
        return
    frame.table(quality.reconciliation_table(rows), alt="Rows in, out and left out at each step", height=430)
    frame.take_away(shown, "reconciliation", [], queries.RECONCILIATION_SQL)


def refused(shown: frame.Shown) -> None:
    """Files that were refused, each with every reason."""
    files = reading.rows(shown.source, release.REJECTED_SQL)
    frame.section(f"Refused files ({len(files)})", "Nothing was loaded from these; each is kept with its reason.")
    if files.empty:
        st.markdown("No file was refused.")
    for file in files.itertuples():
        with st.container(border=True, gap="xxsmall"):
            errors = "" if words.missing(file.error_count) else f" · {words.count(int(file.error_count), 'error')}"
            st.markdown(f"**{words.markdown(file.file_name)}** :gray[· {words.day(file.rejected_at)}{errors}]")
            lines = [line.strip().removeprefix("- ") for line in str(file.message).splitlines()[1:]] or [file.message]
            st.markdown("\n".join(f"- :small[{words.markdown(line)}]" for line in lines))
            every = "" if words.missing(file.all_errors_file) else f" · all errors in {file.all_errors_file}"
            st.markdown(f":small[:gray[{words.markdown(f'Rule: {file.rule} · kept as {file.kept_as}{every}')}]]")


def inputs(shown: frame.Shown) -> None:
    """Files that the release was built from."""
    rows = reading.rows(shown.source, release.INPUTS_SQL)
    frame.section(
        f"Files this release was built from ({len(rows)})",
        "A newer vintage of a dataset stands beside the older ones; the pages show the one marked Shown.",
    )
    if rows.empty:
        st.markdown("None: this release holds the strategy's own tables only.")
        return
    frame.table(
        pd.DataFrame(
            {
                "Source": rows["source"].str.replace("_", " "),
                "Dataset": rows["dataset_code"],
                "File": rows["file_name"],
                "Rows": rows["row_count"].astype("Int64"),
                "Without value": rows["null_value_count"].astype("Int64"),
                "Labels without code": rows["unresolved_label_count"].astype("Int64"),
                "Shown": rows["is_current"].map({True: "Yes", False: "No"}),
                "Part only": rows["is_partial"].map({True: "Yes", False: "No"}),
                "Known from": pd.to_datetime(rows["known_from"]),
                "Known by": rows["known_from_rule"].str.replace("_", " "),
                "Licence": rows["licence"],
                "Notes": rows["warnings"].replace("", None),
            }
        ),
        alt="Files that this release was built from",
    )
    frame.take_away(shown, "inputs", [], release.INPUTS_SQL)
