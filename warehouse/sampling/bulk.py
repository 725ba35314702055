"""Large invented datasets for benchmarks.

Owns: which large datasets there are, in which order they are added, and the SQL that streams them into gzip files.
Never: holds rows in memory; uses a random or hash function of DuckDB, whose results may change between versions.

A dataset is filled year by year, newest first, with every area, sex and classification code of that year, so that any
number of rows has unique keys and ILOSTAT's structure.
"""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from warehouse.errors import WarehouseError
from warehouse.sampling.areas import area_codes
from warehouse.sampling.observations import MARK

_FIRST_YEAR, _LAST_YEAR = 1990, 2025
_DATE = "20260601T0500"
_SEXES = ("SEX_T", "SEX_M", "SEX_F")
_CODES = {
    "ECO": (
        *(f"ECO_AGGREGATE_{part}" for part in ("TOTAL", "AGR", "MAN", "CON", "MEL", "MKT", "PUB", "X")),
        *(f"ECO_SECTOR_{part}" for part in ("TOTAL", "AGR", "IND", "SER", "X")),
        *(f"ECO_ISIC4_{part}" for part in ("TOTAL", *"ABCDEFGHIJKLMNOPQRSTU", "X")),
    ),
    "STE": (
        *(f"STE_AGGREGATE_{part}" for part in ("TOTAL", "EES", "SLF", "X")),
        *(f"STE_ICSE93_{part}" for part in ("TOTAL", *"123456")),
    ),
    "EDU": (
        *(f"EDU_AGGREGATE_{part}" for part in ("TOTAL", "LTB", "BAS", "INT", "ADV", "X")),
        *(f"EDU_ISCED11_{part}" for part in ("TOTAL", *"012345678", "X")),
    ),
    "OCU": (
        *(f"OCU_ISCO08_{part}" for part in ("TOTAL", *"1234567890", "X")),
        *(f"OCU_SKILL_{part}" for part in ("TOTAL", "L1", "L2", "L3-4", "X")),
    ),
}
_DATASETS = (
    ("EMP_TEMP_SEX_ECO_NB", ("ECO",), "A"),
    ("EMP_TEMP_SEX_STE_OCU_NB", ("STE", "OCU"), "A"),
    ("EMP_TEMP_SEX_STE_ECO_NB", ("STE", "ECO"), "A"),
    ("EMP_TEMP_SEX_ECO_EDU_NB", ("ECO", "EDU"), "A"),
    ("EMP_TEMP_SEX_STE_ECO_NB", ("STE", "ECO"), "Q"),
    ("EMP_TEMP_SEX_ECO_EDU_NB", ("ECO", "EDU"), "Q"),
)

# Every figure is thousands of persons with three decimals, from whole-number arithmetic on the places of its codes; one
# in 23 is withheld and flagged U. A place counts from 0: the row's number, with the faster places divided out of it.
_STATEMENT = """
copy (
    with numbered as (
        select
            n % {code_1_count} as code_1,
            (n // {code_1_count}) % {code_2_count} as code_2,
            (n // {cell_count}) % 3 as sex,
            (n // (3 * {cell_count})) % {area_count} as area,
            n // (3 * {cell_count} * {area_count}) as age,
            n % 23 = 7 as is_withheld,
        from range({rows}) as numbers(n)
    ),
    figures as (
        select
            *,
            (40 + (area * 7919) % 4001)
                * (case when code_1 = 0 then 300 else 3 + (code_1 * 37) % 29 end)
                * (case when code_2 = 0 then 20 else 2 + (code_2 * 11) % 13 end)
                * (300 - age) // (300 * (1 + (sex + 1) // 2)) as thousandths,
        from numbered
    )
    select
        {areas}[1 + area] as ref_area,
        'BA:' || (950000 + area) as source,
        '{indicator}' as indicator,
        {sexes}[1 + sex] as sex,
        {codes_1}[1 + code_1] as classif1,
        {second}
        {period} as "time",
        case when not is_withheld then cast(thousandths / 1000.0 as decimal(18, 3)) end as obs_value,
        case when is_withheld then 'U' end as obs_status,
        'R1:3513_{mark}' as note_source,
    from figures
) to '{path}' (format csv, header, compression gzip, force_quote ({quoted}))
"""


def capacity() -> int:
    """The largest number of rows that all large datasets hold together."""
    return sum(_size(codes, frequency) for _, codes, frequency in _DATASETS)


def write_bulk(folder: Path, rows: int) -> list[Path]:
    """Write large datasets with `rows` rows in all into `folder`; memory stays flat however many there are.

    Raises:
        WarehouseError: the datasets cannot hold so many rows; the message says how many they can.
    """
    if rows > capacity():
        raise WarehouseError(
            f"The large sample datasets hold {capacity():,} rows, not the {rows:,} asked for. Ask for a smaller number."
        )
    written: list[Path] = []
    with duckdb.connect(config={"threads": 2, "memory_limit": "1GB"}) as connection:
        for indicator, codes, frequency in _DATASETS:
            part = min(rows, _size(codes, frequency))
            if part > 0:
                path = folder / f"{indicator}_{frequency}-{_DATE}.csv.gz"
                connection.execute(_statement(path, indicator, codes, frequency, part))
                written.append(path)
            rows -= part
    return written


def write_one(folder: Path, rows: int) -> Path:
    """Write one quarterly dataset of exactly so many rows into `folder`; for benchmarks.

    Raises:
        WarehouseError: the dataset cannot hold so many rows; the message says how many it can.
    """
    indicator, codes, frequency = max(_DATASETS, key=lambda dataset: _size(*dataset[1:]))
    if rows > _size(codes, frequency):
        raise WarehouseError(f"The largest dataset holds {_size(codes, frequency):,} rows. Ask for a smaller number.")
    path = folder / f"{indicator}_{frequency}-{_DATE}.csv.gz"
    with duckdb.connect(config={"threads": 2, "memory_limit": "1GB"}) as connection:
        connection.execute(_statement(path, indicator, codes, frequency, rows))
    return path


def _size(codes: Sequence[str], frequency: str) -> int:
    per_period = len(area_codes()) * len(_SEXES) * len(_CODES[codes[0]]) * (len(_CODES[codes[1]]) if codes[1:] else 1)
    return per_period * (_LAST_YEAR - _FIRST_YEAR + 1) * (4 if frequency == "Q" else 1)


def _statement(path: Path, indicator: str, codes: Sequence[str], frequency: str, rows: int) -> str:
    first, second = _CODES[codes[0]], _CODES[codes[1]] if codes[1:] else ()
    names = ["ref_area", "source", "indicator", "sex", "classif1", *(["classif2"] if second else []), '"time"']
    year = f"cast({_LAST_YEAR} - age as varchar)"
    quarter = f"({_LAST_YEAR} - age // 4) || 'Q' || (4 - age % 4)"
    return _STATEMENT.format(
        path=str(path).replace("'", "''"),
        indicator=indicator,
        mark=MARK,
        rows=rows,
        areas=list(area_codes()),
        area_count=len(area_codes()),
        sexes=list(_SEXES),
        codes_1=list(first),
        code_1_count=len(first),
        code_2_count=max(1, len(second)),
        cell_count=len(first) * max(1, len(second)),
        second=f"{list(second)}[1 + code_2] as classif2," if second else "",
        period=quarter if frequency == "Q" else year,
        quoted=", ".join([*names, "obs_status", "note_source"]),
    )
