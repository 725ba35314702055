"""The first look at a file: is it a register at all, and is it safe to open?

Owns: telling a workbook or a register CSV from anything else by its content, and how far a workbook may unpack.
Never: opens a workbook with the spreadsheet library; reads a row.
"""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from warehouse.rejected import Finding
from warehouse.settings import Settings
from warehouse.sources.register.catalogue import finding
from warehouse.sources.register.parts import UNREADABLE, WHOLE_FILE, part_findings
from warehouse.sources.register.rule import Finder
from warehouse.sources.register.vocabulary import TABLE_KEYS, key_of

MAX_UNPACKED_BYTES = 100 * 2**20
MAX_RATIO = 100
MAX_ENTRIES = 2000
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_EXCEL_NAMES = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})
_PASSWORD = "EncryptedPackage".encode("utf-16-le")
_ENOUGH_HEADINGS = 4


def looks_like_workbook(path: Path, head: bytes) -> bool:
    """Whether a file is, or by its name wants to be, a spreadsheet."""
    if path.suffix.lower() in _EXCEL_NAMES or head.startswith(_OLE):
        return True
    return head.startswith(_ZIP) and any(name.startswith("xl/") for name in _names(path))


def looks_like_table(head: bytes) -> bool:
    """Whether the first line of a text file holds headings of the register."""
    first = decoded(head).lstrip("\ufeff").lstrip().partition("\n")[0]
    keys = {key_of(part.strip(' "'), TABLE_KEYS) for part in re.split("[,;\t]", first)}
    return "phase_id" in keys and len(keys - {None}) >= _ENOUGH_HEADINGS


def decoded(head: bytes) -> str:
    """Text of the first bytes of a file, good enough to recognise headings in any encoding."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 2 * 2].decode("utf-16", errors="replace")
    return head.decode("utf-8", errors="replace")


def door_findings(path: Path, settings: Settings, say: Finder = finding) -> list[Finding]:
    """What forbids to open this workbook, as `say` puts it; nothing if it may be opened."""
    size = path.stat().st_size
    if size == 0:
        return [say("empty_file", WHOLE_FILE)]
    if size > settings.max_register_bytes:
        return [say("too_large", WHOLE_FILE, value=_megabytes(size), limit=_megabytes(settings.max_register_bytes))]
    with path.open("rb") as file:
        head = file.read(4096)
    if not head.startswith(_ZIP):
        return [_not_a_workbook(path, head, say)]
    try:
        return list(_archive_findings(path, say))
    except UNREADABLE:
        return [say("damaged", WHOLE_FILE)]


def _not_a_workbook(path: Path, head: bytes, say: Finder) -> Finding:
    if head.startswith(_OLE):
        if _PASSWORD in path.read_bytes():
            return say("has_password", WHOLE_FILE)
        return say("old_format", WHOLE_FILE, found="an Excel workbook in the old format (.xls)")
    text = decoded(head).lstrip("\ufeff").lstrip().lower()
    if text.startswith(("<!doctype html", "<html")) or "<html" in text[:1000]:
        return say("not_a_workbook", WHOLE_FILE, found="a web page")
    is_binary = b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff"))
    return say("not_a_workbook", WHOLE_FILE, found="a file of another kind" if is_binary else "a text file")


def _archive_findings(path: Path, say: Finder) -> Iterator[Finding]:
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        packed = max(1, sum(entry.compress_size for entry in entries))
        yield from _bomb_findings(len(entries), unpacked, packed, say)
        names = {entry.filename for entry in entries}
        if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED_BYTES or unpacked / packed > MAX_RATIO:
            return
        if "xl/workbook.xml" not in names:
            yield _other_archive(names, say)
        else:
            yield from part_findings(archive, say)


def _bomb_findings(entries: int, unpacked: int, packed: int, say: Finder) -> Iterator[Finding]:
    if entries > MAX_ENTRIES:
        yield say("unpacks_too_large", WHOLE_FILE, found=f"{entries:,} parts", limit=f"{MAX_ENTRIES:,}")
    elif unpacked > MAX_UNPACKED_BYTES:
        yield say("unpacks_too_large", WHOLE_FILE, found=_megabytes(unpacked), limit=_megabytes(MAX_UNPACKED_BYTES))
    elif unpacked / packed > MAX_RATIO:
        times = f"{unpacked / packed:,.0f} times its size"
        yield say("unpacks_too_large", WHOLE_FILE, found=times, limit=f"{MAX_RATIO} times")


def _other_archive(names: set[str], say: Finder) -> Finding:
    if "xl/workbook.bin" in names:
        return say("old_format", WHOLE_FILE, found="an Excel binary workbook (.xlsb)")
    if "content.xml" in names:
        return say("old_format", WHOLE_FILE, found="an OpenDocument spreadsheet (.ods)")
    return say("not_a_workbook", WHOLE_FILE, found="a zip archive of something else")


def _names(path: Path) -> list[str]:
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, OSError):
        return []


def _megabytes(size: int) -> str:
    return f"{size / 2**20:,.1f} MB"
