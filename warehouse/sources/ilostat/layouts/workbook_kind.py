"""Which sheet of a workbook holds ILOSTAT's data, and in which of its two layouts.

Owns: telling an ILOSTAT workbook from a register or any other, by what its sheets hold.
Never: trusts a name; reads more than the first rows.
"""

from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from warehouse.rejected import FileRefusedError, Finding, refused, whole_file
from warehouse.settings import Settings
from warehouse.sources.ilostat.codes import known
from warehouse.sources.ilostat.columns import SOURCE
from warehouse.sources.ilostat.layouts.converted import Converted
from warehouse.sources.ilostat.layouts.label_sheet import convert_label_sheet, is_label_sheet
from warehouse.sources.ilostat.layouts.pivot_sheet import HEAD_ROWS, convert_pivot_sheet, is_pivot_sheet
from warehouse.sources.ilostat.layouts.versions import versions_of
from warehouse.sources.ilostat.layouts.workbook import Sheet, opened

_AGAIN = "Download the dataset again from ILOSTAT, as Excel or CSV."


@dataclass(frozen=True)
class Sheets:
    """The sheets of a workbook, and whether any of them is one of ILOSTAT's."""

    titles: tuple[str, ...] = ()
    has_data: bool = False


def ilostat_sheets(path: Path) -> Sheets:
    """The sheets of a workbook; none where it cannot be opened."""
    try:
        with opened(path) as sheets:
            return Sheets(tuple(sheet.title for sheet in sheets), any(_layout(sheet) for sheet in sheets))
    except FileRefusedError:
        return Sheets()


def convert_workbook(path: Path, settings: Settings, target: Path) -> Converted:
    """Read the one sheet with data as a plain table.

    Raises:
        FileRefusedError: no sheet, or more than one, is ILOSTAT's; a sheet is hidden; it is damaged or unsafe.
    """
    with opened(path) as sheets:
        layouts = {sheet.title: layout for sheet in sheets if (layout := _layout(sheet))}
        findings = [*_hidden(sheets), *_several(layouts)]
        if findings:
            raise refused("sheets", *findings, source=SOURCE)
        if not layouts:
            names = ", ".join(sheet.title for sheet in sheets)
            found = f"it is an Excel workbook and none of its sheets ({names}) has ILOSTAT's columns."
            raise whole_file("no ILOSTAT sheet", found, _AGAIN, SOURCE)
        [(title, layout)] = layouts.items()
        sheet = next(one for one in sheets if one.title == title)
        if layout == "workbook":
            return convert_label_sheet(sheet, target)
        return convert_pivot_sheet(sheet, path, versions_of(known(settings, "classification")), target)


def _layout(sheet: Sheet) -> str | None:
    first = list(islice(sheet.lines(), HEAD_ROWS))
    if first and is_label_sheet(first[0]):
        return "workbook"
    return "pivot_workbook" if any(is_pivot_sheet([line]) for line in first) else None


def _hidden(sheets: list[Sheet]) -> list[Finding]:
    rule, remedy = "this sheet is hidden, so nobody can see what is in it.", "Unhide it, or delete it."
    return [Finding(f"sheet {sheet.title}", None, None, rule, remedy) for sheet in sheets if not sheet.is_visible]


def _several(layouts: dict[str, str]) -> list[Finding]:
    if len(layouts) < 2:
        return []
    rule, remedy = "this sheet holds data, and so does another one.", "Save each sheet as a file of its own."
    return [Finding(f"sheet {title}", None, None, rule, remedy) for title in layouts]
