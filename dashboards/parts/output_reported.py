"""What units reported on one output: progress, narratives, results, evidence and every change.

Owns: these sections of an output's page.
Never: shows a place in a report as a link that the release has not got; adds up.
"""

import pandas as pd
import streamlit as st

from dashboards import frame, words
from dashboards.queries import output as reads
from dashboards.queries import reading

_PARTS = {"narrative": "What happened", "obstacles": "What hindered", "next_steps": "What comes next"}


def progress(output: str, chosen: str, shown: frame.Shown) -> None:
    """Half-year by half-year."""
    sql = reads.progress_sql(output, chosen)
    rows = reading.rows(shown.source, sql)
    frame.section("Half-year by half-year", "Judged on the last day of each, or on the as-of date.")
    if rows.empty:
        st.markdown("No half-year has begun yet.")
        return
    st.markdown(_tracked(rows.iloc[0]))
    table = pd.DataFrame(
        {
            "Half-year": rows["reporting_period_id"],
            "Milestones on time": _of(rows, "due_on_time_count", "due_count", "due"),
            "Late": rows["achieved_late_count"],
            "Overdue": rows["overdue_count"],
            "Not reported": rows["not_reported_count"],
            "Activities active": _of(rows, "active_count", "planned_continuous_count", ""),
            "Half-years active so far": _of(rows, "active_phase_periods", "elapsed_phase_periods", ""),
            "Report": rows["report_state"].str.capitalize(),
            "In time": [
                "–" if state == "none" else "yes" if is_in_time else "no"
                for state, is_in_time in zip(rows["report_state"], rows["is_reported_in_time"], strict=True)
            ],
            "Evidence": rows["evidence_count"],
        }
    )
    frame.table(table, alt=f"Progress of {output} by half-year")
    frame.take_away(shown, "output_progress", [output, chosen], sql)


def _tracked(last: pd.Series) -> str:
    """What tracks the output in the last half-year; a milestone that is past its due date stays in sight."""
    still_open = int(last["overdue_count"] + last["not_reported_count"])
    is_or_are = "is" if still_open == 1 else "are"
    waiting = f"{words.count(still_open, 'milestone')} past the due date {is_or_are} still open. " if still_open else ""
    return waiting + words.markdown(last["tracks_note"])


def narratives(output: str, shown: frame.Shown) -> None:
    """What units told, the newest open."""
    sql = reads.narratives_sql(output)
    rows = reading.rows(shown.source, sql)
    frame.section("What was told", "The latest version of each half-year, as reported.")
    if rows.empty:
        st.markdown("Nothing was told about this output.")
        return
    for row in rows.itertuples():
        values = row._asdict()
        st.subheader(f"{values['reporting_period_id']} :gray[· {words.markdown(values['report_state'])}]", anchor=False)
        for key, heading in _PARTS.items():
            if not words.missing(values[key]):
                st.markdown(f"**{heading}.** {words.markdown(values[key])}")
        by = f"{values['reporter']}, {words.day(values['submitted_date'])}, version {values['version_no']}"
        st.markdown(f":small[:gray[{words.markdown(by)}]]")


def results(output: str, shown: frame.Shown) -> None:
    """Values of the output's own indicators."""
    sql = reads.results_sql(output)
    rows = reading.rows(shown.source, sql)
    frame.section(
        "Results", "Values of the output's (proposed) indicators; a share with its numerator and denominator."
    )
    if rows.empty:
        st.markdown("No value was reported.")
        return
    table = pd.DataFrame(
        {
            "Indicator": rows["indicator_id"] + " " + rows["indicator_label"],
            "Half-year": rows["reporting_period_id"],
            "For whom": rows["disaggregation"],
            "Value": [_value(value, unit) for value, unit in zip(rows["value"], rows["unit"], strict=True)],
            "Numerator": rows["numerator"].map(_number),
            "Denominator": rows["denominator"].map(_number),
            "Report": rows["report_state"].str.capitalize(),
            "Note": rows["note"],
        }
    )
    frame.table(table, alt=f"Reported values of the indicators of {output}", height=320)
    frame.take_away(shown, "output_results", [output], sql)


def evidence(output: str, shown: frame.Shown) -> None:
    """Items of evidence with what their review found."""
    sql = reads.evidence_sql(output)
    rows = reading.rows(shown.source, sql)
    frame.section(
        "Evidence", "Each item as it stands, with its review. Links are as reported; nobody checks that they open."
    )
    if rows.empty:
        st.markdown("No item of evidence was handed in; links in the milestone reports stand in the table above.")
        return
    table = pd.DataFrame(
        {
            "Item": rows["evidence_id"] + " " + rows["title"],
            "Date": pd.to_datetime(rows["evidence_date"]),
            "About": [
                ", ".join(str(code) for code in codes if not words.missing(code)) or output
                for codes in zip(rows["phase_id"], rows["indicator_id"], rows["reporting_period_id"], strict=True)
            ],
            "Review": rows["review"].str.capitalize(),
            "Reviewed by": rows["reviewed_by"],
            "Note": rows["note"],
            "Link or file": rows["link"].fillna(rows["file_name"]),
        }
    )
    frame.table(table, alt=f"Evidence of {output} with its review", height=320)
    frame.take_away(shown, "evidence", [output], sql)


def changes(output: str, shown: frame.Shown) -> None:
    """Who changed what, when and why."""
    sql = reads.changes_sql(output)
    rows = reading.rows(shown.source, sql)
    frame.section("Every change", "Who changed what, when and why; decisions and reviews too. Newest first.")
    if rows.empty:
        st.markdown("Nothing was changed, decided or reviewed.")
        return
    why = [
        code if words.missing(note) else f"{code}: {note}"
        for code, note in zip(rows["why_code"], rows["why_note"], strict=True)
    ]
    table = pd.DataFrame(
        {
            "Day": pd.to_datetime(rows["changed_at"]),
            "About": rows["record"].str.capitalize() + " " + rows["subject_id"],
            "Half-year": rows["reporting_period_id"],
            "Field": rows["field"].str.replace("_", " "),
            "Old": rows["old_value"],
            "New": rows["new_value"],
            "Who": rows["who"],
            "Why": [text.replace("_", " ") for text in why],
            "Counts now": ["yes" if counts else "no" for counts in rows["counts"]],
        }
    )
    frame.table(table, alt=f"Changes to what was reported on {output}", height=320)
    frame.take_away(shown, "changes", [output], sql)


def _of(rows: pd.DataFrame, part: str, whole: str, noun: str) -> list[str]:
    tail = f" {noun}" if noun else ""
    return [f"{some} of {every}{tail}" if every else "–" for some, every in zip(rows[part], rows[whole], strict=True)]


def _value(value: object, unit: str) -> str:
    if unit == "yes/no" and not words.missing(value):
        return "yes" if value == 1 else "no"
    return _number(value) if unit != "%" else words.quantity(value, unit)


def _number(value: object) -> str:
    """A count without decimals, another figure with those that its size calls for."""
    if words.missing(value):
        return words.MISSING
    figure = float(str(value))
    return f"{figure:,.0f}" if figure.is_integer() else words.number(figure)
