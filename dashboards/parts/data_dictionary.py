"""The dictionary, on the page *Data and citation*.

Owns: the search by table and words, and the table of columns found.
Never: shows a value of a column to somebody who may not see single items.
"""

from functools import partial

import pandas as pd
import streamlit as st

from dashboards import door, frame, states, words
from dashboards.address import Address
from dashboards.queries import guide, reading
from warehouse.release.pointer import Release

_HIGH = 560
_NAMES = {
    "column_name": "Column",
    "data_type": "Type",
    "description": "Meaning",
    "unit": "Unit",
    "code_list": "Codes",
    "source": "Source",
    "example_value": "Example",
}


def show(address: Address, shown: frame.Shown, _release: Release) -> None:
    """Search boxes, then the columns found."""
    if not guide.is_described(shown.source):
        states.older_release("what its tables and columns mean")
        return
    tables = guide.tables(shown.source)
    described = dict(zip(tables["label"], tables["table_description"], strict=True))
    frame.section(
        f"{words.count(len(tables), 'table')}, {words.count(int(tables['column_count'].sum()), 'column')}",
        "The same stands in the release as guide.dictionary, and as a comment on each table and column.",
    )
    first, second = st.columns([3, 2])
    with first:
        find = address.text("Words in the name or the meaning", "find", placeholder="due date")
    with second:
        table = address.one(st.selectbox, "Table", "table", ["", *described], "", lambda name: name or "All tables")
    if table:
        _table(table, described[table])
    sql = guide.dictionary_sql(shown.source, table, find, examples=door.let_in().may("evaluator"))
    found = reading.rows(shown.source, sql)
    if found.empty:
        filters = [f"table = {table}"] if table else []
        states.no_rows("column", [*filters, f"words = {find}"], partial(address.clear, ["find", "table"]))
        return
    _columns(found)
    frame.take_away(shown, "dictionary", [*([table] if table else []), *find.split()], sql)


def _table(label: str, description: str) -> None:
    with st.container(border=True):
        st.markdown(words.markdown(description))
        st.code(f"from {label}", language="sql")


def _columns(found: pd.DataFrame) -> None:
    st.markdown(f"**{words.count(len(found), 'column')} found**")
    shown = found[[name for name in _NAMES if name in found]].rename(columns=_NAMES)
    shown.insert(0, "Table", found["schema_name"] + "." + found["table_name"])
    columns = {
        "Meaning": st.column_config.TextColumn(width="large"),
        "Table": st.column_config.TextColumn(width="medium"),
    }
    frame.table(shown, alt="Columns of the release with their meaning", height=_HIGH, columns=columns, lines=2)
