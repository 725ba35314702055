"""Which source reads a file.

Owns: the order in which sources are asked, by content; a new source is added here.
Never: checks content itself; trusts a name, but to tell an ILOSTAT workbook from a register.
"""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet

from warehouse.received import Received
from warehouse.rejected import FileRefusedError, Refusal, whole_file
from warehouse.settings import Settings
from warehouse.snapshots import REGISTER_COLUMNS, incoming
from warehouse.sources.ilostat.dictionaries import read_dictionary
from warehouse.sources.ilostat.names import dataset_of
from warehouse.sources.ilostat.reader import read_observations
from warehouse.sources.ilostat.recognise import recognise as recognise_ilostat
from warehouse.sources.reading import Reading
from warehouse.sources.register.reader import read_register
from warehouse.sources.register.reader import recognise as recognise_register
from warehouse.spelling import shorten

_HEAD = 4096


def looks_like_register(path: Path) -> bool:
    """Whether the file is a milestone register, or a spreadsheet meant to be one."""
    is_ilostat = path.suffix.lower() in {".xlsx", ".xls"} and dataset_of(path) is not None
    with path.open("rb") as handle:
        return not is_ilostat and recognise_register(path, handle.read(_HEAD))


def read_source(
    settings: Settings, received: Received, today: date, *, is_register: bool
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
        return read_observations(received, settings, folder), None
    start = shorten(" ".join(received.head[:400].decode("utf-8", errors="replace").split()))
    raise whole_file(
        "unknown file",
        f"it is neither an ILOSTAT file nor a milestone register. It begins: {start}",
        "Land an ILOSTAT bulk CSV, an ILOSTAT dictionary, or a register made by dwsc register template.",
    )


def _read_register(settings: Settings, received: Received, today: date) -> tuple[Reading, date | None]:
    read = read_register(received.path, settings, today=today)
    if read.findings:
        findings = tuple(read.findings)
        raise FileRefusedError(Refusal("register rules", findings, len(findings), "register", is_sample=read.is_sample))
    fields = [(name, pa.int64() if name == "row_number" else pa.string()) for name in REGISTER_COLUMNS]
    rows = [row | {"snapshot_id": received.snapshot_id} for row in read.rows]
    prepared = incoming(settings) / f"{received.snapshot_id}.parquet"
    parquet.write_table(pa.Table.from_pylist(rows, schema=pa.schema(fields)), prepared, compression="zstd")
    reading = Reading(
        source="register",
        dataset_code="milestone_reports",
        indicator_code=None,
        frequency_code=None,
        dataset_label=None,
        layout="register",
        prepared=prepared,
        row_count=len(rows),
        key_count=len(rows),
        is_partial=False,
        partial_reason=None,
        is_sample=read.is_sample,
        warnings=(),
    )
    return reading, read.submitted_on
