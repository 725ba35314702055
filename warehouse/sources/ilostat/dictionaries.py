"""ILOSTAT dictionaries: the codes of one variable and their labels in one language.

Owns: checking a dictionary and preparing it as Parquet.
Never: merges dictionaries (each is a snapshot of its own; the newest wins where labels are resolved).
"""

import csv
import gzip
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet

from warehouse.received import Received
from warehouse.rejected import Finding, refused, whole_file
from warehouse.snapshots import DICTIONARY_COLUMNS
from warehouse.sources.ilostat.columns import first_line
from warehouse.sources.ilostat.names import language_of
from warehouse.sources.ilostat.recognise import dictionary_variable
from warehouse.sources.reading import Reading

SOURCE = "ilostat_dictionaries"
MAX_ROWS = 200_000
_AGAIN = "Download the dictionary again from ILOSTAT."
Row = tuple[int, list[str]]


def read_dictionary(received: Received, folder: Path) -> Reading:
    """Check a dictionary and prepare it as Parquet with the columns of dictionary snapshots.

    A code without a label, and ILOSTAT's nameless first code, are left out with a warning.

    Args:
        received: the file, examined and recognised.
        folder: where to prepare; the caller clears it.

    Raises:
        FileRefusedError: with every error of the file.
        OSError: the disk is full.
    """
    variable = dictionary_variable([name.strip() for name in first_line(received.head)]) or ""
    language = language_of(received.path)
    rows = list(_rows(received))
    if not rows:
        raise whole_file("no rows", "it has a header and no rows.", _AGAIN, SOURCE)
    findings = list(_findings(rows, len(first_line(received.head))))
    if findings:
        raise refused("bad rows", *findings, source=SOURCE)
    kept = [cells for _, cells in rows if cells[0].strip() and cells[1].strip()]
    records = [
        dict(zip(DICTIONARY_COLUMNS, (variable, *_pad(cells), language, received.snapshot_id), strict=True))
        for cells in kept
    ]
    prepared = folder / f"{received.snapshot_id}.parquet"
    schema = pa.schema([(name, pa.string()) for name in DICTIONARY_COLUMNS])
    parquet.write_table(pa.Table.from_pylist(records, schema=schema), prepared, compression="zstd")
    left_out = len(rows) - len(kept)
    return Reading(
        source=SOURCE,
        dataset_code=f"{variable}_{language}",
        indicator_code=None,
        frequency_code=None,
        dataset_label=None,
        layout="dictionary",
        prepared=prepared,
        row_count=len(kept),
        key_count=len(kept),
        is_partial=False,
        partial_reason=None,
        is_sample=None,
        warnings=(f"{left_out} rows without a code or a label were left out.",) if left_out else (),
    )


def _rows(received: Received) -> Iterator[Row]:
    opener = gzip.open if received.is_gzip else open
    with opener(received.path, "rt", encoding="utf-8-sig", newline="") as handle:
        reader = csv.reader(handle)
        next(reader)
        for number, cells in enumerate(reader):
            if number >= MAX_ROWS:
                raise whole_file("too long", f"it has more than {MAX_ROWS:,} rows.", _AGAIN, SOURCE)
            if cells:
                yield reader.line_num, cells


def _findings(rows: list[Row], width: int) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for line, cells in rows:
        place = f"line {line}"
        if len(cells) != width:
            found = f"the line has {len(cells)} cells; the header has {width}."
            yield Finding(place, None, ",".join(cells), found, _AGAIN)
        elif cells[0] in first:
            found = f"the code already stands on line {first[cells[0]]}."
            yield Finding(place, None, cells[0], found, "Keep one of the two.")
        elif not "".join(cells).isprintable() and any(ord(mark) < 32 for mark in "".join(cells)):
            yield Finding(place, None, cells[0], "a control character stands inside this line.", _AGAIN)
        first.setdefault(cells[0], line)


def _pad(cells: list[str]) -> tuple[str, str, str | None]:
    return cells[0], cells[1], cells[2] if len(cells) > 2 else None
