"""What the sample's registers say about the eight promises outside the outputs.

Owns: the invented fate of each promise; C04 is never reported on.
Never: knows when a promise is due.
"""

Row = dict[str, object]
# period, promise, status, the day it was kept, or the day it is expected; then a reason
_REPORTS = """
2023H2|C06|kept|2023-12-18|
2024H1|C08|not_started||The procedures on which it builds have just come into force
2024H2|C01|in_progress|2025-03-20|
2024H2|C05|kept|2024-11-06|
2024H2|C07|in_progress||
2025H1|C01|kept|2025-03-19|
2025H1|C02|in_progress|2025-12-12|
2025H1|C03|in_progress|2025-12-12|
2025H1|C08|in_progress||
2025H2|C02|in_progress|2026-02-20|Interviews with constituents took longer than planned
2025H2|C03|in_progress|2026-06-30|It waits for the findings of the evaluation
2025H2|C06|kept|2025-12-15|
2025H2|C07|in_progress||
2026H1|C02|kept|2026-02-12|Interviews with constituents took longer than planned
2026H1|C03|in_progress|2026-11-30|Goals are being discussed with constituents
2026H1|C07|in_progress||
2026H1|C08|in_progress||
"""


def promises(period: str | None) -> list[Row]:
    """The rows of the file on one period."""
    return [_row(line) for line in _REPORTS.strip().splitlines() if line.split("|")[0] == period]


def _row(line: str) -> Row:
    period, promise, status, day, reason = line.split("|")
    row: Row = {"commitment_id": promise, "reporting_period_id": period, "status": status, "reason": reason}
    if status == "kept":
        link = f"https://example.org/sample/{promise}/{period}".lower()
        return row | {"actual_date": day, "evidence_link": link}
    return row | {"forecast_date": day}
