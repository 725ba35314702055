"""What the stand-in serves: datasets made by formula, and real files of a folder.

Owns: the lines of each dataset and what the table of contents says of it.
Never: compresses, answers, or reads a file into memory whole.
"""

import csv
import gzip
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from warehouse.settings import PROJECT_ROOT

BOM = b"\xef\xbb\xbf"
FREQUENCIES = {"A": "Annual", "Q": "Quarterly", "M": "Monthly"}
SEXES = ("SEX_T", "SEX_M", "SEX_F")
SECTORS = ("ECO_SECTOR_TOTAL", "ECO_SECTOR_AGR", "ECO_SECTOR_IND", "ECO_SECTOR_SER")
SOURCES = tuple(f"BA:{900 + number}" for number in range(50))
FIRST_YEAR, YEARS = 1996, 30
STARTED = datetime(2026, 9, 20, 7, 29, 34)  # noqa: DTZ001 - the service writes times without a zone
_NOT_WHOLE = ("filtered", "sdmx", "ddf", "latest")


@dataclass(frozen=True)
class Dataset:
    """One dataset as the service holds it now; `dataclasses.replace` makes its next state.

    Attributes:
        code: such as EMP_T001_SEX_ECO_NB_A.
        lines: gives the lines of the file, the header first, each with its line end, for a type (code, label, both).
        row_count: how many data lines `lines` gives.
        last_update: what the table of contents says; no zone.
        stated_rows: what the table of contents says instead of `row_count`.
        label: the indicator's label.
        years: first and last year.
        area_count: how many areas.
    """

    code: str
    lines: Callable[[str], Iterator[bytes]] = field(repr=False)
    row_count: int
    last_update: datetime = STARTED
    stated_rows: int | None = None
    label: str = ""
    years: tuple[int, int] = (FIRST_YEAR, FIRST_YEAR + YEARS - 1)
    area_count: int = 1

    @property
    def indicator(self) -> str:
        """The code without its frequency."""
        return self.code.rpartition("_")[0]

    @property
    def frequency(self) -> str:
        """A, Q or M."""
        return self.code.rpartition("_")[2]


