"""The whole graph.

Owns: what a run costs when it is the first, when all is built again, when nothing changed, and when one dataset did.
Never: measures a home that was used before.
"""

import os
import subprocess
from pathlib import Path

import duckdb

from bench.measure import DWSC, ROOT, Measured, median, once, table

DATASETS, ROWS = 60, 50_000
_MADE = """
copy (
    with rows as (
        select range as n, range % 6 as item, range // 6 % 3 as sex, range // 18 % 180 as area from range({rows})
    )
    select
        area_code as ref_area,
        'BA:' || (100 + area) as source,
        '{dataset}' as indicator,
        ['SEX_T', 'SEX_M', 'SEX_F'][sex + 1] as sex,
        'ECO_AGGREGATE_' || ['TOTAL', 'AGR', 'MAN', 'CON', 'MKT', 'PUB'][item + 1] as classif1,
        cast(2024 - n // 3240 as varchar) as time,
        case when n % 23 > 0 then round((n * 7919 + {seed}) % 1000000 / 1000.0, 3) end as obs_value,
        case when n % 23 = 0 then 'U' end as obs_status,
        null as note_classif,
        'T30:110' as note_indicator,
        'R1:3513_Z0:1' as note_source
    from rows inner join areas on rows.area = areas.number
    order by n
) to '{path}' (format csv, header, compression gzip)
"""


def tables(work: Path, times: int) -> list[str]:
    """Runs over the sample, and over many datasets of which one changes."""
    return [
        _table("The whole graph on the sample", [_sample(work / f"sample_{number}") for number in range(times)]),
        _table(
            f"The whole graph on the sample and {DATASETS} datasets of {ROWS:,} rows, landing included",
            [_many(work / f"many_{number}") for number in range(times)],
        ),
    ]


def _table(title: str, rounds: list[dict[str, Measured]]) -> str:
    return table(title, {name: median([one[name] for one in rounds]) for name in rounds[0]}, "first run")


def _sample(home: Path) -> dict[str, Measured]:
    environment = {"DWSC_HOME": str(home)}
    _make_sample(environment)
    return {
        "first run": once([DWSC, "run"], **environment),
        "run --full": once([DWSC, "run", "--full"], **environment),
        "nothing changed": once([DWSC, "run"], **environment),
    }


def _many(home: Path) -> dict[str, Measured]:
    environment = {"DWSC_HOME": str(home)}
    _make_sample(environment)
    for number in range(DATASETS):
        _make(home / "landing", number, "20260601T0500", seed=number)
    first = once([DWSC, "run"], **environment)
    full = once([DWSC, "run", "--full"], **environment)
    unchanged = once([DWSC, "run"], **environment)
    _make(home / "landing", DATASETS // 2, "20260615T0500", seed=DATASETS)
    changed = once([DWSC, "run"], **environment)
    return {"first run": first, "run --full": full, "nothing changed": unchanged, "one dataset changed": changed}


def _make_sample(environment: dict[str, str]) -> None:
    subprocess.run([DWSC, "sample"], env=os.environ | environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def _make(folder: Path, number: int, stamp: str, seed: int) -> None:
    """Put one invented dataset into landing/; another seed gives other values for the same cells."""
    dataset = f"EMP_T{number:03}_SEX_ECO_NB"
    with duckdb.connect() as connection:
        areas = ROOT / "seeds" / "code_lists" / "reference_areas.csv"
        connection.execute(
            "create table areas as "
            "select row_number() over (order by reference_area_code) - 1 as number, reference_area_code as area_code "
            f"from read_csv('{areas}', all_varchar = true) where area_type = 'country' order by area_code limit 180"
        )
        path = folder / f"{dataset}_A-{stamp}.csv.gz"
        connection.execute(_MADE.format(rows=ROWS, dataset=dataset, seed=seed, path=path))
