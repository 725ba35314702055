"""Makes a home with a release of many observations, for the measures that need one.

Owns: one invented file for each dataset of the catalogue, with all areas, groups and items that it may have, and a
target of every statistic for every area.
Never: measures; is given to anyone as data (every row carries the mark of the sample).
"""

import csv
from collections.abc import Sequence
from datetime import date
from itertools import islice, product
from pathlib import Path

import duckdb

from bench.measure import DWSC, ROOT, Measured, once
from bench.registers import targets
from warehouse.release import reader
from warehouse.sampling.observations import MARK
from warehouse.sources.register.plan import read_plan
from warehouse.sources.register.template import write_register

_YEARS = 36  # 1990 to 2025
TARGET_ROWS = 4000  # of one register; a register may have 5,000 rows on all its sheets
_LISTS = ROOT / "seeds" / "code_lists"
# A third of the areas and one cell in 23 have no value; a series moves slowly about a level of its own.
_STATEMENT = """
copy (
    with cells as (
        select
            range as n,
            range % {item_count} as item,
            range // {item_count} % {sex_count} as sex,
            range // {per_area} % {area_count} as area,
            range // {per_year} as period
        from range({rows})
    ),
    placed as (
        select *, hash({seed} * 1000003 + n % {per_year}) % 7000 / 100.0 as level
        from cells
    )
    select
        {areas}[area + 1] as ref_area,
        '{source}:' || (1000 + area) as source,
        '{indicator}' as indicator,
        nullif({sexes}[sex + 1], '') as sex,
        nullif({items_1}[item + 1], '') as classif1,
        nullif({items_2}[item + 1], '') as classif2,
        case
            when {is_quarterly} then (2025 - period // 4) || 'Q' || (4 - period % 4)
            else (2025 - period) || ''
        end as "time",
        case when n % 23 > 0 then
            round((12 + level + period * 0.3 * (1 - 2 * (area % 2)) + hash(n) % 100 / 100.0
                + case when n % 20 = 1 then {revised} else 0 end) * {scale}, 3)
        end as obs_value,
        case when n % 23 = 0 then 'U' end as obs_status,
        null as note_classif,
        'T30:110' as note_indicator,
        'R1:3513_{mark}' as note_source
    from placed
    order by area, sex, item, period
) to '{path}' (header, delimiter ',', compression gzip)
"""


def make(home: Path, observations: int) -> Measured:
    """Put the files of at least `observations` rows and registers with targets into a home, and publish a release.

    Raises:
        SystemExit: no release came of it, or not with all the rows.
    """
    written = fill(home / "landing", observations)
    first = once([DWSC, "run"], DWSC_HOME=str(home))
    with reader.connect(next(home.glob("releases/*/*.duckdb"))) as connection:
        released = connection.execute("select count(*) from indicators.observations").fetchall()[0][0]
    if released != written or any(home.glob("rejected/*")):
        raise SystemExit(f"{home} holds {released:,} observations of {written:,}, or a file was refused: see rejected/")
    return first


def fill(folder: Path, observations: int) -> int:
    """Write the files of at least `observations` rows and registers with targets into a new folder; how many rows."""
    folder.mkdir(parents=True)
    written = write_files(folder, observations)
    _write_registers(folder, "sample")
    return written


def make_next(home: Path, observations: int) -> Measured:
    """Publish a second release of such a home: every third dataset came again, a twentieth of its values revised."""
    write_files(home / "landing", observations, is_next=True)
    return once([DWSC, "run"], DWSC_HOME=str(home))


def make_of_files(home: Path, files: Sequence[Path]) -> Measured:
    """Land real files and registers with targets in a home, and publish a release; what the run took."""
    registers = home / "registers"
    registers.mkdir(parents=True)
    once([DWSC, "land", *files, *_write_registers(registers, "real")], DWSC_HOME=str(home))
    return once([DWSC, "run"], DWSC_HOME=str(home))


def _write_registers(folder: Path, data_kind: str) -> list[Path]:
    plan = read_plan()
    aims = targets(plan)
    reports = [
        {"phase_id": phase, "reporting_period_id": "2025H2", "status": "not_started", "reason": "Not begun"}
        for phase in plan.phases
    ]
    written = []
    for number, part in enumerate(iter(lambda: list(islice(aims, TARGET_ROWS)), [])):
        written.append(folder / f"register_{number}.xlsx")
        write_register(
            written[-1], reports if number == 0 else [], submitted_on=date(2026, 6, 15),
            reporter="Unit A", data_kind=data_kind, further={"Targets": part},
        )  # fmt: skip
    return written


def write_files(folder: Path, observations: int, *, is_next: bool = False) -> int:
    """One file per dataset; the large ones are cut so that all of them have `observations` rows or a few more.

    With `is_next` the next vintage of every third dataset.
    """
    shapes = {row["dataset_code"]: _shape(row) for row in _read(ROOT / "seeds" / "catalogue" / "datasets.csv")}
    areas = [row["reference_area_code"] for row in _read(_LISTS / "reference_areas.csv")]
    sizes = {code: len(sexes) * len(items) * len(areas) for code, (sexes, items) in shapes.items()}
    most = _cut({code: size * _YEARS for code, size in sizes.items()}, observations)
    written = 0
    with duckdb.connect() as connection:
        for seed, (code, (sexes, items)) in enumerate(shapes.items()):
            if is_next and seed % 3:
                continue
            indicator, _, frequency = code.rpartition("_")
            rows = min(sizes[code] * _YEARS, most)
            facts = {
                "item_count": len(items), "sex_count": len(sexes), "area_count": len(areas), "rows": rows,
                "per_area": len(items) * len(sexes), "per_year": sizes[code], "seed": seed, "areas": areas,
                "source": "XA" if "_2" in code else "BA", "indicator": indicator, "sexes": list(sexes),
                "items_1": [pair[0] for pair in items], "items_2": [pair[1] for pair in items],
                "scale": 0.1 if "0882" in code else 1, "is_quarterly": str(frequency == "Q").lower(), "mark": MARK,
                "path": folder / f"{code}-202606{'15' if is_next else '01'}T0500.csv.gz",
                "revised": 0.5 if is_next else 0,
            }  # fmt: skip
            connection.execute(_STATEMENT.format(**facts))
            written += rows
    return written


def _cut(sizes: dict[str, int], wanted: int) -> int:
    """The size at which the large files must be cut so that all files together have the rows that are wanted."""
    most = max(sizes.values())
    least = 0
    while most - least > 1:
        middle = (most + least) // 2
        enough = sum(min(size, middle) for size in sizes.values()) >= wanted
        least, most = (least, middle) if enough else (middle, most)
    return most


def _shape(row: dict[str, str]) -> tuple[tuple[str, ...], list[tuple[str, str]]]:
    """The sexes of a dataset and its pairs of classification items, totals first."""
    parts = row["indicator_code"].split("_")[2:-1]
    sexes = ("SEX_T", "SEX_M", "SEX_F") if "SEX" in parts else ("",)
    families = [part for part in parts if part not in {"SEX", "NOC"}]
    lists = [_items(family) for family in families] + [[""], [""]]
    return sexes, list(product(*lists[:2]))


def _items(family: str) -> list[str]:
    codes = [row["classification_code"] for row in _read(_LISTS / "classifications.csv")]
    return [code for code in codes if code.startswith(f"{family}_")] or [f"{family}_TOTAL"]


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))
