"""Formulas without a stored result: Excel shows a value for them, but the file holds none.

Owns: finding these cells.
Never: computes a formula. A second load of the whole workbook would find them too, and take twice the time.
"""

import re
from pathlib import Path

from openpyxl.reader.excel import ExcelReader

_CELL = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v>\s*</(?:\w+:)?v>|<(?:\w+:)?v\s*/>)?\s*</(?:\w+:)?c>"
)
_ADDRESS = re.compile(rb'\br="([A-Z]{1,3}\d+)"')


def bare_formulas(path: Path) -> dict[str, set[str]]:
    """Cells such as "C5" that hold a formula and no result, by the title of their sheet."""
    reader = ExcelReader(path, keep_links=False)
    try:
        reader.read_manifest()
        reader.read_workbook()
        parts = {sheet.name: part.target for sheet, part in reader.parser.find_sheets()}
        return {title: _bare(reader.archive.read(target)) for title, target in parts.items()}
    finally:
        reader.archive.close()


def _bare(content: bytes) -> set[str]:
    addresses = (_ADDRESS.search(match[1]) for match in _CELL.finditer(content))
    return {address[1].decode() for address in addresses if address}
