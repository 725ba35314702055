"""A file of another layout as a plain table.

Owns: the shape that every layout is turned into before the rules of a bulk file look at it, and writing it.
Never: judges a row; changes a value but to write a number as text.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet

from warehouse.rejected import Finding

PLACE = "place"
_BATCH = 50_000

Row = Mapping[str, str | None]


@dataclass(frozen=True)
class Converted:
    """A Parquet file of text columns, rows in the order of the original file.

    Attributes:
        path: the Parquet file; its columns are `names` and `place` ("Sheet1!A7", "line 12", "row 5"), all text; an
            empty cell is null.
        names: the columns of a snapshot that the file fills, such as `ref_area_label`.
        layout: what the file was, as an origin says it.
        partial_reason: why it cannot be the whole dataset; None where nothing says so.
        known_from: when the file itself says that its source last changed, in UTC.
        warnings: sentences about what was left out or taken otherwise.
        language: of its labels (`en`, `fr`, `es`); None where it has none or they do not tell.
        findings: cells that could not be read at all; the file is refused for them and for every row rule together.
        letters: the sheet's column ("G") that fills a snapshot column, where `place` is a cell of another one.
    """

    path: Path
    names: tuple[str, ...]
    layout: str
    partial_reason: str | None = None
    known_from: datetime | None = None
    warnings: tuple[str, ...] = ()
    language: str | None = None
    findings: tuple[Finding, ...] = ()
    letters: Mapping[str, str] = field(default_factory=dict)


def write_rows(path: Path, names: Sequence[str], rows: Iterable[Row]) -> int:
    """Write rows as text columns and `place`; blank text becomes null.

    Args:
        path: the Parquet file to make.
        names: the columns besides `place`.
        rows: each with `place` and any of the names.

    Returns:
        How many rows were written.
    """
    columns = (*names, PLACE)
    schema = pa.schema([(name, pa.string()) for name in columns])
    count = 0
    with parquet.ParquetWriter(path, schema) as writer:
        waiting = iter(rows)
        while batch := list(islice(waiting, _BATCH)):
            arrays = [pa.array([row.get(name) or None for row in batch], pa.string()) for name in columns]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
            count += len(batch)
    return count
