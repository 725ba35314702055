"""Which source reads a file.

Owns: the order in which sources are asked, by content; a new source is added here.
Never: checks content itself; trusts a name, but to tell an ILOSTAT workbook from a register.
"""

import contextlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa

from warehouse.earlier import earlier_reports, earlier_targets
from warehouse.raw_rows import write_rows
from warehouse.received import ZIP, Received
from warehouse.rejected import FileRefusedError, Refusal, whole_file
from warehouse.settings import Settings
from warehouse.snapshots import REGISTER_COLUMNS, incoming
from warehouse.sources.ilostat.ahead import Table, head_of, reading_ahead
from warehouse.sources.ilostat.area_contents import read_area_contents
from warehouse.sources.ilostat.contents_table import read_contents
from warehouse.sources.ilostat.dictionaries import read_dictionary, read_structure
from warehouse.sources.ilostat.layouts.convert import CONVERTED, convert
from warehouse.sources.ilostat.layouts.workbook_kind import ilostat_sheets
from warehouse.sources.ilostat.names import dataset_of
from warehouse.sources.ilostat.reader import read_converted, read_observations
from warehouse.sources.ilostat.recognise import is_list
from warehouse.sources.ilostat.recognise import recognise as recognise_ilostat
from warehouse.sources.reading import Reading
from warehouse.sources.register.columns import MILESTONES
from warehouse.sources.register.reader import read_register
from warehouse.sources.register.reader import recognise as recognise_register
from warehouse.spelling import shorten

_HEAD = 4096


def looks_like_register(path: Path) -> bool:
    """Whether the file is a milestone register, or a spreadsheet meant to be one."""
    with path.open("rb") as handle:
        head = handle.read(_HEAD)
    if not recognise_register(path, head):
        return False
    if head.startswith(ZIP):
        sheets = ilostat_sheets(path)
        return MILESTONES in sheets.titles or not (sheets.has_data or _is_named_dataset(path))
    return not _is_named_dataset(path)


def lists_first(files: Sequence[Path]) -> list[int]:
    """The places of files in the order to land them: dictionaries and tables of contents before what they explain."""
    first = [path.is_file() and is_list(head_of(path)) for path in files] if len(files) > 1 else [True] * len(files)
    return sorted(range(len(files)), key=lambda place: not first[place])


def _is_named_dataset(path: Path) -> bool:
    return path.suffix.lower() in {".xlsx", ".xls"} and dataset_of(path) is not None


def start_reading(
    settings: Settings, path: Path, *, is_register: bool
) -> contextlib.AbstractContextManager[Table | None]:
    """Begin to parse what begins like a bulk file, while it is examined; on leaving, that is stopped."""
    return contextlib.nullcontext() if is_register else reading_ahead(settings, path, incoming(settings))


def read_source(
    settings: Settings, received: Received, today: date, *, is_register: bool, ahead: Table | None = None
) -> tuple[Reading, date | None]:
    """Let the source that the content belongs to check and prepare it.

    Returns:
        What it made of it, and the day a register says that it was handed in.

    Raises:
        FileRefusedError: with every error of the file, or because no source knows it.
    """
    folder = incoming(settings)
    if is_register:
        return _read_register(settings, received, today)
    kind = recognise_ilostat(received)
    if kind == "dictionary":
        return read_dictionary(received, folder), None
    if kind == "observations":
        return read_observations(received, settings, folder, ahead), None
    if kind == "contents":
        return read_contents(received, folder), None
    if kind == "area_contents":
        return read_area_contents(received, folder), None
    if kind == "structure":
        return read_structure(received, folder), None
    if kind in CONVERTED:
        return read_converted(received, convert(kind, received, settings, folder), settings, folder), None
    start = shorten(" ".join(received.head[:400].decode("utf-8", errors="replace").split()))
    raise whole_file(
        "unknown file",
        f"it is neither an ILOSTAT file nor a milestone register. It begins: {start}",
        "Land a file of ILOSTAT (docs/layouts.md lists which), or a register made by dwsc register template.",
    )


def _read_register(settings: Settings, received: Received, today: date) -> tuple[Reading, date | None]:
    read = read_register(
        received.path,
        settings,
        today=today,
        earlier=earlier_reports(settings),
        earlier_targets=earlier_targets(settings),
    )
    if read.findings:
        findings = tuple(read.findings)
        raise FileRefusedError(Refusal("register rules", findings, len(findings), "register", is_sample=read.is_sample))
    rows = [row | {"snapshot_id": received.snapshot_id} for row in read.rows]
    path = incoming(settings) / f"{received.snapshot_id}.parquet"
    reading = Reading(
        source="register",
        dataset_code="milestone_reports",
        layout="register",
        prepared=write_rows(path, rows, REGISTER_COLUMNS, {"row_number": pa.int64()}),
        row_count=len(rows),
        key_count=len(rows),
        is_sample=read.is_sample,
    )
    return reading, read.submitted_on
