"""The form as an Excel workbook: the sheets Start here, About this report and Lists, and the properties of the file.

Owns: what an officer sees in the workbook, but for the sheet Milestones (`grid` has it).
Never: decides which rows there are; uses merged or hidden cells; lets the clock into the file.
"""

import io
from collections.abc import Mapping
from datetime import datetime, time

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from warehouse.sources.register.columns import ABOUT, DATA_KINDS, LISTS, MILESTONES, START, STATUS_WORDS
from warehouse.sources.register.form import Form
from warehouse.sources.register.further_grid import list_name, write_further
from warehouse.sources.register.grid import progress, write_milestones
from warehouse.sources.register.guidance import SAMPLE, STRATEGY, TITLE, sections
from warehouse.sources.register.look import Look
from warehouse.sources.register.pages import (
    LISTS_PURPOSE,
    close_sheet,
    open_sheet,
    set_list_columns,
    word_table,
    write_facts,
    write_sections,
)
from warehouse.sources.register.sheets import REPORT_STATES, SHEETS
from warehouse.sources.register.target_sheet import STRATEGY_AREA, TARGET_LISTS
from warehouse.sources.register.vocabulary import ALL_FACTS, heading_of


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
    open_sheet(sheet, TITLE, STRATEGY, look, _mark(form))
    sheet.write_url(2, 1, f"internal:'{ABOUT}'!B4", look.style("link"), f"Begin with the sheet “{ABOUT}”")
    write_sections(sheet, sections(form), look)
    close_sheet(sheet, is_landscape=False)


def _write_about(sheet: Worksheet, form: Form, look: Look, lists: Mapping[str, str]) -> None:
    open_sheet(sheet, ABOUT, "Fill in the cream cells; they hold for the whole file.", look, _mark(form))
    entries = (form.reporter or "", form.submitted_on, form.only_period_id, form.data_kind, form.report_state)
    values = dict(zip((fact.key for fact in ALL_FACTS), entries, strict=True))
    write_facts(sheet, ALL_FACTS, values, lists, look)
    for line, (name, formula, count) in enumerate(progress(form), 9):
        sheet.write_string(line, 0, name, look.style("field_name"))
        sheet.write_formula(line, 1, formula, look.style("count"), count)
    sheet.write_url(13, 0, f"internal:'{MILESTONES}'!A5", look.style("link"), f"Go on to the sheet “{MILESTONES}”")
    close_sheet(sheet, is_landscape=True)


def _write_lists(sheet: Worksheet, form: Form, look: Look) -> dict[str, str]:
    """Write the lists; each range that a drop-down offers, by the name of its list."""
    set_list_columns(sheet, look)
    open_sheet(sheet, LISTS, LISTS_PURPOSE, look, _mark(form))
    line, lists = 3, {}
    for nature, words in STATUS_WORDS.items():
        name, records = f"status_{nature}", [(nature, word, meaning) for word, meaning in words.items()]
        lists[name] = word_table(sheet, line, name, ("Nature", "Status", "Meaning"), records, look)
        line += len(records) + 2
    for name, words in _word_lists().items():
        heading = heading_of(name.removeprefix("promise_"))
        records = [(heading, word, meaning) for word, meaning in words.items()]
        lists[name] = word_table(sheet, line, f"words_{name}", ("List", heading, "Meaning"), records, look)
        line += len(records) + 2
    for name, known_codes in _code_lists(form).items():
        records = [(heading_of(name), code, label) for code, label in known_codes.items()]
        lists[name] = word_table(sheet, line, f"codes_{name}", ("List", heading_of(name), "Meaning"), records, look)
        line += len(records) + 2
    known = [("Reporting period", one.period_id, one.label, one.due) for one in form.plan.periods.values()]
    lists["reporting_period_id"] = word_table(
        sheet, line, "periods", ("List", "Period", "Half-year", "Due (proposed)"), known, look
    )
    close_sheet(sheet, is_landscape=False)
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


def _mark(form: Form) -> str | None:
    return SAMPLE if form.is_sample else None
