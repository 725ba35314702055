"""How the workbook looks: colours, fonts and cell formats.

Owns: every colour and format of the workbook. Contrast of text is 4.5:1 or more; no meaning by colour alone.
Never: says what stands in a cell.
"""

from functools import cache
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format

INK, NAVY, GREY, LINE, CREAM, PALE, AMBER, GREEN = (
    "#1F2933", "#17375E", "#6B7280", "#D5DAE1", "#FFF9E5", "#F4F6F9", "#FFE0A3", "#1B5E20",
)  # fmt: skip
_BASE: dict[str, Any] = {"font_name": "Calibri", "font_size": 11, "font_color": INK, "valign": "top"}
_STYLES: dict[str, dict[str, Any]] = {
    "plain": {},
    "title": {"font_size": 18, "bold": True, "font_color": NAVY, "valign": "vcenter"},
    "subtitle": {"font_size": 12, "font_color": GREY},
    "note": {"font_color": GREY, "italic": True, "valign": "vcenter"},
    "sample": {"bold": True, "font_color": "#9C1C1C"},
    "section": {"font_size": 13, "bold": True, "font_color": NAVY, "bottom": 1, "bottom_color": NAVY},
    "name": {"bold": True},
    "text": {"text_wrap": True},
    "field_name": {"bold": True, "valign": "vcenter"},
    "field": {"border": 1, "border_color": LINE, "bg_color": CREAM, "locked": False, "valign": "vcenter"},
    "field_date": {"num_format": "yyyy-mm-dd", "align": "left", "border": 1, "border_color": LINE, "bg_color": CREAM,
                   "locked": False, "valign": "vcenter"},
    "count": {"align": "left", "valign": "vcenter"},
    "link": {"font_color": "#0B5CAD", "underline": 1},
    "group_plan": {"bold": True, "font_color": GREY},
    "group_fill": {"bold": True, "font_color": "#7A4F00"},
    "head_plan": {"bold": True, "font_color": "#FFFFFF", "bg_color": "#44546A", "text_wrap": True, "border": 1},
    "head_fill": {"bold": True, "font_color": "#FFFFFF", "bg_color": "#7A4F00", "text_wrap": True, "border": 1},
    "cell_plan": {"text_wrap": True, "border": 1, "border_color": LINE, "bg_color": PALE},
    "cell_fill": {"text_wrap": True, "border": 1, "border_color": LINE, "bg_color": CREAM, "locked": False},
    "code_fill": {"num_format": "@", "text_wrap": True, "border": 1, "border_color": LINE, "bg_color": CREAM,
                  "locked": False},
    "date_fill": {"num_format": "yyyy-mm-dd", "align": "left", "border": 1, "border_color": LINE, "bg_color": CREAM,
                  "locked": False},
    "cell_check": {"text_wrap": True, "border": 1, "border_color": LINE, "font_color": GREY},
    "date_list": {"num_format": "yyyy-mm-dd", "align": "left"},
}  # fmt: skip
ALERT = {"bg_color": AMBER, "bold": True, "font_color": INK}
DONE = {"font_color": GREEN, "bold": True}


class Look:
    """The formats of one workbook, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made = cache(self._make)

    def style(self, name: str, *, is_first: bool = False, is_ahead: bool = False) -> Format:
        """A format by its name; the first row of an output has a line above it, a row ahead of its time is grey."""
        return self._made(name, is_first, is_ahead)

    def mark(self, properties: dict[str, Any]) -> Format:
        """A format that is laid over a cell when a condition holds."""
        return self._book.add_format(properties)

    def _make(self, name: str, is_first: bool, is_ahead: bool) -> Format:  # noqa: FBT001 - called by position, through a cache
        properties = _BASE | _STYLES[name]
        if is_first:
            properties |= {"top": 2, "top_color": "#9AA5B1"}
        if is_ahead:
            properties |= {"font_color": GREY}
        return self._book.add_format(properties)
