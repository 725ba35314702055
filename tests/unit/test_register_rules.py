"""Each rule of the register is broken once, alone, and found alone, at its place."""

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook

from support.registers import REPORTS, broken, cell, read, write_good, write_spoilt
from warehouse.sources.register.catalogue import CELL_RULES, FACT_RULES, ROW_RULES
from warehouse.sources.register.columns import ABOUT, LISTS, MILESTONES

Spoil = Callable[[Workbook], None]
DONE, LATE, ACTIVE, IDLE = "O03-S2", "O04-S2", "O06-S2", "O07-S2"


def put(values: dict[str, object], sheet: str = MILESTONES) -> Spoil:
    def spoil(book: Workbook) -> None:
        for address, value in values.items():
            book[sheet][address] = value

    return spoil


def fact(address: str, value: object) -> Spoil:
    return put({address: value}, ABOUT)


def row(phase: str, **values: object) -> Spoil:
    return put({cell(phase, key): value for key, value in values.items()})


def at(phase: str, key: str) -> str:
    return f"{MILESTONES}!{cell(phase, key)}"


def drop_line(book: Workbook) -> None:
    book[ABOUT]["A5"] = "Something else"


def no_period(book: Workbook) -> None:
    book[ABOUT]["B6"] = None
    book[MILESTONES][cell(DONE, "reporting_period_id")] = None


def repeat(book: Workbook) -> None:
    sheet = book[MILESTONES]
    for place in range(1, 16):
        sheet.cell(46, place, sheet.cell(10, place).value)


def text_cell(address: str, value: str) -> Spoil:
    def spoil(book: Workbook) -> None:
        book[MILESTONES][address].value = value
        book[MILESTONES][address].data_type = "s"

    return spoil


# Rule, how the good register is spoilt, and where the one finding must be.
CASES: list[tuple[str, Spoil, str]] = [
    ("error_value", row(IDLE, reason="#N/A"), at(IDLE, "reason")),
    ("formula_without_value", row(DONE, actual_date="=TODAY()-60"), at(DONE, "actual_date")),
    ("number_in_code", row(DONE, output_id=3), at(DONE, "output_id")),
    ("control_characters", text_cell(cell(IDLE, "reason"), "no_x0007_ request"), at(IDLE, "reason")),
    ("text_too_long", row(IDLE, reason="x" * 5001), at(IDLE, "reason")),
    ("date_as_text", row(DONE, actual_date="29/11/2024"), at(DONE, "actual_date")),
    ("date_as_text", row(DONE, actual_date="November"), at(DONE, "actual_date")),
    ("date_as_text", row(DONE, actual_date="2024-02-30"), at(DONE, "actual_date")),
    ("date_as_text", row(DONE, actual_date=time(12, 30)), at(DONE, "actual_date")),
    ("date_as_text", row(DONE, actual_date=True), at(DONE, "actual_date")),
    ("date_as_number", text_cell(cell(DONE, "actual_date"), "45625"), at(DONE, "actual_date")),
    ("missing_fact", drop_line, f"sheet {ABOUT}"),
    ("reporter_missing", fact("B4", "  "), f"{ABOUT}!B4"),
    ("submission_missing", fact("B5", None), f"{ABOUT}!B5"),
    ("submission_too_early", fact("B5", date(2022, 12, 31)), f"{ABOUT}!B5"),
    ("submission_in_future", fact("B5", date(2025, 6, 2)), f"{ABOUT}!B5"),
    ("date_as_text", fact("B5", "31 January 2025"), f"{ABOUT}!B5"),
    ("data_kind_unknown", fact("B7", "test"), f"{ABOUT}!B7"),
    ("data_kind_unknown", fact("B7", None), f"{ABOUT}!B7"),
    ("report_state_unknown", fact("B8", "final"), f"{ABOUT}!B8"),
    ("phase_missing", row(DONE, phase_id=None), at(DONE, "phase_id")),
    ("unknown_phase", row(DONE, phase_id="O03-S9"), at(DONE, "phase_id")),
    ("output_missing", row(DONE, output_id=" "), at(DONE, "output_id")),
    ("unknown_output", row(DONE, output_id="O21"), at(DONE, "output_id")),
    ("phase_of_other_output", row(DONE, output_id="O04"), at(DONE, "output_id")),
    ("prefilled_changed", row(DONE, phase_label="Protocol drafted"), at(DONE, "phase_label")),
    ("prefilled_changed", row(DONE, planned_span="2025"), at(DONE, "planned_span")),
    ("period_missing", no_period, at(DONE, "reporting_period_id")),
    ("unknown_period", row(DONE, reporting_period_id="2024H3"), at(DONE, "reporting_period_id")),
    ("period_not_begun", row(ACTIVE, reporting_period_id="2025H2"), at(ACTIVE, "reporting_period_id")),
    ("repeated_row", repeat, f"{MILESTONES}!46"),
    ("status_missing", row(ACTIVE, status=None), at(ACTIVE, "status")),
    ("unknown_status", row(ACTIVE, status="ongoing"), at(ACTIVE, "status")),
    ("unknown_status", row(ACTIVE, status="actif"), at(ACTIVE, "status")),
    ("status_of_other_nature", row(LATE, status="active", forecast_date=None, evidence_link="x"), at(LATE, "status")),
    ("status_of_other_nature", row(IDLE, status="in_progress"), at(IDLE, "status")),
    ("actual_before_2023", row(DONE, actual_date=date(2022, 12, 31)), at(DONE, "actual_date")),
    ("actual_after_submission", row(DONE, actual_date=date(2025, 2, 1), reason="Late"), at(DONE, "actual_date")),
    ("actual_without_completed", row(IDLE, actual_date=date(2024, 8, 1)), at(IDLE, "actual_date")),
    ("completed_without_actual", row(DONE, actual_date=None), at(DONE, "actual_date")),
    ("forecast_in_past", row(LATE, forecast_date=date(2025, 1, 30)), at(LATE, "forecast_date")),
    ("forecast_too_far", row(LATE, forecast_date=date(2204, 11, 30)), at(LATE, "forecast_date")),
    ("forecast_not_open", row(DONE, forecast_date=date(2025, 3, 1)), at(DONE, "forecast_date")),
    ("reason_missing", row(IDLE, reason=None), at(IDLE, "reason")),
    ("reason_missing", row(LATE, reason=None), at(LATE, "reason")),
    ("reason_missing", row(LATE, status="cancelled", forecast_date=None, reason=None), at(LATE, "reason")),
    ("reason_missing", row(DONE, actual_date=date(2025, 1, 2)), at(DONE, "reason")),
    ("evidence_missing", row(DONE, evidence_link=None), at(DONE, "evidence_link")),
    ("evidence_missing", row(ACTIVE, evidence_link=None), at(ACTIVE, "evidence_link")),
    ("unsafe_link", row(ACTIVE, evidence_link="javascript:alert(1)"), at(ACTIVE, "evidence_link")),
    ("unsafe_link", row(ACTIVE, evidence_link="file:///C:/report.docx"), at(ACTIVE, "evidence_link")),
    ("local_path", row(ACTIVE, evidence_link=r"C:\Users\ana\doc.docx"), at(ACTIVE, "evidence_link")),
    ("local_path", row(ACTIVE, evidence_link="d:/reports/doc.docx"), at(ACTIVE, "evidence_link")),
    ("local_path", row(ACTIVE, evidence_link='"C:\\Users\\ana\\doc.docx"'), at(ACTIVE, "evidence_link")),
    ("local_path", row(ACTIVE, evidence_link=r"See C:\doc.docx"), at(ACTIVE, "evidence_link")),
]


