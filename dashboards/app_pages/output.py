"""Output: what is known about this output, on one page that can be printed?

Owns: the choice of the output, what it is, and the order of the sections.
Never: sums or judges; every section reads the release.
"""

import pandas as pd
import streamlit as st

from dashboards import controls, delivery, frame, links, money, states, words
from dashboards.address import Address
from dashboards.parts import attention, output_reported, slips, steps
from dashboards.printing import for_paper
from dashboards.queries import attention as attention_reads
from dashboards.queries import monitoring, reading
from dashboards.queries import output as reads
from dashboards.status import PHASE_MARKS


def _body(shown: frame.Shown) -> None:
    if not (reads.is_known(shown.source) and attention_reads.is_known(shown.source)):
        states.older_release("what was reported on each output")
        return
    address = Address.open("output")
    notices = st.container()
    outputs = monitoring.outputs(shown.source)
    names = dict(zip(outputs["output_id"], outputs["output_label"], strict=True))
    left, right = st.columns([2, 1])
    with left:
        output = address.one(
            st.selectbox, "Output", "output", list(names), next(iter(names)), lambda code: f"{code} {names[code]}"
        )
    with right:
        chosen = controls.reading_switch(address)
    with for_paper():
        _sections(address, output, chosen, shown)
    with notices:
        states.unknown_codes(address.close())


def _sections(address: Address, output: str, chosen: str, shown: frame.Shown) -> None:
    facts = reading.rows(shown.source, reads.facts_sql(output)).iloc[0]
    _what(facts)
    rows = reading.rows(shown.source, attention_reads.attention_sql(chosen, output))
    frame.section(f"Needs attention ({len(rows)})")
    attention.items(rows, chosen)
    _steps(address, output, chosen, shown)
    output_reported.progress(output, chosen, shown)
    output_reported.narratives(output, shown)
    output_reported.results(output, shown)
    output_reported.evidence(output, shown)
    slips.forecasts([output], shown)
    _links(output, shown)
    slips.travels(address, chosen, [output], shown)
    _mandate(output, facts, shown)
    output_reported.changes(output, shown)
    frame.legend(PHASE_MARKS + attention.SEVERITY_MARKS)


def _what(facts: pd.Series) -> None:
    is_on_demand = not words.missing(facts["is_demand_driven"]) and bool(facts["is_demand_driven"])
    summary = "" if words.missing(facts["summary"]) else f"{words.markdown(facts['summary'])}  \n"
    st.markdown(
        f"**{facts['output_id']} {words.markdown(facts['output_label'])}**  \n"
        f"{summary}"
        f":small[:gray[{facts['action_area_id']} {words.markdown(facts['action_area_label'])} · strategy "
        f"{words.markdown(facts['paragraphs'])}"
        f"{' · done on demand' if is_on_demand else ''}]]"
    )


def _steps(address: Address, output: str, chosen: str, shown: frame.Shown) -> None:
    sql = monitoring.milestones_sql(chosen, areas=[], output_ids=[output], statuses=[])
    phases = reading.rows(shown.source, sql)
    frame.section("Planned steps")
    steps.rates(delivery.summarise(phases, shown.as_of), shown)
    steps.plan_and_delivery(phases, address, sql, chosen, [output], shown)


def _links(output: str, shown: frame.Shown) -> None:
    sql = reads.links_sql(output)
    rows = reading.rows(shown.source, sql)
    frame.section("What it draws on, and what draws on it")
    if rows.empty:
        st.markdown("The strategy links this output with no other.")
        return
    table = pd.DataFrame(
        {
            "Output": rows["output_id"] + " " + rows["output_label"],
            "": rows["flow"].map(links.flow_word),
            "Other output": rows["related_output_id"] + " " + rows["related_output_label"],
            "Basis": rows["basis"].map(links.basis_word),
            "Paragraphs": rows["paragraphs"],
        }
    )
    frame.table(table, alt=f"Links of {output} with other outputs")
    frame.take_away(shown, "links", [output], sql)


def _mandate(output: str, facts: pd.Series, shown: frame.Shown) -> None:
    sql = reads.blocks_sql(output)
    rows = reading.rows(shown.source, sql)
    frame.section("Mandate and money")
    blocks = [f"{row.block_id} {row.block_label}" for row in rows.itertuples()]
    committed = (
        f"{money.dollars(facts['committed_usd'])} committed, {money.position(facts['committed_position']).word.lower()}"
        if facts["commitment_count"]
        else "no commitment recorded"
    )
    frame.facts(
        {
            "Building blocks": "; ".join(blocks) or "none leads here",
            "Envelope": f"{facts['action_area_id']}, the whole action area: planned "
            f"{money.span(facts['low_amount'], facts['high_amount'])}; {committed}",
        },
        alt=f"Mandate and money of {output}",
    )
    frame.take_away(shown, "mandate", [output], sql)


def page() -> None:
    """Draw the page."""
    frame.show("output", _body)


if __name__ == "__main__":
    page()