def generated(code: str, rows: int = 60, *, edition: int = 1, last_update: datetime = STARTED) -> Dataset:
    """A dataset by formula: the same code, rows and edition give the same lines on every machine.

    Args:
        code: the dataset's code; its last part tells the frequency.
        rows: how many data lines.
        edition: from one edition to the next every seventh value changes.
        last_update: what the table of contents says.
    """
    frequency = code.rpartition("_")[2]
    per_area = len(SEXES) * len(SECTORS) * len(_periods(frequency))
    return Dataset(
        code=code,
        lines=lambda kind: _generated_lines(code, rows, edition, kind),
        row_count=rows,
        last_update=last_update,
        label=generated_label(code.rpartition("_")[0]),
        area_count=min(-(-rows // per_area), len(areas())),
    )


def many(count: int, rows: int = 60) -> list[Dataset]:
    """Datasets EMP_T001_SEX_ECO_NB_A, EMP_T002_SEX_ECO_NB_A and so on."""
    return [generated(f"EMP_T{number:03d}_SEX_ECO_NB_A", rows) for number in range(1, count + 1)]


def revised(dataset: Dataset, *, edition: int, last_update: datetime | None = None) -> Dataset:
    """A generated dataset with other values; with the same `last.update` unless one is given."""
    return generated(dataset.code, dataset.row_count, edition=edition, last_update=last_update or dataset.last_update)


def stamped(dataset: Dataset, last_update: datetime) -> Dataset:
    """The same rows under another `last.update`: what happens to most national datasets almost daily."""
    return replace(dataset, last_update=last_update)


def generated_label(indicator: str) -> str:
    """The English label of a made-up indicator."""
    return f"Employment by sex and economic activity, series {indicator.split('_')[1]} (thousands)"


@cache
def areas() -> dict[str, str]:
    """Code and name of the countries, from the project's own list, by code."""
    with (PROJECT_ROOT / "seeds" / "code_lists" / "reference_areas.csv").open(encoding="utf-8", newline="") as handle:
        rows = [row for row in csv.DictReader(handle) if not row["reference_area_code"].startswith("X")]
    return {row["reference_area_code"]: row["reference_area_label"] for row in rows}


def regions() -> dict[str, tuple[str, str]]:
    """Country → region and subregion, from the project's own list."""
    with (PROJECT_ROOT / "seeds" / "strategy" / "area_groups.csv").open(encoding="utf-8", newline="") as handle:
        return {
            row["reference_area_code"]: (row["region_code"], row["subregion_code"]) for row in csv.DictReader(handle)
        }


def real_dataset(path: Path, *, last_update: datetime = STARTED) -> Dataset:
    """A real csv or csv.gz file, served as it is whatever type is asked for; the csv module counts its rows."""
    code = path.name.partition(".")[0].partition("-")[0]
    count, found, years, label = 0, set(), set(), code
    with open_text(path) as handle:
        for row in csv.DictReader(io.TextIOWrapper(handle, "utf-8-sig", newline="")):
            count += 1
            found.add(row.get("ref_area") or row.get("ref_area.label"))
            years.add(int(row["time"][:4]))
            label = row.get("indicator.label") or label
    return Dataset(
        code=code,
        lines=lambda _: _file_lines(path),
        row_count=count,
        last_update=last_update,
        label=label,
        years=(min(years), max(years)),
        area_count=len(found),
    )


def real_datasets(folder: Path) -> list[Dataset]:
    """Every whole dataset of a folder that has codes: the stand-in cannot turn labels into what is asked for."""
    paths = [path for path in sorted(folder.glob("*.csv*")) if not any(word in path.name for word in _NOT_WHOLE)]
    return [real_dataset(path) for path in paths if _has_codes(path)]


def _has_codes(path: Path) -> bool:
    with open_text(path) as handle:
        return b"ref_area" in handle.readline().removeprefix(BOM).replace(b'"', b"").rstrip().split(b",")


def open_text(path: Path) -> BinaryIO | gzip.GzipFile:
    """A plain or gzip file, opened for its content."""
    return gzip.open(path) if path.suffix == ".gz" else path.open("rb")


def _file_lines(path: Path) -> Iterator[bytes]:
    with open_text(path) as handle:
        yield from handle


def _periods(frequency: str) -> list[str]:
    parts = {"A": [""], "Q": [f"Q{n}" for n in range(1, 5)], "M": [f"M{n:02d}" for n in range(1, 13)]}[frequency]
    return [f"{year}{part}" for year in range(FIRST_YEAR, FIRST_YEAR + YEARS) for part in parts]


def _generated_lines(code: str, rows: int, edition: int, kind: str) -> Iterator[bytes]:
    columns = ["ref_area", "source", "indicator", "sex", "classif1", "time", "obs_value", "obs_status"]
    names = [name for column in columns for name in _names(column, kind)]
    yield BOM + (",".join(f'"{name}"' for name in names) + "\n").encode()
    shift = sum(code.encode())
    for place, head in enumerate(islice(_heads(code, kind), rows)):
        value, status = _value(place, shift, edition)
        tail = {"code": (f'"{status}"' if status else "",), "label": (_status(status),)}.get(kind)
        cells = ",".join(tail or (f'"{status}"' if status else "", _status(status)))
        yield f"{head},{value},{cells}\n".encode()


def _heads(code: str, kind: str) -> Iterator[str]:
    """The key of each row in order, as text: what stands before the value."""
    indicator, _, frequency = code.rpartition("_")
    periods, subject = _periods(frequency), (indicator, generated_label(indicator))
    for source in SOURCES:
        for area in areas().items():
            for sex in SEXES:
                for sector in SECTORS:
                    pairs = [area, (source, "LFS - Labour Force Survey"), subject]
                    pairs += [(sex, sex_label(sex)), (sector, sector_label(sector))]
                    begun = ",".join(f'"{cell}"' for pair in pairs for cell in _cells(pair, kind))
                    for period in periods:
                        yield f'{begun},"{period}"'


def _value(place: int, shift: int, edition: int) -> tuple[str, str]:
    if place % 23 == 22:
        return "", "U"
    number = (place * 7919 + shift * 131) % 900_000 / 1000
    if place % 7 == 0:
        number += edition
    return f"{number:.3f}".rstrip("0").rstrip("."), "B" if place % 31 == 30 else ""


def _status(code: str) -> str:
    return {"": "", "U": '"Unreliable"', "B": '"Break in series"'}[code]


def sex_label(code: str) -> str:
    """The English label of a sex."""
    return {"SEX_T": "Sex: Total", "SEX_M": "Sex: Male", "SEX_F": "Sex: Female"}[code]


def sector_label(code: str) -> str:
    """The English label of a sector."""
    words = {"TOTAL": "Total", "AGR": "Agriculture", "IND": "Industry", "SER": "Services"}
    return f"Broad sector: {words[code.rpartition('_')[2]]}"


def _names(column: str, kind: str) -> tuple[str, ...]:
    if kind == "code" or column in ("time", "obs_value"):
        return (column,)
    return (f"{column}.label",) if kind == "label" else (column, f"{column}.label")


def _cells(pair: tuple[str, str], kind: str) -> tuple[str, ...]:
    return (pair[0],) if kind == "code" else (pair[1],) if kind == "label" else pair
