"""A table of contents as a snapshot: what ILOSTAT said it had, and when.

Owns: checking a landed table of contents and preparing it as Parquet.
Never: parses it (`contents` does); compares it with what is here.
"""

import csv
import gzip
from collections import Counter
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path

from warehouse.raw_rows import write_rows
from warehouse.raw_tables import CONTENTS_COLUMNS
from warehouse.received import Received
from warehouse.rejected import Finding, refused, whole_file
from warehouse.sources.ilostat.contents import Entry, parse_contents
from warehouse.sources.ilostat.names import language_of
from warehouse.sources.reading import Reading
from warehouse.spelling import iso

SOURCE = "ilostat_contents"
MAX_BYTES = 50 * 2**20
_AGAIN = "Download the table of contents again from ILOSTAT."
_LANGUAGES = {"Annual": "en", "Quarterly": "en", "Monthly": "en", "Annuelle": "fr", "Annuel": "fr",
              "Trimestrielle": "fr", "Mensuelle": "fr", "Anual": "es", "Trimestral": "es", "Mensual": "es"}  # fmt: skip


def read_contents(received: Received, folder: Path) -> Reading:
    """Check a table of contents and prepare it as Parquet with the columns of contents snapshots.

    Args:
        received: the file, examined and recognised.
        folder: where to prepare; the caller clears it.

    Raises:
        FileRefusedError: with every error of the file.
        OSError: the disk is full.
    """
    entries = _entries(received)
    findings = [*_repeated(entries), *_incomplete(entries)]
    if findings:
        raise refused("bad entries", *findings, source=SOURCE)
    language = language_of_words(entry.frequency_label for entry in entries) or language_of(received.path)
    rows = [_row(entry) | {"language": language, "snapshot_id": received.snapshot_id} for entry in entries]
    return Reading(
        source=SOURCE,
        dataset_code=f"indicator_{language}",
        layout="contents",
        prepared=write_rows(folder / f"{received.snapshot_id}.parquet", rows, CONTENTS_COLUMNS),
        row_count=len(rows),
        key_count=len(rows),
        is_sample=None,
        known_from=max((entry.last_update for entry in entries if entry.last_update), default=None),
        language=language,
    )


def _entries(received: Received) -> list[Entry]:
    if received.content_bytes > MAX_BYTES:
        raise whole_file("too large", f"it has more than {MAX_BYTES // 2**20} MB.", _AGAIN, SOURCE)
    content = received.path.read_bytes()
    try:
        return parse_contents(gzip.decompress(content) if received.is_gzip else content)
    except (ValueError, RecursionError, csv.Error) as error:
        raise whole_file("table of contents", f"it cannot be read as JSON or CSV ({error}).", _AGAIN, SOURCE) from error


def _row(entry: Entry) -> dict[str, str | None]:
    values = {one.name: getattr(entry, one.name) for one in fields(entry)}
    texts = {name: None if value is None else str(value) for name, value in values.items()}
    return texts | {"last_update": iso(entry.last_update) if entry.last_update else None}


def _repeated(entries: list[Entry]) -> list[Finding]:
    counts = Counter(entry.dataset_code for entry in entries)
    rule = "this dataset stands {} times in the table of contents."
    return [Finding("the file", "id", code, rule.format(n), _AGAIN) for code, n in counts.items() if n > 1]


def _incomplete(entries: list[Entry]) -> list[Finding]:
    rule = "this dataset has no readable {}; without it nobody can tell whether it changed."
    return [
        Finding("the file", name, entry.dataset_code, rule.format(name), _AGAIN)
        for entry in entries
        for name, value in (("last.update", entry.last_update), ("n.records", entry.row_count))
        if value is None
    ]


def language_of_words(frequency_labels: Iterable[str | None]) -> str | None:
    """The language that most words for a frequency are of; None where they are of none that is known."""
    counts = Counter(_LANGUAGES.get(label or "") for label in frequency_labels)
    return counts.most_common(1)[0][0]
