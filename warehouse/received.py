"""A file as received: read once from end to end before anything parses it.

Owns: size, checksums, the full gzip pass (length and CRC), encoding, control characters and line ends of a file.
Never: knows what the columns mean; holds more than a piece of the file in memory.
"""

import codecs
import hashlib
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from warehouse.rejected import FileRefusedError, Finding, refused, whole_file

PIECE = 1 << 20
HEAD = 1 << 16
GZIP, ZIP = b"\x1f\x8b", b"PK\x03\x04"
PARQUET, OLE = b"PAR1", b"\xd0\xcf\x11\xe0"
# Tab, line feed and carriage return are no mistakes in themselves; every other control character is.
_FIRST_LINE = 4096
_NEWLINE, _FIRST_PRINTABLE, _COMMA, _DELETE = 10, 32, 44, 127
_LATE_CONTROL = re.compile(rb"\xc2[\x80-\x9f]")


@dataclass(frozen=True)
class Received:
    """What one pass over a file found.

    `sha256` and `content_bytes` are of the decompressed content, `file_sha256` and `size` of the file itself;
    `head` is the first 64 KiB of the content; `line_count` counts the lines as a text editor does, without blank lines
    at the end, `comma_count` every comma; `gzip_time` is when a gzip file says that it was made.
    """

    path: Path
    size: int
    file_sha256: str
    sha256: str
    content_bytes: int
    head: bytes
    is_gzip: bool
    gzip_time: datetime | None
    line_count: int
    comma_count: int
    has_control: bool
    is_mixed_line_ends: bool

    @property
    def is_workbook(self) -> bool:
        """Whether it is a zip container, as Excel workbooks are."""
        return self.head.startswith(ZIP)

    @property
    def snapshot_id(self) -> str:
        """First 16 characters of the checksum of the content."""
        return self.sha256[:16]


@dataclass
class _Pass:
    """Running totals over the pieces of the content."""

    content: "hashlib._Hash" = field(default_factory=hashlib.sha256)
    size: int = 0
    head: bytes = b""
    newlines: int = 0
    commas: int = 0
    carriage_pairs: int = 0
    carriages: int = 0
    control: int = 0
    last_newlines: int = 0
    last: bytes = b""
    decoder: codecs.IncrementalDecoder = field(default_factory=lambda: codecs.getincrementaldecoder("utf-8")())
    is_text: bool = True

    def add(self, piece: bytes) -> None:
        self.content.update(piece)
        self.size += len(piece)
        if len(self.head) < HEAD:
            self.head += piece[: HEAD - len(self.head)]
        if self.size == len(piece):
            self.is_text = self.is_text and not piece.startswith((ZIP, PARQUET))
            if self.is_text and piece.startswith(GZIP):  # a gzip file is unpacked before, so this one was packed twice
                raise whole_file("gzip twice", "it is a gzip file inside a gzip file.", "Unpack it once, then land it.")
        if self.is_text:
            self._look(piece)

    def _look(self, piece: bytes) -> None:
        if b"\0" in piece and b"\0" in self.head.partition(b"\n")[0][:_FIRST_LINE]:
            raise _binary(self.head)
        self._decode(piece)
        values = np.frombuffer(piece, np.uint8)
        newlines = int(np.count_nonzero(values == _NEWLINE))
        low = int(np.count_nonzero(values < _FIRST_PRINTABLE)) - newlines
        self.newlines += newlines
        self.commas += int(np.count_nonzero(values == _COMMA))
        self.control += int(np.count_nonzero(values == _DELETE))
        carriages = piece.count(b"\r") if low else 0
        self.carriages += carriages
        self.control += low - carriages - piece.count(b"\t") if low else 0
        if carriages or self.last == b"\r":
            self.carriage_pairs += piece.count(b"\r\n") + (self.last == b"\r" and piece[:1] == b"\n")
        body = piece.rstrip(b"\r\n")
        ending = piece[len(body) :].count(b"\n")
        self.last_newlines = ending if body else self.last_newlines + ending
        self.last = piece[-1:]

    def _decode(self, piece: bytes) -> None:
        pending = self.decoder.getstate()[0]
        if piece.isascii() and not pending:
            return
        self.control += len(_LATE_CONTROL.findall(piece))
        try:
            self.decoder.decode(piece)
        except UnicodeDecodeError as error:
            line = self.newlines + (pending + piece)[: error.start].count(b"\n") + 1
            raise _not_utf8(line, bytes(error.object[error.start : error.start + 1])) from error

    def end(self) -> None:
        try:
            self.decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            raise _not_utf8(self.newlines + 1, bytes(error.object[:1])) from error


