"""The invented sample: files as ILOSTAT and the milestone register would give them.

Owns: the list of sample files, the as-of date that they are made for, and writing them into a folder.
Never: holds a real figure; depends on the clock, the locale or chance: the same bytes come out every time.

Every row says that it is invented: ILOSTAT files carry the note Z0:1 ("Invented sample data") in `note_source`,
the register its data kind. docs/sample.md tells what is in the sample and what story its register tells.
"""

from datetime import date
from pathlib import Path

from warehouse.sampling.bulk import write_bulk
from warehouse.sampling.datasets import DATASETS, Dataset
from warehouse.sampling.editions import EDITIONS, Edition
from warehouse.sampling.layouts import content, gzip_stored
from warehouse.sampling.observations import Row
from warehouse.sampling.observations import rows as sample_rows
from warehouse.sampling.registers import write_registers

SAMPLE_AS_OF = date(2026, 6, 30)


def write_sample(folder: Path, *, rows: int | None = None) -> list[Path]:
    """Write the sample's files into `folder`, which is made when it is missing.

    Args:
        folder: where the files go, such as the landing folder of a sample home.
        rows: reach this number of observations in all, by adding large datasets; None or a smaller number adds none.

    Returns:
        The files written, in the order of their names.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths, count = [], 0
    for edition in EDITIONS:
        observations = list(sample_rows(_dataset(edition.dataset_code), edition))
        paths.append(_write_file(folder, edition, observations))
        count += len(observations)
    if rows is not None and rows > count:
        paths += write_bulk(folder, rows - count)
    return sorted([*paths, *write_registers(folder)])


def _write_file(folder: Path, edition: Edition, observations: list[Row]) -> Path:
    data = content(observations, edition)
    path = folder / edition.file_name
    path.write_bytes(gzip_stored(data, edition.stamp) if path.suffix == ".gz" else data)
    return path


def _dataset(code: str) -> Dataset:
    return next(dataset for dataset in DATASETS if dataset.code == code)
