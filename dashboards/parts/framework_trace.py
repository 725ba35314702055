"""From a building block to money, and where the way breaks off.

Owns: the choice of a building block, the steps that follow from it, and the table of orphans.
Never: calls a way whole because a step has no data; what is missing is named.
"""

import pandas as pd
import streamlit as st

from dashboards import frame, money, states, words
from dashboards.address import Address
from dashboards.parts import framework_tree
from dashboards.queries import framework, reading

_STEPS = ("output", "milestone", "indicator", "result", "evidence", "money")
_LINKED = {
    "explicit_row": "the building block names this work",
    "list_order": "items and outputs are printed in the same order",
    "heading_row": "the strategy is named at the heading of the section",
    "inferred": "our reading; the text does not say it",
}


def show(address: Address, shown: frame.Shown) -> None:
    """Draw the view."""
    every = reading.rows(shown.source, framework.trace_sql())
    labels = dict(zip(every["block_id"], every["block_label"], strict=True))
    block = address.one(
        st.selectbox, "Building block", "block", list(labels), next(iter(labels)), lambda code: f"{code} {labels[code]}"
    )
    sql = framework.trace_sql(block)
    rows = reading.rows(shown.source, sql)
    part = rows.iloc[0]
    where = [str(part[name]) for name in ("part", "section") if not words.missing(part[name])]
    frame.section(
        f"{block} {words.markdown(labels[block])}",
        f"{words.markdown(', section '.join(where))} of the building blocks. It leads to {_ends(rows)}.",
    )
    for _, row in rows.iterrows():
        _way(row, reading.rows(shown.source, framework.items_sql([], [str(row["output_id"])])))
    frame.take_away(shown, "mandate_trace", [block], sql)
    _orphans(address, shown)


def _ends(rows: pd.DataFrame) -> str:
    outputs = int(rows["output_id"].notna().sum())
    ends = [(outputs, "output"), (len(rows) - outputs, "paragraph")]
    return " and ".join(words.count(amount, noun) for amount, noun in ends if amount)


def _way(row: pd.Series, items: pd.DataFrame) -> None:
    if words.missing(row["output_id"]):
        st.markdown(
            f"{words.markdown(row['linked_ref'])}: a paragraph of the strategy and no output, so neither milestone "
            "nor indicator nor money follows."
        )
        return
    st.subheader(f"{row['output_id']} {words.markdown(row['output_label'])}", anchor=False)
    facts = {
        "Linked": f"{_LINKED.get(row['link_basis'], row['link_basis'])} ({row['para']})",
        "Phases": _named(items, "phase", f"{row['phase_count']}, {row['discrete_count']} with a due date"),
        "Indicators": _named(items, "indicator", f"{row['indicator_count']} proposed"),
        "Reported values": int(row["result_count"]),
        "Evidence": f"{words.count(int(row['evidence_count']), 'item')}, {row['accepted_evidence_count']} accepted",
        "Envelope": f"{row['action_area_id']} {row['action_area_label']}: planned "
        f"{money.span(row['low_amount'], row['high_amount'])}, {_committed(row['committed_usd'])}",
        "The way": "is whole" if words.missing(row["orphan_step"]) else f"breaks off at: {row['orphan_step']}",
    }
    frame.facts(facts, alt=f"From building block {row['block_id']} to output {row['output_id']} and its money")
    frame.link(framework_tree.output_page(), f"Open {row['output_id']}", {"output": str(row["output_id"])})


def _committed(amount: float) -> str:
    return f"committed {money.dollars(amount)}" if amount else "no commitment recorded"


def _named(items: pd.DataFrame, level: str, count: str) -> str:
    named = items[items["level"] == level]
    labels = [f"{row.item_id} {row.item_label}" for row in named.itertuples()]
    return f"{count}: {'; '.join(labels)}" if labels else count


def _orphans(address: Address, shown: frame.Shown) -> None:
    every = reading.rows(shown.source, framework.orphans_sql([]))
    counts = every["step"].value_counts()
    told = ", ".join(f"{counts[step]} at {step}" for step in _STEPS if step in counts)
    frame.section(
        "Where the way from mandate to money breaks off",
        f"{words.count(len(every), 'orphan')}: {told}. An orphan is what has nothing at the step named: no output, "
        "milestone, indicator, reported value (result), evidence or money."
        if told
        else "Every way is whole.",
    )
    if every.empty:
        return
    step = address.many(st.multiselect, "Step", "step", [each for each in _STEPS if each in counts], (),
                        str.capitalize, placeholder="Any")  # fmt: skip
    sql = framework.orphans_sql(step)
    rows = reading.rows(shown.source, sql)
    if rows.empty:
        states.no_rows("orphan", [f"step = {', '.join(step)}"], lambda: address.clear(("step",)))
        return
    table = pd.DataFrame(
        {
            "Step": rows["step"].str.capitalize(),
            "Kind": rows["subject_kind"],
            "What": rows["subject_id"] + " " + rows["subject_label"].fillna(""),
            "Why": rows["reason"],
            "Paragraph": rows["para"],
        }
    )
    frame.table(table, alt="Orphans by step with kind, reason and paragraph", height=400)
    frame.take_away(shown, "mandate_orphans", step, sql)
