"""What stands behind a figure: snapshot, file, checksum, licence, dates, and how fresh all of it is.

Owns: the source line under every chart, and the view with the trace, the vintages and the links to other ids.
Never: calls a dataset fresh that was not asked for; leaves out that a file is a part or a sample.
"""

import pandas as pd
import streamlit as st

from dashboards import frame, states, words
from dashboards.address import Address
from dashboards.block import Origin
from dashboards.parts import choice
from dashboards.parts.choice import Dataset
from dashboards.queries import catalogue, reading, vintages


def show(_address: Address, dataset: Dataset, shown: frame.Shown) -> None:
    """The view: what the dataset is, how fresh it is, where its figures come from, and its vintages."""
    frame.section("What this dataset is")
    choice.facts(dataset)
    _freshness(dataset, shown)
    _trace(dataset, shown)
    _vintages(dataset, shown)
    choice.links(dataset, shown)


def alerts(dataset: Dataset, shown: frame.Shown) -> None:
    """What a reader of the figures must know first: a source that has gone stale, a meaning that may have changed."""
    lines = []
    found = catalogue.freshness(shown.source, dataset.code)
    if found is not None and len(found) and found.iloc[0]["is_stale"]:
        state = found.iloc[0]
        reason = "" if words.missing(state["stale_reason"]) else f": {words.markdown(state['stale_reason'])}"
        lines.append(f":orange-badge[stale] Last good vintage of {words.day(state['known_from'])}{reason}.")
    if vintages.has_revisions(shown.source):
        changes = reading.rows(shown.source, vintages.label_changes_sql(dataset.code))
        if changes["is_meaning_change"].any():
            lines.append(":orange-badge[meaning] Its name or unit reads otherwise than before: see *History*.")
    if lines:
        st.markdown(f":small[{' '.join(lines)}]")


def source_line(dataset: Dataset, shown: frame.Shown) -> None:
    """Where the figures of a chart come from, in one line."""
    rule = str(dataset.told("known_from_rule")).replace("_", " ")
    sample = "Invented sample data in the layout of ILOSTAT. " if shown.is_sample else ""
    st.markdown(
        f":small[:gray[{sample}Source: {words.markdown(dataset.told('producer'))} · dataset "
        f"{words.markdown(dataset.code)} · file {words.markdown(dataset.told('file_name'))}, "
        f"snapshot {dataset.told('snapshot_id')} · known from "
        f"{words.day(dataset.told('known_from'))} ({rule}) · licence {words.markdown(dataset.told('licence'))} · "
        f"release {words.markdown(shown.source.release_id)}]]"
    )


def origin(dataset: Dataset, processing: str, coverage: str) -> Origin:
    """Where the figures of a dataset come from, for the line under a chart.

    Args:
        dataset: the dataset.
        processing: what was done to its figures.
        coverage: how many of how many, with what is counted.
    """
    rule = str(dataset.told("known_from_rule")).replace("_", " ")
    source = (
        f"{dataset.told('producer')}, dataset {dataset.code}, file {dataset.told('file_name')}, snapshot "
        f"{dataset.told('snapshot_id')}, known from {words.day(dataset.told('known_from'))} ({rule})"
    )
    return Origin(source, processing, coverage, str(dataset.told("licence")))


def _freshness(dataset: Dataset, shown: frame.Shown) -> None:
    frame.section("How fresh it is")
    found = catalogue.freshness(shown.source, dataset.code)
    if found is None:
        states.older_release("how fresh its datasets are")
        return
    if found.empty or words.missing(found.iloc[0]["checked_at"]):
        st.markdown(
            f"Known from {words.day(dataset.told('known_from'))}. The service was never asked for it from here: the "
            f"file was brought by hand. `dwsc fetch {dataset.code}` asks whether there is a newer one."
        )
        return
    state = found.iloc[0]
    days = state["age_days"]
    age = "" if words.missing(days) else f", {words.count(int(days), 'day')} before the date of this release"
    st.markdown(
        f"ILOSTAT updated it on {words.day(state['source_last_update'])}; known from {words.day(state['known_from'])}"
        f"{age}; last asked on {words.day(state['checked_at'])}."
    )
    if state["is_stale"]:
        reason = "" if words.missing(state["stale_reason"]) else f" {words.markdown(state['stale_reason'])}"
        st.warning(f"**Stale:** the last good vintage is shown.{reason}", icon=":material/history:")
    else:
        st.markdown(":blue[●] Up to date when last asked.")


def _trace(dataset: Dataset, shown: frame.Shown) -> None:
    frame.section("From a figure back to its file", "Every row of the table and of its CSV carries the snapshot.")
    rule = str(dataset.told("known_from_rule")).replace("_", " ")
    rows = {
        "Release": shown.source.release_id,
        "Table": "indicators.observations",
        "Snapshot": dataset.told("snapshot_id"),
        "File": dataset.told("file_name"),
        "SHA-256 of its content": dataset.told("sha256"),
        "Rows": dataset.told("row_count"),
        "Part or whole": "part of the dataset" if dataset.told("is_partial") else "whole dataset",
        "Received": dataset.told("retrieved_at"),
        "Known from": f"{words.day(dataset.told('known_from'))} ({rule})",
        "Updated by ILOSTAT": dataset.told("source_last_update"),
        "Producer": dataset.told("producer"),
        "Licence": dataset.told("licence"),
    }
    frame.facts(rows, alt=f"Where the figures of {dataset.code} come from")
    st.markdown("`dwsc verify` proves that the snapshot and the release are unchanged.")


def _vintages(dataset: Dataset, shown: frame.Shown) -> None:
    known = vintages.vintages(shown.source, dataset.code)
    if known.empty:
        return
    frame.section(f"Vintages ({len(known)})", "What was known when; each is kept. *Figures* compares two of them.")
    frame.table(
        pd.DataFrame(
            {
                "Known from": pd.to_datetime(known["known_from"]),
                "Shown": ["Current" if current else "" for current in known["is_current"]],
                "Rows": known["row_count"].astype("Int64"),
                "Part only": known["is_partial"].map({True: "Yes", False: "No"}),
                "Can be compared": known["is_carried"].map({True: "Yes", False: "No: rows not in this release"}),
                "Name at the time": known["dataset_label"],
                "Unit at the time": known["unit_text"],
                "File": known["file_name"],
                "Snapshot": known["snapshot_id"],
                "SHA-256": known["sha256"],
            }
        ).dropna(axis="columns", how="all"),
        alt=f"Vintages of {dataset.code}, newest first",
    )
