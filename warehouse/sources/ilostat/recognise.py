"""What a file is, by its content.

Owns: telling the kinds of ILOSTAT's files apart, and saying what a file is that is none of them.
Never: trusts a file's name; reads past the head, but for the sheets of a workbook and the columns of a Parquet file.
"""

import json

from warehouse.received import PARQUET, Received
from warehouse.rejected import FileRefusedError, whole_file
from warehouse.sources.ilostat.columns import KNOWN, SOURCE, first_line
from warehouse.sources.ilostat.layouts.ddf import is_ddf
from warehouse.sources.ilostat.layouts.sdmx_csv import is_sdmx_csv
from warehouse.sources.ilostat.layouts.xml import is_sdmx_ml, is_structure, sdmx_error
from warehouse.spelling import beginning, shorten, shown

VARIABLES = (
    *("ref_area", "indicator", "sex", "classif1", "classif2", "obs_status"),
    *("note_classif", "note_indicator", "note_source", "source"),
    *("classif_type", "database", "subject", "freq", "rep_var"),
)
_BULK = "Download the dataset from ILOSTAT's bulk download as CSV (type code, label or both)."
_CONTENTS = {"n.records", "last.update", "data.start", "data.end", "n.ref_area", "freq.label"}
# The dictionary of sources says which area each is of.
_BESIDE_CODES = frozenset({"ref_area", "ref_area.label"})
_AREA_CONTENTS = {"n.indicator", "ref_area"}


def recognise(received: Received) -> str | None:
    """Say what a file is, or None when it is nothing of ILOSTAT's.

    Returns:
        `observations` (bulk CSV), `dictionary`, `contents` and `area_contents` (tables of contents), `structure`
        (SDMX-ML code lists), or a layout to convert: `workbook`, `sdmx_csv`, `sdmx_ml`, `ddf`, `parquet`.

    Raises:
        FileRefusedError: it looks like a failed download, or like ILOSTAT's in a form that is not read.
    """
    if received.is_workbook:
        return "workbook"
    if received.head.startswith(PARQUET):
        return "parquet"
    return _by_text(received.head)


def is_list(head: bytes) -> bool:
    """Whether a file that begins so is a dictionary, SDMX code lists or a table of contents."""
    try:
        return _by_text(head) in {"dictionary", "structure", "contents", "area_contents"}
    except FileRefusedError:
        return False


def _by_text(head: bytes) -> str | None:
    text = head.decode("utf-8-sig", errors="replace").lstrip()
    if text.startswith("<"):
        return _markup(text)
    if text.startswith(("{", "[")):
        return _json(text)
    return _by_header([name.strip() for name in first_line(head)])


def _by_header(names: list[str]) -> str | None:
    if dictionary_variable(names):
        return "dictionary"
    if is_sdmx_csv(names):
        return "sdmx_csv"
    if is_ddf(names):
        return "ddf"
    if len(_CONTENTS & set(names)) >= 2:
        return _contents(set(names))
    _refuse_separator(names)
    return "observations" if len(KNOWN & set(names)) >= 2 else None


def dictionary_variable(names: list[str]) -> str | None:
    """The variable whose codes a dictionary lists, by its header `v, v.label, …`; a data file has more than that."""
    for variable in VARIABLES:
        if names[:2] == [variable, f"{variable}.label"] and KNOWN & set(names[2:]) <= _BESIDE_CODES:
            return variable
    return None


def _markup(text: str) -> str:
    error = sdmx_error(text) if is_sdmx_ml(text) else None
    if error:
        found = f"it is an error message of the SDMX service, not data: {shorten(shown(error))}"
        raise whole_file("error message", found, f"Check the key of the series. {_BULK}", SOURCE)
    if is_sdmx_ml(text):
        return "structure" if is_structure(text) else "sdmx_ml"
    raise whole_file("web page", f"it is a web page, not data. {beginning(text)}", f"The download failed. {_BULK}")


def _contents(names: set[str]) -> str:
    return "area_contents" if names >= _AREA_CONTENTS else "contents"


def _refuse_separator(names: list[str]) -> None:
    if len(names) == 1 and (";" in names[0] or "\t" in names[0]):
        separator = "semicolons" if ";" in names[0] else "tabs"
        raise whole_file("separator", f"its cells are separated by {separator}, not by commas.", _BULK, SOURCE)


def _json(text: str) -> str:
    names = _first_names(text)
    if len(_CONTENTS & set(names)) >= 2:
        return _contents(set(names))
    if dictionary_variable(names):
        return "dictionary"
    raise _other_json(text)


def _first_names(text: str) -> list[str]:
    """The names in the first object with any of a list; the text may be only the beginning of the list."""
    decoder, place = json.JSONDecoder(), text.find("{")
    while text.startswith("[") and place >= 0:
        try:
            first, end = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            return []
        if first and isinstance(first, dict):
            return list(first)
        place = text.find("{", end)
    return []


def _other_json(text: str) -> FileRefusedError:
    message = _error_message(text)
    if message:
        found = f"it is an error message of a server, not data: {shorten(shown(message))}"
        return whole_file("error message", found, f"Check the dataset's name. {_BULK}", SOURCE)
    return whole_file("JSON", f"it is JSON, not CSV. {beginning(text)}", _BULK)


def _error_message(text: str) -> str | None:
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return str(content["error"]) if isinstance(content, dict) and "error" in content else None
