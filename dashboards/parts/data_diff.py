"""What differs between two releases, on the page *Data and citation*.

Owns: the choice of two releases, the button that compares them, and how the differences are laid out.
Never: compares before somebody presses the button, or in this process.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboards import door, frame, states, words
from dashboards.address import Address
from warehouse.errors import WarehouseError
from warehouse.release.difference.apart import compare_apart
from warehouse.release.pointer import Release
from warehouse.settings import get_settings

MOST_SECONDS = 120.0
_KEPT = "data.diff"
_HIGH = 420
_KINDS = {
    "table_added": "New table",
    "table_removed": "Table gone",
    "column_added": "New column",
    "column_removed": "Column gone",
    "column_retyped": "Other type",
}


def show(address: Address, releases: Sequence[Release]) -> None:
    """Choose two releases, press, read what differs.

    Args:
        address: both choices are kept in it.
        releases: those to choose from, the newest first.
    """
    frame.section(
        "Compare two releases",
        "Pages show figures as they were published. A comparison is made anew when you press the button: it takes "
        f"seconds, with many figures up to a minute, and is stopped after {MOST_SECONDS:g} seconds.",
    )
    if len(releases) < 2:
        st.markdown("There is one release in this home, and so none to compare it with.")
        return
    if not door.only_for("evaluator", "The comparison names single values and is"):
        return
    by_id = {each.release_id: each for each in releases}
    before, now = _chosen(address, by_id)
    if st.button("Compare", type="primary", icon=":material/compare_arrows:", key="compare_releases"):
        st.session_state[_KEPT] = ((before, now), _compared(by_id[before], by_id[now]))
    pair, found = st.session_state.get(_KEPT, (None, None))
    if pair == (before, now):
        _found(found)
    st.markdown(":small[:gray[The same on the machine that holds the releases:]]")
    st.code(f"dwsc diff {before} {now}", language="bash")


def _chosen(address: Address, by_id: Mapping[str, Release]) -> tuple[str, str]:
    def label(release_id: str) -> str:
        sample = ", SAMPLE" if by_id[release_id].is_sample else ""
        return f"{release_id} (as of {words.day(by_id[release_id].manifest.get('as_of'))}{sample})"

    newest, older, *_ = by_id
    first, second = st.columns(2)
    with first:
        before = address.one(st.selectbox, "Before", "before", list(by_id), older, label)
    with second:
        now = address.one(st.selectbox, "Now", "now", list(by_id), newest, label)
    return before, now


def _compared(before: Release, now: Release) -> dict[str, Any] | str:
    try:
        with st.spinner("The two releases are being compared.", show_time=True):
            return compare_apart(get_settings(), before, now, seconds=MOST_SECONDS)
    except WarehouseError as error:
        return str(error)


def _found(found: dict[str, Any] | str) -> None:
    if isinstance(found, str):
        states.not_done("The releases were not compared", found)
        return
    if found["before"]["is_sample"] != found["now"]["is_sample"]:
        st.warning("One of the two is invented and the other is real: they say nothing of each other.")
    if found["is_equal"]:
        st.success(
            "Both say the same: the same tables and columns, and the same rows in them.", icon=":material/check:"
        )
        return
    tables = [each for each in found["tables"] if each["added"] or each["removed"] or each["changed"]]
    _in_words(found, tables)
    _table("Ratings", _ratings(found["ratings"]), "Rows that are rated otherwise")
    _table("Tables and columns", _schema(found["schema"]), "Tables and columns that only one has, or of another type")
    _table("Rows", _rows(tables), "Tables with rows that are new, gone or changed")
    _table("Values", _values(tables), "Columns with other values, each with a first example")
    _take(found)


def _in_words(found: Mapping[str, Any], tables: Sequence[Mapping[str, Any]]) -> None:
    rated = sum(each["rows"] for each in found["ratings"])
    parts = [f"{words.count(rated, 'row')} rated otherwise"] if rated else []
    parts += [f"{words.count(len(found['schema']), 'change')} of tables or columns"] if found["schema"] else []
    parts += [f"{words.count(len(tables), 'table')} with other rows"] if tables else []
    same = words.count(len(found["equal_tables"]), "table")
    st.markdown(f"**{', '.join(parts)};** {same} the same in both.")
    left_out = sorted({name for each in found["tables"] for name in each["left_out"]})
    if left_out:
        named = ", ".join(words.markdown(name) for name in left_out)
        st.markdown(f":small[:gray[Not compared, because they may differ between any two releases: {named}.]]")


def _table(heading: str, rows: Sequence[Mapping[str, Any]], alt: str) -> None:
    if rows:
        st.subheader(heading, anchor=False)
        shown = pd.DataFrame(rows)
        numbers = shown.select_dtypes("number").columns
        columns = {name: st.column_config.NumberColumn(format="localized") for name in numbers}
        frame.table(shown, alt=alt, height=_HIGH, columns=columns)


def _ratings(ratings: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [
        {"Table": each["table"], "Column": each["column"], "Before": each["before"], "Now": each["now"],
         "Rows": each["rows"], "First": _key(each["examples"][0])}
        for each in ratings
    ]  # fmt: skip


def _schema(changes: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [
        {"What": _KINDS.get(each["kind"], each["kind"]), "Table": each["table"], "Column": each["column"],
         "Before": each["before"], "Now": each["now"]}
        for each in changes
    ]  # fmt: skip


def _rows(tables: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [
        {"Table": each["table"], "Rows before": each["rows_before"], "Rows now": each["rows_now"],
         "New": each["added"], "Gone": each["removed"],
         "Changed": f"{each['changed']:,}" if each["is_paired"] else "No key: one gone, one new",
         "Rows are told apart by": ", ".join(each["key"]) or None}
        for each in tables
    ]  # fmt: skip


def _values(tables: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [
        {"Table": table["table"], "Column": each["column"], "Cells": each["cells"],
         "Were missing": each["was_missing"], "Are missing": each["is_missing"],
         "First": _key(each["examples"][0]["key"]), "Before": each["examples"][0]["before"],
         "Now": each["examples"][0]["now"]}
        for table in tables
        for each in table["columns"]
    ]  # fmt: skip


def _key(key: Mapping[str, str | None]) -> str:
    return ", ".join(f"{name} {value}" for name, value in key.items() if value is not None) or "the only row"


def _take(found: Mapping[str, Any]) -> None:
    before, now = found["before"], found["now"]
    is_sample = before["is_sample"] or now["is_sample"]
    name = words.file_name("diff", [before["release_id"]], now["release_id"], is_sample=is_sample, ending="json")
    told = json.dumps(found, ensure_ascii=False, indent=1).encode()
    st.download_button(
        "All differences (JSON)", door.guarded(lambda: told, "evaluator"), name, "application/json",
        on_click="ignore", key="download_diff", icon=":material/download:",
    )  # fmt: skip
