"""Milestones: which planned steps happened, on time, late or not at all?

Owns: the filters over the plan, and which sections follow.
Never: draws a section itself.
"""

import pandas as pd
import streamlit as st

from dashboards import controls, delivery, frame, states
from dashboards.address import Address
from dashboards.parts import framework_links, slips, steps
from dashboards.queries import monitoring, reading
from dashboards.queries import slips as slip_reads
from dashboards.status import PHASE_MARKS, mark

_FILTERS = ("area", "output", "status")


def _body(shown: frame.Shown) -> None:
    address = Address.open("milestones")
    notices = st.container()
    outputs = monitoring.outputs(shown.source)
    chosen, filters = _choose(address, outputs)
    sql = monitoring.milestones_sql(
        chosen, areas=filters["area"], output_ids=filters["output"], statuses=filters["status"]
    )
    phases = reading.rows(shown.source, sql)
    if phases.empty:
        with notices:
            states.unknown_codes(address.close())
        states.no_rows("planned step", _in_words(filters), lambda: address.clear(_FILTERS))
        return
    if not monitoring.report_count(shown.source):
        states.no_reports()
    steps.rates(delivery.summarise(phases, shown.as_of), shown)
    codes = [code for codes in filters.values() for code in codes]
    steps.plan_and_delivery(phases, address, sql, chosen, codes, shown)
    frame.legend(PHASE_MARKS)
    _slips(address, chosen, filters, shown)
    with notices:
        states.unknown_codes(address.close())


def _slips(address: Address, chosen: str, filters: dict[str, list[str]], shown: frame.Shown) -> None:
    """The sections below the plan are about outputs: an action area stands for all of its own."""
    if not slip_reads.is_known(shown.source):
        states.older_release("how forecasts moved and whom a delay reaches")
        return
    outputs = monitoring.outputs(shown.source)
    of_area = outputs.loc[outputs["action_area_id"].isin(filters["area"]), "output_id"]
    about = filters["output"] or list(of_area)
    slips.tracks(chosen, filters["area"], filters["output"], shown)
    slips.forecasts(about, shown)
    slips.travels(address, chosen, about, shown)
    framework_links.tensions(about, [], shown)


def _choose(address: Address, outputs: pd.DataFrame) -> tuple[str, dict[str, list[str]]]:
    areas = dict(zip(outputs["action_area_id"], outputs["action_area_label"], strict=True))
    names = dict(zip(outputs["output_id"], outputs["output_label"], strict=True))
    statuses = {each.code: each.text for each in PHASE_MARKS}
    first, second, third, fourth = st.columns([1.1, 1.3, 1, 1])
    with first:
        area = address.many(
            st.multiselect, "Action area", "area", list(areas), (), lambda code: f"{code} {areas[code]}",
            placeholder="All seven",
        )  # fmt: skip
    offered = [code for code in names if not area or outputs.set_index("output_id")["action_area_id"][code] in area]
    with second:
        output = address.many(
            st.multiselect, "Output", "output", offered, (), lambda code: f"{code} {names[code]}",
            placeholder="All",
        )  # fmt: skip
    with third:
        status = address.many(
            st.multiselect, "Status", "status", list(statuses), (), statuses.__getitem__, placeholder="Any"
        )
    with fourth:
        chosen = controls.reading_switch(address)
    return chosen, {"area": area, "output": output, "status": status}


def _in_words(filters: dict[str, list[str]]) -> list[str]:
    names = {"area": "action area", "output": "output", "status": "status"}
    shown = {"status": lambda code: mark(code).word}
    return [
        f"{names[name]} = {', '.join(shown.get(name, str)(code) for code in codes)}"
        for name, codes in filters.items()
        if codes
    ]


def page() -> None:
    """Draw the page."""
    frame.show("milestones", _body)


if __name__ == "__main__":
    page()
