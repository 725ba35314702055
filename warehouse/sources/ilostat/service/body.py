"""A body on its way in: is it whole, and is it what was asked for, as far as that can be told without parsing?

Owns: the gzip pass (length and checksum), the first line, the count of lines, and telling data from web pages, error
messages and nothing.
Never: keeps more than the first piece in memory; judges a row.
"""

import json
import re
import zlib
from dataclasses import dataclass, field

from warehouse.sources.ilostat.service.trouble import TroubleError
from warehouse.spelling import beginning, shorten, shown

_GZIP = b"\x1f\x8b"
_HEAD = 1 << 16
_STEP = 1 << 20
_STRUCTURE = re.compile(rb"<(\w+:)?Structure[\s>]")
_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Expected:
    """What a body must be: `columns` in its first line (none: JSON, or XML where `is_markup`).

    It has so many rows at least, and so many bytes at most; `promise` says who says so.
    """

    columns: frozenset[str] = frozenset()
    row_count: int | None = None
    promise: str = "the table of contents promises"
    max_bytes: int = 8 * 2**30
    is_markup: bool = False


@dataclass
class Inspection:
    """Looks at a body piece by piece, as it is written to disk, and judges it at the end."""

    expected: Expected
    size: int = 0
    content_size: int = 0
    head: bytes = b""
    newlines: int = 0
    _last: bytes = b""
    _gunzip: "zlib._Decompress | None" = field(default=None, repr=False)

    def feed(self, piece: bytes) -> None:
        """Take the next piece as received.

        Raises:
            TroubleError: the gzip data are damaged, or there is more than is taken here.
        """
        if not self.size and piece.startswith(_GZIP[: len(piece)]):
            self._gunzip = zlib.decompressobj(31)
        self.size += len(piece)
        if self._gunzip is None:
            self._take(piece)
        else:
            self._unpack(piece)

    def end(self) -> None:
        """Judge the whole.

        Raises:
            TroubleError: it is empty, cut off, a web page, an error message, without rows, or short of rows.
        """
        if not self.size:
            raise TroubleError("empty", "ILOSTAT answered with nothing (0 bytes).", may_pass=True)
        if self._gunzip is not None:
            while not self._gunzip.eof and (content := self._gunzip.decompress(b"", _STEP)):
                self._take(content)
            if not self._gunzip.eof:
                raise TroubleError("cut_off", "It ends before its end mark: the answer was cut off.", may_pass=True)
        if not self.content_size:
            raise TroubleError("empty", "ILOSTAT answered with an empty gzip file.", may_pass=True)
        self._judge_head()
        if self.expected.columns:
            self._judge_rows()

    @property
    def row_count(self) -> int:
        """Lines after the first; a line break inside a cell counts too, so it is never too small."""
        return self.newlines + (self._last not in {b"", b"\n"}) - 1

    def _unpack(self, piece: bytes) -> None:
        rest = piece
        while rest and self._gunzip is not None:
            if self._gunzip.eof:
                if not _GZIP.startswith(rest[:2]):
                    raise TroubleError(
                        "damaged", "Something else follows after the end of the gzip data.", may_pass=True
                    )
                self._gunzip = zlib.decompressobj(31)
            try:
                content = self._gunzip.decompress(rest, _STEP)
            except zlib.error as error:
                raise TroubleError("damaged", f"The gzip data are damaged ({error}).", may_pass=True) from error
            rest = self._gunzip.unused_data if self._gunzip.eof else self._gunzip.unconsumed_tail
            self._take(content)

    def _take(self, content: bytes) -> None:
        if not content:
            return
        if not self.content_size and self._gunzip is not None and content.startswith(_GZIP):
            raise TroubleError("damaged", "It is a gzip file inside a gzip file.", may_pass=True)
        self.content_size += len(content)
        if self.content_size > self.expected.max_bytes:
            limit = f"{self.expected.max_bytes:,} bytes"
            raise TroubleError("too_large", f"It holds more than {limit}; DWSC_MAX_FILE_BYTES sets the limit.")
        if len(self.head) < _HEAD:
            self.head += content[: _HEAD - len(self.head)]
        self.newlines += content.count(b"\n")
        self._last = content[-1:]

    def _judge_head(self) -> None:
        text = self.head.removeprefix(_MARK).lstrip()
        if text.startswith(b"<") and not (self.expected.is_markup and _STRUCTURE.search(text)):
            raise web_page(text)
        if text.startswith(b"{") and b'"error"' in text:
            found = f"ILOSTAT answered with an error message: {error_message(text)}."
            raise TroubleError("error_message", found, may_pass=True)
        if self.expected.columns:
            self._judge_columns(text)
        elif not self.expected.is_markup and not text.startswith((b"[", b"{")):
            raise TroubleError("not_json", f"It is no JSON. {beginning(_text(text))}", may_pass=True)

    def _judge_columns(self, text: bytes) -> None:
        first = text.partition(b"\n")[0].decode("utf-8", errors="replace")
        names = {name.strip().strip('"') for name in first.split(",")}
        missing = sorted(self.expected.columns - names)
        if missing:
            found = f"Its first line lacks {', '.join(missing)}. {beginning(_text(text))}"
            raise TroubleError("header", found)

    def _judge_rows(self) -> None:
        if self.row_count < 1:
            raise TroubleError("no_rows", "It has a first line and no rows.", may_pass=True)
        promised = self.expected.row_count
        if promised is not None and self.row_count < promised:
            found = f"It has {self.row_count:,} rows; {self.expected.promise} {promised:,}."
            raise TroubleError("row_count", found)


def web_page(text: bytes) -> TroubleError:
    """The trouble when a web page comes instead of data."""
    return TroubleError(
        "web_page", f"ILOSTAT answered with a web page, not data. {beginning(_text(text))}", may_pass=True
    )


def error_message(text: bytes) -> str:
    """The words of an error message in JSON, or the start of the text."""
    try:
        content = json.loads(text)
    except ValueError:
        return _start(text)
    return shorten(str(content["error"]), 200) if isinstance(content, dict) and "error" in content else _start(text)


def _start(text: bytes) -> str:
    return shorten(shown(" ".join(_text(text).split())))


def _text(start: bytes) -> str:
    return start[:400].decode("utf-8", errors="replace")
