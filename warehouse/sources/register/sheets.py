"""The further sheets of the register: what an officer hands in beside the milestones.

Owns: which sheets there are, their columns, and the words that a column may hold.
Never: reads or writes a file; judges a value. `columns` has the sheet Milestones and the facts about the report.
"""

from collections.abc import Mapping

from warehouse.sources.register.columns import Column, Fact
from warehouse.sources.register.sheet import CORRECTION_CODES, CORRECTION_COLUMNS, Sheet
from warehouse.sources.register.target_sheet import TARGETS

REPORT_STATES: Mapping[str, str] = {
    "submitted": "Ready: it counts from the submission date on, until it is returned.",
    "draft": "Work in progress: it is kept and shown, but no figure counts it.",
}
STATE_FACT = Fact(
    "report_state", "Report state", "submitted when it is ready; draft while you still work on it.", "word"
)
DECISIONS: Mapping[str, str] = {
    "returned": "Sent back to the reporter; what it said does not count until it is handed in again.",
    "approved": "Approved and locked: a later change needs a correction reason.",
}
REVIEWS: Mapping[str, str] = {
    "accepted": "The evidence shows what the report says.",
    "weak": "It supports the report in part; more is wanted.",
    "rejected": "It does not show what the report says, and does not count.",
}
EVIDENCE_KINDS: Mapping[str, str] = {
    "document": "A paper, plan, protocol, tool or report.",
    "data": "A data set, a count or an extract of a system.",
    "event_record": "Minutes, an agenda or a list of participants (without names).",
    "website": "A public page.",
    "other": "Something else; say in the title what it is.",
}
MONEY_KINDS: Mapping[str, str] = {
    "commitment": "Money that somebody has promised for the action area.",
    "expenditure": "Money spent on it.",
}
FUNDING_TYPES: Mapping[str, str] = {
    "regular_budget": "The ILO's regular budget.",
    "rbsa": "The regular budget supplementary account.",
    "extra_budgetary": "A donor's money for a project or programme.",
    "other": "Another source; say in the note which.",
}
PROMISE_STATES: Mapping[str, str] = {
    "not_started": "Nothing has been done yet.",
    "in_progress": "Work has begun; the promise is not kept yet.",
    "kept": "Done; for a standing promise: done in this period. Needs the evidence.",
    "dropped": "It will not be done. Needs the reason.",
}

_OUTPUT = Column("output_id", "Output ID", "code", 9, "Identifies the output, such as O04.")
_OUTPUT_LABEL = Column("output_label", "Output", "label", 40, "What the strategy calls this output.")
_PERIOD = Column("reporting_period_id", "Period", "code", 9, "The half-year that this row is about, such as 2024H2.")