def examine(path: Path, max_bytes: int, *, is_text: bool = True) -> Received:
    """Read a file from end to end and say what it is made of.

    Args:
        path: a regular file.
        max_bytes: the largest decompressed size taken, in bytes; a gzip bomb is stopped there.
        is_text: False only measures it, because a source looks inside by itself (workbooks).

    Raises:
        FileRefusedError: empty, too large, damaged gzip, not UTF-8, no text.
        OSError: the file cannot be read.
    """
    size = path.stat().st_size
    if size == 0:
        raise whole_file("empty file", "it is empty (0 bytes).", "Download it again; nothing was received.")
    if size > max_bytes:
        raise _too_large(max_bytes)
    with path.open("rb") as handle:
        header = handle.read(10)
    is_gzip = is_text and header.startswith(GZIP)
    received, totals = hashlib.sha256(), _Pass(is_text=is_text)
    for piece in _content(path, received, is_gzip=is_gzip):
        totals.add(piece)
        if totals.size > max_bytes:
            raise _too_large(max_bytes)
    totals.end()
    if not totals.size:
        raise whole_file("empty file", "the gzip file holds nothing.", "Download it again; nothing was received.")
    return Received(
        path=path,
        size=size,
        file_sha256=received.hexdigest(),
        sha256=totals.content.hexdigest(),
        content_bytes=totals.size,
        head=totals.head,
        is_gzip=is_gzip,
        gzip_time=_gzip_time(header) if is_gzip else None,
        line_count=totals.newlines - totals.last_newlines + 1,
        comma_count=totals.commas,
        has_control=totals.control > 0,
        is_mixed_line_ends=totals.carriages > 0 and not totals.carriages == totals.carriage_pairs == totals.newlines,
    )


def _content(path: Path, received: "hashlib._Hash", *, is_gzip: bool) -> Iterator[bytes]:
    gunzip = _Gunzip() if is_gzip else None
    with path.open("rb") as handle:
        while piece := handle.read(PIECE // 4 if gunzip else PIECE):
            received.update(piece)
            if gunzip:
                yield from gunzip.feed(piece)
            else:
                yield piece
    if gunzip:
        yield from gunzip.end()


class _Gunzip:
    """Decompresses in bounded steps and checks every member's length and CRC; a gzip file may hold several members."""

    def __init__(self) -> None:
        self.engine = zlib.decompressobj(31)

    def feed(self, piece: bytes) -> Iterator[bytes]:
        rest = piece
        while rest:
            if self.engine.eof:
                if not GZIP.startswith(rest[:2]):
                    raise _damaged("something else follows after the end of the gzip data.")
                self.engine = zlib.decompressobj(31)
            try:
                content = self.engine.decompress(rest, PIECE)
            except zlib.error as error:
                raise _damaged(f"its compressed data are damaged ({error}).") from error
            rest = self.engine.unused_data if self.engine.eof else self.engine.unconsumed_tail
            if content:
                yield content

    def end(self) -> Iterator[bytes]:
        """What the engine still holds back; a file that stops before its end mark was cut off."""
        while not self.engine.eof and (content := self.engine.decompress(b"", PIECE)):
            yield content
        if not self.engine.eof:
            raise _damaged("it ends before its end mark: the download was cut off.")


def _gzip_time(header: bytes) -> datetime | None:
    seconds = int.from_bytes(header[4:8], "little")
    return datetime.fromtimestamp(seconds, UTC) if seconds else None


def _damaged(found: str) -> FileRefusedError:
    return whole_file("damaged gzip", found, "Download it again, or copy it again from where it is whole.")


def _too_large(limit: int) -> FileRefusedError:
    return whole_file(
        "too large",
        f"it holds more than {limit:,} bytes after decompression, the largest taken here.",
        "If it is a true file, raise DWSC_MAX_FILE_BYTES and land it again.",
    )


def _not_utf8(line: int, byte: bytes) -> FileRefusedError:
    found = f"a character is not UTF-8 text (byte 0x{byte.hex().upper()})."
    remedy = "Save the file as CSV UTF-8, or download it again from ILOSTAT."
    return refused("not UTF-8", Finding(f"line {line}", None, None, found, remedy))


def _binary(head: bytes) -> FileRefusedError:
    if not head.strip(b"\0"):
        found = "it holds nothing but zero bytes: it was never written whole."
        return whole_file("zero bytes", found, "Copy it again from where it is whole, or download it again.")
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\0" in head[:2]:
        return whole_file("UTF-16", "it is UTF-16 text (Excel calls it Unicode Text).", "Save it as CSV UTF-8.")
    if head.startswith(OLE):
        found = "it is an Excel workbook in the old format (.xls), or one with a password."
        return whole_file("old Excel", found, "In Excel save it as Excel Workbook (.xlsx) without a password.")
    return whole_file("binary file", "it is not a text file.", "Land CSV, Excel (.xlsx) or Parquet, or a register.")
