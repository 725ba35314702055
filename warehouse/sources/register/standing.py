"""What was reported last, in the words that the form shows beside the row that is to be filled in.

Owns: which earlier report stands for a row of the form, and how it is put in words.
Never: fills in a cell that an officer fills in: a report is made anew each time, never taken over unseen.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from warehouse.sources.register.plan import Period
from warehouse.sources.register.sheet import Sheet
from warehouse.sources.register.sheets import NARRATIVES, PROMISES, RESULTS
from warehouse.sources.register.vocabulary import MILESTONE_SHEET

Reported = Mapping[str, Any]
Standing = Mapping[str, Mapping[tuple[str, str], str]]
SHOWN = (MILESTONE_SHEET, NARRATIVES, RESULTS, PROMISES)
_ORDER = ("reporting_period_id", "submitted_on", "snapshot_id")


def standing_reports(reported: Iterable[Reported], periods: Sequence[Period]) -> Standing:
    """The last report on each row of a form.

    Args:
        reported: rows as they have landed, decisions among them.
        periods: those of the form; a row shows the last report on its own period or an earlier one.

    Returns:
        By the name of the sheet, and by the first column of its key with the period: the words to show. Drafts and
        reports that were returned do not stand.
    """
    rows = list(reported)
    returned = _returned(rows)
    standing: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    for row in sorted((row for row in rows if _stands(row, returned)), key=_age):
        sheet = next((one for one in SHOWN if one.record == (row.get("record") or "milestone")), None)
        if sheet is not None and not row.get("disaggregation"):
            for period in periods:
                if row["reporting_period_id"] <= period.period_id:
                    standing[sheet.name][row[sheet.key[0]], period.period_id] = _words(sheet, row)
    return standing


def _returned(rows: Iterable[Reported]) -> dict[tuple[Any, Any], str]:
    """The day of the last decision on each output and period where it was to return the report."""
    last: dict[tuple[Any, Any], tuple[str, str]] = {}
    for row in rows:
        if row.get("record") == "decision" and row.get("report_state") != "draft":
            decided = (str(row["decided_on"]), str(row["decision"]))
            subject = (row["output_id"], row["reporting_period_id"])
            last[subject] = max(last.get(subject, decided), decided)
    return {subject: day for subject, (day, decision) in last.items() if decision == "returned"}


def _stands(row: Reported, returned: Mapping[tuple[Any, Any], str]) -> bool:
    day = returned.get((row.get("output_id"), row["reporting_period_id"]), "")
    is_report_of_output = row.get("record") != "promise"
    return row.get("report_state") != "draft" and not (is_report_of_output and str(row["submitted_on"]) <= day)


def _age(row: Reported) -> tuple[Any, ...]:
    return (*(str(row.get(name) or "") for name in _ORDER), row["row_number"])


def _words(sheet: Sheet, row: Reported) -> str:
    if sheet is NARRATIVES:
        said = [row.get("next_steps") or "no next steps named"]
    elif sheet is RESULTS:
        share = f"{row['numerator']} of {row['denominator']}" if row.get("denominator") else row.get("value")
        said = [str(share)]
    else:
        names = {"actual_date": "reached", "forecast_date": "expected", "evidence_link": "evidence"}
        said = [str(row["status"]), *(f"{word} {row[key]}" for key, word in names.items() if row.get(key))]
    return f"{row['reporting_period_id']}: {'; '.join(said)}"
