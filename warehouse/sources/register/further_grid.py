"""The further sheets of the workbook: one table each, with lists and checks in the cells.

Owns: the layout, drop-downs and hints of these sheets.
Never: decides which rows there are (`further` does) or whether a report is right.
"""

from collections.abc import Mapping

from xlsxwriter.worksheet import Worksheet

from warehouse.sources.register.columns import Column
from warehouse.sources.register.entry_checks import check_entries, offer_words, put_value
from warehouse.sources.register.further import Row, is_planned
from warehouse.sources.register.guidance import SAMPLE
from warehouse.sources.register.look import Look
from warehouse.sources.register.pages import PROTECTION, TOP
from warehouse.sources.register.sheet import Sheet
from warehouse.sources.register.standing_grid import Tables, show_standing

_ROW_HEIGHT = 33


def write_further(page: Worksheet, sheet: Sheet, form: Tables, look: Look, lists: Mapping[str, str]) -> None:
    """Write one further sheet.

    Args:
        page: an empty sheet.
        sheet: which one it is.
        form: the rows.
        look: the formats of the workbook.
        lists: the ranges that hold the words of the lists, by name; that of a column is named by `list_name`.
    """
    rows = form.further[sheet.name]
    last = TOP + max(1, len(rows))
    _write_top(page, sheet, form, look)
    heads = [{"header": one.heading, "header_format": look.style(_head(sheet, one))} for one in sheet.columns]
    heads += show_standing(page, sheet, form, look, len(heads), rows)
    page.add_table(
        TOP, 0, last, len(heads) - 1, {"name": sheet.name.lower().replace(" ", "_"), "columns": heads, "style": None}
    )
    for line, row in enumerate(rows, TOP + 1):
        _write_row(page, line, row, sheet, look)
    for place, column in enumerate(sheet.columns):
        if column.key in (*sheet.words, *sheet.offered):
            offer_words(page, place, range(TOP + 1, last + 1), lists[list_name(sheet, column.key)], column)
    check_entries(page, sheet, TOP + 1, last)
    _finish(page, sheet, form)


def list_name(sheet: Sheet, key: str) -> str:
    """The name of the list of words of a column: columns of one name share it, but for the status of a promise."""
    return f"{sheet.record}_status" if key == "status" else key


def _write_top(page: Worksheet, sheet: Sheet, form: Tables, look: Look) -> None:
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
    for line, height in ((0, 30), (1, 20), (2, 18), (TOP, 34)):
        page.set_row(line, height)
    page.hide_gridlines(2)
    page.write_string(0, 0, f"{sheet.name}: {form.period_words}", look.style("title"))
    page.write_string(1, 0, sheet.purpose, look.style("note"))
    words = SAMPLE if form.is_sample else "A row with nothing filled in is no report, and no error."
    page.write_string(2, 0, words, look.style("sample" if form.is_sample else "note"))


def _head(sheet: Sheet, column: Column) -> str:
    return "head_plan" if _is_from_plan(sheet, column) else "head_fill"


def _is_from_plan(sheet: Sheet, column: Column) -> bool:
    return not column.is_filled_in and is_planned(sheet, {sheet.key[0]: True, "reporting_period_id": True})


def _write_row(page: Worksheet, line: int, row: Row, sheet: Sheet, look: Look) -> None:
    page.set_row(line, _ROW_HEIGHT)
    is_from_plan = is_planned(sheet, row)
    for place, column in enumerate(sheet.columns):
        if column.kind == "date":
            style = "date_fill"
        elif column.is_filled_in:
            style = "cell_fill"
        else:
            style = "cell_plan" if is_from_plan else "code_fill"
        put_value(page, line, place, row.get(column.key), column, look.style(style))


def _finish(page: Worksheet, sheet: Sheet, form: Tables) -> None:
    first = next(place for place, one in enumerate(sheet.columns) if not _is_from_plan(sheet, one))
    page.set_zoom(90)
    page.freeze_panes(TOP + 1, 1)
    page.set_selection(TOP + 1, first, TOP + 1, first)
    page.set_landscape()
    page.set_paper(8)
    page.fit_to_pages(1, 0)
    page.repeat_rows(TOP)
    page.set_footer(f"&L{sheet.name}: {form.period_words}&RPage &P of &N")
    page.protect("", PROTECTION)
