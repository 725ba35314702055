"""The slow, exact reading of a file in which something is wrong with its lines.

Owns: finding every line whose cells cannot be told apart, and the true line of every other row.
Never: runs on a file that DuckDB read and whose lines add up; gives rows that are loaded.
"""

import csv
import gzip
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet

from warehouse.received import Received
from warehouse.rejected import Finding
from warehouse.sources.ilostat.columns import Header
from warehouse.spelling import shorten

_BATCH = 50_000
_LONGEST_CELL = 2_000_000
_REMEDY = "Correct the line, or download the dataset again."


def split_lines(received: Received, header: Header, target: Path) -> Iterator[Finding]:
    """Find every broken line, and write the other rows as Parquet with the line on which each begins (`place`)."""
    names = (*header.snapshot_names, "place")
    schema = pa.schema([(name, pa.string()) for name in names])
    batch: list[dict[str, object]] = []
    with parquet.ParquetWriter(target, schema) as writer:
        for line, cells in _rows(received):
            finding = _shape(line, cells, len(header.names))
            if finding:
                yield finding
                continue
            values = [cell or None for cell in cells]
            batch.append(dict(zip(names, [*values, f"line {line}"], strict=True)))
            if len(batch) == _BATCH:
                writer.write_table(pa.Table.from_pylist(batch, schema=schema))
                batch = []
        writer.write_table(pa.Table.from_pylist(batch, schema=schema))


def _rows(received: Received) -> Iterator[tuple[int, list[str] | str]]:
    """Each row after the header with its first line; a text in place of cells says why there are none."""
    csv.field_size_limit(_LONGEST_CELL)
    opener = gzip.open if received.is_gzip else open
    with opener(received.path, "rt", encoding="utf-8-sig", newline="") as handle:
        reader = csv.reader(handle, strict=True)
        next(reader)
        while True:
            line = reader.line_num + 1
            try:
                cells: list[str] | str = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                cells = str(error)
            if line <= received.line_count:
                yield line, cells


def _shape(line: int, cells: list[str] | str, wanted: int) -> Finding | None:
    place = f"line {line}"
    if isinstance(cells, str):
        if "field larger" in cells:
            return Finding(place, None, None, "a cell is longer than 2 million characters.", _REMEDY)
        return Finding(place, None, None, "a quotation mark opens or closes in the wrong place.", _REMEDY)
    if not cells:
        return Finding(place, None, None, "the line is empty.", "Remove the line, or download the dataset again.")
    if len(cells) != wanted:
        found = f"the line has {len(cells)} cells; the header has {wanted}."
        return Finding(place, None, shorten(",".join(cells), 500), found, _REMEDY)
    return None
