"""The table of contents by area: which areas ILOSTAT has, and which regions and income groups it counts them to.

Owns: its entries, checking them, and preparing them as Parquet.
Never: decides which grouping counts (dbt_models does), or compares it with our own list of regions.
"""

import csv
import gzip
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from warehouse.raw_rows import write_rows
from warehouse.raw_tables import AREA_COLUMNS
from warehouse.received import Received
from warehouse.rejected import Finding, refused, whole_file
from warehouse.sources.ilostat.contents import last_update, rows_of, text_of
from warehouse.sources.ilostat.contents_table import MAX_BYTES, language_of_words
from warehouse.sources.ilostat.names import language_of
from warehouse.sources.reading import Reading
from warehouse.spelling import iso

SOURCE = "ilostat_areas"
_AGAIN = "Download the table of contents by area (metadata/toc/ref_area) again from ILOSTAT."
_COLUMNS = {
    "entry_id": "id",
    "reference_area_code": "ref_area",
    "reference_area_label": "ref_area.label",
    "frequency_code": "freq",
    "frequency_label": "freq.label",
    "data_start": "data.start",
    "data_end": "data.end",
    "last_update": "last.update",
    "row_count": "n.records",
    "row_count_all": "n.records.all",
    "indicator_count": "n.indicator",
    "income_group_code": "wb_income_group",
    "income_group_label": "wb_income_group.label",
    "region_code": "ilo_region",
    "region_label": "ilo_region.label",
    "subregion_broad_code": "ilo_subregion_broad",
    "subregion_broad_label": "ilo_subregion_broad.label",
    "subregion_detailed_code": "ilo_subregion_detailed",
    "subregion_detailed_label": "ilo_subregion_detailed.label",
}
_GROUPS = ("income_group_code", "region_code", "subregion_broad_code", "subregion_detailed_code")
# The code of the same group as an area: ILO_GEO_X06 is X06, ILO_GEO_WB_INC_X02 is X02.
_GROUP_CODE = re.compile(r"(ILO_GEO_)?(WB_INC_)?X[0-9A-Z][0-9]")
_AREA_CODE = re.compile(r"[A-Z][A-Z0-9]{2}")

Entry = Mapping[str, str | None]


def read_area_contents(received: Received, folder: Path) -> Reading:
    """Check a table of contents by area and prepare it as Parquet, one row per area and frequency.

    Args:
        received: the file, examined and recognised.
        folder: where to prepare; the caller clears it.

    Raises:
        FileRefusedError: with every error of the file.
        OSError: the disk is full.
    """
    entries = _entries(received)
    findings = [*_repeated(entries), *_malformed(entries), *_contradictory(entries)]
    if findings:
        raise refused("bad entries", *findings, source=SOURCE)
    times = [last_update(entry["last_update"]) for entry in entries]
    language = language_of_words(entry["frequency_label"] for entry in entries) or language_of(received.path)
    origin = {"language": language, "snapshot_id": received.snapshot_id}
    rows = [
        {**entry, "last_update": iso(time) if time else None, **origin}
        for entry, time in zip(entries, times, strict=True)
    ]
    names_groups = any(entry[group] for entry in entries for group in _GROUPS)
    return Reading(
        source=SOURCE,
        dataset_code=f"ref_area_{language}",
        layout="contents",
        prepared=write_rows(folder / f"{received.snapshot_id}.parquet", rows, AREA_COLUMNS),
        row_count=len(rows),
        key_count=len(rows),
        is_sample=None,
        warnings=() if names_groups else ("It names no region of any area; the list of regions stands as it is.",),
        known_from=max((time for time in times if time), default=None),
        language=language,
    )


def _entries(received: Received) -> list[Entry]:
    if received.content_bytes > MAX_BYTES:
        raise whole_file("too large", f"it has more than {MAX_BYTES // 2**20} MB.", _AGAIN, SOURCE)
    content = received.path.read_bytes()
    try:
        rows = rows_of(gzip.decompress(content) if received.is_gzip else content)
    except (ValueError, RecursionError, csv.Error) as error:
        raise whole_file("table of contents", f"it cannot be read as JSON or CSV ({error}).", _AGAIN, SOURCE) from error
    entries = [entry for entry in map(_entry, rows) if entry["entry_id"] or entry["reference_area_code"]]
    if not entries:
        raise whole_file("no rows", "no entry with an area is in it.", _AGAIN, SOURCE)
    return entries


def _entry(row: Mapping[str, Any]) -> Entry:
    return {name: text_of(row.get(column)) for name, column in _COLUMNS.items()}


def _repeated(entries: list[Entry]) -> list[Finding]:
    counts = Counter((entry["reference_area_code"], entry["frequency_code"]) for entry in entries)
    rule = "this area and frequency stand {} times in the table of contents."
    return [
        Finding("the file", "ref_area", f"{area} {frequency}", rule.format(n), _AGAIN)
        for (area, frequency), n in counts.items()
        if n > 1
    ]


def _malformed(entries: list[Entry]) -> Iterator[Finding]:
    for entry in entries:
        code, name = entry["reference_area_code"], entry["entry_id"]
        if not _AREA_CODE.fullmatch(code or ""):
            yield Finding("the file", "ref_area", code or name, "this is no code of an area.", _AGAIN)
        if last_update(entry["last_update"]) is None:
            yield Finding("the file", "last.update", name or code, "this area has no readable last.update.", _AGAIN)
        for group in _GROUPS:
            if entry[group] and not _GROUP_CODE.fullmatch(str(entry[group])):
                found = f"{code} has it as its group; ILOSTAT's groups look like ILO_GEO_X06."
                yield Finding("the file", _COLUMNS[group], entry[group], found, _AGAIN)


def _contradictory(entries: list[Entry]) -> Iterator[Finding]:
    """An area is in one group of a kind, whatever the frequency of its data."""
    given: dict[tuple[str | None, str], set[str]] = {}
    for entry in entries:
        for group in _GROUPS:
            if entry[group]:
                given.setdefault((entry["reference_area_code"], group), set()).add(str(entry[group]))
    for (area, group), codes in given.items():
        if len(codes) > 1:
            found = f"it is in {' and in '.join(sorted(codes))}; an area is in one group of a kind."
            yield Finding("the file", _COLUMNS[group], area, found, _AGAIN)