NARRATIVES = Sheet(
    name="Narratives",
    record="narrative",
    purpose="In a few sentences per output: what happened in the period, what hindered, what comes next.",
    columns=(
        _OUTPUT,
        _OUTPUT_LABEL,
        _PERIOD,
        Column("narrative", "What happened", "text", 60, "Two to five sentences that can stand in a report."),
        Column("obstacles", "What hindered", "text", 40, "Only if something did."),
        Column("next_steps", "What comes next", "text", 40, "The next steps, with dates where there are any."),
        *CORRECTION_COLUMNS,
    ),
    key=("output_id", "reporting_period_id"),
    filled=("narrative", "obstacles", "next_steps"),
    required=("output_id", "reporting_period_id", "narrative"),
    words={"correction_code": CORRECTION_CODES},
)
RESULTS = Sheet(
    name="Results",
    record="result",
    purpose="Values of the indicators of outputs; for a share, its numerator and denominator.",
    columns=(
        Column("indicator_id", "Indicator ID", "code", 12, "Identifies the (proposed) indicator, such as OI06a."),
        Column("indicator_label", "Indicator", "label", 44, "What the indicator counts."),
        Column("unit", "Unit", "label", 14, "% needs numerator and denominator; yes/no takes 1 or 0."),
        _OUTPUT,
        _PERIOD,
        Column(
            "disaggregation", "For whom", "text", 20, "Leave it empty for the total, or name the group: sex=female."
        ),
        Column("numerator", "Numerator", "number", 12, "Only for shares: how many of them."),
        Column("denominator", "Denominator", "number", 12, "Only for shares: of how many; not zero."),
        Column("value", "Value", "number", 12, "The value. For a share it may stay empty; it is computed."),
        Column("note", "Note", "text", 34, "How it was counted, if that is not plain."),
        *CORRECTION_COLUMNS,
    ),
    key=("indicator_id", "reporting_period_id", "disaggregation"),
    filled=("numerator", "denominator", "value", "note"),
    required=("indicator_id", "output_id", "reporting_period_id"),
    words={"correction_code": CORRECTION_CODES},
)
EVIDENCE = Sheet(
    name="Evidence",
    record="evidence",
    purpose="Items of evidence, and what their review found.",
    columns=(
        Column("evidence_id", "Evidence ID", "code", 14, "A name of your own that never changes, such as E-2024-017."),
        _OUTPUT,
        Column("phase_id", "Phase ID", "code", 10, "The phase that it is about, if it is about one."),
        Column("indicator_id", "Indicator ID", "code", 12, "The indicator that it is about, if it is about one."),
        Column("commitment_id", "Promise ID", "code", 10, "The promise that it is about, if it is about one."),
        _PERIOD,
        Column("title", "Title", "text", 44, "What the document is called."),
        Column("evidence_kind", "Kind", "word", 14, "Choose from the list."),
        Column("evidence_date", "Date", "date", 13, "The day it was made or took place."),
        Column("link", "Link", "text", 34, "A web link. This or the file name is needed."),
        Column("file_name", "File name", "text", 28, "Where the document is filed. This or the link is needed."),
        Column("evidence_sha256", "SHA-256", "text", 20, "The checksum of the file, if you have it."),
        Column("review", "Review", "word", 12, "What the review found; empty while nobody has looked."),
        Column("reviewed_by", "Reviewed by", "text", 20, "Needed with a review: the function, not the reporter's own."),
        Column("reviewed_on", "Reviewed on", "date", 13, "Needed with a review: the day."),
        Column("note", "Note", "text", 34, "Needed when weak or rejected: why."),
        *CORRECTION_COLUMNS,
    ),
    key=("evidence_id",),
    filled=("evidence_id", "title", "evidence_kind", "evidence_date", "link", "file_name", "review"),
    required=("evidence_id", "output_id", "reporting_period_id", "title", "evidence_kind", "evidence_date"),
    words={"evidence_kind": EVIDENCE_KINDS, "review": REVIEWS, "correction_code": CORRECTION_CODES},
)
MONEY = Sheet(
    name="Money",
    record="money",
    purpose="Commitments and expenditure per action area, each in its own currency with the rate used.",
    columns=(
        Column("money_id", "Money ID", "code", 14, "A name of your own that never changes, such as M-2024-003."),
        Column("action_area_id", "Action area", "code", 11, "AA1 to AA7."),
        _PERIOD,
        Column("money_kind", "Kind", "word", 14, "commitment or expenditure."),
        Column("source_name", "Donor or source", "text", 30, "Who gives the money."),
        Column("funding_type", "Funding type", "word", 16, "Choose from the list."),
        Column("booked_on", "Booked on", "date", 13, "The day it was promised or spent."),
        Column("amount", "Amount", "number", 16, "In the currency beside it; a release of money is negative."),
        Column("currency", "Currency", "code", 10, "Three letters, such as USD, EUR or CHF."),
        Column("usd_rate", "USD per unit", "number", 13, "US dollars for one unit of the currency; 1 for USD."),
        Column("rate_date", "Rate date", "date", 13, "The day of that rate; not needed for USD."),
        Column("note", "Note", "text", 34, "Needed when the funding type is other."),
        *CORRECTION_COLUMNS,
    ),
    key=("money_id",),
    filled=("money_id", "money_kind", "source_name", "amount", "currency"),
    required=(
        *("money_id", "action_area_id", "reporting_period_id", "money_kind", "source_name", "funding_type"),
        *("booked_on", "amount", "currency"),
    ),
    words={"money_kind": MONEY_KINDS, "funding_type": FUNDING_TYPES, "correction_code": CORRECTION_CODES},
)
PROMISES = Sheet(
    name="Promises",
    record="promise",
    purpose="The eight promises that the strategy makes outside its outputs.",
    columns=(
        Column("commitment_id", "Promise ID", "code", 10, "C01 to C08."),
        Column("commitment_label", "Promise", "label", 50, "What was promised."),
        _PERIOD,
        Column(
            "status", "Status", "word", 14, "Choose from the list. Leave the whole row empty if there is no report."
        ),
        Column("actual_date", "Actual date", "date", 13, "Needed when kept: the day."),
        Column("forecast_date", "Forecast date", "date", 13, "Only while it is not kept: the day you expect it."),
        Column("evidence_link", "Evidence link", "text", 34, "Needed when kept."),
        Column("reason", "Reason", "text", 38, "Needed when dropped."),
        *CORRECTION_COLUMNS,
    ),
    key=("commitment_id", "reporting_period_id"),
    filled=("status", "actual_date", "forecast_date", "evidence_link", "reason"),
    required=("commitment_id", "reporting_period_id", "status"),
    words={"status": PROMISE_STATES, "correction_code": CORRECTION_CODES},
)
APPROVALS = Sheet(
    name="Approvals",
    record="decision",
    purpose="What the M&E unit decided on the report of an output for a period.",
    columns=(
        _OUTPUT,
        _OUTPUT_LABEL,
        _PERIOD,
        Column("decision", "Decision", "word", 14, "returned or approved; empty while nothing is decided."),
        Column("decided_by", "Decided by", "text", 24, "Needed with a decision: the function; not the reporter."),
        Column("decided_on", "Decided on", "date", 13, "Needed with a decision: the day."),
        Column("note", "Note", "text", 40, "Needed when returned: what has to change."),
    ),
    key=("output_id", "reporting_period_id", "decided_on"),
    filled=("decision", "decided_by", "decided_on", "note"),
    required=("output_id", "reporting_period_id", "decision", "decided_by", "decided_on"),
    words={"decision": DECISIONS},
)
SHEETS = (NARRATIVES, RESULTS, EVIDENCE, MONEY, PROMISES, APPROVALS, TARGETS)
