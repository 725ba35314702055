"""Time that slips, as tables: how forecasts moved, whom a delay reaches, and what tracks an output at the end.

Owns: these sections of the page Milestones, and of an output's page.
Never: says that a delay will arrive somewhere: a way shows who draws on whom, not for how long.
"""

import pandas as pd
import streamlit as st

from dashboards import frame, words
from dashboards.address import Address
from dashboards.queries import reading, slips

_BASIS = {
    "explicit": "the strategy prints the link",
    "section": "it follows from the section that the outputs stand in",
    "implied": "we infer it",
}
_LATE = {"overdue": "overdue", "not_reported": "due, and not reported", "forecast late": "forecast late"}


def forecasts(output_ids: list[str], shown: frame.Shown) -> None:
    """How the expected day of each milestone moved."""
    frame.section(
        "How forecasts moved",
        "From each report to the next, in days; later is positive. The same under both readings.",
    )
    sql = slips.forecasts_sql(output_ids)
    rows = reading.rows(shown.source, sql)
    if rows.empty:
        st.markdown("No forecast here has been followed by another date yet.")
        return
    table = pd.DataFrame(
        {
            "Step": rows["phase_id"] + " " + rows["phase_label"],
            "Reported for": rows["reporting_period_id"],
            "Expected before": pd.to_datetime(rows["previous_forecast_date"]),
            "Expected then": pd.to_datetime(rows["forecast_date"]),
            "Is": ["reached" if done else "forecast" for done in rows["is_actual"]],
            "Moved (days)": rows["slip_days"],
            "Since the first (days)": rows["total_slip_days"],
            "Reason given": rows["reason"],
        }
    )
    frame.table(table, alt="Each step whose expected day moved, with the days it moved", height=360)
    frame.take_away(shown, "forecast_slips", output_ids, sql)


def travels(address: Address, chosen: str, output_ids: list[str], shown: frame.Shown) -> None:
    """Whom a delay reaches along the links between outputs."""
    frame.section(
        "Whom a delay reaches",
        "From each late output to those that draw on it. A question to ask there, not a forecast: the strategy does "
        "not say how long a delay lasts.",
    )
    every = (
        address.one(
            st.segmented_control, "Ways shown", "ways", ("shortest", "all"), "shortest", str.capitalize, required=True
        )
        == "all"
    )
    sql = slips.paths_sql(chosen, output_ids, every=every)
    rows = reading.rows(shown.source, sql)
    if rows.empty:
        st.markdown("No output here is late, so no delay can travel.")
        return
    st.markdown(_direct(rows))
    table = pd.DataFrame(
        {
            "Late output": rows["late_output_id"] + " " + rows["late_output_label"],
            "Because": [
                f"{phase} {_LATE.get(why, why)}"
                for phase, why in zip(rows["late_phase_id"], rows["late_reason"], strict=True)
            ],
            "Days late": rows["delay_days"].astype("Int64"),
            "Draws on it": rows["output_id"] + " " + rows["output_label"],
            "Way": rows["path"],
            "Links": rows["length"],
            "Weakest link": rows["basis"],
            "Each link": rows["basis_path"],
            "Paragraphs": rows["para"],
        }
    )
    frame.table(table, alt="Ways from late outputs to those that draw on them, with the basis of each link", height=400)
    st.markdown(f":small[:gray[{'; '.join(f'{name}: {text}' for name, text in _BASIS.items())}.]]")
    frame.take_away(shown, "slip_paths", [chosen, *output_ids], sql)


def tracks(chosen: str, areas: list[str], output_ids: list[str], shown: frame.Shown) -> None:
    """What still tells about each output, once its milestones have run out."""
    sql = slips.tracks_sql(chosen, areas, output_ids)
    rows = reading.rows(shown.source, sql)
    if rows.empty:
        return
    without = rows[~rows["tracks"].str.contains("milestones")]
    frame.section(
        "What tracks each output now",
        f"In {rows['reporting_period_id'].iloc[0]}. {len(without)} of {words.count(len(rows), 'output')} have no "
        "milestone left in the plan; activity, results and evidence track them.",
    )
    table = pd.DataFrame(
        {
            "Output": rows["output_id"] + " " + rows["output_label"],
            "Tracked by": rows["tracks"].str.capitalize(),
            "Activities active": [
                f"{active} of {planned}" if planned else words.MISSING
                for active, planned in zip(rows["active_count"], rows["planned_continuous_count"], strict=True)
            ],
            "Half-years active so far": [
                f"{active} of {elapsed}" if elapsed else words.MISSING
                for active, elapsed in zip(rows["active_phase_periods"], rows["elapsed_phase_periods"], strict=True)
            ],
            "Report": rows["report_state"].map(lambda state: "none" if state == "none" else state),
            "Evidence items": rows["evidence_count"],
        }
    )
    frame.table(table, alt="What tracks each output in the last half-year", height=400)
    frame.take_away(shown, "tracks", [chosen, *areas, *output_ids], sql)


def _direct(rows: pd.DataFrame) -> str:
    direct = rows.loc[rows["length"] == 1, "output_id"].nunique()
    late = sorted(rows["late_output_id"].unique())
    return (
        f"On the late {'output' if len(late) == 1 else 'outputs'} **{', '.join(late)}** "
        f"{words.count(direct, 'output')} {'draws' if direct == 1 else 'draw'} directly, "
        f"{rows['output_id'].nunique()} along any way."
    )
