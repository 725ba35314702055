"""Planned steps and what became of them: in a sentence, as a Gantt and as a table.

Owns: these sections of the page Milestones, and of an output's page.
Never: puts discrete and continuous phases into one percentage.
"""

import pandas as pd
import streamlit as st

from dashboards import controls, delivery, frame, words
from dashboards.charts import plan
from dashboards.queries import monitoring, reading
from dashboards.queries.promises import EVENTS_SQL
from dashboards.status import PHASE_MARKS, mark


def rates(sums: delivery.Delivery, shown: frame.Shown) -> None:
    """What the steps add up to, milestones and continuous work apart."""
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


def gantt(phases: pd.DataFrame, chosen: str, shown: frame.Shown) -> None:
    """The plan and what became of it, with the events on top."""
    frame.section("Plan and delivery, 2023–27", _key(set(phases["status"])))
    events = reading.rows(shown.source, EVENTS_SQL)
    chart = plan.plan(phases, monitoring.activity(shown.source, chosen), events, shown.as_of, shown.palette)
    with st.container(key="wide_chart"):
        st.altair_chart(chart, width="stretch", theme=None, alt=plan.plan_in_words(phases, shown.as_of))
    st.markdown(f":small[:gray[{words.markdown(plan.events_in_words(events))}]]")


def _key(statuses: set[str]) -> str:
    drawn = statuses - {"active", "not_due", "not_started"}
    marks = [each.markdown for each in PHASE_MARKS if each.code in drawn]
    has_delay = statuses & {"overdue", "not_reported", "achieved_late"}
    bars = [
        "Pale bar: planned",
        "thin strong bar: half-years reported active",
        *(["line up to a mark: delay since the due date"] if has_delay else []),
        "≈ planned span uncertain",
        "black diamonds on top: events, with a line where the day is not known exactly",
    ]
    return " · ".join(bars + marks)


def table(phases: pd.DataFrame) -> None:
    """The same as a table."""
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
