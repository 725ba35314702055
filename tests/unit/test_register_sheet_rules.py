"""Each rule of the further sheets is broken once, alone, and found alone, at its place; a good register breaks none."""

from datetime import date
from pathlib import Path

import pytest

from support.further_sheets import FIRST, GOOD, address, put, write_full
from support.registers import REPORTS, broken, read
from warehouse.sources.register.sheet_rules import SHEET_RULES

N, R, E, M, P, A = "Narratives", "Results", "Evidence", "Money", "Promises", "Approvals"
MINE = "Unit A"  # who reports in the good register
AFTER, BEFORE = date(2025, 2, 1), date(2022, 12, 31)

# Rule, sheet, row, what is typed, and the heading at which the one finding must be; no heading: the row.
CASES: list[tuple[str, str, int, dict[str, object], str | None]] = [
    ("value_missing", N, 5, {"What happened": None}, "What happened"),
    ("value_missing", N, 5, {"Output ID": " "}, "Output ID"),
    ("value_missing", R, 5, {"Value": None, "Note": "None counted"}, "Value"),
    ("value_missing", R, 5, {"Indicator ID": None}, "Indicator ID"),
    ("value_missing", E, 6, {"Title": None}, "Title"),
    ("value_missing", E, 6, {"Date": None}, "Date"),
    ("value_missing", M, 5, {"Donor or source": None}, "Donor or source"),
    ("value_missing", M, 5, {"Amount": None}, "Amount"),
    ("value_missing", M, 5, {"Booked on": None}, "Booked on"),
    ("value_missing", P, 6, {"Status": None}, "Status"),
    ("value_missing", A, 5, {"Decided by": None}, "Decided by"),
    ("value_missing", A, 5, {"Decided on": None}, "Decided on"),
    ("value_missing", A, 6, {"Decision": None}, "Decision"),
    ("unknown_word", E, 5, {"Kind": "paper"}, "Kind"),
    ("unknown_word", E, 5, {"Review": "fine"}, "Review"),
    ("unknown_word", M, 5, {"Kind": "pledge"}, "Kind"),
    ("unknown_word", M, 5, {"Funding type": "XB"}, "Funding type"),
    ("unknown_word", A, 5, {"Decision": "ok"}, "Decision"),
    ("unknown_word", N, 5, {"Correction reason": "mistake"}, "Correction reason"),
    ("unknown_word", P, 6, {"Status": "done", "Forecast date": None}, "Status"),
    ("unknown_indicator", R, 5, {"Indicator ID": "OI99"}, "Indicator ID"),
    ("unknown_indicator", E, 6, {"Indicator ID": "OI99"}, "Indicator ID"),
    ("indicator_of_no_output", E, 6, {"Indicator ID": "IL04"}, "Indicator ID"),
    ("indicator_of_other_output", R, 5, {"Output ID": "O07"}, "Output ID"),
    ("unknown_promise", P, 6, {"Promise ID": "C09"}, "Promise ID"),
    ("unknown_promise", E, 5, {"Promise ID": "C99"}, "Promise ID"),
    ("unknown_area", M, 5, {"Action area": "AA8"}, "Action area"),
    ("date_too_early", E, 5, {"Date": BEFORE}, "Date"),
    ("date_too_early", M, 6, {"Rate date": BEFORE}, "Rate date"),
    ("date_after_submission", E, 5, {"Reviewed on": AFTER}, "Reviewed on"),
    ("date_after_submission", M, 5, {"Booked on": AFTER}, "Booked on"),
    ("date_after_submission", P, 5, {"Actual date": AFTER}, "Actual date"),
    ("date_after_submission", A, 5, {"Decided on": AFTER}, "Decided on"),
    ("repeated_record", N, 6, GOOD[N][0], None),
    ("repeated_record", R, 8, {**GOOD[R][2], "For whom": None}, None),
    ("repeated_record", E, 7, {**GOOD[E][1], "Evidence ID": "E-1"}, None),
    ("repeated_record", A, 7, GOOD[A][0], None),
    ("correction_unexplained", N, 5, {"Correction reason": "Other"}, "Correction note"),
    ("correction_without_reason", M, 5, {"Correction note": "A slip"}, "Correction reason"),
    ("locked_period", N, 6, {**GOOD[N][0], "Output ID": "O01", "Period": "2024H1"}, "Correction reason"),
    ("share_without_parts", R, 6, {"Numerator": None}, "Numerator"),
    ("share_without_parts", R, 6, {"Denominator": " "}, "Denominator"),
    ("parts_of_no_share", R, 5, {"Denominator": 4}, "Denominator"),
    ("numerator_negative", R, 6, {"Numerator": -1, "Value": -2.5}, "Numerator"),
    ("denominator_not_positive", R, 6, {"Denominator": 0}, "Denominator"),
    ("numerator_too_large", R, 6, {"Numerator": 41}, "Numerator"),
    ("share_differs", R, 6, {"Value": 0.3}, "Value"),
    ("share_differs", R, 6, {"Value": 30.06}, "Value"),
    ("count_not_whole", R, 5, {"Value": -1}, "Value"),
    ("count_not_whole", R, 5, {"Value": 2.5}, "Value"),
    ("neither_yes_nor_no", R, 7, {"Value": 2}, "Value"),
    ("evidence_without_place", E, 5, {"Link": None}, "Link"),
    ("no_checksum", E, 5, {"SHA-256": "a1b2"}, "SHA-256"),
    ("review_incomplete", E, 5, {"Reviewed by": None}, "Reviewed by"),
    ("review_incomplete", E, 5, {"Reviewed on": None}, "Reviewed on"),
    ("reviewer_without_review", E, 5, {"Review": None, "Reviewed on": None}, "Reviewed by"),
    ("reviewer_is_reporter", E, 5, {"Reviewed by": " unit  a"}, "Reviewed by"),
    ("review_without_note", E, 6, {"Note": None}, "Note"),
    ("amount_zero", M, 5, {"Amount": 0}, "Amount"),
    ("funding_unexplained", M, 6, {"Note": None}, "Note"),
    ("unknown_currency", M, 5, {"Currency": "$"}, "Currency"),
    ("unknown_currency", M, 5, {"Currency": "usd"}, "Currency"),
    ("rate_missing", M, 6, {"USD per unit": None}, "USD per unit"),
    ("rate_not_positive", M, 6, {"USD per unit": 0}, "USD per unit"),
    ("dollar_rate_not_one", M, 5, {"USD per unit": 1.1}, "USD per unit"),
    ("rate_without_day", M, 6, {"Rate date": None}, "Rate date"),
    ("kept_without_day", P, 5, {"Actual date": None}, "Actual date"),
    ("kept_without_evidence", P, 5, {"Evidence link": None}, "Evidence link"),
    ("day_without_kept", P, 6, {"Actual date": date(2024, 9, 9)}, "Actual date"),
    ("dropped_without_reason", P, 6, {"Status": "dropped", "Forecast date": None}, "Reason"),
    ("returned_without_note", A, 6, {"Note": None}, "Note"),
    ("decider_is_reporter", A, 5, {"Decided by": MINE}, "Decided by"),
    # Rules of the milestones that hold here too.
    ("not_a_number", M, 5, {"Amount": "1,200.50"}, "Amount"),
    ("not_a_number", R, 5, {"Value": True}, "Value"),
    ("not_a_number", R, 5, {"Value": "1e999"}, "Value"),
    ("unknown_output", N, 5, {"Output ID": "O21"}, "Output ID"),
    ("unknown_phase", E, 5, {"Phase ID": "O03-S9"}, "Phase ID"),
    ("phase_of_other_output", E, 5, {"Output ID": "O06"}, "Output ID"),
    ("unknown_period", P, 6, {"Period": "2024"}, "Period"),
    ("period_not_begun", M, 5, {"Period": "2025H2"}, "Period"),
    ("prefilled_changed", R, 6, {"Unit": "percent"}, "Unit"),
    ("prefilled_changed", N, 5, {"Output": "Another"}, "Output"),
    ("unsafe_link", E, 5, {"Link": "javascript:alert(1)"}, "Link"),
    ("local_path", E, 6, {"File name": r"C:\Users\ana\minutes.docx"}, "File name"),
    ("forecast_in_past", P, 6, {"Forecast date": date(2025, 1, 30)}, "Forecast date"),
    ("forecast_not_open", P, 5, {"Forecast date": date(2025, 3, 1)}, "Forecast date"),
    ("forecast_too_far", P, 6, {"Forecast date": date(2204, 1, 1)}, "Forecast date"),
    ("date_as_text", A, 5, {"Decided on": "15/1/2025"}, "Decided on"),
    ("number_in_code", M, 5, {"Money ID": 17}, "Money ID"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "sheet", "row", "values", "heading"), CASES, ids=[f"{one[0]}-{one[1]}-{one[4]}" for one in CASES]
)
def test_a_broken_rule_is_the_only_finding(
    tmp_path: Path, rule: str, sheet: str, row: int, values: dict[str, object], heading: str | None
) -> None:
    reading = read(write_full(tmp_path / "register.xlsx", put(sheet, row, values)))
    place = f"{sheet}!{address(sheet, heading, row) if heading else row}"
    assert broken(reading) == [(place, rule)]
    assert reading.rows == []


