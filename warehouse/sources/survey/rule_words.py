"""Every rule that a survey file must keep: what is wrong, and what to do about it.

Owns: the words of each rule. docs/surveys.md lists them all, and a test holds the two together.
Never: decides whether a rule is broken.
"""

from collections.abc import Mapping

from warehouse.rejected import Finding

_APART = "Delete the column: names, addresses and words of respondents stay with whoever ran the survey."
RULES: Mapping[str, tuple[str, str]] = {
    "not_utf8": ("The file is not UTF-8 text.", "Save it as CSV UTF-8."),
    "broken_quotes": ("A quotation mark is opened and not closed.", "Mend the quotes."),
    "too_many_rows": ("The table has {found} rows; allowed are {limit}.", "Hand it in as several files."),
    "no_rows": ("There is no row below the headings.", "Fill in the table, or leave the file out."),
    "no_table": (
        "No sheet has the headings of Responses, Population or Items.",
        "Name the sheets so and keep the headings in docs/surveys.md.",
    ),
    "hidden_sheet": ("This sheet is hidden, so nobody can see what is in it.", "Unhide it, or delete it."),
    "hidden_part": ("This row or column is hidden and has contents.", "Unhide it, check what is in it, and save."),
    "merged_cells": (
        "These cells are merged, so it is unclear whose value it is.",
        "Unmerge them, and fill in each one.",
    ),
    "error_value": ("Excel shows an error here.", "Mend the formula, or type the value."),
    "formula_without_value": ("This formula has no result stored.", "Open and save it in Excel, or type the value."),
    "wrong_fields": ("This line has {found} fields; the headings are {limit}.", "Mend the separators or the quotes."),
    "missing_column": ("The column {column} is missing.", "Add it; docs/surveys.md lists the columns."),
    "repeated_column": ("This column is there twice.", "Keep one of them."),
    "personal_column": ("This column looks as if it held {what}.", _APART),
    "extra_column": (
        "This column is not part of a survey file, and what stands in it would be lost.",
        "Delete it, or name it as docs/surveys.md does.",
    ),
    "personal_value": (
        "This looks like {what} (it is not repeated here).",
        "Use codes only; keep who answered apart from the answers.",
    ),
    "blank": ("It is blank.", "{how}"),
    "malformed_id": (
        "This is not an ID.",
        "Use up to 40 letters, digits, points, hyphens or underscores, beginning with a letter or digit.",
    ),
    "respondent_like_name": (
        "A respondent's code without any digit may be a name.",
        "Give each respondent a code that says nothing about the person, such as R0042.",
    ),
    "unknown_wave": ("This is not a wave.", "Write 2024, 2024H1, 2024Q3, 2024-09, or a number such as W1."),
    "mixed_waves": (
        "This wave is a {found} and that of {place} a {other}, so that nobody can say which came first.",
        "Write all waves of a survey in the same way.",
    ),
    "unknown_group": ("There is no such group.", "Use government, employer or worker."),
    "unknown_area": ("There is no such country.", "Use its ISO code of three letters, or the code of ILOSTAT."),
    "unknown_region": ("There is no such region.", "Use one of: {allowed}."),
    "other_region": ("{area} does not lie in this region but in {region}.", "Correct one of the two, or clear one."),
    "not_on_scale": (
        "The scale has five points, from 1 to 5.",
        "Write 1, 2, 3, 4, 5 or don't know; leave out the row if the item was not asked or not answered.",
    ),
    "unknown_mode": ("There is no such mode.", "Use one of: {allowed}."),
    "mode_missing": (
        "No column says how the answers were collected.",
        "Add the column mode: online, paper, telephone or in_person.",
    ),
    "bad_weight": ("A weight is a number above zero.", "Correct it, or leave the whole column out."),
    "weight_here_and_there": (
        "Some answers of this wave have a weight and others have none.",
        "Give every answer its weight, or leave the column out.",
    ),
    "bad_population": ("The size of a group is a whole number, 1 or more.", "Enter how many there are; else leave it."),
    "population_too_small": (
        "{found} respondents answered, more than there are in the group.",
        "Correct the size, or the group of the respondents.",
    ),
    "unknown_criterion": ("There is no such criterion.", "Use one of: {allowed}."),
    "unknown_output": ("There is no such output.", "Use an output ID from O01 to O20, or leave it blank."),
    "repeated_response": ("The same respondent has answered this item at {other}.", "Keep one of the two rows."),
    "repeated_population": ("The size of this group stands at {other} too.", "Keep one of the two rows."),
    "repeated_item": ("This item stands at {other} too.", "Keep one of the two rows."),
    "respondent_differs": (
        "The same respondent has {found} here and {other} at {place}.",
        "One respondent has one group, country and weight; correct one of the two.",
    ),
    "label_too_long": ("The wording has {found} characters; allowed are {limit}.", "Shorten it."),
    "bad_date": ("This is not a day from 2023 up to today.", "Write it as year-month-day, such as 2025-11-30."),
    "unknown_data_kind": ("There is no such data kind.", "Write real, or sample for an invented example."),
    "facts_differ": ("This differs from {other} at {place}.", "One file has one {column}; make two files."),
}


def finding(rule: str, place: str, column: str | None = None, value: object = None, /, **words: object) -> Finding:
    """The finding that a rule is broken at a place; `words` fill in the braces of the rule."""
    says, remedy = RULES[rule]
    return Finding(place, column, None if value is None else str(value), says.format(**words), remedy.format(**words))
