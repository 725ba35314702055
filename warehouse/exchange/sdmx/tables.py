"""SDMX-CSV 2.0: one line an observation.

Owns: the columns and the first line.
Never: writes a text that a spreadsheet would run (docs/decisions/0023-formulas-in-files.md).
"""

import csv
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TextIO

from warehouse.exchange.sdmx.rows import Observation
from warehouse.exchange.sdmx.shapes import AGENCY, MEASURE, TEXT, TIME, VERSION, Shape
from warehouse.formulas import plain

_INFORMATION = "I"


def copied(observations: Iterable[Observation], shape: Shape, file: TextIO) -> Iterator[Observation]:
    """Hand observations on, each after it was written to the file."""
    writer = csv.writer(
        file, lineterminator="\r\n"
    )  # with a plain end, a carriage return in a text would stay unquoted
    names = [one.id for one in shape.attributes]
    texts = [one.id for one in shape.attributes if one.holds == TEXT]
    writer.writerow(
        ["STRUCTURE", "STRUCTURE_ID", "ACTION", *(one.id for one in shape.dimensions), TIME, MEASURE, *names]
    )
    flow = f"{AGENCY}:{shape.flow_id}({VERSION})"
    for one in observations:
        told = one.attributes
        made = told | {name: _plain(told[name]) for name in texts if name in told}
        values = [made.get(name) for name in names]
        writer.writerow(["dataflow", flow, _INFORMATION, *one.key, one.period, one.value, *values])
        yield one


@lru_cache(maxsize=100_000)
def _plain(text: str) -> str:
    """Most texts come again and again: a source, a note, a unit."""
    return str(plain(text))
