"""A workbook as lines of cells, without judging them.

Owns: opening it safely with openpyxl, its visible sheets, remarks, merged cells and formulas without a result.
Never: knows ILOSTAT's columns (`label_sheet` and `pivot_sheet` do); trusts the size that a sheet says it has.
"""

import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.comments.comment_sheet import CommentSheet
from openpyxl.packaging.relationship import get_dependents, get_rels_path
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.xml.functions import fromstring

from warehouse.sources.ilostat.layouts.safety import UNREADABLE, check_safe, damaged, pieces

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z0-9:]+)"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
_COMMENTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"


@dataclass(frozen=True)
class Line:
    """One row of a sheet: its number, and value and kind (openpyxl's data type) of each cell from column A on."""

    number: int
    cells: tuple[tuple[object, str], ...]

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it."""
        return all(value is None or value == "" for value, _ in self.cells)


@dataclass(frozen=True)
class Extras:
    """What a sheet holds beside values: merged ranges, remarks by cell, and whether it has any formula."""

    merged: tuple[str, ...] = ()
    remarks: dict[str, str] = field(default_factory=dict)
    has_formula: bool = False


@dataclass(frozen=True)
class Sheet:
    """One sheet of an open workbook."""

    title: str
    is_visible: bool
    book: Workbook
    path: Path

    def lines(self) -> Iterator[Line]:
        """Every row from the first on, blank ones too.

        Raises:
            FileRefusedError: the sheet is damaged.
        """
        sheet = self.book[self.title]
        sheet.reset_dimensions()
        try:
            for number, row in enumerate(sheet.iter_rows(), 1):
                yield Line(number, tuple((cell.value, cell.data_type) for cell in row))
        except UNREADABLE as error:
            raise damaged() from error

    def place(self, column: int, row: int) -> str:
        """The name of a cell, such as Sheet1!A7; columns count from 0, rows from 1."""
        return f"{self.title}!{get_column_letter(column + 1)}{row}"

    def extras(self) -> Extras:
        """Merged ranges, remarks and formulas of this sheet.

        Raises:
            FileRefusedError: the workbook is damaged.
        """
        try:
            return _extras(self.path, self.title)
        except UNREADABLE as error:
            raise damaged() from error

    def bare_formulas(self) -> Iterator[str]:
        """Cells (Sheet1!C5) with a formula and no stored result; reads the sheet a second time."""
        with _loaded(self.path, data_only=False) as book:
            other = Sheet(self.title, self.is_visible, book, self.path)
            for formulas, values in zip(other.lines(), self.lines(), strict=False):
                for column, ((_, kind), (value, _)) in enumerate(zip(formulas.cells, values.cells, strict=False)):
                    if kind == "f" and value is None:
                        yield self.place(column, values.number)


@contextmanager
def opened(path: Path) -> Iterator[list[Sheet]]:
    """The sheets of a workbook, for the time of a block; sheets that only hold a chart are left out.

    Raises:
        FileRefusedError: it may not be opened, or is damaged.
    """
    check_safe(path)
    with _loaded(path, data_only=True) as book:
        yield [Sheet(one.title, one.sheet_state == "visible", book, path) for one in book.worksheets]


@contextmanager
def _loaded(path: Path, *, data_only: bool) -> Iterator[Workbook]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(path, read_only=True, data_only=data_only, keep_links=False)
    except (*UNREADABLE, OSError) as error:
        raise damaged() from error
    try:
        yield book
    finally:
        book.close()


def _extras(path: Path, title: str) -> Extras:
    reader = ExcelReader(path, keep_links=False)
    try:
        reader.read_manifest()
        reader.read_workbook()
        part = next(relation.target for sheet, relation in reader.parser.find_sheets() if sheet.name == title)
        merged: set[str] = set()
        has_formula = False
        for piece in pieces(reader.archive, part, 200):
            merged |= {found[1].decode() for found in _MERGED.finditer(piece)}
            has_formula = has_formula or _FORMULA.search(piece) is not None
        return Extras(tuple(sorted(merged)), _remarks(reader.archive, part), has_formula)
    finally:
        reader.archive.close()


def _remarks(archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    relations = get_rels_path(part)  # type: ignore[no-untyped-call]  # openpyxl gives no types here
    remarks: dict[str, str] = {}
    if relations in archive.namelist():
        for relation in get_dependents(archive, relations).find(_COMMENTS):
            content = fromstring(archive.read(relation.target))
            sheet = CommentSheet.from_tree(content)  # type: ignore[arg-type]  # openpyxl takes either XML library's element
            remarks |= {cell: comment.text for cell, comment in (sheet.comments if sheet else ())}
    return remarks
