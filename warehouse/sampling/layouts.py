"""Sample rows as bytes, in the layouts of ILOSTAT files.

Owns: column orders, quoting, the byte order mark, and packed files that are the same on every machine.
Never: changes a code or a value.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from datetime import datetime

from warehouse.sampling.editions import Edition
from warehouse.sampling.labels import label
from warehouse.sampling.observations import Row

_BOM = b"\xef\xbb\xbf"
_BLOCK = 65535
_ZIP_TIME = (2023, 7, 1, 0, 0, 0)
_HEAD = {"current": ("ref_area", "source", "indicator"), "r": ("ref_area", "source", "indicator")}
_OLD_HEAD = ("ref_area", "indicator", "source")
_MIDDLE = ("sex", "classif1", "time", "obs_value", "obs_status")
_NOTES = ("note_classif", "note_indicator", "note_source")
_UNLABELLED = ("time", "obs_value")
_ALWAYS = frozenset({"ref_area", "source", "indicator", *_UNLABELLED})


def content(rows: Sequence[Row], edition: Edition) -> bytes:
    """The content before compression: UTF-8, lines end with LF, columns without any value are left out."""
    columns = [column for column in _columns(edition) if column in _ALWAYS or any(getattr(row, column) for row in rows)]
    lines = [_line(_header(columns, edition), [], is_quoted=edition.is_quoted)]
    numbers = [place for place, name in enumerate(_header(columns, edition)) if name in ("obs_value", "best_source")]
    lines += [_line(_fields(row, columns, edition), numbers, is_quoted=edition.is_quoted) for row in rows]
    text = "\n".join(lines) + "\n"
    return (b"" if edition.style == "r" else _BOM) + text.encode()


def gzip_stored(data: bytes, stamp: datetime) -> bytes:
    """A gzip file of `data` in stored blocks, with `stamp` in its header.

    Compressed bytes differ from one build of zlib to the next; stored ones cannot, and the sample never may.
    """
    parts = [struct.pack("<4BLBB", 0x1F, 0x8B, 8, 0, int(stamp.timestamp()), 0, 3)]
    for start in range(0, max(len(data), 1), _BLOCK):
        block = data[start : start + _BLOCK]
        is_last = start + _BLOCK >= len(data)
        parts += [struct.pack("<BHH", is_last, len(block), 0xFFFF ^ len(block)), block]
    return b"".join([*parts, struct.pack("<LL", zlib.crc32(data), len(data) & 0xFFFFFFFF)])


def stored_zip(workbook: bytes) -> bytes:
    """The same workbook, stored instead of compressed with a fixed time on each part (see `gzip_stored`)."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, _ZIP_TIME)
            part.create_system = 3
            new.writestr(part, old.read(name))
    return packed.getvalue()


def _columns(edition: Edition) -> tuple[str, ...]:
    notes = tuple(reversed(_NOTES)) if edition.style == "late_2024" else _NOTES
    return (*_HEAD.get(edition.style, _OLD_HEAD), *_MIDDLE, *notes)


def _header(columns: Iterable[str], edition: Edition) -> list[str]:
    names = [name for column in columns for name in _names(column, edition.layout)]
    return [*names, "best_source"] if edition.style == "r" else names


def _names(column: str, layout: str) -> tuple[str, ...]:
    if layout == "code" or column in _UNLABELLED:
        return (column,)
    return (f"{column}.label",) if layout == "label" else (column, f"{column}.label")


def _fields(row: Row, columns: Iterable[str], edition: Edition) -> list[str]:
    fields: list[str] = []
    for column in columns:
        code: str = getattr(row, column)
        if edition.layout != "label" or column in _UNLABELLED:
            fields.append("NA" if edition.style == "r" and not code else code)
        if edition.layout != "code" and column not in _UNLABELLED:
            fields.append(label(column, code, edition))
    return [*fields, "1"] if edition.style == "r" else fields


def _line(fields: Sequence[str], numbers: Sequence[int], *, is_quoted: bool) -> str:
    if not is_quoted:
        return ",".join(fields)
    return ",".join(
        field if not field or place in numbers else '"' + field.replace('"', '""') + '"'
        for place, field in enumerate(fields)
    )
