"""Reading a bulk file while it is still being examined.

Owns: parsing into a table beside the pass over the bytes (decompression, checksums, encoding), and stopping that.
Never: says that a file is good; its table counts only once the whole file was examined and found so.
"""

import contextlib
import gzip
import zlib
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.received import GZIP, HEAD
from warehouse.settings import Settings
from warehouse.sources.ilostat.codes import known
from warehouse.sources.ilostat.columns import Header, first_line, header_findings
from warehouse.sources.ilostat.table import connect, csv_relation, write_table

_STOP_SECONDS = 0.02


@dataclass(frozen=True)
class Table:
    """A table in the making: `finish` waits for it; the connection is free only after that."""

    header: Header
    path: Path
    connection: duckdb.DuckDBPyConnection
    work: "Future[None]"

    def finish(self) -> None:
        """Wait until the table is written.

        Raises:
            duckdb.Error: the file is not strict CSV, or the disk is full.
            SnapshotError: the origin of a landed dictionary is damaged.
        """
        self.work.result()


@contextlib.contextmanager
def making(settings: Settings, source: Path, header: Header, folder: Path, *, is_gzip: bool) -> Iterator[Table]:
    """Make a table in a thread of its own; on leaving, whatever still goes on is stopped.

    Args:
        settings: code lists, landed dictionaries and limits.
        source: the bulk file.
        header: its columns.
        folder: where to write the table; the caller clears it.
        is_gzip: whether it is compressed.
    """
    path = folder / "table.parquet"
    with connect(settings, folder) as connection, ThreadPoolExecutor(1) as thread:

        def work() -> None:
            areas = known(settings, "ref_area")
            write_table(connection, csv_relation(source, header, is_gzip=is_gzip), header, areas, path)

        table = Table(header, path, connection, thread.submit(work))
        try:
            yield table
        finally:
            _stop(table)


@contextlib.contextmanager
def reading_ahead(settings: Settings, source: Path, folder: Path) -> Iterator[Table | None]:
    """Begin with a file whose first line is that of a bulk file; None where it is not, or cannot be told yet."""
    head = head_of(source)
    header = Header(tuple(first_line(head)))
    if header_findings(header.names):
        yield None
        return
    with making(settings, source, header, folder, is_gzip=_is_gzip(source)) as table:
        yield table


def _stop(table: Table) -> None:
    """Interrupt until it has stopped: an interruption between two statements is lost."""
    while not table.work.done():
        table.connection.interrupt()
        with contextlib.suppress(TimeoutError, duckdb.Error):
            table.work.exception(timeout=_STOP_SECONDS)


def _is_gzip(path: Path) -> bool:
    with path.open("rb") as handle:
        return handle.read(len(GZIP)) == GZIP


def head_of(path: Path) -> bytes:
    """The first bytes of a file, unpacked; none where it cannot be read."""
    try:
        opener = gzip.open if _is_gzip(path) else open
        with opener(path, "rb") as handle:
            return bytes(handle.read(HEAD))
    except (OSError, EOFError, zlib.error):
        return b""
