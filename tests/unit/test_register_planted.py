"""Thirty errors, one per rule, in one register: just those thirty are found; with 29 mended the last alone remains."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook

from support.further_sheets import GOOD, address, put, write_full
from support.registers import broken, read

MILESTONES, ABOUT = "Milestones", "About this report"
Spoil = Callable[[Workbook], None]


def cell(address: str, value: object, sheet: str = MILESTONES) -> tuple[str, Spoil]:
    def spoil(book: Workbook) -> None:
        book[sheet][address] = value

    return f"{sheet}!{address}", spoil


def row(sheet: str, number: int, heading: str | None, **values: object) -> tuple[str, Spoil]:
    """A row is taken from the good one of this number and changed; the finding is at the heading, or at the row."""
    typed = {name.replace("_", " "): value for name, value in values.items()}
    place = f"{sheet}!{address(sheet, heading, number) if heading else number}"
    return place, put(sheet, number, typed)


def money(number: int, heading: str, **values: object) -> tuple[str, Spoil]:
    good = {**GOOD["Money"][1], "Money ID": f"M-{number}"}
    place, spoil = row("Money", number, heading, **values)

    def both(book: Workbook) -> None:
        put("Money", number, good)(book)
        spoil(book)

    return place, both


def share(number: int, heading: str, **values: object) -> tuple[str, Spoil]:
    good = {**GOOD["Results"][1], "For whom": f"group {number}"}
    place, spoil = row("Results", number, heading, **values)

    def both(book: Workbook) -> None:
        put("Results", number, good)(book)
        spoil(book)

    return place, both


# The milestones of the good register stand in rows 10, 13, 18 and 20.
PLANTED: dict[str, tuple[str, Spoil]] = {
    "data_kind_unknown": cell("B7", "test", ABOUT),
    "unknown_phase": cell("A10", "O03-S9"),
    "phase_of_other_output": cell("C13", "O03"),
    "unknown_status": cell("J18", "ongoing"),
    "reason_missing": cell("M20", None),
    "date_as_text": cell("K10", "November"),
    "unknown_period": cell("I20", "2024H3"),
    "forecast_too_far": cell("L13", date(2204, 1, 1)),
    "unsafe_link": cell("N18", "javascript:alert(1)"),
    "prefilled_changed": cell("B20", "Another phase"),
    "value_missing": row("Narratives", 5, "What happened", What_happened=None),
    "correction_without_reason": row("Narratives", 5, "Correction reason", Correction_note="A slip"),
    "unknown_indicator": row("Results", 5, "Indicator ID", Indicator_ID="OI99"),
    "neither_yes_nor_no": row("Results", 7, "Value", Value=7),
    "share_without_parts": share(8, "Numerator", Numerator=None),
    "denominator_not_positive": share(9, "Denominator", Denominator=0),
    "numerator_too_large": share(10, "Numerator", Numerator=41),
    "share_differs": share(11, "Value", Value=31),
    "unknown_word": row("Evidence", 5, "Kind", Kind="paper"),
    "reviewer_is_reporter": row("Evidence", 5, "Reviewed by", Reviewed_by="UNIT A"),
    "review_without_note": row("Evidence", 6, "Note", Note=None),
    "date_too_early": row("Evidence", 6, "Date", Date=date(2022, 1, 1)),
    "amount_zero": money(7, "Amount", Amount=0),
    "unknown_currency": money(8, "Currency", Currency="euro"),
    "rate_without_day": money(9, "Rate date", Rate_date=None),
    "not_a_number": money(10, "Amount", Amount="1.200,50"),
    "unknown_area": money(11, "Action area", Action_area="AA0"),
    "kept_without_evidence": row("Promises", 5, "Evidence link", Evidence_link=None),
    "date_after_submission": row("Approvals", 5, "Decided on", Decided_on=date(2025, 2, 1)),
    "returned_without_note": row("Approvals", 6, "Note", Note=None),
}
EXPECTED = sorted((place, rule) for rule, (place, _) in PLANTED.items())


def test_there_are_thirty_rules_on_every_sheet() -> None:
    assert len(PLANTED) == 30
    assert {place.split("!")[0] for place, _ in PLANTED.values()} == {ABOUT, MILESTONES, *GOOD}


@pytest.mark.fault(19)
def test_all_thirty_are_found_at_once_each_with_sheet_and_cell(tmp_path: Path) -> None:
    reading = read(write_full(tmp_path / "register.xlsx", *(spoil for _, spoil in PLANTED.values())))
    assert sorted(broken(reading)) == EXPECTED
    assert reading.rows == []
    assert all(finding.rule and finding.remedy and "!" in finding.place for finding in reading.findings)


@pytest.mark.fault(19)
@pytest.mark.parametrize("rule", PLANTED)
def test_with_the_others_mended_the_last_one_remains(tmp_path: Path, rule: str) -> None:
    place, spoil = PLANTED[rule]
    assert broken(read(write_full(tmp_path / "register.xlsx", spoil))) == [(place, rule)]


def test_findings_come_sheet_by_sheet_and_row_by_row(tmp_path: Path) -> None:
    reading = read(write_full(tmp_path / "register.xlsx", *(spoil for _, spoil in PLANTED.values())))
    sheets = [finding.place.split("!")[0] for finding in reading.findings]
    assert list(dict.fromkeys(sheets)) == [ABOUT, MILESTONES, *GOOD]
