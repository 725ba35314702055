"""Whether a workbook of ILOSTAT may be opened at all.

Owns: how far a zip container may unpack, and which parts a spreadsheet program would never write.
Never: opens a workbook with the spreadsheet library; looks at a cell.
"""

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from warehouse.rejected import FileRefusedError, whole_file
from warehouse.sources.ilostat.columns import SOURCE

MAX_UNPACKED_BYTES = 2**30
MAX_TEXT_BYTES = 100 * 2**20
MAX_ENTRIES = 2000
MAX_RATIO = 200
_FREE_BYTES = 10 * 2**20
_PIECE = 1 << 20
_MARKUP = (b"<!DOCTYPE", b"<!ENTITY")
_AGAIN = "Download the dataset again from ILOSTAT, best as CSV."
# What a damaged archive, or damaged XML in it, may raise; openpyxl checks little and fails in many ways
# (both XML parsers that it may use raise kinds of SyntaxError).
UNREADABLE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, SyntaxError, KeyError, ValueError, TypeError, IndexError,
    AttributeError, EOFError, RuntimeError, OverflowError,
)  # fmt: skip


def workbook_parts(path: Path) -> frozenset[str]:
    """The names of the parts of a zip container; none where it is damaged."""
    try:
        with zipfile.ZipFile(path) as archive:
            return frozenset(archive.namelist())
    except (*UNREADABLE, OSError):
        return frozenset()


def check_safe(path: Path) -> None:
    """Make sure that a workbook can be opened without harm.

    Raises:
        FileRefusedError: it unpacks too far, is no workbook or damaged, or has parts that no program writes.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check_size(archive)
            names = set(archive.namelist())
            if "xl/workbook.xml" not in names:
                raise _no_workbook(names)
            if any(_has_markup(archive, name) for name in names if name.endswith((".xml", ".rels", ".vml"))):
                found = "it has parts that no spreadsheet program writes (a document type)."
                raise whole_file("unsafe workbook", found, _AGAIN, SOURCE)
    except UNREADABLE as error:
        raise damaged() from error


def damaged() -> FileRefusedError:
    """The refusal of a workbook that cannot be opened."""
    found = "it is a damaged zip or Excel file and cannot be opened."
    return whole_file("damaged workbook", found, "Open it in Excel and save it, or download it again.", SOURCE)


def pieces(archive: zipfile.ZipFile, name: str, overlap: int) -> Iterator[bytes]:
    """The content of a part piece by piece, each beginning with the end of the one before."""
    rest = b""
    with archive.open(name) as part:
        while piece := part.read(_PIECE):
            yield rest + piece
            rest = piece[-overlap:]


def _check_size(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    unpacked, packed = sum(one.file_size for one in entries), max(1, sum(one.compress_size for one in entries))
    texts = sum(one.file_size for one in entries if one.filename == "xl/sharedStrings.xml")
    found = None
    if len(entries) > MAX_ENTRIES:
        found = f"it has {len(entries):,} parts; allowed are {MAX_ENTRIES:,}."
    elif unpacked > MAX_UNPACKED_BYTES or texts > MAX_TEXT_BYTES:
        found = f"it unpacks to {unpacked / 2**20:,.0f} MB, too much for a workbook."
    elif unpacked > _FREE_BYTES and unpacked / packed > MAX_RATIO:
        found = f"it unpacks to {unpacked / packed:,.0f} times its size; allowed is {MAX_RATIO} times."
    if found:
        raise whole_file("unpacks too large", found, _AGAIN, SOURCE)


def _no_workbook(names: set[str]) -> FileRefusedError:
    if "xl/workbook.bin" in names:
        return whole_file("Excel binary", "it is an Excel binary workbook (.xlsb).", "Save it as .xlsx.", SOURCE)
    if "content.xml" in names:
        return whole_file("OpenDocument", "it is an OpenDocument spreadsheet (.ods).", "Save it as .xlsx.", SOURCE)
    found = "it is a zip archive and no Excel workbook."
    return whole_file("zip archive", found, "Unpack it, then land what is in it.", SOURCE)


def _has_markup(archive: zipfile.ZipFile, name: str) -> bool:
    return any(mark in piece for piece in pieces(archive, name, 16) for mark in _MARKUP)
