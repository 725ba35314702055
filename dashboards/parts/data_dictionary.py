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
    "kind": "Is a",
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
    tables = guide.tables(shown.source).set_index("label")
    frame.section(
        _held(tables), "The same stands in the release as guide.dictionary, and as a comment on each table and column."
    )
    first, second = st.columns([3, 2])
    with first:
        find = address.text("Words in the name or the meaning", "find", placeholder="due date")
    with second:
        table = address.one(st.selectbox, "Table", "table", ["", *tables.index], "", lambda name: name or "All tables")
    if table:
        _table(table, tables.loc[table], shown.source)
    sql = guide.dictionary_sql(shown.source, table, find, examples=door.let_in().may("evaluator"))
    found = reading.rows(shown.source, sql)
    if found.empty:
        filters = [f"table = {table}"] if table else []
        states.no_rows("column", [*filters, f"words = {find}"], partial(address.clear, ["find", "table"]))
        return
    _columns(found, is_one_table=bool(table))
    frame.take_away(shown, "dictionary", [*([table] if table else []), *find.split()], sql)


def _held(tables: pd.DataFrame) -> str:
    is_macro = tables["is_macro"].astype(bool)
    count = int(tables.loc[~is_macro, "column_count"].sum())
    told = f"{words.count(int((~is_macro).sum()), 'table')} with {words.count(count, 'column')}"
    return f"{told}, and {words.count(int(is_macro.sum()), 'macro')}" if is_macro.any() else told


def _table(label: str, told: pd.Series, source: reading.Source) -> None:
    """What a table or macro holds, and how it is read."""
    opening = guide.macro_call(source, label) if told["is_macro"] else f"from {label}"
    with st.container(border=True):
        st.markdown(words.markdown(told["table_description"]))
        if opening:
            st.code(opening, language="sql", wrap_lines=True)


def _columns(found: pd.DataFrame, *, is_one_table: bool) -> None:
    st.markdown(f"**{words.count(len(found), 'column')} found**")
    shown = found[[name for name in _NAMES if name in found]].rename(columns=_NAMES)
    if not is_one_table:
        shown.insert(0, "Table", found["schema_name"] + "." + found["table_name"])
    columns = {
        "Meaning": st.column_config.TextColumn(width="large"),
        "Table": st.column_config.TextColumn(width="medium"),
    }
    frame.table(shown, alt="Columns of the release with their meaning", height=_HIGH, columns=columns, lines=2)
