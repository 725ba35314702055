"""The money that the sample's registers report: commitments and expenditure by action area.

Owns: invented amounts in US dollars, euros and Swiss francs with invented rates; one rate that is corrected later.
Never: adds up. As it stands AA1 and AA5 are within their planned range, AA3 is above, AA2, AA4 and AA7 are below (AA7
has spent more than was committed), and AA6 has nothing.
"""

from collections.abc import Iterator

Row = dict[str, object]
# id, area, period, kind, source, funding type, booked on, amount, currency, rate, day of the rate, note
_ENTRIES = """
M-2023-001|AA1|2023H1|commitment|Regular budget (sample)|regular_budget|2023-03-28|2600000|USD|||
M-2023-002|AA4|2023H1|commitment|Regular budget (sample)|regular_budget|2023-03-28|4100000|USD|||
M-2023-003|AA7|2023H1|commitment|Regular budget (sample)|regular_budget|2023-05-15|620000|USD|||
M-2023-004|AA1|2023H2|expenditure|Regular budget (sample)|regular_budget|2023-12-15|905000|USD|||
M-2023-005|AA2|2023H2|commitment|Regular budget (sample)|regular_budget|2023-10-02|520000|USD|||
M-2023-006|AA3|2023H2|commitment|Donor A (sample)|extra_budgetary|2023-11-08|900000|EUR|1.0712|2023-11-08|
M-2023-007|AA4|2023H2|expenditure|Regular budget (sample)|regular_budget|2023-12-15|1180000|USD|||
M-2024-001|AA1|2024H1|commitment|Regular budget (sample)|regular_budget|2024-01-22|1400000|USD|||
M-2024-002|AA4|2024H1|commitment|Donor A (sample)|extra_budgetary|2024-03-18|1500000|EUR|1.0841|2024-03-18|
M-2024-003|AA5|2024H1|commitment|Supplementary account (sample)|rbsa|2024-02-12|700000|USD|||
M-2024-004|AA2|2024H1|expenditure|Regular budget (sample)|regular_budget|2024-06-14|148000|USD|||
M-2024-005|AA7|2024H1|expenditure|Regular budget (sample)|regular_budget|2024-06-14|305200|USD|||
M-2024-006|AA1|2024H2|commitment|Donor A (sample)|extra_budgetary|2024-10-21|1050000|EUR|1.0386|2024-10-21|
M-2024-007|AA2|2024H2|commitment|Donor B (sample)|extra_budgetary|2024-09-03|310000|CHF|1.1204|2024-09-03|
M-2024-008|AA1|2024H2|expenditure|Regular budget (sample)|regular_budget|2024-12-13|1120000|USD|||
M-2024-009|AA3|2024H2|expenditure|Donor A (sample)|extra_budgetary|2024-12-13|402000|EUR|1.0503|2024-12-13|
M-2025-001|AA3|2025H1|commitment|Supplementary account (sample)|rbsa|2025-02-10|760000|USD|||
M-2025-002|AA1|2025H1|commitment|Supplementary account (sample)|rbsa|2025-04-07|480000|USD|||
M-2025-003|AA5|2025H1|commitment|Donor B (sample)|extra_budgetary|2025-03-05|450000|CHF|1.1357|2025-03-05|
M-2025-004|AA4|2025H1|expenditure|Regular budget (sample)|regular_budget|2025-06-13|1460000|USD|||
M-2025-005|AA4|2025H2|commitment|Donor B (sample)|extra_budgetary|2025-07-21|420000|CHF|1.2436|2025-07-21|
M-2025-006|AA4|2025H2|commitment|Regular budget (sample)|regular_budget|2025-11-03|-150000|USD|||One study was dropped
M-2025-007|AA1|2025H2|expenditure|Regular budget (sample)|regular_budget|2025-12-12|1385000|USD|||
M-2025-008|AA5|2025H2|expenditure|Supplementary account (sample)|rbsa|2025-12-12|356000|USD|||
M-2025-009|AA7|2025H2|expenditure|Regular budget (sample)|regular_budget|2025-12-12|336000|USD|||More is to come
M-2026-001|AA3|2026H1|expenditure|Supplementary account (sample)|rbsa|2026-05-29|338000|USD|||
M-2026-002|AA2|2026H1|expenditure|Donor B (sample)|other|2026-05-29|97500|CHF|1.2310|2026-05-29|A gift in kind
"""
_KEYS = (
    *("money_id", "action_area_id", "reporting_period_id", "money_kind", "source_name", "funding_type"),
    *("booked_on", "amount", "currency", "usd_rate", "rate_date", "note"),
)
_CORRECTED = {
    "2024H2_mended": (
        "M-2024-006",
        {
            "usd_rate": 1.0836,
            "correction_code": "source_corrected",
            "correction_note": "The finance unit had given a rate with two digits exchanged",
        },
    ),
}


def money(file: str, period: str | None) -> list[Row]:
    """The rows of one file: those of its period, and what it corrects."""
    entries = {str(row["money_id"]): row for row in _entries()}
    rows = [row for row in entries.values() if row["reporting_period_id"] == period]
    if file in _CORRECTED:
        money_id, changed = _CORRECTED[file]
        rows.append(entries[money_id] | changed)
    return rows


def _entries() -> Iterator[Row]:
    for line in _ENTRIES.strip().splitlines():
        row: Row = dict(zip(_KEYS, line.split("|"), strict=True))
        rate = str(row["usd_rate"])
        yield row | {"amount": int(str(row["amount"])), "usd_rate": float(rate) if rate else ""}