@pytest.mark.fault(19)
@pytest.mark.parametrize(("rule", "spoil", "place"), CASES, ids=[f"{case[0]}-{case[2]}" for case in CASES])
def test_a_broken_rule_is_the_only_finding(tmp_path: Path, rule: str, spoil: Spoil, place: str) -> None:
    reading = read(write_spoilt(tmp_path / "register.xlsx", spoil))
    assert broken(reading) == [(place, rule)]
    assert reading.rows == []
    assert reading.findings[0].remedy


def test_every_rule_of_cells_facts_and_rows_has_a_case() -> None:
    elsewhere = {"submission_differs", "data_kind_differs", "report_state_differs", "not_a_number"}
    assert {case[0] for case in CASES} == {*CELL_RULES, *FACT_RULES, *ROW_RULES} - elsewhere


def test_the_good_register_breaks_none(tmp_path: Path) -> None:
    reading = read(write_good(tmp_path / "register.xlsx"))
    assert reading.findings == []
    assert (reading.reported_count, reading.unreported_count) == (len(REPORTS), 41 - len(REPORTS))


@pytest.mark.parametrize("link", ["https://example.org/a:/b", r"\\server\share\doc.docx", "File C: 12/7", "HTTP://x/y"])
def test_a_web_link_or_a_file_reference_is_evidence(tmp_path: Path, link: str) -> None:
    assert read(write_spoilt(tmp_path / "register.xlsx", row(ACTIVE, evidence_link=link))).findings == []


def test_what_is_doubtful_in_the_plan_is_not_held_against_a_report(tmp_path: Path) -> None:
    """O05-S2 is due in 2025 by one reading and in 2027 by the other: in 2026 nobody can call it late."""
    reports: list[dict[str, object]] = [
        {"phase_id": "O05-S2", "reporting_period_id": "2024H2", "status": "in_progress",
         "forecast_date": date(2026, 11, 6)},
    ]  # fmt: skip
    assert read(write_good(tmp_path / "register.xlsx", reports)).findings == []


def test_an_invented_example_may_carry_any_submission_date(tmp_path: Path) -> None:
    def spoil(book: Workbook) -> None:
        book[ABOUT]["B5"], book[ABOUT]["B7"] = date(2026, 6, 26), "sample"
        book[MILESTONES][cell(LATE, "forecast_date")] = date(2026, 9, 1)

    reading = read(write_spoilt(tmp_path / "register.xlsx", spoil))
    assert (reading.findings, reading.is_sample, reading.submitted_on) == ([], True, date(2026, 6, 26))


