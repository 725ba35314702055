"""Zipped documents that are the same bytes whenever they are made.

Owns: the dates inside Word and Excel files.
Never: changes what a part of such a file says.
"""

import io
import zipfile
from collections.abc import Mapping

_DAY = (1980, 1, 1, 0, 0, 0)  # the first one that a zip file can say


def same_bytes(content: bytes, changed: Mapping[str, bytes] | None = None) -> bytes:
    """The same document, its parts without the time of writing.

    Args:
        content: a .docx or .xlsx file.
        changed: parts to put in place of those of the same name.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in given.infolist():
            told = zipfile.ZipInfo(entry.filename, _DAY)
            told.compress_type, told.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            made.writestr(told, (changed or {}).get(entry.filename) or given.read(entry))
    return stream.getvalue()
