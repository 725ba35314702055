"""SDMX-CSV 2.0: one line an observation.

Owns: the columns and the first line.
Never: writes a text that a spreadsheet would run (docs/decisions/0023-formulas-in-files.md).
"""

import csv
from collections.abc import Iterable, Iterator
from typing import TextIO

from warehouse.exchange.sdmx.rows import Observation
from warehouse.exchange.sdmx.shapes import AGENCY, MEASURE, TIME, VERSION, Shape
from warehouse.formulas import plain

_INFORMATION = "I"


def copied(observations: Iterable[Observation], shape: Shape, file: TextIO) -> Iterator[Observation]:
    """Hand observations on, each after it was written to the file."""
    writer = csv.writer(file, lineterminator="\n")
    names = [one.id for one in shape.attributes]
    writer.writerow(
        ["STRUCTURE", "STRUCTURE_ID", "ACTION", *(one.id for one in shape.dimensions), TIME, MEASURE, *names]
    )
    flow = f"{AGENCY}:{shape.flow_id}({VERSION})"
    for one in observations:
        texts = [plain(one.attributes.get(name)) for name in names]
        writer.writerow(["dataflow", flow, _INFORMATION, *one.key, one.period, one.value, *texts])
        yield one
