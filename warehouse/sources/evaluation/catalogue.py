"""Every rule of the evaluation workbook: what is wrong, and what to do about it.

Owns: the words of its own rules; those that hold for every form come from `sources.register`.
docs/evaluation.md lists them all, and a test holds the two together.
Never: decides whether a rule is broken.
"""

from collections.abc import Mapping

from warehouse.rejected import Finding
from warehouse.sources.register.catalogue import RULES as REGISTER_RULES
from warehouse.sources.register.entries import Entry
from warehouse.sources.register.form_rules import CELL_RULES, fact_rules, file_rules
from warehouse.sources.register.rule import Rule, RuleBook

COMMAND = "dwsc evaluation template"
MIN_JUSTIFICATION = 150
# Rules of the register that hold here too, in its words.
_SHARED = (
    *("value_missing", "unknown_word", "unknown_output", "unknown_indicator", "unknown_reference_area"),
    *("date_too_early", "date_after_submission", "repeated_record", "correction_unexplained"),
    *("correction_without_reason", "unsafe_link", "local_path", "evidence_without_place", "no_checksum"),
    *("review_incomplete", "reviewer_without_review", "review_without_note", "reviewer_is_reporter"),
    "group_is_total",
)
# Those of a CSV and of several half-years have no place here.
_UNUSED = {"wrong_encoding", "wrong_fields", "broken_quotes", "submission_differs", "report_state_differs"}
_UNUSED |= {"data_kind_differs"}
OWN_RULES: Mapping[str, Rule] = {
    "reporter_missing": Rule("Nobody is named as the author.", "Enter the function of whoever answers for this file."),
    "nothing_reported": Rule("No row is filled in.", "Fill in at least one row of one sheet."),
    "not_a_workbook": Rule("This is {found}, not an Excel workbook.", "Hand in the .xlsx form."),
    "address_given": Rule(
        "This looks like a person's e-mail address.", "Enter the function, such as evaluation manager, not a person."
    ),
    "evidence_too_old": Rule("This day is before 1990.", "Check the year."),
    "bad_id": Rule(
        "An ID is made of letters, digits, points and hyphens, without spaces.", "Correct it, such as EQ01."
    ),
    "repeated_id": Rule("{id} stands here more than once.", "Name it once, or correct the one that was meant."),
    "link_to_nothing": Rule(
        "Neither an output nor an indicator is named.", "Enter at least one of them, or clear the row."
    ),
    "indicator_of_other_output": Rule(
        "Indicator {indicator} belongs to output {output}.", "Correct the indicator ID or the output ID."
    ),
    "unknown_question": Rule(
        "Question {id} stands neither in this file nor in an earlier one.", "Correct it, or add it to Questions."
    ),
    "unknown_evidence": Rule(
        "Evidence {id} stands neither in this file nor in an earlier one.", "Correct it, or add it to Evidence."
    ),
    "unknown_finding": Rule(
        "Finding {id} stands neither in this file nor in an earlier one.", "Correct it, or add it to Findings."
    ),
    "unknown_recommendation": Rule(
        "Recommendation {id} stands neither in this file nor in an earlier one.",
        "Correct it, or add it to Recommendations.",
    ),
    "evidence_all_rejected": Rule(
        "Every item of this evidence was rejected by its review.", "Name evidence that holds, or clear the row."
    ),
    "rating_outside": Rule("A rating is a whole number from 1 to 6.", "Enter 6 for the best level, 1 for the worst."),
    "justification_too_short": Rule(
        "The justification has {found} characters; needed are {limit}.", "Say in some sentences why it is this level."
    ),
    "response_part_missing": Rule(
        "The response is {response}, but “{heading}” is blank.", "Fill it in, or choose another response."
    ),
    "response_part_unused": Rule(
        "The response is rejected, so there is no “{heading}”.", "Clear it, or choose another response."
    ),
    "response_unexplained": Rule("It is {word}, but the note is blank.", "Say why in the note."),
    "state_without_day": Rule("The state is {state}, but the state date is blank.", "Enter the day."),
    "due_too_far": Rule("The due date is not from 2023 to 2035.", "Check the year."),
    "year_outside": Rule("This is not a whole year from {first} to {last}.", "Enter the year, such as 2019."),
    "years_in_disorder": Rule(
        "The start year {start} is not after the first year, {first}, and by the last year, {last}.",
        "Correct one of the three.",
    ),
    "period_upside_down": Rule("The last year is not after the first year, {first}.", "Correct one of the two."),
    "start_year_missing": Rule("The start year is blank.", "Enter the first treated year."),
    "start_year_unused": Rule("Here is no start year: {why}.", "Clear it."),
    "indicator_without_areas": Rule(
        "This indicator is about the strategy as a whole, so areas cannot be compared.",
        "Use an indicator of countries, such as IL10.",
    ),
    "unknown_sex": Rule("There is no such sex.", "Leave it empty for the total, or enter SEX_F or SEX_M."),
    "spillover_unexplained": Rule(
        "The spill-over risk is {risk}, but its reason is blank.", "Say how areas are reached."
    ),
    "design_without_areas": Rule(
        "This design has no {role} area in this file.", "Add it to Design areas: a design and its areas come together."
    ),
    "areas_without_design": Rule(
        "Design {id} is not in this file.", "Add it to Designs: a design and its areas come together."
    ),
    "area_on_both_sides": Rule(
        "This area is {other} at {spot} too.", "An area is either treated or compared with; keep one of the two."
    ),
    "changed_without_reason": Rule(
        "{what} said something else on {day}.", "Choose a correction reason, or repeat what it said."
    ),
}
RULES: Mapping[str, Rule] = {
    **{
        name: rule
        for name, rule in {
            **file_rules("evaluation workbook", COMMAND),
            **CELL_RULES,
            **fact_rules(COMMAND),
            **{name: REGISTER_RULES[name] for name in _SHARED},
        }.items()
        if name not in _UNUSED
    },
    **OWN_RULES,
}
finding = RuleBook(RULES).finding


def broken(rule: str, entry: Entry, key: str, **words: object) -> Finding:
    """The finding that a row breaks a rule in one of its cells."""
    return finding(rule, entry.place(key), entry.heading(key), entry.shown(key), **words)
