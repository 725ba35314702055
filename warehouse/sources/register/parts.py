"""The XML parts of a workbook, looked at as bytes before the spreadsheet library parses them.

Owns: what would make that library expand entities, misread an encoding, or create millions of cells.
Never: parses XML; judges what a cell holds.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator

from openpyxl.utils import range_boundaries

from warehouse.rejected import Finding
from warehouse.sources.register.catalogue import finding
from warehouse.sources.register.rule import Finder

WHOLE_FILE = "the file"
MAX_SPANNED_CELLS = 100_000
# What reading a damaged archive, or damaged XML in it, may raise; openpyxl checks little and fails in many ways
# (both XML parsers that it may use raise kinds of SyntaxError).
UNREADABLE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, SyntaxError, KeyError, ValueError, TypeError, IndexError,
    AttributeError, OSError, EOFError, RuntimeError, OverflowError,
)  # fmt: skip
_MARKUP = (b"<!DOCTYPE", b"<!ENTITY")
_ENCODING = re.compile(rb"""<\?xml[^>]*\bencoding\s*=\s*["']([^"']*)["']""")
_SPANS = re.compile(rb"<(?:\w+:)?(?:mergeCell|hyperlink)\b([^>]*)>")
_REFERENCE = re.compile(rb"""\bref\s*=\s*["']([A-Z]{1,3}[0-9]{1,7}(?::[A-Z]{1,3}[0-9]{1,7})?)["']""")


def part_findings(archive: zipfile.ZipFile, say: Finder = finding) -> Iterator[Finding]:
    """What forbids to parse the parts of a workbook; `say` makes a finding of its kind of workbook."""
    spanned = 0
    for entry in archive.infolist():
        if not entry.filename.endswith((".xml", ".rels", ".vml")):
            continue
        content = archive.read(entry)
        if _is_unusual(content):
            yield say("unsafe_parts", WHOLE_FILE)
            return
        if entry.filename.startswith("xl/worksheets/"):
            spanned += sum(_size(match[1]) for match in _SPANS.finditer(content))
    if spanned > MAX_SPANNED_CELLS:
        yield say("merged_cells", WHOLE_FILE, value=f"{spanned:,} cells")


def _is_unusual(content: bytes) -> bool:
    """Every spreadsheet program writes UTF-8 without a document type; in another encoding the marks could hide."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0")) or any(mark in content for mark in _MARKUP):
        return True
    declared = _ENCODING.match(content.removeprefix(b"\xef\xbb\xbf").lstrip())
    return declared is not None and declared[1].lower() not in (b"utf-8", b"us-ascii")


def _size(attributes: bytes) -> int:
    """How many cells a merged range or a link covers; one that is not written plainly counts as too many."""
    reference = _REFERENCE.search(attributes)
    if reference is None:
        return MAX_SPANNED_CELLS + 1
    left, top, right, bottom = (edge or 0 for edge in range_boundaries(reference[1].decode()))
    return (right - left + 1) * (bottom - top + 1)
