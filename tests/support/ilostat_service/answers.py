"""One answer of the stand-in, and how it becomes bytes.

Owns: the shape of an answer and its body, streamed: memory does not grow with the rows.
Never: decides what to answer.
"""

import struct
import time
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, count, islice

_BLOCK = 1 << 16
_MADE = count(1)  # the service makes each file anew, so no two have the same time in their header


@dataclass(frozen=True)
class Answer:
    """What is sent.

    Attributes:
        status: of HTTP.
        headers: more of them, or others than usual.
        lines: the file's lines, before compression; None where `body` says it all.
        body: bytes to send as they are.
        is_gzip: whether `lines` are compressed.
        pace: bytes and seconds: so many bytes, then so long a pause, again and again.
        share: how much of the body is sent, as a share of its bytes.
        is_reset: whether the connection is then reset, instead of ended well.
        framing: how the end is told: `chunked`, as the service does; `length`, by a length of `promised` bytes;
            `closed`, only by closing the connection; `broken`, by a chunk that is longer than what comes.
        promised: the length that is told.
    """

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    lines: Iterable[bytes] | None = None
    body: bytes = b""
    is_gzip: bool = False
    pace: tuple[int, float] | None = None
    share: float | None = None
    is_reset: bool = False
    framing: str = "chunked"
    promised: int | None = None

    def pieces(self) -> Iterator[bytes]:
        """The body in pieces, as it goes over the wire."""
        pieces = self._compressed() if self.lines is not None else iter((self.body,))
        if self.share is not None:
            whole = b"".join(pieces)
            pieces = iter((whole[: int(len(whole) * self.share)],))
        return _paced(pieces, *self.pace) if self.pace else pieces

    def _compressed(self) -> Iterator[bytes]:
        blocks = _blocks(self.lines or ())
        return gzipped(blocks) if self.is_gzip else blocks


def gzipped(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """A gzip stream whose header carries another time than any before, as the service's files do."""
    stamp = int(datetime.now(UTC).timestamp()) + next(_MADE)
    yield struct.pack("<4BLBB", 0x1F, 0x8B, 8, 0, stamp, 0, 3)
    packer, checksum, size = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS), 0, 0
    for block in blocks:
        checksum, size = zlib.crc32(block, checksum), size + len(block)
        if packed := packer.compress(block):
            yield packed
    yield packer.flush() + struct.pack("<LL", checksum, size & 0xFFFFFFFF)


def _blocks(lines: Iterable[bytes]) -> Iterator[bytes]:
    remaining = iter(lines)
    for first in remaining:
        yield b"".join(chain((first,), islice(remaining, _BLOCK // 64)))


def _paced(pieces: Iterable[bytes], size: int, seconds: float) -> Iterator[bytes]:
    for piece in pieces:
        for start in range(0, len(piece), size):
            yield piece[start : start + size]
            time.sleep(seconds)
