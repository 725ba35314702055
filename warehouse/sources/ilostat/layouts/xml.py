"""Which XML is SDMX-ML.

Owns: telling SDMX-ML from a web page, and its structures from its data, without importing the library that reads it.
Never: parses XML.
"""

import re

_HEAD = 8000
_ERROR = re.compile(r"<(?:\w+:)?Error[ >]")
_TEXT = re.compile(r"<(?:\w+:)?Text[^>]*>([^<]*)<")
_DATA = ("GenericData", "StructureSpecificData", "GenericTimeSeriesData", "StructureSpecificTimeSeriesData")


def is_sdmx_ml(text: str) -> bool:
    """Whether a text begins as an SDMX-ML message."""
    return text.startswith("<") and "sdmx.org/resources/sdmxml" in text[:_HEAD]


def is_structure(text: str) -> bool:
    """Whether an SDMX-ML message holds structures such as code lists, and no data."""
    head = text[:_HEAD]
    return not any(f"{mark}{name}" in head for name in _DATA for mark in (":", "<"))


def sdmx_error(text: str) -> str | None:
    """What a service says in place of data; None where the message is no error."""
    if not _ERROR.search(text[:_HEAD]):
        return None
    found = _TEXT.search(text[:_HEAD])
    return found[1].strip() if found else "no reason is given"
