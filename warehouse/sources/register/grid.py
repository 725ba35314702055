"""The sheet Milestones: one row per phase and period, pre-filled, with lists and checks in the cells.

Owns: the layout, drop-downs, date checks and colours of that sheet.
Never: decides which rows there are or whether a report is right.
"""

from collections.abc import Mapping
from itertools import pairwise

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from warehouse.sources.register import row_check
from warehouse.sources.register.columns import BY_KEY, MILESTONES, ROW_CHECK, Column
from warehouse.sources.register.entry_checks import check_entries, offer_words, put_value
from warehouse.sources.register.form import Form
from warehouse.sources.register.further import Row
from warehouse.sources.register.guidance import SAMPLE
from warehouse.sources.register.look import ALERT, DONE, Look
from warehouse.sources.register.pages import PROTECTION, TOP
from warehouse.sources.register.plan import CONTINUOUS, DISCRETE
from warehouse.sources.register.standing_grid import show_standing
from warehouse.sources.register.vocabulary import MILESTONE_SHEET

_COLUMNS = MILESTONE_SHEET.columns
_CHECK = len(_COLUMNS)
_FIRST_FILLED = next(place for place, column in enumerate(_COLUMNS) if column.is_filled_in)
_FROZEN = 2
_PLACES = {column.key: place for place, column in enumerate(_COLUMNS)}


def write_milestones(sheet: Worksheet, form: Form, look: Look, lists: Mapping[str, str]) -> None:
    """Write the sheet.

    Args:
        sheet: an empty sheet.
        form: the rows.
        look: the formats of the workbook.
        lists: the ranges that hold the words of the lists, by name.
    """
    _write_top(sheet, form, look)
    last = TOP + max(1, len(form.rows))
    heads = [{"header": column.heading, "header_format": look.style(_head(column))} for column in _COLUMNS]
    heads.append({"header": ROW_CHECK, "header_format": look.style("head_plan")})
    heads += show_standing(sheet, MILESTONE_SHEET, form, look, _CHECK + 1, form.rows)
    sheet.add_table(TOP, 0, last, len(heads) - 1, {"name": "milestones", "columns": heads, "style": None})
    firsts = [True, *(one.get("output_id") != two.get("output_id") for one, two in pairwise(form.rows))]
    for line, (row, is_first) in enumerate(zip(form.rows, firsts, strict=False), TOP + 1):
        _write_row(sheet, line, row, form, look, is_first=is_first)
    _add_lists(sheet, form, lists, last)
    check_entries(sheet, MILESTONE_SHEET, TOP + 1, last)
    _add_marks(sheet, last, look)
    _finish(sheet, form)


def progress(form: Form) -> tuple[tuple[str, str, int], ...]:
    """How far the form is filled in: name, formula and the result that stands there before Excel computes it."""
    letter = xl_col_to_name(_CHECK)
    checks = f"{MILESTONES}!${letter}${TOP + 2}:${letter}${TOP + 1 + len(form.rows)}"
    results = [_result(row, form) for row in form.rows]
    empty, complete = results.count(row_check.NO_REPORT), results.count(row_check.COMPLETE)
    count = f'ROWS({checks})-COUNTIF({checks},"{row_check.NO_REPORT}")'
    return (
        ("Rows filled in", f"={count}", len(results) - empty),
        ("of these complete", f'=COUNTIF({checks},"{row_check.COMPLETE}")', complete),
        ("still to mend", f'={count}-COUNTIF({checks},"{row_check.COMPLETE}")', len(results) - empty - complete),
    )


def _write_top(sheet: Worksheet, form: Form, look: Look) -> None:
    for place, column in enumerate(_COLUMNS):
        sheet.set_column(place, place, column.width)
    sheet.set_column(_CHECK, _CHECK, 24)
    for line, height in ((0, 30), (1, 20), (2, 18), (TOP, 34)):
        sheet.set_row(line, height)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, f"{MILESTONES}: {form.period_words}", look.style("title"))
    if form.is_sample:
        sheet.write_string(1, 0, SAMPLE, look.style("sample"))
    else:
        words = "Fill in the cream cells on the right. A row with nothing filled in is no report."
        sheet.write_string(1, 0, words, look.style("note"))
    sheet.write_string(2, 0, "From the plan: please leave as it is", look.style("group_plan"))
    sheet.write_string(2, _FIRST_FILLED, "You fill in", look.style("group_fill"))


def _write_row(sheet: Worksheet, line: int, row: Row, form: Form, look: Look, *, is_first: bool) -> None:
    phase, period = (
        form.plan.phases.get(str(row.get("phase_id"))),
        form.plan.periods.get(str(row.get("reporting_period_id"))),
    )
    is_ahead = phase is not None and period is not None and phase.is_ahead(period)
    sheet.set_row(line, 33)
    for place, column in enumerate(_COLUMNS):
        style = look.style(_style(column), is_first=is_first, is_ahead=is_ahead)
        put_value(sheet, line, place, row.get(column.key), column, style)
    cells = {key: f"${xl_col_to_name(place)}{line + 1}" for key, place in _PLACES.items()}
    style = look.style("cell_check", is_first=is_first)
    sheet.write_formula(line, _CHECK, row_check.formula(cells, _limits(row, form)), style, _result(row, form))


def _limits(row: Row, form: Form) -> row_check.Limits:
    return row_check.limits(form.plan, form.plan.phases.get(str(row.get("phase_id"))))


def _result(row: Row, form: Form) -> str:
    fallback = form.only_period_id
    return row_check.result({"reporting_period_id": fallback} | row, _limits(row, form))


def _head(column: Column) -> str:
    return "head_fill" if column.is_filled_in else "head_plan"


def _style(column: Column) -> str:
    if column.kind == "date":
        return "date_fill"
    return "cell_fill" if column.is_filled_in else "cell_plan"


def _add_lists(sheet: Worksheet, form: Form, lists: Mapping[str, str], last: int) -> None:
    place = _PLACES["status"]
    for nature in (DISCRETE, CONTINUOUS):
        lines = [line for line, row in enumerate(form.rows, TOP + 1) if row.get("nature") == nature]
        offer_words(sheet, place, lines, lists[f"status_{nature}"], BY_KEY["status"])
    place = _PLACES["correction_code"]
    offer_words(sheet, place, range(TOP + 1, last + 1), lists["correction_code"], _COLUMNS[place])


def _add_marks(sheet: Worksheet, last: int, look: Look) -> None:
    alert, done, check = look.mark(ALERT), look.mark(DONE), xl_col_to_name(_CHECK)
    for hint in row_check.HINTS:
        place = _PLACES[hint.key]
        rule = {"type": "formula", "criteria": f'=${check}{TOP + 2}="{hint.message}"', "format": alert}
        sheet.conditional_format(TOP + 1, place, last, place, rule)
        sheet.conditional_format(TOP + 1, _CHECK, last, _CHECK, rule)
    complete = {"type": "formula", "criteria": f'=${check}{TOP + 2}="{row_check.COMPLETE}"', "format": done}
    sheet.conditional_format(TOP + 1, _CHECK, last, _CHECK, complete)


def _finish(sheet: Worksheet, form: Form) -> None:
    sheet.set_zoom(90)
    sheet.freeze_panes(TOP + 1, _FROZEN)
    sheet.set_selection(TOP + 1, _FIRST_FILLED, TOP + 1, _FIRST_FILLED)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(TOP)
    sheet.set_footer(f"&L{MILESTONES}: {form.period_words}&RPage &P of &N")
    sheet.protect("", PROTECTION)
