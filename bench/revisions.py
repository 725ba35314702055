"""Measures how long it takes to say what one large vintage changed beside the one before it.

Owns: two generated vintages of one dataset (a tenth of the values changed, a hundredth of the cells gone, as many new),
and the time that dbt takes for the tables of revisions within a whole run.
Never: asserts a time; touches a home other than the one it is given.
"""

import json
from pathlib import Path

import duckdb

from bench.measure import DWSC, once
from warehouse.sampling.areas import area_codes
from warehouse.sampling.observations import MARK

MODELS = ("revisions", "revision_summary", "label_changes")
_DATASET = "EMP_TEMP_SEX_ECO_OCU_NB_A"
# One cell per number: period, area, sex and two classifications; every 13th value is withheld.
_STATEMENT = """
copy (
    with numbered as (
        select
            cell,
            cell % 41 as code_1,
            (cell // 41) % 17 as code_2,
            (cell // 697) % 3 as sex,
            (cell // 2091) % {area_count} as area,
            cell // (2091 * {area_count}) as age,
            cell % 10 = {vintage} as is_changed
        from range({first}, {last}) as cells(cell)
    )
    select
        {areas}[1 + area] as ref_area,
        'BA:' || (950000 + area) as source,
        'EMP_TEMP_SEX_ECO_OCU_NB' as indicator,
        'SEX_' || substring('TMF', cast(1 + sex as integer), 1) as sex,
        'ECO_ISIC4_' || code_1 as classif1,
        'OCU_ISCO08_' || code_2 as classif2,
        2025 - age as "time",
        case when cell % 13 > 0 then ((cell * 7919) % 900001 + case when is_changed then 5 else 0 end) / 1000 end
            as obs_value,
        case when cell % 13 = 0 then 'U' end as obs_status,
        '{mark}' as note_source
    from numbered
) to '{path}' (header, delimiter ',', quote '')
"""


def write_vintages(folder: Path, rows: int) -> list[Path]:
    """Write two vintages of as many rows each; the second lacks the first hundredth and goes on a hundredth further."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for vintage, day in enumerate(("2026-01-10", "2026-02-10")):
        first = vintage * (rows // 100)
        paths.append(folder / f"{_DATASET}-full-{day}.csv")
        facts = {"vintage": vintage, "first": first, "last": first + rows, "path": paths[-1], "mark": MARK}
        duckdb.sql(_STATEMENT.format(**facts, areas=list(area_codes()), area_count=len(area_codes())))
    return paths


def tables(work: Path, rows: int) -> list[str]:
    """Seconds of dbt for each table of revisions, in a whole run over two vintages of `rows` rows each."""
    home = work / f"revisions_{rows}"
    for command in (["land", *write_vintages(home / "files", rows)], ["run"]):
        once([DWSC, *command], DWSC_HOME=str(home))
    found = _seconds_of_models(home)
    lines = [f"## Revisions between two vintages of {rows:,} rows", "", "| table | seconds |", "| --- | ---: |"]
    lines += [f"| indicators.{name} | {found[name]:.2f} |" for name in MODELS]
    return ["\n".join([*lines, f"| together | {sum(found.values()):.2f} |", ""])]


def _seconds_of_models(home: Path) -> dict[str, float]:
    found = {}
    for path in home.glob("runs/*/dbt/*/run_results.json"):
        for result in json.loads(path.read_text())["results"]:
            name = result["unique_id"].rpartition(".")[2]
            if result["unique_id"].startswith("model.") and name in MODELS:
                found[name] = result["execution_time"]
    return found
