"""Ask in SQL: what does the release say to a question of my own?

Owns: the order of the page: the box, the answer, the tables.
Never: runs a statement in this process (`warehouse.query` has a process of its own for it).
"""

import streamlit as st

from dashboards import frame, states
from dashboards.address import Address
from dashboards.parts.sql_answer import answer_part, box_part
from dashboards.queries import examples, reading
from warehouse.settings import get_settings


def _body(shown: frame.Shown) -> None:
    address = Address.open("sql")
    notices, settings = st.container(), get_settings()
    asked = box_part(settings, shown.source, address)
    answer_part(settings, shown, asked)
    _tables(shown.source)
    with notices:
        states.unknown_codes(address.close())


def _tables(source: reading.Source) -> None:
    if not reading.columns(source, "guide.start_here"):
        states.older_release("which table answers which question")
        return
    frame.section("Which table answers which question", "Columns are described in guide.dictionary.")
    tables = reading.rows(source, examples.TABLES_SQL)
    named = {"question": "Question", "table_name": "Table", "what_one_row_is": "One row is", "note": "Note"}
    frame.table(tables.rename(columns=named), alt="The questions of the guide, each with its table", height=400)


def page() -> None:
    """Draw the page."""
    frame.show("sql", _body)


if __name__ == "__main__":
    page()
