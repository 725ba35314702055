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
    late = list(reading.rows(shown.source, slips.late_sql(chosen, output_ids))["output_id"])
    st.markdown(said(rows, late, output_ids))
    if rows.empty:
        return
    table = pd.DataFrame(
        {
            "Late output": rows["late_output_id"] + " " + rows["late_output_label"],
            "Draws on it": rows["output_id"] + " " + rows["output_label"],
            "Way": rows["path"],
            "Links": rows["length"],
            "Days late": rows["delay_days"].astype("Int64"),
            "Because": [
                f"{phase} {_LATE.get(why, why)}"
                for phase, why in zip(rows["late_phase_id"], rows["late_reason"], strict=True)
            ],
            "Weakest link": rows["basis"],
            "Each link": rows["basis_path"],
            "Paragraphs": rows["para"],
        }
    )
    widths = {name: st.column_config.TextColumn(width=210) for name in ("Late output", "Draws on it")}
    alt = "Ways from late outputs to those that draw on them, with the basis of each link"
    frame.table(table, alt=alt, height=400, columns=widths)
    basis = "; ".join(f"{name}: {text}" for name, text in _BASIS.items())
    st.markdown(f":small[:gray[Days late: to the expected day, or to the as-of date where none is ahead. {basis}.]]")
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
        "milestone with a due date ahead: activity, results and evidence track them. A milestone that is past its due "
        "date and not reached counts as open.",
    )
    table = pd.DataFrame(
        {
            "Output": rows["output_id"] + " " + rows["output_label"],
            "Tracked by": rows["tracks"].str.capitalize(),
            "Milestones open": rows["overdue_count"] + rows["not_reported_count"],
            "Activities active": [
                f"{active} of {planned}" if planned else words.MISSING
                for active, planned in zip(rows["active_count"], rows["planned_continuous_count"], strict=True)
            ],
            "Half-years active so far": [
                f"{active} of {elapsed}" if elapsed else words.MISSING
                for active, elapsed in zip(rows["active_phase_periods"], rows["elapsed_phase_periods"], strict=True)
            ],
            "Report": rows["report_state"],
            "Evidence items": rows["evidence_count"],
        }
    )
    frame.table(table, alt="What tracks each output in the last half-year", height=400)
    frame.take_away(shown, "tracks", [chosen, *areas, *output_ids], sql)


def said(rows: pd.DataFrame, late: list[str], about: list[str]) -> str:
    """Who is late here, who draws on it, and whom a delay from elsewhere reaches.

    Args:
        rows: ways, the result of `queries.slips.paths_sql`.
        late: outputs here with a milestone that is due and not reached, whether or not another draws on them.
        about: the outputs that the section is about; all where it is empty.
    """
    is_here = rows["late_output_id"].isin(about) if about else rows["late_output_id"].notna()
    here, elsewhere = rows[is_here], rows[~is_here]
    alone = [output for output in late if output not in set(here["late_output_id"])]
    told = []
    if len(here):
        told.append(_drawn_on(here))
    if alone:
        told.append(f"No output draws on **{', '.join(alone)}**, which {'is' if len(alone) == 1 else 'are'} late.")
    if len(elsewhere):
        reached, origins = (sorted(elsewhere[name].unique()) for name in ("output_id", "late_output_id"))
        told.append(
            f"**{', '.join(reached)}** {'draws' if len(reached) == 1 else 'draw'}, directly or by way of others, on "
            f"the late {'output' if len(origins) == 1 else 'outputs'} **{', '.join(origins)}**."
        )
    return "  \n".join(told) or "No output here is late or draws on a late one, so no delay can travel."


def _drawn_on(rows: pd.DataFrame) -> str:
    direct = rows.loc[rows["length"] == 1, "output_id"].nunique()
    late = sorted(rows["late_output_id"].unique())
    return (
        f"{words.count(direct, 'output')} {'draws' if direct == 1 else 'draw'} directly on the late "
        f"{'output' if len(late) == 1 else 'outputs'} **{', '.join(late)}**, "
        f"{rows['output_id'].nunique()} along any way."
    )
