"""A release as SDMX: a structure file, and for each dataflow a data message and a table.

Owns: which files there are, and that each is whole and counted before it gets its name.
Never: writes into a release.
"""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from warehouse.disk import disk_trouble
from warehouse.errors import WarehouseError
from warehouse.exchange.choice import Choice, file_stem, refuse_existing, refuse_older, with_datasets
from warehouse.exchange.sdmx.message import write_message
from warehouse.exchange.sdmx.rows import Codes, count, observations
from warehouse.exchange.sdmx.shapes import SHAPES, Shape
from warehouse.exchange.sdmx.structure import write_structures
from warehouse.exchange.sdmx.tables import copied
from warehouse.release.pointer import Release
from warehouse.release.reader import connect


@dataclass(frozen=True)
class Written:
    """What was written: the files, and the number of observations by dataflow."""

    files: tuple[Path, ...]
    observations: dict[str, int]


def export(release: Release, choice: Choice, folder: Path, *, force: bool = False) -> Written:
    """Write the SDMX files of a release into a folder, all of them or none.

    Raises:
        WarehouseError: a code is not in the release, nothing is left of it by the choice, a file is there already, or
            the disk does not take it.
        ReleaseError: the release is too old or damaged.
    """
    stem = file_stem(release, "sdmx", choice)
    if folder.exists() and not folder.is_dir():
        raise WarehouseError(f"{folder} is a file. Choose a folder with --output.")
    with disk_trouble(folder, "writing the SDMX files"), connect(release.database) as connection:
        try:
            return _write(connection, release, choice, folder, stem, force=force)
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            raise refuse_older(release, error) from error


def _write(
    connection: duckdb.DuckDBPyConnection, release: Release, choice: Choice, folder: Path, stem: str, *, force: bool
) -> Written:
    whole = with_datasets(connection, choice)
    expected = {shape: rows for shape in SHAPES if (rows := count(connection, shape, whole))}
    if not expected:
        raise WarehouseError("The release holds no value of these indicators and areas.")
    ends = ["structures.xml", *(f"{one.name}{end}" for one in expected for end in (".xml", ".csv"))]
    names = [f"{stem}_{end}" for end in ends]
    for name in names:
        refuse_existing(folder / name, force=force)
    folder.mkdir(parents=True, exist_ok=True)
    codes = Codes()
    with _beside(folder) as work:
        for shape, rows in expected.items():
            written = _write_shape(connection, release, shape, whole, codes, work / f"{stem}_{shape.name}")
            if written != rows:
                raise WarehouseError(f"{shape.title}: {written:,} of {rows:,} rows were written. Nothing was kept.")
        write_structures(work / names[0], connection, release, codes)
        for name in names:
            (work / name).replace(folder / name)
    return Written(tuple(folder / name for name in names), {shape.name: rows for shape, rows in expected.items()})


def _write_shape(
    connection: duckdb.DuckDBPyConnection, release: Release, shape: Shape, choice: Choice, codes: Codes, stem: Path
) -> int:
    read = observations(connection, shape, choice, codes)
    with Path(f"{stem}.csv").open("w", encoding="utf-8", newline="") as table:
        return write_message(Path(f"{stem}.xml"), release, shape, copied(read, shape, table))


@contextlib.contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """A folder on the same disk that is gone afterwards, so that a file gets its name when it is whole."""
    with TemporaryDirectory(prefix=".dwsc_", dir=folder) as work:
        yield Path(work)
