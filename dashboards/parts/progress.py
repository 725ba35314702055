"""Progress of the action areas and the strategy, and what reads otherwise than in an earlier release.

Owns: these sections of the Overview.
Never: averages rates, or puts milestones and activities into one.
"""

import pandas as pd
import streamlit as st

from dashboards import frame, words
from dashboards.queries import attention as reads
from dashboards.queries import reading

_FIRST = 200


def areas(chosen: str, shown: frame.Shown) -> None:
    """On-time rate and activity rate, side by side and never mixed."""
    sql = reads.areas_sql(chosen)
    rows = reading.rows(shown.source, sql)
    frame.section(
        "Progress by action area",
        "On time: milestones achieved on time, of those due. Activity: half-years active, of those elapsed. "
        "The two are never added up.",
    )
    if rows.empty:
        st.markdown("No half-year has begun yet.")
        return
    table = pd.DataFrame(
        {
            "Action area": [
                label if area == "All" else f"{area} {label}"
                for area, label in zip(rows["action_area_id"], rows["action_area_label"], strict=True)
            ],
            "Milestones on time": _parts(rows, "due_on_time_count", "due_count"),
            "On-time rate": _rates(rows, "due_on_time_count", "due_count"),
            "Late": rows["achieved_late_count"],
            "Overdue": rows["overdue_count"],
            "Not reported": rows["not_reported_count"],
            "Half-years active": _parts(rows, "active_phase_periods", "elapsed_phase_periods"),
            "Activity rate": _rates(rows, "active_phase_periods", "elapsed_phase_periods"),
            f"Reported on {rows['reporting_period_id'].iloc[0]}": _parts(rows, "reported_output_count", "output_count"),
        }
    )
    frame.table(table, alt="On-time rate and activity rate by action area")
    frame.take_away(shown, "area_progress", [chosen], sql)


def restated(shown: frame.Shown) -> None:
    """Figures of earlier releases that are told otherwise now, with the cause."""
    sql = reads.restated_sql()
    rows = reading.rows(shown.source, sql)
    frame.section(
        f"Restated since an earlier release ({len(rows)})",
        "Figures that an earlier release gave and this one gives otherwise, for another cause than that time passed or "
        "a first report came in.",
    )
    if rows.empty:
        st.markdown("No figure of an earlier release was restated.")
        return
    table = pd.DataFrame(
        {
            "Release": rows["release_id"],
            "As of": pd.to_datetime(rows["release_as_of_date"]),
            "Figure": rows["measure"].str.replace("_", " ") + " of " + rows["subject_id"],
            "Half-year": rows["reporting_period_id"],
            "Reading": rows["reading"],
            "Then": rows["old_value"],
            "Now": rows["new_value"],
            "Cause": rows["cause"].str.capitalize(),
            "What happened": rows["cause_detail"],
        }
    )
    if len(table) > _FIRST:
        st.markdown(f"The first {_FIRST} of {len(table):,} are shown; the CSV has all.")
    frame.table(table.head(_FIRST), alt="Restated figures with old and new value and the cause", height=320)
    frame.take_away(shown, "restated", [], sql)


def _parts(rows: pd.DataFrame, part: str, whole: str) -> list[str]:
    return [
        f"{some} of {every}" if every else words.MISSING for some, every in zip(rows[part], rows[whole], strict=True)
    ]


def _rates(rows: pd.DataFrame, part: str, whole: str) -> list[str]:
    return [words.share(int(some), int(every)) for some, every in zip(rows[part], rows[whole], strict=True)]
