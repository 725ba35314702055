"""The words of the rules that the further sheets, corrections and approvals must keep.

Owns: what is wrong and what to do about it, for each of them.
Never: decides whether a rule is broken (the room `rules` does); holds the rules of files, cells and milestones
(`catalogue` does).
"""

from collections.abc import Mapping

from warehouse.sources.register.rule import Rule

RECORD_RULES: Mapping[str, Rule] = {
    "value_missing": Rule("The row is filled in, but “{heading}” is blank.", "Fill it in, or clear the whole row."),
    "unknown_word": Rule("This word is not in the list of “{heading}”.", "Choose one of: {allowed}."),
    "unknown_indicator": Rule("There is no such indicator.", "Use an indicator ID of the form, such as OI06a."),
    "indicator_of_no_output": Rule(
        "This indicator is not one of an output.", "Leave it out: its values come from statistics, not from reports."
    ),
    "indicator_of_other_output": Rule(
        "Indicator {indicator} belongs to output {output}.", "Correct the indicator ID or the output ID."
    ),
    "unknown_promise": Rule("There is no such promise.", "Use a promise ID from C01 to C08."),
    "unknown_area": Rule("There is no such action area.", "Use an action area from AA1 to AA7."),
    "date_too_early": Rule("This day is before the strategy, which begins on 1 January 2023.", "Check the year."),
    "date_after_submission": Rule(
        "This day is after the submission date, {submitted}.", "Correct the day; report only what has happened."
    ),
    "repeated_record": Rule("The same stands at {other} too.", "Keep one of the two rows and clear the other."),
    "correction_unexplained": Rule("The correction reason is other, but its note is blank.", "Say why in the note."),
    "correction_without_reason": Rule(
        "There is a correction note, but no correction reason.", "Choose the reason, or clear the note."
    ),
    "locked_period": Rule(
        "{who} approved this report on {day}; this row says something else.",
        "Choose a correction reason, or report what was approved.",
    ),
}
RESULT_RULES: Mapping[str, Rule] = {
    "share_without_parts": Rule(
        "A share needs its numerator and its denominator.", "Enter both; the value is computed from them."
    ),
    "parts_of_no_share": Rule("Only a share has a numerator and a denominator.", "Clear it and enter the value."),
    "numerator_negative": Rule("The numerator is below zero.", "Enter how many there are: zero or more."),
    "denominator_not_positive": Rule("The denominator is not above zero.", "Enter of how many; clear the row if none."),
    "numerator_too_large": Rule("The numerator is above the denominator, {denominator}.", "Correct one of the two."),
    "share_differs": Rule(
        "Numerator and denominator give {expected} %.", "Correct them, or clear the value: it is computed."
    ),
    "count_not_whole": Rule("A count is a whole number, zero or more.", "Enter how many there are."),
    "neither_yes_nor_no": Rule("This is neither yes nor no.", "Enter 1 for yes, 0 for no."),
}
EVIDENCE_RULES: Mapping[str, Rule] = {
    "evidence_without_place": Rule(
        "Neither a link nor a file name says where this evidence is.", "Enter the web link, or where it is filed."
    ),
    "no_checksum": Rule("A SHA-256 checksum is 64 characters of 0–9 and a–f.", "Copy it again, or clear it."),
    "review_incomplete": Rule("There is a review, but “{heading}” is blank.", "Enter who reviewed it, and the day."),
    "reviewer_without_review": Rule(
        "“{heading}” is filled in, but the review is blank.", "Choose what the review found, or clear this."
    ),
    "reviewer_is_reporter": Rule("The reporter reviewed this evidence.", "Let somebody else review it."),
    "review_without_note": Rule("The review is {review}, but the note is blank.", "Say in the note what is missing."),
}
MONEY_RULES: Mapping[str, Rule] = {
    "amount_zero": Rule("The amount is zero.", "Enter the amount, or clear the row."),
    "funding_unexplained": Rule("The funding type is other, but the note is blank.", "Say which source in the note."),
    "unknown_currency": Rule("A currency is three capital letters.", "Use its code, such as USD, EUR or CHF."),
    "rate_missing": Rule("The rate of {currency} is missing.", "Enter the US dollars for one unit of it."),
    "rate_not_positive": Rule("The rate is not above zero.", "Enter the US dollars for one unit of the currency."),
    "dollar_rate_not_one": Rule("The rate of USD is 1.", "Enter 1 or clear it, or correct the currency."),
    "rate_without_day": Rule("The day of the rate is missing.", "Enter the day on which the rate was taken."),
}
STATE_RULES: Mapping[str, Rule] = {
    "kept_without_day": Rule("The promise is kept, but the actual date is blank.", "Enter the day it was kept."),
    "kept_without_evidence": Rule("The promise is kept, but the evidence is blank.", "Enter a link to the evidence."),
    "day_without_kept": Rule(
        "There is an actual date, but the status is not kept.", "Choose kept, or clear the actual date."
    ),
    "dropped_without_reason": Rule("The promise is dropped, but the reason is blank.", "Say why it will not be done."),
    "returned_without_note": Rule("The report is returned, but the note is blank.", "Say what has to change."),
    "decider_is_reporter": Rule("The reporter decided on this report.", "Let somebody else decide on it."),
}
SHEET_RULES: Mapping[str, Rule] = {**RECORD_RULES, **RESULT_RULES, **EVIDENCE_RULES, **MONEY_RULES, **STATE_RULES}
