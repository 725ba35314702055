"""DDF, Gapminder's format: one CSV per indicator with area, time and value only.

Owns: reading it as a plain table with ILOSTAT's codes.
Never: passes it off as whole: source, status and notes are not in it.
"""

from collections.abc import Iterator
from pathlib import Path

from warehouse.received import Received
from warehouse.rejected import Finding, whole_file
from warehouse.sources.ilostat.columns import KNOWN, SOURCE, first_line
from warehouse.sources.ilostat.layouts.converted import PLACE, Converted, Row, write_rows
from warehouse.sources.ilostat.names import is_indicator_code
from warehouse.sources.ilostat.text_rows import text_rows

PARTIAL = "DDF holds no source, no status and no notes, so a survey value cannot be told from a modelled one"
_AREAS = ("ref_area", "geo")
_AGAIN = "Download the dataset from ILOSTAT's bulk download as CSV."


def is_ddf(names: list[str]) -> bool:
    """Whether a header is that of DDF data: area, time, and one column named after an indicator in small letters."""
    return _measure(names) is not None


def convert_ddf(received: Received, target: Path) -> Converted:
    """Read the file as a plain table; every row stands without source, status and notes.

    Raises:
        FileRefusedError: it has no rows.
    """
    columns = first_line(received.head)
    findings: list[Finding] = []
    names = ("ref_area", "indicator", "time", "obs_value")
    if not write_rows(target, names, _rows(received, columns, findings)):
        raise whole_file("no rows", "it has a header and no rows.", _AGAIN, SOURCE)
    return Converted(target, names, "ddf", PARTIAL, findings=tuple(findings))


def _rows(received: Received, columns: list[str], findings: list[Finding]) -> Iterator[Row]:
    measure = _measure(columns) or ""
    area, time, value = (columns.index(name) for name in (_area(columns), "time", measure))
    for line, cells in text_rows(received, SOURCE, _AGAIN):
        place = f"line {line}"
        if len(cells) == len(columns):
            row = {"ref_area": cells[area].upper(), "time": cells[time], "obs_value": cells[value]}
            yield row | {"indicator": measure.upper(), PLACE: place}
        else:
            found = f"the line has {len(cells)} cells; the header has {len(columns)}."
            findings.append(Finding(place, None, ",".join(cells), found, _AGAIN))


def _area(columns: list[str]) -> str:
    return next(name for name in _AREAS if name in columns)


def _measure(names: list[str]) -> str | None:
    if not {*_AREAS} & set(names) or "time" not in names or "obs_value" in names:
        return None
    others = [name for name in names if name not in {*_AREAS, "time", *KNOWN}]
    plain = [
        name for name in others if name == name.lower() and name.count("_") >= 2 and is_indicator_code(name.upper())
    ]
    return plain[0] if len(plain) == len(others) == 1 and len(names) == 3 else None
