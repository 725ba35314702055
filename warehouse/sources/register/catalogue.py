"""Every rule that a register must keep: what is wrong, and what to do about it.

Owns: the words of each rule; `sheet_rules` and `target_rules` have those of the further sheets.
docs/register.md lists them all, and a test holds the two together.
Never: decides whether a rule is broken (`door`, `workbook`, `table`, `facts`, `entries` and the room `rules` do).
"""

from collections.abc import Mapping

from warehouse.rejected import Finding
from warehouse.sources.register.rule import Rule
from warehouse.sources.register.sheet_rules import SHEET_RULES
from warehouse.sources.register.target_rules import TARGET_RULES

_NEW = "start from a new form (`dwsc register template`) and copy your entries into it"
_START_ANEW = _NEW[0].upper() + _NEW[1:] + "."
_LEAVE = "Type it again (Review, Unprotect Sheet; there is no password), or " + _NEW + "."

FILE_RULES: Mapping[str, Rule] = {
    "empty_file": Rule("The file is empty.", "Save the workbook again and hand in the new file."),
    "too_large": Rule("The file is larger than {limit}.", "Remove pictures and other sheets, save and hand in again."),
    "not_a_workbook": Rule("This is {found}, not an Excel workbook.", "Hand in the .xlsx form, or its CSV."),
    "old_format": Rule("This is {found}, which is not read here.", "In Excel choose Save as, Excel Workbook (.xlsx)."),
    "has_password": Rule(
        "The workbook is locked with a password.", "In Excel choose File, Info, Protect Workbook, remove the password."
    ),
    "damaged": Rule("The file is damaged and cannot be opened.", "Open it in Excel, let Excel repair it, and save it."),
    "unpacks_too_large": Rule("The workbook unpacks to {found}; allowed is {limit}.", _START_ANEW),
    "unsafe_parts": Rule("The workbook has parts that no spreadsheet program writes.", _START_ANEW),
    "missing_sheet": Rule("The sheet “{sheet}” is missing.", "Put it back under this name, or " + _NEW + "."),
    "misnamed_sheet": Rule(
        "This sheet has the headings of “{sheet}” but another name, so it would not be read.",
        "Name it “{sheet}”, move its rows there, or delete it.",
    ),
    "hidden_sheet": Rule(
        "This sheet is hidden, so nobody can see what is in it.",
        "Unhide it (right click on any sheet tab), or " + _NEW + ".",
    ),
    "missing_table": Rule("The line with the column headings is missing.", "Put it back, or " + _NEW + "."),
    "missing_column": Rule("The column “{heading}” is missing.", "Put it back, or " + _NEW + "."),
    "renamed_column": Rule("This heading should be “{heading}”.", "Type the heading as it was."),
    "extra_column": Rule(
        "This column is not part of the register.", "Move its contents to a column of the form and delete it."
    ),
    "repeated_column": Rule("This column is there twice.", "Keep one of them and delete the other."),
    "hidden_column": Rule("This column is hidden and has contents.", "Unhide it, check what is in it, and save."),
    "hidden_row": Rule(
        "This row is hidden and has a report in it.", "Clear the filter or unhide the row, check it, and save."
    ),
    "merged_cells": Rule(
        "These cells are merged, so it is unclear whose value it is.", "Unmerge them, fill in each one."
    ),
    "too_many_rows": Rule("There are {found} rows with contents; allowed are {limit}.", "Split it into several files."),
    "nothing_reported": Rule("No row is filled in.", "Fill in the Status of at least one row."),
    "wrong_encoding": Rule("This is not UTF-8 text, so letters may be wrong.", "Save as “CSV UTF-8” in Excel."),
    "wrong_fields": Rule(
        "This line has {found} values; the headings are {limit}.", "Put values with commas in quotes."
    ),
    "broken_quotes": Rule(
        "A quotation mark is opened and not closed, or too much text follows it.", "Mend the quotes."
    ),
}
CELL_RULES: Mapping[str, Rule] = {
    "error_value": Rule("This is an Excel error, not a value.", "Type the value itself."),
    "formula_without_value": Rule(
        "This formula has no result stored.", "Open and save it in Excel, or type the value."
    ),
    "number_in_code": Rule(
        "This is stored as a number, which can change a code.", "Format the cell as Text and retype."
    ),
    "control_characters": Rule(
        "There are invisible control characters in this cell.", "Clear the cell and type it again."
    ),
    "text_too_long": Rule(
        "The text has {found} characters; allowed are {limit}.", "Shorten it and link to the document."
    ),
    "not_a_number": Rule("This is not a number.", "Type digits with a point, such as 12.5."),
    "date_as_text": Rule("This is not a date.", "Type it as year-month-day, such as 2024-11-30."),
    "date_as_number": Rule("This is a number; as a date it would be {found}.", "Type it as a date, such as {found}."),
}
FACT_RULES: Mapping[str, Rule] = {
    "missing_fact": Rule("The line “{heading}” is missing.", "Put it back in column A, or " + _NEW + "."),
    "reporter_missing": Rule("Nobody is named as the reporter.", "Enter the name and unit of the person who reports."),
    "submission_missing": Rule("The submission date is missing.", "Enter the day on which you hand this in."),
    "submission_too_early": Rule("The submission date is before 1 January 2023.", "Enter the day you hand this in."),
    "submission_in_future": Rule("The submission date is after today, {limit}.", "Enter the day you hand this in."),
    "submission_differs": Rule("The submission date differs from {other}.", "One file has one date; make two files."),
    "data_kind_unknown": Rule("The data kind must be real or sample.", "Choose real for reports, sample for examples."),
    "report_state_unknown": Rule("The report state must be submitted or draft.", "Choose one, or leave it blank."),
    "report_state_differs": Rule("The report state differs from {other}.", "One file has one state; make two files."),
    "data_kind_differs": Rule("The data kind differs from {other}.", "Never mix samples and reports; make two files."),
}
ROW_RULES: Mapping[str, Rule] = {
    "phase_missing": Rule("The row is filled in, but its phase is missing.", "Enter the phase ID, such as O01-S1."),
    "unknown_phase": Rule("The plan has no such phase.", "Use a phase ID of the form, such as O01-S1."),
    "output_missing": Rule("The row is filled in, but its output is missing.", "Enter the output ID, such as O01."),
    "unknown_output": Rule("The strategy has no such output.", "Use an output ID from O01 to O20."),
    "phase_of_other_output": Rule(
        "Phase {phase} belongs to output {output}.", "Correct the phase ID or the output ID."
    ),
    "prefilled_changed": Rule("This should read “{expected}”.", _LEAVE),
    "period_missing": Rule("The reporting period is missing.", "Enter it here or on the sheet About this report."),
    "unknown_period": Rule("There is no such reporting period.", "Use a half-year from {first} to {last}."),
    "period_not_begun": Rule(
        "This period begins on {start}, after the submission date.", "Correct the period or the submission date."
    ),
    "repeated_row": Rule("The same phase and period stand at {other} too.", "Keep one report and clear the other."),
    "status_missing": Rule("The row is filled in, but its status is missing.", "Choose the status: {allowed}."),
    "unknown_status": Rule("There is no such status.", "Choose one of: {allowed}."),
    "status_of_other_nature": Rule("This status is not for {nature}.", "Choose one of: {allowed}."),
    "actual_before_2023": Rule("The actual date is before 1 January 2023.", "Enter the day it was really reached."),
    "actual_after_submission": Rule(
        "The actual date is after the submission date, {submitted}.", "If it is expected, use Forecast date."
    ),
    "actual_without_completed": Rule(
        "There is an actual date, but the status is not completed.", "Choose completed, or clear the actual date."
    ),
    "completed_without_actual": Rule(
        "It is completed, but the actual date is missing.", "Enter the day it was reached."
    ),
    "forecast_in_past": Rule(
        "The forecast is before the submission date, {submitted}.", "Enter the day on which you now expect it."
    ),
    "forecast_too_far": Rule("The forecast is after 31 December 2030.", "Check the year; the strategy ends in 2027."),
    "forecast_not_open": Rule(
        "There is a forecast, but the status is {status}.", "Clear it: only what has not happened yet has a forecast."
    ),
    "reason_missing": Rule("The reason is missing: {why}.", "Say why, in a sentence or two."),
    "evidence_missing": Rule("It is {status}, but the evidence is missing.", "Enter a link or where it is filed."),
    "unsafe_link": Rule("This link cannot be opened by others.", "Use a web link (https://…) or a file reference."),
    "local_path": Rule(
        "This is a place on one computer, which others cannot open.",
        "Put the document where others can open it; enter its web link or file reference.",
    ),
}
RULES: Mapping[str, Rule] = {**FILE_RULES, **CELL_RULES, **FACT_RULES, **ROW_RULES, **SHEET_RULES, **TARGET_RULES}


def finding(rule: str, place: str, column: str | None = None, value: object = None, **words: object) -> Finding:
    """The finding that a rule is broken at a place; `words` fill in the braces of the rule."""
    broken = RULES[rule]
    shown = None if value is None else str(value)
    return Finding(place, column, shown, broken.says.format(**words), broken.remedy.format(**words))
