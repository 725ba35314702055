"""SDMX-CSV 1.0 as ILOSTAT's SDMX service gives it, and as pandas saves it again.

Owns: its header, the columns that a tool added, and its rows as a plain table.
Never: judges a row; reads SDMX-ML (`sdmx_ml` does).
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from warehouse.received import Received
from warehouse.rejected import Finding, refused, whole_file
from warehouse.sources.ilostat.columns import SOURCE, first_line
from warehouse.sources.ilostat.layouts.converted import PLACE, Converted, Row, write_rows
from warehouse.sources.ilostat.layouts.sdmx_terms import (
    ATTRIBUTES,
    FIXED,
    Prefixer,
    column_names,
    indicator_of,
    is_classification,
    period_of,
)
from warehouse.sources.ilostat.text_rows import text_rows

_NEEDED = ("REF_AREA", "TIME_PERIOD", "OBS_VALUE")
_FLOWS = ("DATAFLOW", "STRUCTURE_ID", "STRUCTURE")
_AGAIN = "Download the series again as SDMX-CSV 1.0, or the dataset as bulk CSV."


def is_sdmx_csv(names: list[str]) -> bool:
    """Whether a header is that of SDMX-CSV."""
    return {"TIME_PERIOD", "OBS_VALUE"} <= set(names) and bool({*_FLOWS} & set(names))


@dataclass
class _Seen:
    findings: list[Finding] = field(default_factory=list)


def convert_sdmx_csv(received: Received, prefixer: Prefixer, target: Path) -> Converted:
    """Read the file as a plain table.

    Raises:
        FileRefusedError: its header cannot be, or it has no rows.
    """
    columns = first_line(received.head)
    _check_header(columns)
    names = column_names(columns)
    seen = _Seen()
    kept = ("indicator", *names.values())
    if not write_rows(target, kept, _rows(received, columns, names, prefixer, seen)):
        found = "it has a header and no rows; the service answers so when a key matches nothing."
        raise whole_file("no rows", found, _AGAIN, SOURCE)
    return Converted(
        path=target, names=kept, layout="sdmx_csv", warnings=_warnings(columns), findings=tuple(seen.findings)
    )


def _check_header(columns: list[str]) -> None:
    findings = [
        Finding("line 1", name, None, f"the column stands {count} times in the header.", _AGAIN)
        for name, count in Counter(columns).items()
        if count > 1
    ]
    findings += [
        Finding("line 1", name, None, "this column is needed and is missing.", _AGAIN)
        for name in _NEEDED
        if name not in columns
    ]
    others = [name for name in columns if is_classification(name)]
    findings += [
        Finding("line 1", name, None, "it is a third classification; ILOSTAT's datasets have two at most.", _AGAIN)
        for name in others[2:]
    ]
    if findings:
        raise refused("header", *findings, source=SOURCE)


def _rows(
    received: Received, columns: list[str], names: dict[str, str], prefixer: Prefixer, seen: _Seen
) -> Iterator[Row]:
    flow = next(name for name in _FLOWS if name in columns and (name != "STRUCTURE" or "STRUCTURE_ID" not in columns))
    for line, cells in text_rows(received, SOURCE, _AGAIN):
        if len(cells) != len(columns):
            found = f"the line has {len(cells)} cells; the header has {len(columns)}."
            seen.findings.append(Finding(f"line {line}", None, ",".join(cells), found, _AGAIN))
            continue
        given = dict(zip(columns, cells, strict=True))
        row: dict[str, str | None] = {name: given[column] or None for column, name in names.items()}
        row |= {name: prefixer.whole(column, row[name]) for column, name in names.items() if _is_coded(column)}
        row["time"] = period_of(row["time"])
        row["indicator"] = indicator_of(given[flow])
        yield row | {PLACE: f"line {line}"}


def _is_coded(column: str) -> bool:
    return column == "SEX" or is_classification(column)


def _warnings(columns: list[str]) -> tuple[str, ...]:
    known = {*FIXED, *ATTRIBUTES, "SEX"}
    added = [name or "the first column" for name in columns if name not in known and not is_classification(name)]
    told = f"Columns that SDMX has not were left out: {', '.join(added)}." if added else None
    return (told,) if told else ()