@pytest.mark.fault(19)
def test_all_rules_at_once_give_exactly_the_planted_findings(tmp_path: Path) -> None:
    sheet = MILESTONES
    planted = {
        f"{ABOUT}!B4": "reporter_missing",
        f"{ABOUT}!B7": "data_kind_unknown",
        f"{sheet}!A10": "unknown_phase",
        f"{sheet}!C13": "phase_of_other_output",
        f"{sheet}!J18": "unknown_status",
        f"{sheet}!M20": "reason_missing",
        f"{sheet}!K5": "date_as_text",
        f"{sheet}!K6": "actual_without_completed",
        f"{sheet}!K7": "actual_before_2023",
        f"{sheet}!L8": "forecast_in_past",
        f"{sheet}!I9": "unknown_period",
        f"{sheet}!J12": "status_of_other_nature",
        f"{sheet}!K31": "actual_after_submission",
        f"{sheet}!N15": "evidence_missing",
        f"{sheet}!K16": "completed_without_actual",
        f"{sheet}!N17": "unsafe_link",
        f"{sheet}!C19": "unknown_output",
        f"{sheet}!A21": "number_in_code",
        f"{sheet}!M22": "error_value",
        f"{sheet}!J23": "status_missing",
        f"{sheet}!L24": "forecast_not_open",
        f"{sheet}!J25:J26": "merged_cells",
        f"{sheet}!K27": "formula_without_value",
        f"{sheet}!L28": "forecast_too_far",
        f"{sheet}!B29": "prefilled_changed",
        f"{sheet}!30": "hidden_row",
        f"{sheet}!O": "hidden_column",
        f"{sheet}!Q4": "extra_column",
        f"{sheet}!46": "repeated_row",
        f"sheet {LISTS}": "hidden_sheet",
    }

    def spoil(book: Workbook) -> None:
        book[ABOUT]["B4"], book[ABOUT]["B7"] = None, "maybe"
        book[LISTS].sheet_state = "hidden"
        completed = {"J": "completed", "N": "https://example.org/e"}
        rows: dict[int, dict[str, object]] = {
            10: {"A": "O99-S1"}, 13: {"C": "O05"}, 18: {"J": "running"}, 20: {"M": None},
            5: completed | {"K": "the 3rd of May"},
            6: {"J": "active", "K": date(2024, 8, 1), "N": "x"},
            7: completed | {"K": date(2021, 5, 3)},
            8: {"J": "not_started", "L": date(2024, 12, 1), "M": "Late"},
            9: completed | {"K": date(2023, 5, 3), "I": "2022H2"},
            12: {"J": "inactive", "M": "Late"},
            31: {"J": "completed", "K": date(2025, 2, 1), "N": "x", "M": "Late"},
            15: completed | {"K": date(2024, 5, 3), "N": None},
            16: completed,
            17: completed | {"K": date(2023, 5, 3), "N": "vbscript:x"},
            19: completed | {"K": date(2023, 5, 3), "C": "O77"},
            21: completed | {"K": date(2023, 5, 3), "A": 8},
            22: {"J": "inactive", "M": "#REF!"},
            23: {"K": date(2023, 5, 3)},
            24: {"J": "active", "L": date(2026, 5, 3), "N": "x"},
            25: {"J": "active", "N": "x"},
            27: completed | {"K": "=1+1"},
            28: {"J": "not_started", "L": date(2031, 1, 1), "M": "Late"},
            29: completed | {"K": date(2023, 5, 3), "B": "Another phase"},
            30: {"J": "active", "N": "x", "O": "Unit B"},
            46: {"A": "O12-S2", "C": "O12", "I": "2024H2", "J": "active", "N": "x"},
        }  # fmt: skip
        for number, values in rows.items():
            for letter, value in values.items():
                book[sheet][f"{letter}{number}"] = value
        book[sheet].merge_cells("J25:J26")
        book[sheet].row_dimensions[30].hidden = True
        book[sheet].column_dimensions["O"].hidden = True
        book[sheet]["Q4"], book[sheet]["Q10"] = "My notes", "Ask the unit again"

    reading = read(write_spoilt(tmp_path / "register.xlsx", spoil))
    found = broken(reading)
    assert sorted(found) == sorted((place, rule) for place, rule in planted.items())


def test_dates_as_text_in_iso_form_and_with_a_time_are_dates(tmp_path: Path) -> None:
    moment = datetime(2024, 11, 28, 9, 30)  # noqa: DTZ001 - Excel knows no zone
    spoil = put({cell(DONE, "actual_date"): moment, cell(LATE, "forecast_date"): "2025-04-01"})
    rows = read(write_spoilt(tmp_path / "register.xlsx", spoil)).rows
    assert [rows[0]["actual_date"], rows[1]["forecast_date"]] == ["2024-11-28", "2025-04-01"]


def test_a_status_is_known_however_it_is_typed(tmp_path: Path) -> None:
    rows = read(write_spoilt(tmp_path / "register.xlsx", row(LATE, status=" In Progress "))).rows
    assert rows[1]["status"] == "in_progress"
