"""Milestones: which planned steps happened, on time, late or not at all?

Owns: the filters over the plan, the Gantt with the events, the rates with their counts, the table of steps, and which
sections on slip follow.
Never: puts discrete and continuous phases into one percentage.
"""

import pandas as pd
import streamlit as st

from dashboards import controls, delivery, frame, states, words
from dashboards.address import Address
from dashboards.charts import plan
from dashboards.parts import slips
from dashboards.queries import monitoring, reading
from dashboards.queries import slips as slip_reads
from dashboards.queries.promises import EVENTS_SQL
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
    _rates(delivery.summarise(phases, shown.as_of), shown)
    _gantt(phases, shown)
    _table(phases)
    codes = [code for codes in filters.values() for code in codes]
    frame.take_away(shown, "milestones", [chosen, *codes], sql)
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
    slips.tensions(about, shown)


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


def _rates(sums: delivery.Delivery, shown: frame.Shown) -> None:
    discrete = (
        f"**{sums.on_time} of {sums.due}** due steps were achieved on time "
        f"({words.share(sums.on_time, sums.due)}); {sums.late} late, {sums.overdue} overdue, "
        f"{sums.not_reported} not reported."
        if sums.due
        else "No step with a due date counts as due in this selection."
    )
    continuous = (
        f"**{sums.active} of {sums.begun}** continuous phases planned to have begun are active."
        if sums.begun
        else "No continuous phase in this selection was planned to have begun."
    )
    st.markdown(f"{discrete}  \n{continuous}")
    controls.after_the_last_due_date(sums, shown.as_of)


def _gantt(phases: pd.DataFrame, shown: frame.Shown) -> None:
    frame.section("Plan and delivery, 2023–27", _key(set(phases["status"])))
    events = reading.rows(shown.source, EVENTS_SQL)
    chart = plan.plan(phases, monitoring.activity(shown.source), events, shown.as_of, shown.palette)
    with st.container(key="wide_chart"):
        st.altair_chart(chart, width="stretch", theme=None, alt=plan.plan_in_words(phases, shown.as_of))
    st.markdown(f":small[:gray[{words.markdown(plan.events_in_words(events))}]]")


def _key(statuses: set[str]) -> str:
    drawn = statuses - {"active", "not_due", "not_started"}
    marks = [each.markdown for each in PHASE_MARKS if each.code in drawn]
    bars = [
        "Pale bar: planned",
        "thin strong bar: half-years reported active",
        "≈ planned span uncertain",
        "diamonds on top: events",
    ]
    return " · ".join(bars + marks)


def _table(phases: pd.DataFrame) -> None:
    frame.section("The same steps as a table")
    shown = pd.DataFrame(
        {
            "Status": [mark(code).text for code in phases["status"]],
            "Output": phases["output_id"],
            "Step": phases["phase_label"],
            "Planned": [
                words.years(start, end) + ("" if confidence == "high" else " ≈")
                for start, end, confidence in zip(
                    phases["start_year"], phases["end_year"], phases["reading_confidence"], strict=True
                )
            ],
            "Kind": phases["nature"].str.capitalize(),
            **{name.capitalize(): _dates(phases[f"{name}_date"]) for name in ("due", "actual", "forecast")},
            "Delay (days)": phases["delay_days"].astype("Int64"),
            "Reason given": phases["reason"],
        }
    )
    frame.table(shown, alt="Planned steps with due date, status, actual and forecast date and delay in days")


def _dates(column: pd.Series) -> pd.Series:
    return pd.to_datetime(column)


def page() -> None:
    """Draw the page."""
    frame.show("milestones", _body)


if __name__ == "__main__":
    page()
