"""The form as an Excel workbook: the sheets Start here, About this report and Lists, and the properties of the file.

Owns: what an officer sees in the workbook, but for the sheet Milestones (`grid` has it).
Never: decides which rows there are; uses merged or hidden cells; lets the clock into the file.
"""

import io
from collections.abc import Mapping, Sequence
from datetime import datetime, time
from math import ceil

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from warehouse.sources.register.columns import ABOUT, DATA_KINDS, LISTS, MILESTONES, START, STATUS_WORDS
from warehouse.sources.register.form import Form
from warehouse.sources.register.further_grid import list_name, write_further
from warehouse.sources.register.grid import PROTECTION, progress, write_milestones
from warehouse.sources.register.guidance import SAMPLE, STRATEGY, TITLE, sections
from warehouse.sources.register.look import Look
from warehouse.sources.register.sheets import REPORT_STATES, SHEETS
from warehouse.sources.register.target_sheet import STRATEGY_AREA, TARGET_LISTS
from warehouse.sources.register.vocabulary import ALL_FACTS, heading_of

_WIDE = 96


def workbook(form: Form) -> bytes:
    """The workbook as bytes; equal forms give equal bytes."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    look = Look(book)
    book.set_properties(
        {
            "title": f"{TITLE}: {form.period_words}",
            "subject": STRATEGY + (f". {SAMPLE}" if form.is_sample else ""),
            "author": "M&E unit",
            "created": datetime.combine(form.made_on, time()),
        }
    )
    book.set_size(2400, 1400)
    start, about, milestones = (book.add_worksheet(name) for name in (START, ABOUT, MILESTONES))
    further = [(sheet, book.add_worksheet(sheet.name)) for sheet in SHEETS]
    listed = book.add_worksheet(LISTS)
    lists = _write_lists(listed, form, look)
    _write_start(start, form, look)
    _write_about(about, form, look, lists)
    write_milestones(milestones, form, look, lists)
    for sheet, page in further:
        write_further(page, sheet, form, look, lists)
    start.activate()
    book.close()
    return stream.getvalue()


def _write_start(sheet: Worksheet, form: Form, look: Look) -> None:
    sheet.set_column(0, 0, 22, look.style("plain"))
    sheet.set_column(1, 1, _WIDE, look.style("plain"))
    _open_sheet(sheet, TITLE, STRATEGY, form, look)
    sheet.write_url(2, 1, f"internal:'{ABOUT}'!B4", look.style("link"), f"Begin with the sheet “{ABOUT}”")
    line = 4
    for title, lines in sections(form):
        sheet.write_row(line, 0, (title, ""), look.style("section"))
        sheet.set_row(line, 20)
        for name, text in lines:
            line += 1
            sheet.write_string(line, 0, name, look.style("name"))
            sheet.write_string(line, 1, text, look.style("text"))
            sheet.set_row(line, 15.5 * ceil(len(text) / (_WIDE + 8)))
        line += 2
    _close_sheet(sheet, is_landscape=False)


def _write_about(sheet: Worksheet, form: Form, look: Look, lists: Mapping[str, str]) -> None:
    sheet.set_column(0, 0, 20, look.style("plain"))
    sheet.set_column(1, 1, 36, look.style("plain"))
    sheet.set_column(2, 2, 64, look.style("plain"))
    _open_sheet(sheet, ABOUT, "Fill in the cream cells; they hold for the whole file.", form, look)
    entries = (form.reporter or "", "", form.only_period_id, form.data_kind, form.report_state)
    values = dict(zip((fact.key for fact in ALL_FACTS), entries, strict=True))
    for line, fact in enumerate(ALL_FACTS, 3):
        is_date = fact.key == "submitted_on"
        style = look.style("field_date" if is_date else "field")
        sheet.write_string(line, 0, fact.heading, look.style("field_name"))
        sheet.write(line, 1, form.submitted_on if is_date else values[fact.key], style)
        sheet.write_string(line, 2, fact.hint, look.style("note"))
        sheet.set_row(line, 22)
    sheet.data_validation(
        4, 1, 4, 1,
        {"validate": "date", "criteria": ">=", "value": datetime(2023, 1, 1), "error_title": "Not a date",  # noqa: DTZ001 - Excel knows no zone
         "error_message": "Enter the day on which you hand this in, such as 2025-01-31."},
    )  # fmt: skip
    for line, name in ((5, "reporting_period_id"), (6, "data_kind"), (7, "report_state")):
        sheet.data_validation(line, 1, line, 1, {"validate": "list", "source": f"={lists[name]}"})
    for line, (name, formula, count) in enumerate(progress(form), 9):
        sheet.write_string(line, 0, name, look.style("field_name"))
        sheet.write_formula(line, 1, formula, look.style("count"), count)
    sheet.write_url(13, 0, f"internal:'{MILESTONES}'!A5", look.style("link"), f"Go on to the sheet “{MILESTONES}”")
    _close_sheet(sheet, is_landscape=True)


def _write_lists(sheet: Worksheet, form: Form, look: Look) -> dict[str, str]:
    """Write the lists; each range that a drop-down offers, by the name of its list."""
    for column, width in enumerate((22, 20, 72, 15)):
        sheet.set_column(column, column, width, look.style("plain"))
    _open_sheet(sheet, LISTS, "The words that the drop-down lists offer. Nothing to fill in here.", form, look)
    line, lists = 3, {}
    for nature, words in STATUS_WORDS.items():
        name, records = f"status_{nature}", [(nature, word, meaning) for word, meaning in words.items()]
        lists[name] = _table(sheet, line, name, ("Nature", "Status", "Meaning"), records, look)
        line += len(records) + 2
    for name, words in _word_lists().items():
        heading = heading_of(name.removeprefix("promise_"))
        records = [(heading, word, meaning) for word, meaning in words.items()]
        lists[name] = _table(sheet, line, f"words_{name}", ("List", heading, "Meaning"), records, look)
        line += len(records) + 2
    for name, known_codes in _code_lists(form).items():
        records = [(heading_of(name), code, label) for code, label in known_codes.items()]
        lists[name] = _table(sheet, line, f"codes_{name}", ("List", heading_of(name), "Meaning"), records, look)
        line += len(records) + 2
    known = [("Reporting period", one.period_id, one.label, one.due) for one in form.plan.periods.values()]
    lists["reporting_period_id"] = _table(
        sheet, line, "periods", ("List", "Period", "Half-year", "Due (proposed)"), known, look
    )
    _close_sheet(sheet, is_landscape=False)
    return lists


def _word_lists() -> dict[str, Mapping[str, str]]:
    found: dict[str, Mapping[str, str]] = {"data_kind": DATA_KINDS, "report_state": REPORT_STATES}
    for sheet in SHEETS:
        found.update({list_name(sheet, key): words for key, words in sheet.words.items()})
    return found


def _code_lists(form: Form) -> dict[str, Mapping[str, str]]:
    """The codes that a target may name, with what they stand for."""
    indicators = {key: f"{one.label} ({one.unit})" for key, one in form.plan.indicators.items()}
    areas = {STRATEGY_AREA: "The strategy as a whole", **form.plan.codes.areas}
    return dict(zip(TARGET_LISTS, (indicators, areas), strict=True))


def _table(
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


def _open_sheet(sheet: Worksheet, title: str, subtitle: str, form: Form, look: Look) -> None:
    sheet.hide_gridlines(2)
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, title, look.style("title"))
    sheet.write_string(1, 0, subtitle, look.style("subtitle"))
    if form.is_sample:
        sheet.write_string(2, 0, SAMPLE, look.style("sample"))


def _close_sheet(sheet: Worksheet, *, is_landscape: bool) -> None:
    if is_landscape:
        sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.protect("", PROTECTION)
