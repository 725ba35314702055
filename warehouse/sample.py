"""The invented sample: files as ILOSTAT, the milestone register and a survey would give them.

Owns: the list of sample files, the as-of date that they are made for, and writing them into a folder.
Never: holds a real figure; depends on the clock, the locale or chance: the same bytes come out every time.

Every row says that it is invented: ILOSTAT files carry the note Z0:1 ("Invented sample data") in `note_source`,
registers and surveys their data kind. docs/sample.md tells what is in the sample and what story its register tells.
"""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from warehouse.sampling.bulk import write_bulk
from warehouse.sampling.datasets import DATASETS, Dataset
from warehouse.sampling.editions import EDITIONS, Edition
from warehouse.sampling.evaluations import write_evaluations
from warehouse.sampling.layouts import content, gzip_stored
from warehouse.sampling.observations import Row
from warehouse.sampling.observations import rows as sample_rows
from warehouse.sampling.registers import write_registers
from warehouse.sampling.surveys import write_surveys

SAMPLE_AS_OF = date(2026, 6, 30)


def write_sample(folder: Path, *, rows: int | None = None) -> list[Path]:
    """Write the sample's files into `folder`, which is made when it is missing.

    Args:
        folder: where the files go, such as the landing folder of a sample home.
        rows: reach this number of observations in all, by adding large datasets; None or a smaller number adds none.

    Returns:
        The files written, in the order of their names.
    """
    # The files appear in the folder whole, all at the end, because a sensor may be watching it.
    with TemporaryDirectory(dir=_made(folder), prefix=".sample.", suffix=".part") as unfinished:
        return sorted(path.replace(folder / path.name) for path in _write_all(Path(unfinished), rows))


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _write_all(folder: Path, rows: int | None) -> list[Path]:
    paths, count = [*write_registers(folder), *write_surveys(folder), *write_evaluations(folder)], 0
    for edition in EDITIONS:
        observations = list(sample_rows(_dataset(edition.dataset_code), edition))
        paths.append(_write_file(folder, edition, observations))
        count += len(observations)
    if rows is not None and rows > count:
        paths += write_bulk(folder, rows - count)
    return paths


def _write_file(folder: Path, edition: Edition, observations: list[Row]) -> Path:
    data = content(observations, edition)
    path = folder / edition.file_name
    path.write_bytes(gzip_stored(data, edition.stamp) if path.suffix == ".gz" else data)
    return path


def _dataset(code: str) -> Dataset:
    return next(dataset for dataset in DATASETS if dataset.code == code)