def test_every_rule_of_the_further_sheets_has_a_case() -> None:
    assert set(SHEET_RULES) - {case[0] for case in CASES} == set()


def test_the_good_register_breaks_none_and_gives_every_row(tmp_path: Path) -> None:
    reading = read(write_full(tmp_path / "register.xlsx"))
    assert reading.findings == []
    assert reading.reported_by_sheet == {"Milestones": len(REPORTS)} | {name: len(rows) for name, rows in GOOD.items()}
    assert [row["row_number"] for row in reading.rows] == list(range(1, reading.reported_count + 1))
    by_place = {row["place"]: row for row in reading.rows}
    money = by_place[f"Money!{FIRST + 1}"]
    assert (money["record"], money["amount"], money["usd_rate"], money["rate_date"]) == (
        "money", "-1200", "1.08", "2024-08-01",
    )  # fmt: skip
    assert by_place[f"Money!{FIRST}"]["amount"] == "250000.5"
    assert by_place["Evidence!6"]["evidence_kind"] == "event_record"
    assert {row["submitted_on"] for row in reading.rows} == {"2025-01-31"}
    assert {row["report_state"] for row in reading.rows} == {"submitted"}


def test_a_sheet_that_is_absent_or_blank_is_no_error(tmp_path: Path) -> None:
    reading = read(write_full(tmp_path / "register.xlsx", rows={}))
    assert (reading.findings, reading.reported_count) == ([], len(REPORTS))


def test_a_sheet_under_another_name_is_not_lost_in_silence(tmp_path: Path) -> None:
    def rename(book: object) -> None:
        book["Promises"].title = "Our promises"

    assert broken(read(write_full(tmp_path / "register.xlsx", rename))) == [("sheet Our promises", "misnamed_sheet")]


def test_a_draft_is_read_and_says_so(tmp_path: Path) -> None:
    def draft(book: object) -> None:
        book["About this report"]["B8"] = "Draft"

    reading = read(write_full(tmp_path / "register.xlsx", draft))
    assert (reading.findings, reading.is_draft) == ([], True)
    assert {row["report_state"] for row in reading.rows} == {"draft"}
