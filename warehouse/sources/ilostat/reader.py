"""A file of ILOSTAT's observations in, a prepared table or a refusal out.

Owns: the order of the checks of such a file: header, lines, rows, dataset, marks.
Never: writes a snapshot or files a refusal.
"""

import contextlib
from pathlib import Path

import duckdb

from warehouse.received import Received
from warehouse.rejected import FileRefusedError, Refusal, refused, whole_file, write_findings
from warehouse.settings import Settings
from warehouse.sources.ilostat.ahead import Table, making
from warehouse.sources.ilostat.codes import known
from warehouse.sources.ilostat.columns import SOURCE, Header, first_line, header_findings
from warehouse.sources.ilostat.identity import identify, sample_mark
from warehouse.sources.ilostat.layouts.converted import Converted
from warehouse.sources.ilostat.lines import split_lines
from warehouse.sources.ilostat.outside import outside_warnings
from warehouse.sources.ilostat.prepared import Prepared
from warehouse.sources.ilostat.rules import count_errors, find_errors, shown_errors, write_errors
from warehouse.sources.ilostat.stored import quoted
from warehouse.sources.ilostat.table import adds_up, connect, row_count, write_table
from warehouse.sources.ilostat.unknown import unknown_warnings
from warehouse.sources.reading import Reading


def read_observations(received: Received, settings: Settings, folder: Path, ahead: Table | None = None) -> Reading:
    """Check a bulk file and prepare it as Parquet with the columns of ILOSTAT snapshots.

    Args:
        received: the file, examined.
        settings: code lists, landed dictionaries and limits.
        folder: where to prepare; the caller clears it.
        ahead: its table, if making it has begun already.

    Raises:
        FileRefusedError: with every error of the file.
        duckdb.Error, OSError: the disk is full.
    """
    header = _header(received)
    with contextlib.ExitStack() as stack:
        table = ahead
        if table is None or table.header != header:
            is_gzip = received.is_gzip
            table = stack.enter_context(making(settings, received.path, header, folder, is_gzip=is_gzip))
        prepared = _prepare(table, received, settings, folder)
        return _judge(table.connection, prepared, received, settings, layout=header.layout)


def read_converted(received: Received, converted: Converted, settings: Settings, folder: Path) -> Reading:
    """Check a file of another layout, once it was made a plain table, by the rules of a bulk file.

    Args:
        received: the original file, examined.
        converted: the same as a table of text columns, each row with its place in the original.
        settings: code lists, landed dictionaries and limits.
        folder: where to prepare; the caller clears it.

    Raises:
        FileRefusedError: with every error of the file, each at its place in the original.
        duckdb.Error, OSError: the disk is full.
    """
    header = Header(converted.names)
    target, broken = folder / "table.parquet", folder / "broken.csv"
    with connect(settings, folder) as connection:
        areas = known(settings, "ref_area")
        write_table(connection, f"read_parquet({quoted(str(converted.path))})", header, areas, target)
        unread = write_findings(broken, converted.findings) if converted.findings else None
        prepared = Prepared(target, header, places=converted.path, broken=unread, letters=converted.letters)
        return _judge(connection, prepared, received, settings, layout=converted.layout, converted=converted)


def _judge(
    connection: duckdb.DuckDBPyConnection,
    prepared: Prepared,
    received: Received,
    settings: Settings,
    *,
    layout: str,
    converted: Converted | None = None,
) -> Reading:
    # Cells of other layouts did not pass through the examination of the bytes, so each of them is searched.
    has_control = converted is not None or received.has_control
    if find_errors(connection, prepared, settings, has_control=has_control):
        raise FileRefusedError(_bad_rows(connection, prepared.path.parent))
    if prepared.doubt:
        raise whole_file("lines", prepared.doubt, "Correct it, or download the dataset again.", SOURCE)
    identity = identify(connection, prepared, received, known(settings, "indicator"))
    rows = row_count(connection, prepared.relation)
    reason = (converted.partial_reason if converted else None) or identity.partial_reason
    told = converted.warnings if converted else ()
    is_sample = sample_mark(connection, prepared)
    outside = () if is_sample else outside_warnings(settings, identity.indicator_code)
    return Reading(
        source=SOURCE,
        dataset_code=identity.dataset_code,
        indicator_code=identity.indicator_code,
        frequency_code=identity.frequency_code,
        dataset_label=identity.label,
        layout=layout,
        prepared=prepared.path,
        row_count=rows,
        key_count=rows,
        is_partial=reason is not None,
        partial_reason=reason,
        is_sample=is_sample,
        warnings=(*told, *identity.warnings, *outside, *unknown_warnings(connection, prepared, settings)),
        known_from=converted.known_from if converted else None,
        language=converted.language if converted else None,
    )


def _header(received: Received) -> Header:
    names = first_line(received.head)
    findings = header_findings(names)
    if findings:
        raise refused("header", *findings, source=SOURCE)
    if received.is_mixed_line_ends:
        found = "its lines end in different ways, or with a carriage return alone."
        raise whole_file("line ends", found, "Download it again, or save it with one kind of line end.", SOURCE)
    if received.line_count < 2:
        found = "it has a header and no rows; ILOSTAT answers so when a filter matches nothing."
        raise whole_file("no rows", found, "Download the dataset again without that filter.", SOURCE)
    return Header(tuple(names))


def _prepare(table: Table, received: Received, settings: Settings, folder: Path) -> Prepared:
    """The table by the fast way; where its lines do not add up, by the slow way, which says what is wrong with them."""
    header, connection = table.header, table.connection
    try:
        table.finish()
        if adds_up(connection, received, header, table.path):
            return Prepared(table.path, header)
        doubt = "it holds line breaks inside cells, or lines that no reader can tell apart."
    except duckdb.InvalidInputException as error:
        doubt = f"it is not well-formed CSV ({str(error).splitlines()[0]})."
    split, explained, broken = folder / "split.parquet", folder / "explained.parquet", folder / "broken.csv"
    write_findings(broken, split_lines(received, header, split))
    areas = known(settings, "ref_area")
    write_table(connection, f"read_parquet({quoted(str(split))})", header, areas, explained)
    return Prepared(explained, header, split, broken, doubt)


def _bad_rows(connection: duckdb.DuckDBPyConnection, folder: Path) -> Refusal:
    count = count_errors(connection)
    listed = write_errors(connection, folder / "errors.csv") if count > 1 else None
    return Refusal("bad rows", shown_errors(connection), count, source=SOURCE, errors_file=listed)
