"""What the sheets around the tables are made of: a title, words, facts to fill in, and lists of words.

Owns: how these parts of a workbook look, whatever the workbook is about.
Never: says what stands in them; lays out a table that people fill in (`grid` and `further_grid` do).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from math import ceil

from xlsxwriter.worksheet import Worksheet

from warehouse.sources.register.columns import LISTS, Fact
from warehouse.sources.register.look import Look

LISTS_PURPOSE = "The words that the drop-down lists offer. Nothing to fill in here."
PROTECTION = {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True}
TOP, _WIDE = 3, 96
Sections = Iterable[tuple[str, tuple[tuple[str, str], ...]]]


def open_sheet(sheet: Worksheet, title: str, subtitle: str, look: Look, sample: str | None) -> None:
    """Title, subtitle and, in an invented example, the words that say so."""
    sheet.hide_gridlines(2)
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, title, look.style("title"))
    sheet.write_string(1, 0, subtitle, look.style("subtitle"))
    if sample:
        sheet.write_string(2, 0, sample, look.style("sample"))


def close_sheet(sheet: Worksheet, *, is_landscape: bool) -> None:
    """How it is printed, and that only open cells can be changed."""
    if is_landscape:
        sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.protect("", PROTECTION)


def write_sections(sheet: Worksheet, sections: Sections, look: Look) -> None:
    """Headed sections of lines, each with a short name and a text."""
    sheet.set_column(0, 0, 22, look.style("plain"))
    sheet.set_column(1, 1, _WIDE, look.style("plain"))
    line = TOP + 1
    for title, lines in sections:
        sheet.write_row(line, 0, (title, ""), look.style("section"))
        sheet.set_row(line, 20)
        for name, text in lines:
            line += 1
            sheet.write_string(line, 0, name, look.style("name"))
            sheet.write_string(line, 1, text, look.style("text"))
            sheet.set_row(line, 15.5 * ceil(len(text) / (_WIDE + 8)))
        line += 2


def write_facts(
    sheet: Worksheet, facts: Sequence[Fact], values: Mapping[str, object], lists: Mapping[str, str], look: Look
) -> None:
    """The facts about the whole file, a line each: name, open cell, hint, and the list or check of the cell."""
    for column, width in enumerate((20, 36, 64)):
        sheet.set_column(column, column, width, look.style("plain"))
    for line, fact in enumerate(facts, TOP):
        sheet.write_string(line, 0, fact.heading, look.style("field_name"))
        sheet.write(line, 1, values[fact.key], look.style("field_date" if fact.kind == "date" else "field"))
        sheet.write_string(line, 2, fact.hint, look.style("note"))
        sheet.set_row(line, 22)
        if fact.kind == "date":
            options: dict[str, object] = {
                "validate": "date",
                "criteria": ">=",
                "value": datetime(2023, 1, 1),  # noqa: DTZ001 - Excel knows no zone
                "error_title": "Not a date",
                "error_message": "Enter the day on which you hand this in, such as 2025-01-31.",
            }
            sheet.data_validation(line, 1, line, 1, options)
        elif fact.key in lists:
            sheet.data_validation(line, 1, line, 1, {"validate": "list", "source": f"={lists[fact.key]}"})


def set_list_columns(sheet: Worksheet, look: Look) -> None:
    """The widths of the columns of the sheet with the lists."""
    for column, width in enumerate((22, 20, 72, 15)):
        sheet.set_column(column, column, width, look.style("plain"))


def word_table(
    sheet: Worksheet, top: int, name: str, heads: tuple[str, ...], records: Sequence[tuple[object, ...]], look: Look
) -> str:
    """A small table; its second column is what a drop-down offers, and its range is returned."""
    bottom, last = top + len(records), len(heads) - 1
    columns = [{"header": head, "header_format": look.style("head_plan")} for head in heads]
    sheet.add_table(top, 0, bottom, last, {"name": name, "columns": columns, "style": None, "autofilter": False})
    for line, record in enumerate(records, top + 1):
        for column, value in enumerate(record):
            sheet.write(line, column, value, look.style("date_list" if column == 3 else "plain"))
    return f"{LISTS}!$B${top + 2}:$B${bottom + 1}"
