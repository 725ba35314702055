"""The further sheets of a register, written cell by cell: one good row or two per sheet, and ways to spoil them.

The headings stand here once more, so that a heading that changes in the code is noticed.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from openpyxl.workbook import Workbook

from support.registers import write_spoilt

HEADINGS = {
    "Narratives": (
        "Output ID|Output|Period|What happened|What hindered|What comes next|Correction reason|Correction note"
    ),
    "Results": (
        "Indicator ID|Indicator|Unit|Output ID|Period|For whom|Numerator|Denominator|Value|Note"
        "|Correction reason|Correction note"
    ),
    "Evidence": (
        "Evidence ID|Output ID|Phase ID|Indicator ID|Promise ID|Period|Title|Kind|Date|Link|File name|SHA-256|Review"
        "|Reviewed by|Reviewed on|Note|Correction reason|Correction note"
    ),
    "Money": (
        "Money ID|Action area|Period|Kind|Donor or source|Funding type|Booked on|Amount|Currency|USD per unit|Rate date"
        "|Note|Correction reason|Correction note"
    ),
    "Promises": (
        "Promise ID|Promise|Period|Status|Actual date|Forecast date|Evidence link|Reason"
        "|Correction reason|Correction note"
    ),
    "Approvals": "Output ID|Output|Period|Decision|Decided by|Decided on|Note",
    # Without a good row here: `support.targets` has them.
    "Targets": (
        "Target ID|Indicator ID|Indicator|Reference area|For whom|Target type|Target year|Target value|Change in %"
        "|Lower bound|Upper bound|Interim 2023|Interim 2024|Interim 2025|Interim 2026|Target status|Reason|Approver"
        "|Approved on|Correction reason|Correction note"
    ),
}
FIRST = 5
GOOD: dict[str, list[dict[str, object]]] = {
    "Narratives": [
        {"Output ID": "O03", "Period": "2024H2", "What happened": "The protocol is agreed.", "What comes next": "Use."},
    ],
    "Results": [
        {"Indicator ID": "OI06a", "Output ID": "O06", "Period": "2024H2", "Value": 3},
        {"Indicator ID": "OI02a", "Unit": "%", "Output ID": "O02", "Period": "2024H2", "Numerator": 12,
         "Denominator": 40, "Value": 30},
        {"Indicator ID": "OI03a", "Output ID": "O03", "Period": "2024H2", "Value": 1, "For whom": "total"},
    ],
    "Evidence": [
        {"Evidence ID": "E-1", "Output ID": "O03", "Phase ID": "O03-S2", "Period": "2024H2", "Title": "Protocol",
         "Kind": "document", "Date": date(2024, 11, 29), "Link": "https://example.org/p", "SHA-256": "a1" * 32,
         "Review": "accepted", "Reviewed by": "Unit B", "Reviewed on": date(2025, 1, 10)},
        {"Evidence ID": "E-2", "Output ID": "O06", "Indicator ID": "OI06a", "Period": "2024H2", "Title": "Minutes",
         "Kind": "Event record", "Date": date(2024, 10, 2), "File name": "File 12-7", "Review": "weak",
         "Reviewed by": "Unit B", "Reviewed on": date(2025, 1, 10), "Note": "No list of dialogues"},
    ],
    "Money": [
        {"Money ID": "M-1", "Action area": "AA1", "Period": "2024H2", "Kind": "commitment", "Donor or source": "Fund",
         "Funding type": "extra_budgetary", "Booked on": date(2024, 7, 1), "Amount": 250000.5, "Currency": "USD"},
        {"Money ID": "M-2", "Action area": "AA2", "Period": "2024H2", "Kind": "expenditure", "Donor or source": "Fund",
         "Funding type": "other", "Booked on": date(2024, 8, 1), "Amount": -1200, "Currency": "EUR",
         "USD per unit": 1.08, "Rate date": date(2024, 8, 1), "Note": "A gift"},
    ],
    "Promises": [
        {"Promise ID": "C05", "Period": "2024H2", "Status": "kept", "Actual date": date(2024, 9, 9),
         "Evidence link": "https://example.org/c"},
        {"Promise ID": "C01", "Period": "2024H2", "Status": "in_progress", "Forecast date": date(2025, 3, 20)},
    ],
    "Approvals": [
        {"Output ID": "O01", "Period": "2024H1", "Decision": "approved", "Decided by": "Unit B",
         "Decided on": date(2025, 1, 15)},
        {"Output ID": "O04", "Period": "2024H1", "Decision": "returned", "Decided by": "Unit B",
         "Decided on": date(2025, 1, 15), "Note": "The forecast is missing"},
    ],
}  # fmt: skip


def address(sheet: str, heading: str, row: int = FIRST) -> str:
    """The cell of a column, such as "D5"."""
    return f"{chr(ord('A') + HEADINGS[sheet].split('|').index(heading))}{row}"


def add_sheets(book: Workbook, rows: dict[str, list[dict[str, object]]] | None = None) -> None:
    """Put the further sheets with these rows (the good ones by default) into a workbook, instead of its own."""
    for name, headings in HEADINGS.items():
        if name in book.sheetnames:
            del book[name]
        sheet = book.create_sheet(name)
        for column, heading in enumerate(headings.split("|"), 1):
            sheet.cell(FIRST - 1, column, heading)
        for number, row in enumerate((GOOD if rows is None else rows).get(name, []), FIRST):
            for heading, value in row.items():
                sheet[address(name, heading, number)] = value


def write_full(
    path: Path, *spoils: Callable[[Workbook], None], rows: dict[str, list[dict[str, object]]] | None = None
) -> Path:
    """A good register with all its sheets, opened, spoilt and saved."""

    def spoil(book: Workbook) -> None:
        add_sheets(book, rows)
        for one in spoils:
            one(book)

    return write_spoilt(path, spoil)


def put(sheet: str, row: int, values: dict[str, object]) -> Callable[[Workbook], None]:
    """Writes values, by their headings, into a row of a sheet."""

    def spoil(book: Workbook) -> None:
        for heading, value in values.items():
            book[sheet][address(sheet, heading, row)] = value

    return spoil
