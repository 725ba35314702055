"""What a file is, by its content.

Owns: telling ILOSTAT's bulk files and dictionaries from the formats that this version does not read.
Never: trusts a file's name; reads past the head.
"""

import json

from warehouse.received import Received
from warehouse.rejected import FileRefusedError, whole_file
from warehouse.sources.ilostat.columns import KNOWN, SOURCE, first_line
from warehouse.spelling import shorten

VARIABLES = (
    *("ref_area", "indicator", "sex", "classif1", "classif2", "obs_status"),
    *("note_classif", "note_indicator", "note_source", "source"),
)
_BULK = "Download the dataset from ILOSTAT's bulk download as CSV (type code, label or both)."
_CONTENTS = {"n.records", "last.update", "data.start", "data.end", "n.ref_area", "freq.label"}


def recognise(received: Received) -> str | None:
    """Say what a file is: `observations`, `dictionary`, or None when it is nothing of ILOSTAT's.

    Raises:
        FileRefusedError: it is of ILOSTAT, or looks like a failed download, but cannot be read by this version.
    """
    if received.is_workbook:
        raise _workbook()
    text = received.head.decode("utf-8-sig", errors="replace").lstrip()
    if text.startswith("<"):
        start = shorten(" ".join(text.split()))
        raise whole_file("web page", f"it is a web page, not data. It begins: {start}", f"The download failed. {_BULK}")
    if text.startswith(("{", "[")):
        raise _json(text)
    names = [name.strip() for name in first_line(received.head)]
    if dictionary_variable(names):
        return "dictionary"
    _refuse_other_formats(names)
    return "observations" if len(KNOWN & set(names)) >= 2 else None


def dictionary_variable(names: list[str]) -> str | None:
    """The variable whose codes a dictionary lists, by its header `v, v.label[, v.sort]`."""
    for variable in VARIABLES:
        if names[:2] == [variable, f"{variable}.label"] and set(names[2:]) <= {f"{variable}.sort"}:
            return variable
    return None


def _refuse_other_formats(names: list[str]) -> None:
    upper = {"TIME_PERIOD", "OBS_VALUE"}
    if upper <= set(names) and {"DATAFLOW", "STRUCTURE"} & set(names):
        raise whole_file("SDMX-CSV", "it is SDMX-CSV, which this version does not read yet.", _BULK, SOURCE)
    if {"geo", "ref_area"} & set(names) and "time" in names and "obs_value" not in names and _has_ddf_measure(names):
        raise whole_file("DDF", "it is DDF (Gapminder's format), which this version does not read yet.", _BULK, SOURCE)
    if len(_CONTENTS & set(names)) >= 2:
        raise whole_file("table of contents", "it is ILOSTAT's table of contents, which holds no data.", _BULK, SOURCE)
    if len(names) == 1 and (";" in names[0] or "\t" in names[0]):
        separator = "semicolons" if ";" in names[0] else "tabs"
        raise whole_file("separator", f"its cells are separated by {separator}, not by commas.", _BULK, SOURCE)


def _has_ddf_measure(names: list[str]) -> bool:
    measures = [name for name in names if name not in {"geo", "ref_area", "time", *KNOWN}]
    return bool(measures) and all(name == name.lower() and name.count("_") >= 2 for name in measures)


def _json(text: str) -> FileRefusedError:
    if any(f'"{name}"' in text for name in ("n.records", "last.update")):
        found = "it is ILOSTAT's table of contents as JSON, which holds no data."
        return whole_file("table of contents", found, _BULK, SOURCE)
    message = _error_message(text)
    if message:
        found = f"it is an error message of a server, not data: {shorten(message)}"
        return whole_file("error message", found, f"Check the dataset's name. {_BULK}", SOURCE)
    return whole_file("JSON", f"it is JSON, not CSV. It begins: {shorten(' '.join(text.split()))}", _BULK)


def _error_message(text: str) -> str | None:
    try:
        content = json.loads(text)
    except json.JSONDecodeError:
        return None
    return str(content["error"]) if isinstance(content, dict) and "error" in content else None


def _workbook() -> FileRefusedError:
    found = "it is a zip or Excel file and no milestone register; this version does not read ILOSTAT's Excel files yet."
    return whole_file("Excel file", found, _BULK, SOURCE)
