"""ILOSTAT dictionaries: the codes of a variable and their labels, from CSV, JSON or SDMX code lists.

Owns: checking a dictionary and preparing it as Parquet.
Never: merges dictionaries (each is a snapshot of its own; the newest wins where labels are resolved).
"""

from collections.abc import Iterator
from pathlib import Path

from warehouse.raw_rows import write_rows
from warehouse.raw_tables import DICTIONARY_COLUMNS
from warehouse.received import Received
from warehouse.rejected import Finding, refused, whole_file
from warehouse.sources.ilostat.codes import SEVERAL
from warehouse.sources.ilostat.dictionary_rows import AGAIN, SOURCE, Entry, csv_names, entries_of, is_json, json_names
from warehouse.sources.ilostat.names import language_of
from warehouse.sources.ilostat.recognise import dictionary_variable
from warehouse.sources.reading import Reading

MAX_ROWS = 200_000
MAX_BYTES = 50 * 2**20


def read_dictionary(received: Received, folder: Path) -> Reading:
    """Check a dictionary (CSV or JSON) and prepare it as Parquet with the columns of dictionary snapshots.

    A code without a label, and ILOSTAT's nameless first code, are left out with a warning.

    Args:
        received: the file, examined and recognised.
        folder: where to prepare; the caller clears it.

    Raises:
        FileRefusedError: with every error of the file.
        OSError: the disk is full.
    """
    if received.content_bytes > MAX_BYTES:
        raise whole_file("too long", f"it has more than {MAX_BYTES // 2**20} MB.", AGAIN, SOURCE)
    names = json_names(received) if is_json(received) else csv_names(received)
    variable, language = dictionary_variable(names) or "", language_of(received.path)
    return _prepare(received, list(entries_of(received, variable)), (variable, language), folder)


def read_structure(received: Received, folder: Path) -> Reading:
    """Prepare the code lists of an SDMX-ML structure message as one dictionary, in every language that they have.

    Raises:
        FileRefusedError: with every error of the file.
        OSError: the disk is full.
    """
    # sdmx1 takes a second to import; only a file of its kind needs it.
    from warehouse.sources.ilostat.layouts.sdmx_ml import code_labels

    entries = [
        Entry(f"code list of {one.variable}", one.code, one.label, None, one.variable, one.language)
        for one in code_labels(received)
    ]
    variables, languages = {one.variable for one in entries}, {one.language for one in entries}
    variable = (variables.pop() if len(variables) == 1 else None) or SEVERAL
    language = (languages.pop() if len(languages) == 1 else None) or "all"
    return _prepare(received, entries, (variable, language), folder)


def _prepare(received: Received, entries: list[Entry], about: tuple[str, str], folder: Path) -> Reading:
    variable, language = about
    if not entries:
        raise whole_file("no rows", "it has a header and no rows.", AGAIN, SOURCE)
    if len(entries) > MAX_ROWS:
        raise whole_file("too long", f"it has more than {MAX_ROWS:,} rows.", AGAIN, SOURCE)
    findings = list(_findings(entries))
    if findings:
        raise refused("bad rows", *findings, source=SOURCE)
    kept = [entry for entry in entries if entry.code.strip() and entry.label.strip()]
    if not kept:
        raise whole_file("no rows", "none of its rows has a code and a label.", AGAIN, SOURCE)
    rows = [
        (one.variable or variable, one.code, one.label, one.sort_order, one.language or language, received.snapshot_id)
        for one in kept
    ]
    records = [dict(zip(DICTIONARY_COLUMNS, row, strict=True)) for row in rows]
    left_out = len(entries) - len(kept)
    return Reading(
        source=SOURCE,
        dataset_code=f"{variable}_{language}",
        layout="dictionary",
        prepared=write_rows(folder / f"{received.snapshot_id}.parquet", records, DICTIONARY_COLUMNS),
        row_count=len(kept),
        key_count=len(kept),
        is_sample=None,
        warnings=(f"{left_out} rows without a code or a label were left out.",) if left_out else (),
        language=language if language != "all" else None,
    )


def _findings(entries: list[Entry]) -> Iterator[Finding]:
    first: dict[tuple[str | None, str | None, str], str] = {}
    for entry in entries:
        if entry.flaw:
            yield Finding(entry.place, None, entry.label, entry.flaw, AGAIN)
        elif entry.code and entry.key in first:
            found = f"the code already stands on {first[entry.key]}."
            yield Finding(entry.place, None, entry.code, found, "Keep one of the two.")
        elif any(ord(mark) < 32 for mark in f"{entry.code}{entry.label}{entry.sort_order or ''}"):
            yield Finding(entry.place, None, entry.code, "a control character stands inside this line.", AGAIN)
        first.setdefault(entry.key, entry.place)
