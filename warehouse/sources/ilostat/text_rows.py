"""The rows of a small text file of ILOSTAT, read with the csv module.

Owns: opening plain or gzipped CSV, and the line on which each row begins.
Never: reads bulk files (DuckDB does); knows what the cells mean.
"""

import csv
import gzip
from collections.abc import Iterator

from warehouse.received import Received
from warehouse.rejected import Finding, refused

_LONGEST_CELL = 2_000_000


def text_rows(received: Received, source: str, remedy: str) -> Iterator[tuple[int, list[str]]]:
    """Each row after the header that is not empty, with its first line.

    Raises:
        FileRefusedError: a quotation mark stands in the wrong place, or a cell is longer than 2 million characters.
    """
    csv.field_size_limit(_LONGEST_CELL)
    opener = gzip.open if received.is_gzip else open
    with opener(received.path, "rt", encoding="utf-8-sig", newline="") as handle:
        reader = csv.reader(handle, strict=True)
        line = 1
        try:
            for number, cells in enumerate(reader):
                if cells and number:
                    yield line, cells
                line = reader.line_num + 1
        except csv.Error as error:
            rule = "a quotation mark opens or closes in the wrong place."
            if "field larger" in str(error):
                rule = "a cell is longer than 2 million characters."
            raise refused("bad rows", Finding(f"line {line}", None, None, rule, remedy), source=source) from error
