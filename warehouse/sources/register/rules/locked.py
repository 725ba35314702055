"""The rule of the locked period: what an approval covers changes only by a declared correction.

Owns: which decision holds when a report is handed in, which version it approved, and whether a row says anything new.
Never: reads a snapshot. The build applies the same rule to what has landed (models int_register_rows__*), so that the
order of landing decides nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from warehouse.rejected import Finding
from warehouse.sources.register.catalogue import finding
from warehouse.sources.register.entries import Entry
from warehouse.sources.register.facts import Facts
from warehouse.sources.register.rules.records import TOTAL, key_of_entry
from warehouse.sources.register.vocabulary import ALL_SHEETS, heading_of

Subject = tuple[str, str]
Earlier = Callable[[Collection[Subject]], list[dict[str, Any]]]
_SAID = {
    "milestone": ("status", "actual_date", "forecast_date", "reason", "evidence_link"),
    "narrative": ("narrative", "obstacles", "next_steps"),
    "result": ("numerator", "denominator", "value", "note"),
}
_KEYS = {sheet.record: sheet.key for sheet in ALL_SHEETS}


@dataclass(frozen=True)
class _Decision:
    decision: str
    decided_by: str
    decided_on: str


def nothing_earlier(_subjects: Collection[Subject]) -> list[dict[str, Any]]:
    """No report has landed before."""
    return []


def locked_findings(entries: Iterable[Entry], facts: Facts, earlier: Earlier) -> Iterator[tuple[Entry, Finding]]:
    """Rows that change what an approval covers, without a correction reason, each with its finding.

    Args:
        entries: the rows of one file, decisions among them.
        facts: of that file; a draft, and a file without submission date, is not judged.
        earlier: gives the rows that have landed on outputs and periods: as RegisterReading.rows, with snapshot_id, the
            oldest first. `submitted_on` is in ISO form.
    """
    if facts.is_draft or facts.submitted_on is None:
        return
    day, listed = facts.submitted_on.isoformat(), list(entries)
    about = [entry for entry in listed if entry.line.sheet.record in _SAID]
    reported = earlier({subject for entry in about if (subject := _subject(entry.text)) is not None})
    approvals = _in_force([*reported, *(_as_row(entry, day) for entry in listed)], day)
    versions: dict[tuple[str, ...] | None, list[Mapping[str, Any]]] = defaultdict(list)
    for row in reported:
        if row.get("report_state") != "draft" and row.get("record") != "decision":
            versions[_key_of_row(row)].append(row)
    for entry in about:
        approval = approvals.get(_subject(entry.text) or ("", ""))
        stood = versions[key_of_entry(entry)]
        if approval and entry.text("correction_code") is None and _says_new(entry, stood, approval):
            yield entry, _locked(entry, approval)


def _subject(text: Callable[[str], str | None]) -> Subject | None:
    output, period = text("output_id"), text("reporting_period_id")
    return None if output is None or period is None else (output, period)


def _as_row(entry: Entry, day: str) -> dict[str, Any]:
    texts = {column.key: entry.text(column.key) for column in entry.line.sheet.columns}
    return {**texts, "record": entry.line.sheet.record, "submitted_on": day}


def _in_force(rows: Iterable[Mapping[str, Any]], day: str) -> dict[Subject, _Decision]:
    """The approvals that hold: of the decisions dated before the day the last on each output and period."""
    last: dict[Subject, _Decision] = {}
    for row in rows:
        subject = _subject(row.get)
        if row.get("record") != "decision" or row.get("report_state") == "draft" or subject is None:
            continue
        decided = _Decision(*(str(row.get(key) or "") for key in ("decision", "decided_by", "decided_on")))
        is_before = "" < decided.decided_on < day
        if is_before and (subject not in last or decided.decided_on >= last[subject].decided_on):
            last[subject] = decided
    return {subject: decided for subject, decided in last.items() if decided.decision == "approved"}


def _says_new(entry: Entry, stood: Iterable[Mapping[str, Any]], approval: _Decision) -> bool:
    """Whether the row differs from the last version that was handed in by the day of the approval."""
    said = _SAID[entry.line.sheet.record]
    approved = [row for row in stood if str(row["submitted_on"]) <= approval.decided_on]
    return not approved or any(entry.text(name) != approved[-1].get(name) for name in said)


def _key_of_row(row: Mapping[str, Any]) -> tuple[str, ...]:
    record = row.get("record") or "milestone"
    parts = (row.get(key) or (TOTAL if key == "disaggregation" else "") for key in _KEYS[record])
    return (record, *parts)


def _locked(entry: Entry, approval: _Decision) -> Finding:
    words = {"who": approval.decided_by, "day": approval.decided_on}
    about = " ".join(_subject(entry.text) or ())
    return finding("locked_period", entry.place("correction_code"), heading_of("correction_code"), about, **words)
