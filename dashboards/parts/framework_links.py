"""Links between outputs: which draws on which.

Owns: the choice of outputs and basis, the matrix and the table of the same links.
Never: leaves the basis of a link out; a section's word is not an output's.
"""

from functools import partial

import pandas as pd
import streamlit as st

from dashboards import block, frame, links, origins, states
from dashboards.address import Address
from dashboards.charts import matrix
from dashboards.queries import framework, monitoring, reading

_KEY = " · ".join([f"{letter} {word.lower()}: {meaning}" for letter, word, meaning in links.BASES.values()])
_COLUMNS = {
    "Output": st.column_config.TextColumn(width=270),
    "Direction": st.column_config.TextColumn(width=150),
    "Other output": st.column_config.TextColumn(width=270),
}


def show(address: Address, shown: frame.Shown) -> None:
    """Draw the view."""
    outputs = monitoring.outputs(shown.source)
    names = dict(zip(outputs["output_id"], outputs["output_label"], strict=True))
    left, right = st.columns(2)
    with left:
        output = address.many(
            st.multiselect, "Links of output", "output", list(names), (), lambda code: f"{code} {names[code]}",
            placeholder="All 20",
        )  # fmt: skip
    with right:
        basis = address.many(
            st.multiselect, "Basis", "basis", list(links.BASES), (), links.basis_word, placeholder="Any"
        )
    sql = framework.links_sql(output, basis)
    rows = reading.rows(shown.source, sql)
    if rows.empty:
        named = {"output": output, "basis": basis}
        filters = [f"{name} = {', '.join(codes)}" for name, codes in named.items() if codes]
        states.no_rows("link", filters, lambda: address.clear(("output", "basis")))
        return
    cells = links.cells(rows)
    linked = len({*rows["output_id"], *rows["related_output_id"]})
    block.show(
        block.Block(
            key="links",
            title=links.counts_in_words(rows),
            subtitle=f"A row draws on the columns in which it has a letter. {_KEY} · ↔ both ways · ∥ parallel work, "
            "nothing travels",
            panels=(block.Panel(partial(matrix.matrix, cells, outputs), matrix.matrix_in_words(cells)),),
            table=_table(rows),
            sql=sql,
            filters=(*output, *basis),
            origin=origins.of_strategy(
                "links read from its paragraphs, each with its basis", f"{linked} of {len(outputs)} outputs linked"
            ),
            columns=_COLUMNS,
            is_wide=True,
            width="content",
        ),
        address,
        shown,
    )
    tensions(output, basis, shown)


def tensions(output: list[str], basis: list[str], shown: frame.Shown) -> None:
    """What the plan itself makes tight, before anything is late."""
    sql = framework.tensions_sql(output, basis)
    rows = reading.rows(shown.source, sql)
    frame.section(
        f"Tight by plan ({len(rows)})",
        "An output that gives falls due in or after the year in which the last phase of the output that draws on it "
        "starts. Nothing is late for that alone.",
    )
    if rows.empty:
        st.markdown("The plan holds no such pair among these links.")
        return
    table = pd.DataFrame(
        {
            "Draws": rows["output_id"] + " " + rows["output_label"],
            "Last phase starts": rows["consumer_last_start_year"].astype(str),
            "Is drawn on": rows["supplier_output_id"] + " " + rows["supplier_label"],
            "First due": rows["supplier_first_due_year"].astype(str),
            "Link": rows["synergy_id"],
            "Basis": rows["basis"].map(links.basis_word),
            "Paragraph": rows["para"],
        }
    )
    columns = {name: st.column_config.TextColumn(width=270) for name in ("Draws", "Is drawn on")}
    frame.table(table, alt="Links that the plan makes tight, with the two years", height=360, columns=columns)
    frame.take_away(shown, "planned_tensions", [*output, *basis], sql)


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Link": rows["synergy_id"],
            "Output": rows["output_id"] + " " + rows["output_label"],
            "Direction": rows["flow"].map(links.flow_word),
            "Other output": rows["related_output_id"] + " " + rows["related_output_label"],
            "Basis": rows["basis"].map(links.basis_word),
            "Paragraph": rows["paragraphs"],
            "Words of the link": rows["note"],
        }
    )
