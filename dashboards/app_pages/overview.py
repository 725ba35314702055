"""Overview: is the strategy on track, and what needs attention?

Owns: the figures at the top, the strip of 20 outputs by action area, and which sections follow.
Never: counts discrete and continuous phases together.
"""

import pandas as pd
import streamlit as st

from dashboards import controls, delivery, frame, states, words
from dashboards.address import Address
from dashboards.parts import attention, progress
from dashboards.queries import attention as attention_reads
from dashboards.queries import monitoring, reading
from dashboards.status import PHASE_MARKS, most_urgent


def _body(shown: frame.Shown) -> None:
    address = Address.open("overview")
    notices = st.container()
    chosen = controls.reading_switch(address)
    with notices:
        states.unknown_codes(address.close())
    phases = reading.rows(shown.source, monitoring.milestones_sql(chosen, areas=[], output_ids=[], statuses=[]))
    if phases.empty:
        states.no_rows("planned phase", [])
        return
    if not monitoring.report_count(shown.source):
        states.no_reports()
    sums = delivery.summarise(phases, shown.as_of)
    _figures(sums)
    controls.after_the_last_due_date(sums, shown.as_of)
    is_known = attention_reads.is_known(shown.source)
    left, right = st.columns([1, 1.15], gap="large")
    with left:
        _attention(chosen, shown) if is_known else states.older_release("what needs attention")
    with right:
        _strip(monitoring.outputs(shown.source), phases, chosen)
    if is_known:
        progress.areas(chosen, shown)
        progress.restated(shown)


def _figures(sums: delivery.Delivery) -> None:
    with st.container(horizontal=True, key="figures"):
        st.metric(
            "Due steps achieved on time",
            f"{sums.on_time} of {sums.due}",
            words.share(sums.on_time, sums.due),
            delta_color="off",
            delta_arrow="off",
            border=True,
        )
        st.metric("Achieved late", sums.late, f"of {sums.due} due", delta_color="off", delta_arrow="off", border=True)
        st.metric("Overdue", sums.overdue, f"of {sums.due} due", delta_color="off", delta_arrow="off", border=True)
        st.metric(
            "Not reported", sums.not_reported, f"of {sums.due} due", delta_color="off", delta_arrow="off", border=True
        )
        st.metric(
            f"Due within {delivery.SOON_DAYS} days",
            sums.due_soon,
            f"of {sums.to_come} still to come" if sums.to_come else "no due date left",
            delta_color="off",
            delta_arrow="off",
            border=True,
        )
        st.metric(
            "Continuous work active",
            f"{sums.active} of {sums.begun}",
            "planned to have begun",
            delta_color="off",
            delta_arrow="off",
            border=True,
        )
    if sums.cancelled:
        left_out, are = words.count(sums.cancelled, "cancelled step"), "is" if sums.cancelled == 1 else "are"
        st.markdown(f":small[:gray[{left_out} would be due by now and {are} left out of these counts.]]")


def _strip(outputs: pd.DataFrame, phases: pd.DataFrame, chosen: str) -> None:
    frame.section(
        "The 20 outputs, by action area",
        "Each output shows the most urgent status among its planned steps. Choose one for all about it.",
    )
    for (area_id, area_label), group in outputs.groupby(["action_area_id", "action_area_label"], sort=False):
        with st.container(gap="xxsmall", key=f"ruled_{area_id}"):
            st.subheader(f":gray[{area_id.removeprefix('AA')}] {words.markdown(area_label)}", anchor=False)
            for output in group.itertuples():
                status = most_urgent(phases.loc[phases["output_id"] == output.output_id, "status"])
                name = f":gray[{output.output_id}] {words.markdown(output.output_label)}"
                label = f":{status.colour}[{status.symbol}] **{status.word}** · {name}"
                frame.link("output", label, controls.link_params(chosen, output=output.output_id))
    frame.legend(PHASE_MARKS)


def _attention(chosen: str, shown: frame.Shown) -> None:
    sql = attention_reads.attention_sql(chosen)
    rows = reading.rows(shown.source, sql)
    counts = rows["severity"].value_counts()
    said = ", ".join(
        f"{counts[each.code]} {each.word.lower()}" for each in attention.SEVERITY_MARKS if each.code in counts
    )
    frame.section(f"Needs attention ({len(rows)})", f"Most urgent first: {said}." if said else "")
    attention.items(rows, chosen)
    frame.take_away(shown, "attention", [chosen], sql)


def page() -> None:
    """Draw the page."""
    frame.show("overview", _body)


if __name__ == "__main__":
    page()
