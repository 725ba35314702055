"""The box of the page *Ask in SQL*, and the answer under it.

Owns: the box with its examples, the table of the answer, its file, and the words when it is cut or refused.
Never: runs a statement in this process; asks twice for one click, or for a link.
"""

import itertools
import math
from decimal import Decimal
from typing import Any

import pandas as pd
import streamlit as st

from dashboards import door, frame, states, words
from dashboards.address import Address
from dashboards.queries import guide, reading
from warehouse import formulas
from warehouse.errors import WarehouseError
from warehouse.query import QueryResult, run_query
from warehouse.release import pointer
from warehouse.settings import Settings

_BOX, _EXAMPLE, _KEPT = "sql.box", "sql.taken", "sql.answer"
_FIRST = "tables_by_question"  # it has an answer in every release, the first one too
_HIGH = 480
_WIDEST = 2**53


def box_part(settings: Settings, source: reading.Source, address: Address) -> str | None:
    """The box; returns what is asked with this click, or None.

    A link may choose an example by its id, which fills the box; only the button asks.
    """
    st.markdown(
        "One statement that only reads (SELECT, WITH, FROM, SUMMARIZE, DESCRIBE), in DuckDB's SQL. "
        f"An answer has at most {settings.query_rows:,} rows and takes at most {settings.query_seconds:g} seconds. "
        "Nothing can be changed here."
    )
    examples = guide.example_queries(source).set_index("query_id")
    first = _FIRST if _FIRST in examples.index else examples.index[0]
    chosen = address.one(
        st.selectbox, "Example", "example", list(examples.index), first, examples["question"].__getitem__
    )
    if _BOX not in st.session_state or st.session_state.get(_EXAMPLE) != chosen:
        st.session_state[_BOX], st.session_state[_EXAMPLE] = examples.loc[chosen, "sql"], chosen
    with st.form("sql.form", border=False):
        sql = st.text_area("Your question in SQL", key=_BOX, height=180, max_chars=20_000)
        is_asked = st.form_submit_button("Ask", type="primary", icon=":material/play_arrow:")
    return str(sql) if is_asked else None


def answer_part(settings: Settings, shown: frame.Shown, asked: str | None) -> None:
    """The answer to the last question, or why it has none; it stands until the next question or release."""
    if asked is not None:
        st.session_state[_KEPT] = (asked, _answer(settings, shown, asked))
    sql, answer = st.session_state.get(_KEPT, (None, None))
    if isinstance(answer, str):
        _refused(answer)
    elif isinstance(answer, QueryResult) and answer.release_id == shown.source.release_id:
        _show(sql, answer)


def _refused(message: str) -> None:
    """What stopped it in a sentence; DuckDB's own words, with the place in the statement, as they are."""
    meaning, _, words_of_duckdb = message.partition("\n")
    states.not_done("This question was not answered", meaning.removesuffix(":").removesuffix(".") + ".")
    if words_of_duckdb:
        st.code(words_of_duckdb, language=None, wrap_lines=True)


def _answer(settings: Settings, shown: frame.Shown, sql: str) -> QueryResult | str:
    try:
        with st.spinner("The question is being answered.", show_time=True):
            return run_query(settings, sql, release=pointer.read_release(settings, shown.source.release_id))
    except WarehouseError as error:
        return str(error)


def _show(sql: str, answer: QueryResult) -> None:
    rows = ("the first " if answer.truncated else "") + words.count(len(answer.rows), "row")
    frame.section(f"Answer: {rows}", f"From release {answer.release_id}. Without ORDER BY rows come in no fixed order.")
    if answer.truncated:
        total = "more than could be counted in time" if answer.total is None else f"{answer.total:,}"
        st.warning(
            f"The answer is cut: the first {len(answer.rows):,} of {total} rows stand here and in the file. "
            "Narrow the question with WHERE, or count with GROUP BY.",
            icon=":material/content_cut:",
        )
    frame.table(as_frame(answer), alt=f"The answer to your question, {rows}", height=_HIGH)
    what = "answer_first_rows" if answer.truncated else "answer"
    with st.container(horizontal=True):
        st.download_button(
            "Rows (CSV)",
            door.guarded(lambda: as_csv(answer), "evaluator"),
            words.file_name(what, [], answer.release_id, is_sample=answer.is_sample),
            "text/csv",
            on_click="ignore",
            key="download_answer_csv",
            icon=":material/download:",
        )
        with st.popover("Question asked", icon=":material/code:", type="tertiary"):
            st.code(sql, language="sql")


def as_frame(answer: QueryResult) -> pd.DataFrame:
    """The answer as a table: numbers stay numbers where a browser keeps them exact, all else is text as DuckDB has it.

    Columns are told apart even where two have one name.
    """
    names: list[str] = []
    for column in answer.columns:
        again = (f"{column.name} ({number})" for number in itertools.count(2))
        names.append(column.name if column.name not in names else next(name for name in again if name not in names))
    columns = {name: _column([row[place] for row in answer.rows]) for place, name in enumerate(names)}
    return pd.DataFrame(columns, columns=names)


def _column(values: list[Any]) -> pd.Series:
    known = [value for value in values if value is not None]
    kinds = {type(value) for value in known}
    if kinds == {bool}:
        return pd.Series(values, dtype="boolean")
    if kinds == {int} and all(abs(value) <= _WIDEST for value in known):
        return pd.Series(values, dtype="Int64")
    if kinds and kinds <= {int, float, Decimal} and all(_is_exact(value) for value in known):
        return pd.Series([None if value is None else float(value) for value in values], dtype="float64")
    return pd.Series([None if value is None else str(value) for value in values], dtype="object")


def _is_exact(value: float | Decimal) -> bool:
    """Whether a number stays what it is as floating point; no number and no end are words, not gaps."""
    return math.isfinite(value) and (isinstance(value, float) or Decimal(repr(float(value))) == value)


def as_csv(answer: QueryResult) -> bytes:
    """The rows as CSV: UTF-8 with mark, ISO dates, decimal points, empty for missing; no text runs as a formula."""
    headings = [column.name for column in answer.columns]
    rows = [[str(value).lower() if isinstance(value, bool) else value for value in row] for row in answer.rows]
    if answer.is_sample:
        headings, rows = [*headings, "is_sample"], [[*row, "true"] for row in rows]
    return formulas.csv_text(headings, rows).encode("utf-8-sig")
