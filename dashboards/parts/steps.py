"""Planned steps and what became of them: in a sentence, and as a Gantt with its table.

Owns: these sections of the page Milestones, and of an output's page.
Never: puts discrete and continuous phases into one percentage.
"""

from functools import partial

import pandas as pd
import streamlit as st

from dashboards import block, controls, delivery, frame, origins, words
from dashboards.address import Address
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


def plan_and_delivery(
    phases: pd.DataFrame, address: Address, sql: str, chosen: str, codes: list[str], shown: frame.Shown
) -> None:
    """The plan and what became of it, with the events on top.

    Args:
        phases: the result of `sql`, with at least one step.
        address: the address of the page.
        sql: the result of `monitoring.milestones_sql`.
        chosen: the reading of the phasing table.
        codes: what was chosen besides, for the names of files.
        shown: the release.
    """
    events = reading.rows(shown.source, EVENTS_SQL)
    active = monitoring.activity(shown.source, chosen)
    draw = partial(plan.plan, phases, active, events, shown.as_of)
    reported = f"{int(phases['reporting_period_id'].notna().sum())} of {words.count(len(phases), 'step')} reported on"
    block.show(
        block.Block(
            key="milestones",
            title=_headline(delivery.summarise(phases, shown.as_of)),
            subtitle=f"Plan and delivery, 2023–27, {chosen} reading · {_key(set(phases['status']))}",
            panels=(block.Panel(draw, plan.plan_in_words(phases, shown.as_of)),),
            table=_table(phases),
            sql=sql,
            filters=(chosen, *codes),
            notes=(plan.events_in_words(events),),
            origin=origins.of_registers(shown, "status by due date and last accepted report", reported),
            is_wide=True,
        ),
        address,
        shown,
    )


def _headline(sums: delivery.Delivery) -> str:
    if sums.due:
        return f"{sums.on_time} of {words.count(sums.due, 'due step')} achieved on time, {sums.overdue} overdue"
    if sums.begun:
        return f"{sums.active} of {words.count(sums.begun, 'continuous phase')} active; no step has a due date yet"
    return "No step of this selection was due or begun yet"


def _key(statuses: set[str]) -> str:
    drawn = statuses - {"active", "not_due", "not_started"}
    marks = [each.text for each in PHASE_MARKS if each.code in drawn]
    has_delay = statuses & {"overdue", "not_reported", "achieved_late"}
    bars = [
        "Pale bar: planned",
        "thin strong bar: half-years reported active",
        *(["line up to a mark: delay since the due date"] if has_delay else []),
        "≈ planned span uncertain",
        "black diamonds on top: events, with a line where the day is not known exactly",
    ]
    return " · ".join(bars + marks)


def _table(phases: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
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


def _dates(column: pd.Series) -> pd.Series:
    return pd.to_datetime(column)
