"""The rules that every workbook of ours must keep, whatever its sheets: the file, its cells, and the facts about it.

Owns: the words of each; a workbook of another kind gives its own name and the command that makes an empty form.
Never: decides whether a rule is broken; holds the rules of a sheet.
"""

from collections.abc import Mapping

from warehouse.sources.register.rule import Rule

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


def new_form(command: str) -> str:
    """What to do when a form is past mending."""
    return f"start from a new form (`{command}`) and copy your entries into it"


def file_rules(name: str, command: str) -> Mapping[str, Rule]:
    """The rules of the file itself.

    Args:
        name: what such a workbook is called in a sentence, after "the".
        command: makes an empty form.
    """
    new = new_form(command)
    return {
        "empty_file": Rule("The file is empty.", "Save the workbook again and hand in the new file."),
        "too_large": Rule(
            "The file is larger than {limit}.", "Remove pictures and other sheets, save and hand in again."
        ),
        "not_a_workbook": Rule("This is {found}, not an Excel workbook.", "Hand in the .xlsx form, or its CSV."),
        "old_format": Rule(
            "This is {found}, which is not read here.", "In Excel choose Save as, Excel Workbook (.xlsx)."
        ),
        "has_password": Rule(
            "The workbook is locked with a password.",
            "In Excel choose File, Info, Protect Workbook, remove the password.",
        ),
        "damaged": Rule(
            "The file is damaged and cannot be opened.", "Open it in Excel, let Excel repair it, and save it."
        ),
        "unpacks_too_large": Rule("The workbook unpacks to {found}; allowed is {limit}.", _sentence(new)),
        "unsafe_parts": Rule("The workbook has parts that no spreadsheet program writes.", _sentence(new)),
        "missing_sheet": Rule("The sheet “{sheet}” is missing.", "Put it back under this name, or " + new + "."),
        "misnamed_sheet": Rule(
            "This sheet has the headings of “{sheet}” but another name, so it would not be read.",
            "Name it “{sheet}”, move its rows there, or delete it.",
        ),
        "hidden_sheet": Rule(
            "This sheet is hidden, so nobody can see what is in it.",
            "Unhide it (right click on any sheet tab), or " + new + ".",
        ),
        "missing_table": Rule("The line with the column headings is missing.", "Put it back, or " + new + "."),
        "missing_column": Rule("The column “{heading}” is missing.", "Put it back, or " + new + "."),
        "renamed_column": Rule("This heading should be “{heading}”.", "Type the heading as it was."),
        "extra_column": Rule(
            f"This column is not part of the {name}.", "Move its contents to a column of the form and delete it."
        ),
        "repeated_column": Rule("This column is there twice.", "Keep one of them and delete the other."),
        "hidden_column": Rule("This column is hidden and has contents.", "Unhide it, check what is in it, and save."),
        "hidden_row": Rule(
            "This row is hidden and has a report in it.", "Clear the filter or unhide the row, check it, and save."
        ),
        "merged_cells": Rule(
            "These cells are merged, so it is unclear whose value it is.", "Unmerge them, fill in each one."
        ),
        "too_many_rows": Rule(
            "There are {found} rows with contents; allowed are {limit}.", "Split it into several files."
        ),
        "nothing_reported": Rule("No row is filled in.", "Fill in the Status of at least one row."),
        "wrong_encoding": Rule("This is not UTF-8 text, so letters may be wrong.", "Save as “CSV UTF-8” in Excel."),
        "wrong_fields": Rule(
            "This line has {found} values; the headings are {limit}.", "Put values with commas in quotes."
        ),
        "broken_quotes": Rule(
            "A quotation mark is opened and not closed, or too much text follows it.", "Mend the quotes."
        ),
    }


def fact_rules(command: str) -> Mapping[str, Rule]:
    """The rules of the facts about the whole file; `command` makes an empty form."""
    new = new_form(command)
    return {
        "missing_fact": Rule("The line “{heading}” is missing.", "Put it back in column A, or " + new + "."),
        "reporter_missing": Rule(
            "Nobody is named as the reporter.", "Enter the name and unit of the person who reports."
        ),
        "submission_missing": Rule("The submission date is missing.", "Enter the day on which you hand this in."),
        "submission_too_early": Rule(
            "The submission date is before 1 January 2023.", "Enter the day you hand this in."
        ),
        "submission_in_future": Rule("The submission date is after today, {limit}.", "Enter the day you hand this in."),
        "submission_differs": Rule(
            "The submission date differs from {other}.", "One file has one date; make two files."
        ),
        "data_kind_unknown": Rule(
            "The data kind must be real or sample.", "Choose real for reports, sample for examples."
        ),
        "report_state_unknown": Rule("The report state must be submitted or draft.", "Choose one, or leave it blank."),
        "report_state_differs": Rule(
            "The report state differs from {other}.", "One file has one state; make two files."
        ),
        "data_kind_differs": Rule(
            "The data kind differs from {other}.", "Never mix samples and reports; make two files."
        ),
    }


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."
