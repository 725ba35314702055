"""SDMX-ML messages (generic and structure-specific data, and structures with code lists), read with sdmx1.

Owns: observations of a data message as a plain table, and the codes of a structure message with their labels.
Never: fetches; judges a row.
"""

import contextlib
import gzip
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path

import sdmx
from sdmx.exceptions import ParseError, XMLParseError
from sdmx.message import DataMessage, Message, StructureMessage
from sdmx.model.common import BaseDataSet, BaseObservation

from warehouse.received import Received
from warehouse.rejected import FileRefusedError, whole_file
from warehouse.sources.ilostat.columns import SOURCE
from warehouse.sources.ilostat.layouts.converted import PLACE, Converted, Row, write_rows
from warehouse.sources.ilostat.layouts.sdmx_terms import (
    Prefixer,
    column_names,
    indicator_of,
    is_classification,
    period_of,
)

MAX_BYTES = 200 * 2**20
# sdmx1 checks little of a message and fails in many ways.
_UNREADABLE = (
    *(SyntaxError, XMLParseError, ParseError, LookupError, ValueError, TypeError, AttributeError, AssertionError),
    *(RuntimeError, ArithmeticError),
)
_AGAIN = "Download the series again, best as SDMX-CSV 1.0."
_LISTS = {
    "CL_AREA": "ref_area", "CL_REF_AREA": "ref_area", "CL_SEX": "sex", "CL_OBS_STATUS": "obs_status",
    "CL_SOURCE": "source", "CL_SURVEY": "source", "CL_INDICATOR": "indicator", "CL_NOTE_SOURCE": "note_source",
    "CL_NOTE_INDICATOR": "note_indicator", "CL_NOTE_CLASSIF": "note_classif",
}  # fmt: skip


@dataclass(frozen=True)
class CodeLabel:
    """One code of a code list in one language."""

    variable: str
    code: str
    label: str
    language: str


def convert_sdmx_data(received: Received, prefixer: Prefixer, target: Path) -> Converted:
    """Read a data message as a plain table; places count observations from 1.

    Raises:
        FileRefusedError: it is damaged, or holds no observation.
    """
    message = _message(received)
    if not isinstance(message, DataMessage):
        raise whole_file("SDMX structure", "it is an SDMX message without data.", _AGAIN, SOURCE)
    columns = _columns(message)
    names = column_names(columns)
    kept = ("indicator", *names.values())
    if not write_rows(target, kept, _rows(message, names, prefixer)):
        found = "it is an SDMX message without observations; the service answers so when a key matches nothing."
        raise whole_file("no rows", found, _AGAIN, SOURCE)
    return Converted(path=target, names=kept, layout="sdmx_csv")


def code_labels(received: Received) -> list[CodeLabel]:
    """Every code of a structure message in every language that it has.

    Raises:
        FileRefusedError: it is damaged, or holds no code list.
    """
    message = _message(received)
    lists = message.codelist.values() if isinstance(message, StructureMessage) else ()
    found = [
        CodeLabel(_variable(one.id, [code.id for code in one]), code.id, label, language)
        for one in lists
        for code in one
        for language, label in code.name.localizations.items()
    ]
    if not found:
        raise whole_file("no code list", "it is an SDMX message without a code list.", _AGAIN, SOURCE)
    return found


def _variable(list_id: str, codes: list[str]) -> str:
    """ILOSTAT's variable for a code list; a classification's codes begin with its name (AGE_…)."""
    name = list_id.removeprefix("CL_")
    is_classified = any(code.startswith(f"{name}_") for code in codes)
    return _LISTS.get(list_id) or ("classif1" if is_classified else name.lower())


def _message(received: Received) -> Message:
    if received.content_bytes > MAX_BYTES:
        found = f"it is SDMX-ML of more than {MAX_BYTES // 2**20} MB, which is read whole."
        raise whole_file("too large", found, "Download it as SDMX-CSV 1.0, or the dataset as bulk CSV.", SOURCE)
    opener = gzip.open if received.is_gzip else open
    with opener(received.path, "rb") as handle:
        content = handle.read()
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise whole_file("unsafe XML", "it has a document type, which no SDMX message has.", _AGAIN, SOURCE)
    logging.getLogger("sdmx").setLevel(logging.ERROR)
    try:
        # On broken XML the library prints what it holds.
        with contextlib.redirect_stdout(StringIO()):
            return sdmx.read_sdmx(BytesIO(content))
    except _UNREADABLE as error:
        raise _damaged(error) from error


def _damaged(error: Exception) -> FileRefusedError:
    first = (str(error) or type(error).__name__).splitlines()[0]
    return whole_file("damaged SDMX", f"it is SDMX-ML that cannot be read ({first}).", _AGAIN, SOURCE)


def _columns(message: DataMessage) -> list[str]:
    """Dimensions and attributes in the order in which they come first."""
    columns: dict[str, None] = {}
    for dataset in message.data:
        for one in dataset.obs:
            columns |= dict.fromkeys(_values(one))
    return [*columns, "OBS_VALUE"]


def _values(one: BaseObservation) -> dict[str, str | None]:
    values: dict[str, str | None] = {key: str(value.value) for key, value in one.key.values.items()}
    return values | {key: str(value.value) for key, value in one.attrib.items() if value.value is not None}


def _rows(message: DataMessage, names: dict[str, str], prefixer: Prefixer) -> Iterator[Row]:
    number = 0
    for dataset in message.data:
        indicator = indicator_of(_flow(message, dataset))
        for one in dataset.obs:
            number += 1
            given = _values(one) | {"OBS_VALUE": None if one.value is None else str(one.value)}
            row = {name: given.get(column) for column, name in names.items()}
            for column, name in names.items():
                if column == "SEX" or is_classification(column):
                    row[name] = prefixer.whole(column, row[name])
            row["time"] = period_of(row.get("time"))
            yield row | {"indicator": indicator, PLACE: f"observation {number}"}


def _flow(message: DataMessage, dataset: BaseDataSet) -> str | None:
    for one in (dataset.described_by, dataset.structured_by, message.dataflow):
        if one is not None and one.id:
            return str(one.id)
    return None
