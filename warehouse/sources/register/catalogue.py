"""Every rule that a register must keep: what is wrong, and what to do about it.

Owns: the words of each rule; `sheet_rules` and `target_rules` have those of the further sheets.
docs/register.md lists them all, and a test holds the two together.
Never: decides whether a rule is broken (`door`, `workbook`, `table`, `facts`, `entries` and the room `rules` do).
"""

from collections.abc import Mapping

from warehouse.sources.register.form_rules import CELL_RULES, fact_rules, file_rules, new_form
from warehouse.sources.register.rule import Rule, RuleBook
from warehouse.sources.register.sheet_rules import SHEET_RULES
from warehouse.sources.register.target_rules import TARGET_RULES

_FORM = "dwsc register template"
_LEAVE = f"Type it again (Review, Unprotect Sheet; there is no password), or {new_form(_FORM)}."

FILE_RULES: Mapping[str, Rule] = file_rules("register", _FORM)
FACT_RULES: Mapping[str, Rule] = fact_rules(_FORM)
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

finding = RuleBook(RULES).finding
