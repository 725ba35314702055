"""The items of evidence in the sample's registers, and what their reviews found.

Owns: the invented items, and the reviews that a later file brings for items handed in before.
Never: is evidence of anything; example.org is reserved for examples, and the checksums are those of the titles.
"""

from collections.abc import Iterator
from hashlib import sha256

Row = dict[str, object]
REVIEWER = "Evidence reviewer (sample)"
# id, output, phase, indicator, promise, period, title, kind, date, file name (or nothing, for a link), review and day
_ITEMS = """
E-2023-001|O04|O04-S1|||2023H1|Terms of reference of the mapping|document|2023-06-15||
E-2023-002|O19|O19-S1|||2023H1|Resource mobilization plan|document|2023-06-30|plan-o19.pdf|accepted 2023-07-20
E-2023-003|O01|O01-S1|||2023H2|Campaign brief with supply chain part|document|2023-11-20||accepted 2024-01-15
E-2023-004|O02|O02-S1|||2023H2|Information tool, first version|website|2023-09-14||accepted 2024-01-15
E-2023-005|O06|O06-S1|||2023H2|Procedure for national dialogues|document|2023-12-15|procedure-o06.pdf|weak 2024-01-16
E-2023-006|O09|O09-S1|||2023H2|Note on the approach to remedy|document|2023-11-30||accepted 2024-01-16
E-2023-007|O15|O15-S1|||2023H2|Guidance for cooperation projects, draft|document|2023-10-05||
E-2023-008|O20|O20-S1|||2023H2|Standard operating procedures|document|2023-12-01|sop-o20.pdf|accepted 2024-01-17
E-2023-009|O06||OI06a||2023H2|Agenda of the dialogue|event_record|2023-11-09|agenda-2023-11.pdf|
E-2024-001|O07|O07-S1|||2024H1|Procedure for home-host dialogues|document|2024-02-29||accepted 2024-07-12
E-2024-002|O08|O08-S1|||2024H1|Guidance on it, proof copy|document|2024-05-17|guidance-o08.docx|rejected 2024-07-15
E-2024-003|O08|O08-S1|||2024H1|Guidance on it, released|document|2024-06-20||
E-2024-004|O11|O11-S1|||2024H1|Research agenda|document|2024-05-07||accepted 2024-07-15
E-2024-005|O02||OI02a||2024H1|Count of review files|data|2024-06-28|files-o02-2024h1.csv|
E-2024-006|O05|O05-S1|||2024H2|Record of the consultations|event_record|2024-10-03|record-o05.pdf|accepted 2025-01-20
E-2024-007|O14|O14-S1|||2024H2|Map of inspection tools|document|2024-09-27||
E-2024-008|O10|O10-S2|||2024H2|List of courses held|data|2024-12-10|courses-o10-2024h2.csv|accepted 2025-01-21
E-2024-009|O20|||C05|2024H2|Communications strategy|document|2024-11-06||accepted 2025-01-21
E-2025-001|O12|O12-S1|||2025H1|Lessons from ten data collections|document|2025-02-14||weak 2025-07-10
E-2025-002|O03|O03-S2|||2025H1|Sharing protocol|document|2025-03-18|protocol-o03.pdf|accepted 2025-07-10
E-2025-003|O04|O04-S2|||2025H1|Mapping and analysis, released|document|2025-06-12||
E-2025-004|O10||OI10a||2025H1|List of organizations trained|data|2025-06-20|list-o10-2025h1.csv|rejected 2025-07-11
E-2025-005|O16|O16-S1|||2025H1|Minutes of the joint initiative|event_record|2025-05-22|minutes-o16.pdf|
E-2025-006|O20|||C01|2025H1|Implementation report|document|2025-03-19||accepted 2025-07-11
E-2025-007|O17|O17-S2|||2025H2|Notes of four advisory missions|document|2025-11-14|missions-o17.pdf|accepted 2026-01-15
E-2025-008|O06|O06-S2|||2025H2|Joint action plans, two countries|document|2025-12-03||accepted 2026-01-15
E-2025-009|O08|O08-S2|||2025H2|Extract of the case log, counts only|data|2025-12-19|cases-o08-2025h2.csv|
E-2026-001|O20|||C02|2026H1|Report of the independent evaluation|document|2026-02-12||accepted 2026-06-10
E-2026-002|O11|O11-S2|||2026H1|List of projects running|data|2026-05-20|projects-o11.csv|weak 2026-06-11
E-2026-003|O01|O01-S2|||2026H1|Campaign calendar for 2026|document|2026-04-14||
E-2026-004|O13|O13-S2|||2026H1|Two peer-learning events|event_record|2026-06-04|events-o13.pdf|accepted 2026-06-11
"""
_KEYS = (
    *("evidence_id", "output_id", "phase_id", "indicator_id", "commitment_id", "reporting_period_id"),
    *("title", "evidence_kind", "evidence_date", "file_name"),
)
# file that brings it: id, review and day
_REVIEWED_LATER = {
    "2023H2": ("E-2023-001 accepted 2023-10-10",),
    "2024H1_further": ("E-2023-007 accepted 2024-07-12", "E-2023-009 accepted 2024-07-12"),
    "2024H2": ("E-2024-003 accepted 2024-10-08",),
    "2024H2_mended": ("E-2023-005 accepted 2025-02-26",),
    "2025H1": ("E-2024-007 accepted 2025-07-11",),
    "2025H2": ("E-2025-003 accepted 2025-10-02",),
    "2026H1": ("E-2025-005 weak 2026-03-19",),
}
_NOTES = {
    "E-2023-005": "It does not say who may ask for a dialogue",
    "E-2024-002": "A proof copy is not the released guidance",
    "E-2025-001": "Only six of the ten collections are covered",
    "E-2025-004": "Organizations are listed twice and the groups do not add up",
    "E-2025-005": "The minutes do not name what was agreed",
    "E-2026-002": "The list does not say which projects began in this half-year",
}


def evidence(file: str, period: str | None) -> list[Row]:
    """The rows of one file: the items of its period, and earlier ones that have been reviewed since."""
    items = {str(row["evidence_id"]): row for row in _items()}
    rows = [row for row in items.values() if row["reporting_period_id"] == period]
    for line in _REVIEWED_LATER.get(file, ()):
        name, review = line.split(" ", 1)
        rows.append(items[name] | _review(name, review))
    return rows


def _items() -> Iterator[Row]:
    for line in _ITEMS.strip().splitlines():
        *values, review = line.split("|")
        row: Row = dict(zip(_KEYS, values, strict=True))
        name = str(row["evidence_id"])
        place = f"https://example.org/sample/{name}".lower()
        where = {"evidence_sha256": sha256(values[6].encode()).hexdigest()} if row["file_name"] else {"link": place}
        yield row | where | (_review(name, review) if review else {})


def _review(name: str, review: str) -> Row:
    word, day = review.split()
    note = _NOTES[name] if word in ("weak", "rejected") else ""
    return {"review": word, "reviewed_by": REVIEWER, "reviewed_on": day, "note": note}
