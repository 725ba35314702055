"""The Excel export of ILOSTAT's data explorer: one sheet with the columns of its label CSV, in any language.

Owns: finding the sheet among those of a workbook, and reading its header and rows.
Never: judges a row; reads the old pivot.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from openpyxl.utils import get_column_letter

from warehouse.rejected import Finding, refused, whole_file
from warehouse.sources.ilostat.columns import KNOWN, SOURCE, Header, header_findings
from warehouse.sources.ilostat.layouts.cells import flaw_finding, text_of
from warehouse.sources.ilostat.layouts.converted import PLACE, Converted, Row, write_rows
from warehouse.sources.ilostat.layouts.languages import language_of_labels
from warehouse.sources.ilostat.layouts.shape import shape_findings
from warehouse.sources.ilostat.layouts.workbook import Line, Sheet

_AGAIN = "Download the dataset again from ILOSTAT."
_TOTALS = {"SEX_T", "Total", "Sex: Total", "Sexo: Total", "Sexe: Total"}


def is_label_sheet(first: Line) -> bool:
    """Whether the first row of a sheet holds ILOSTAT's column names."""
    return len(KNOWN & {value for value, _ in first.cells if isinstance(value, str)}) >= 2


@dataclass
class _Seen:
    """What is noticed while the rows go by."""

    findings: list[Finding] = field(default_factory=list)
    sexes: set[str | None] = field(default_factory=set)
    indicator: str | None = None


def convert_label_sheet(sheet: Sheet, target: Path) -> Converted:
    """Read the sheet as a plain table.

    Raises:
        FileRefusedError: its header is none of ILOSTAT's, it has no rows, or it is damaged.
    """
    lines = sheet.lines()
    header = _header(sheet, next(lines))
    seen = _Seen([*shape_findings(sheet, sheet.extras(), 1)])
    count = write_rows(target, header.snapshot_names, _rows(sheet, lines, header, seen))
    if not count:
        raise whole_file("no rows", f"its sheet {sheet.title} has a header and no rows.", _AGAIN, SOURCE)
    return Converted(
        path=target,
        names=header.snapshot_names,
        layout="workbook",
        partial_reason=_without_total(header, seen),
        language=language_of_labels(seen.indicator),
        findings=tuple(seen.findings),
        letters={name: get_column_letter(number) for number, name in enumerate(header.snapshot_names, 1)},
    )


def _header(sheet: Sheet, first: Line) -> Header:
    names = [text_of(value) or "" for value, _ in first.cells]
    while names and not names[-1]:
        names.pop()
    findings = [replace(one, place=f"{sheet.title}!1") for one in header_findings(names)]
    if findings:
        raise refused("header", *findings, source=SOURCE)
    return Header(tuple(names))


def _rows(sheet: Sheet, lines: Iterator[Line], header: Header, seen: _Seen) -> Iterator[Row]:
    names, width = header.snapshot_names, len(header.names)
    for line in lines:
        if line.is_blank:
            continue
        for column, (value, kind) in enumerate(line.cells):
            finding = _cell_finding(sheet, line.number, column, header.names, value, kind)
            if finding:
                seen.findings.append(finding)
        row = {name: text_of(value) for name, (value, _) in zip(names, line.cells[:width], strict=False)}
        seen.sexes.add(row.get("sex") or row.get("sex_label"))
        seen.indicator = seen.indicator or row.get("indicator_label")
        yield row | {PLACE: sheet.place(0, line.number)}


def _cell_finding(
    sheet: Sheet, number: int, column: int, names: Sequence[str], value: object, kind: str
) -> Finding | None:
    place = sheet.place(column, number)
    if column < len(names):
        return flaw_finding(place, names[column], value, kind)
    if value is None:
        return None
    return Finding(place, None, str(value), "a cell is filled in beside the table.", "Clear it, or download it again.")


def _without_total(header: Header, seen: _Seen) -> str | None:
    """A dataset by sex always has its total; an export without it was filtered, whatever its name says."""
    if not (header.has("sex") or header.has("sex_label")) or seen.sexes & _TOTALS:
        return None
    return "it holds no row for both sexes together: its downloader kept only some rows"
