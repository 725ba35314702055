"""An ILOSTAT bulk file in, a prepared table or a refusal out.

Owns: the order of the checks of a bulk file: header, lines, rows, dataset, marks.
Never: writes a snapshot or files a refusal.
"""

from pathlib import Path

import duckdb

from warehouse.received import Received
from warehouse.rejected import FileRefusedError, Refusal, refused, whole_file, write_findings
from warehouse.settings import Settings
from warehouse.sources.ilostat.codes import known
from warehouse.sources.ilostat.columns import SOURCE, Header, first_line, header_findings
from warehouse.sources.ilostat.identity import identify, sample_mark
from warehouse.sources.ilostat.lines import split_lines
from warehouse.sources.ilostat.rules import Prepared, count_errors, find_errors, shown_errors, write_errors
from warehouse.sources.ilostat.table import adds_up, connect, csv_relation, quoted, set_areas, write_table
from warehouse.sources.ilostat.unknown import unknown_warnings
from warehouse.sources.reading import Reading


def read_observations(received: Received, settings: Settings, folder: Path) -> Reading:
    """Check a bulk file and prepare it as Parquet with the columns of ILOSTAT snapshots.

    Args:
        received: the file, examined.
        settings: code lists, landed dictionaries and limits.
        folder: where to prepare; the caller clears it.

    Raises:
        FileRefusedError: with every error of the file.
        duckdb.Error, OSError: the disk is full.
    """
    header = _header(received)
    areas = known(settings, "ref_area")
    with connect(settings, folder) as connection:
        set_areas(connection, areas)
        prepared = _prepare(connection, received, header, folder)
        if find_errors(connection, prepared, areas, has_control=received.has_control):
            raise FileRefusedError(_bad_rows(connection, folder))
        if prepared.doubt:
            raise whole_file("lines", prepared.doubt, "Correct it, or download the dataset again.", SOURCE)
        identity = identify(connection, prepared, received, known(settings, "indicator"))
        rows = received.line_count - 1
        return Reading(
            source=SOURCE,
            dataset_code=identity.dataset_code,
            indicator_code=identity.indicator_code,
            frequency_code=identity.frequency_code,
            dataset_label=identity.label,
            layout=header.layout,
            prepared=prepared.path,
            row_count=rows,
            key_count=rows,
            is_partial=identity.partial_reason is not None,
            partial_reason=identity.partial_reason,
            is_sample=sample_mark(connection, prepared),
            warnings=(*identity.warnings, *unknown_warnings(connection, prepared, settings)),
        )


def _header(received: Received) -> Header:
    names = first_line(received.head)
    findings = header_findings(names)
    if findings:
        raise refused("header", *findings, source=SOURCE)
    if received.line_count < 2:
        found = "it has a header and no rows; ILOSTAT answers so when a filter matches nothing."
        raise whole_file("no rows", found, "Download the dataset again without that filter.", SOURCE)
    if received.is_mixed_line_ends:
        found = "its lines end in different ways (some with a carriage return, some without)."
        raise whole_file("line ends", found, "Download it again, or save it with one kind of line end.", SOURCE)
    return Header(tuple(names))


def _prepare(connection: duckdb.DuckDBPyConnection, received: Received, header: Header, folder: Path) -> Prepared:
    """The table by the fast way; where its lines do not add up, by the slow way, which says what is wrong with them."""
    target = folder / f"{received.snapshot_id}.parquet"
    try:
        write_table(connection, csv_relation(received, header), header, received.snapshot_id, target)
        if adds_up(connection, received, header, target):
            return Prepared(target, "row_number + 1", header)
        doubt = "it holds line breaks inside cells, or lines that no reader can tell apart."
    except duckdb.InvalidInputException as error:
        doubt = f"it is not well-formed CSV ({str(error).splitlines()[0]})."
    split, explained, broken = folder / "split.parquet", folder / "explained.parquet", folder / "broken.csv"
    write_findings(broken, split_lines(received, header, split))
    relation = f"read_parquet({quoted(str(split))})"
    write_table(connection, relation, header, received.snapshot_id, explained, extra="line,")
    return Prepared(explained, "line", header, broken, doubt)


def _bad_rows(connection: duckdb.DuckDBPyConnection, folder: Path) -> Refusal:
    count = count_errors(connection)
    listed = write_errors(connection, folder / "errors.csv") if count > 1 else None
    return Refusal("bad rows", shown_errors(connection), count, source=SOURCE, errors_file=listed)
