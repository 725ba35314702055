"""The old website's Excel export: title rows, then one row per area, source, sex and time, a classification in columns.

Owns: the headings, spread columns, flags in remarks and "Last update" line of such a sheet.
Never: judges a row; guesses which column is which where the dataset's id does not tell.

A cell becomes one observation if it holds a value or a flag such as "(U) Unreliable". A cell with neither is no
observation: the sheet has a cell for every pair, whether anything was ever collected for it or not.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from openpyxl.utils import get_column_letter

from warehouse.rejected import Finding, whole_file
from warehouse.sources.ilostat.columns import SOURCE
from warehouse.sources.ilostat.layouts.cells import flaw_finding, text_of
from warehouse.sources.ilostat.layouts.converted import PLACE, Converted, Row, write_rows
from warehouse.sources.ilostat.layouts.pivot_plan import Plan, plan_of
from warehouse.sources.ilostat.layouts.shape import shape_findings
from warehouse.sources.ilostat.layouts.versions import Versions
from warehouse.sources.ilostat.layouts.workbook import Extras, Line, Sheet
from warehouse.sources.ilostat.names import dataset_of

HEAD_ROWS = 12
_UPDATED = re.compile(r"Last update on\s+(?:(\d\d)/(\d\d)/(\d{4})(?:\s+(\d\d):(\d\d):(\d\d))?|(\d\d)([A-Z]{3})(\d\d))")
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_FLAG = re.compile(r"\(([A-Z])\)")
_FLAGGED = re.compile(r"(?P<value>[^()]*?)\s*\((?P<flag>[A-Z])\)")
_SOURCE_NOTES = (
    "Repository", "Data reference period", "Geographical coverage", "Population coverage", "Age coverage",
    "Establishment size", "Institutional sector", "Economic activity coverage", "Reference group",
)  # fmt: skip
_AGAIN = "Download the dataset again from ILOSTAT as CSV."


def is_pivot_sheet(lines: list[Line]) -> bool:
    """Whether the first rows of a sheet are those of the old export."""
    texts = [text_of(value) or "" for line in lines for value, _ in line.cells]
    return {"Reference area", "Time"} <= set(texts)


def convert_pivot_sheet(sheet: Sheet, path: Path, versions: Versions, target: Path) -> Converted:
    """Read the sheet as a plain table, one row per cell that holds a value or a flag.

    Args:
        sheet: the sheet.
        path: the workbook; its name tells the dataset where the sheet's title does not.
        versions: the categories of each classification version.
        target: the Parquet file to make.

    Raises:
        FileRefusedError: it cannot be told which dataset it holds or what its columns mean.
    """
    lines = list(sheet.lines())
    top = next(n for n, line in enumerate(lines) if is_pivot_sheet([line]))
    indicator = _indicator(sheet, path)
    below = [line for line in lines[top + 1 :] if not line.is_blank]
    plan = plan_of(lines[top], below, indicator, versions, sheet.title)
    extras = sheet.extras()
    findings = [*shape_findings(sheet, extras, top + 1), *_cell_findings(sheet, plan, below)]
    label = text_of(lines[0].cells[0][0]) if lines[0].cells else None
    count = write_rows(target, plan.names, _rows(sheet, plan, below, extras, indicator, label))
    if not count:
        raise whole_file("no rows", f"its sheet {sheet.title} holds no value.", _AGAIN, SOURCE)
    blank = len(below) * len(plan.spread) - count
    left_out = f"{blank:,} cells of the pivot with neither value nor flag are no observations."
    return Converted(
        path=target,
        names=plan.names,
        layout="pivot_workbook",
        known_from=_updated(lines[:top]),
        warnings=(left_out,) if blank else (),
        language="en",
        findings=tuple(findings),
        letters={name: get_column_letter(column + 1) for column, name in plan.rows.items()},
    )


def _rows(
    sheet: Sheet, plan: Plan, below: list[Line], extras: Extras, indicator: str, label: str | None
) -> Iterator[Row]:
    for line in below:
        texts = [text_of(value) for value, _ in line.cells]
        shared = plan.row_values(texts) | _notes(plan.note(texts))
        shared |= {"indicator": indicator, "indicator_label": label}
        for column, values in plan.spread.items():
            text = texts[column] if column < len(texts) else None
            place = sheet.place(column, line.number)
            value, flag = _value_and_flag(text, extras.remarks.get(place.rpartition("!")[2]))
            if value is not None or flag:
                yield shared | values | {"obs_value": value, "obs_status": flag, PLACE: place}


def _value_and_flag(text: str | None, remark: str | None) -> tuple[str | None, str | None]:
    """Value and status of a cell; the status stands in a remark, or in brackets behind the value."""
    flagged = _FLAGGED.fullmatch(text or "")
    if flagged:
        return flagged["value"] or None, flagged["flag"]
    found = _FLAG.search(remark or "")
    return text, found[1] if found else None


def _notes(cell: str | None) -> dict[str, str | None]:
    notes = [line.strip()[1:].strip() for line in (cell or "").splitlines() if line.strip().startswith("-")]
    of_source = [note for note in notes if note.startswith(_SOURCE_NOTES)]
    others = [note for note in notes if note not in of_source]
    return {"note_source_label": " | ".join(of_source) or None, "note_indicator_label": " | ".join(others) or None}


def _indicator(sheet: Sheet, path: Path) -> str:
    named = dataset_of(Path(f"{sheet.title}.xlsx")) or dataset_of(path)
    if named:
        return named[0]
    found = "neither its sheet nor its name says which dataset it holds."
    remedy = "Name the file as ILOSTAT did, such as SDG_0831_SEX_ECO_RT_A_EN.xlsx."
    raise whole_file("unknown dataset", found, remedy, SOURCE)


def _updated(lines: list[Line]) -> datetime | None:
    for line in lines:
        found = _UPDATED.search(" ".join(text_of(value) or "" for value, _ in line.cells))
        if found:
            day, month, year, hour, minute, second, old_day, old_month, old_year = found.groups()
            try:
                if old_day:
                    return datetime(2000 + int(old_year), _MONTHS.index(old_month) + 1, int(old_day), tzinfo=UTC)
                clock = (int(hour or 0), int(minute or 0), int(second or 0))
                return datetime(int(year), int(month), int(day), *clock, tzinfo=UTC)
            except ValueError:
                return None
    return None


def _cell_findings(sheet: Sheet, plan: Plan, below: list[Line]) -> Iterator[Finding]:
    for line in below:
        for column, (value, kind) in enumerate(line.cells):
            if column in plan.headings:
                finding = flaw_finding(sheet.place(column, line.number), plan.headings[column], value, kind)
                if finding:
                    yield finding
