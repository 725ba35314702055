"""Milestone rows that the sample's registers hand in again, and the one of the draft.

Owns: the row that was returned, the declared correction of an approved one, and the draft.
Never: changes the story of `reports`.
"""

Row = dict[str, object]
_ROWS: dict[str, list[Row]] = {
    "2024H2_mended": [
        {
            "phase_id": "O04-S2",
            "output_id": "O04",
            "reporting_period_id": "2024H2",
            "status": "in_progress",
            "forecast_date": "2025-05-30",
            "reason": "Comments on the draft came in late; the peer review ends on 30 April 2025",
        },
        {
            "phase_id": "O09-S1",
            "output_id": "O09",
            "reporting_period_id": "2023H2",
            "status": "completed",
            "actual_date": "2023-11-30",
            "evidence_link": "https://example.org/sample/o09-s1/2023h2",
            "correction_code": "typing_error",
            "correction_note": "The note is dated 30, not 28 November",
        },
    ],
    "2026H1_draft": [
        {
            "phase_id": "O12-S2",
            "output_id": "O12",
            "reporting_period_id": "2026H1",
            "status": "active",
            "evidence_link": "https://example.org/sample/o12-s2/2026h1",
        },
    ],
}


def mended(file: str) -> list[Row]:
    """The milestone rows of a file that is not the report on a period."""
    return _ROWS.get(file, [])
