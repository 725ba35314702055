"""Change since baseline of the sample, worked out again in plain Python from the published series and vintages.

Levels, trends, breaks, changes of source and what was first known: each row of a release is taken to pieces and put
together without SQL.
"""

import json
import math
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pytest

from support.first_release import FirstRelease

_CELL = ["dataset_code", "reference_area_code", "sex_code", "classification_1_code", "classification_2_code", "year"]
_AS_OF = 2026


@pytest.fixture(scope="module")
def database(first_release: FirstRelease) -> Path:
    releases = first_release.home / "releases"
    release_id = json.loads((releases / "current.json").read_text())["release_id"]
    return releases / release_id / f"dwsc_{release_id}.duckdb"


def _read(database: Path, sql: str) -> pd.DataFrame:
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(sql).df()


@pytest.fixture(scope="module")
def changes(database: Path) -> pd.DataFrame:
    found = _read(database, "select * from evaluation.change_since_baseline where aggregation_method = 'as_published'")
    return found[found["area_kind"].isin(["country", "ilostat_aggregate"])]


def _group(row: Any) -> str | None:
    """The group that a row of the series is about; nothing where it is more than one dimension away from the total."""
    away = []
    if row.sex_code not in (None, "SEX_T"):
        away.append(f"sex={row.sex_code}")
    for place, code, is_total in (
        (1, row.classification_1_code, row.is_classification_1_total),
        (2, row.classification_2_code, row.is_classification_2_total),
    ):
        if code is not None and is_total is not True:
            away.append(f"classif{place}={code}")
    return None if len(away) > 1 else away[0] if away else "total"


@pytest.fixture(scope="module")
def series(database: Path) -> dict[tuple[str, str, str], list[Any]]:
    """Dataset, area and group → the rows of the series from 2018 on with a value, by year."""
    found = _read(
        database,
        f"select * from indicators.series where frequency_code = 'A' and value is not null and year between 2018 and "
        f"{_AS_OF} order by year",
    )
    found = found.astype(object).where(found.notna(), None)
    rows: dict[tuple[str, str, str], list[Any]] = {}
    for row in found.itertuples(index=False):
        if (group := _group(row)) is not None:
            rows.setdefault((row.dataset_code, row.reference_area_code, group), []).append(row)
    return rows


@pytest.fixture(scope="module")
def vintages(database: Path) -> dict[tuple[Any, ...], list[tuple[int, float]]]:
    """Cell → what each vintage with a value says of it, up to the one that is shown; projections say nothing."""
    columns = ", ".join(f"told.{column}" for column in _CELL)
    found = _read(
        database,
        f"""select {columns}, told.value, told.is_projected, datasets.known_from, datasets.vintage_no
        from indicators.observation_vintages as told
        inner join indicators.datasets as datasets on datasets.snapshot_id = told.snapshot_id
        inner join indicators.datasets as shown on shown.dataset_code = told.dataset_code and shown.is_current
        where told.frequency_code = 'A' and told.value is not null and datasets.vintage_no >= shown.vintage_no""",
    )
    found = found.astype(object).where(found.notna(), None).sort_values("known_from", kind="stable")
    told: dict[tuple[Any, ...], list[tuple[int, float]]] = {}
    for row in found.itertuples(index=False):
        if row.is_projected is not True:
            told.setdefault(tuple(row[: len(_CELL)]), []).append((row.vintage_no, row.value))
    return told


def _same(told: float | None, worked_out: float | None) -> bool:
    if worked_out is None or pd.isna(told):
        return worked_out is None and pd.isna(told)
    return math.isclose(told, worked_out, rel_tol=1e-8, abs_tol=3e-9)


def _mean(values: list[float]) -> float | None:
    return math.fsum(values) / len(values) if values else None


def _slope(points: list[Any]) -> float | None:
    if len(points) < 3:
        return None
    return float(np.polyfit([point.year - 2020 for point in points], [point.value for point in points], 1)[0])


def _less(later: float | None, earlier: float | None) -> float | None:
    return None if later is None or earlier is None else later - earlier


def test_every_row_of_the_sample_is_what_its_values_say(
    changes: pd.DataFrame, series: dict[tuple[str, str, str], list[Any]]
) -> None:
    assert len(changes) > 300
    for row in changes.itertuples():
        every = series[row.dataset_code, row.reference_area_code, row.disaggregation]
        points = [point for point in every if point.is_projected is not True]
        assert row.projected_count == len(every) - len(points)
        before, after = ([p for p in points if p.year < 2023], [p for p in points if p.year >= 2023])
        calm = [point for point in before if point.year not in (2020, 2021)]
        assert (row.before_count, row.before_without_pandemic_count, row.after_count) == (
            len(before), len(calm), len(after)
        )  # fmt: skip
        level = {name: _mean([p.value for p in some]) for name, some in (("b", before), ("c", calm), ("a", after))}
        assert _same(row.before_mean, level["b"])
        assert _same(row.after_mean, level["a"])
        assert _same(row.before_without_pandemic_mean, level["c"])
        assert _same(row.difference, _less(level["a"], level["b"]))
        assert _same(row.difference_without_pandemic, _less(level["a"], level["c"]))
        assert _same(row.before_trend, _slope(before))
        assert _same(row.before_without_pandemic_trend, _slope(calm))
        assert _same(row.after_trend, _slope(after))
        broken = [point.year for point in points[1:] if point.is_break]
        assert ("" if pd.isna(row.break_years) else row.break_years) == "; ".join(str(year) for year in broken)
        border = after[0].year if before and after else None
        assert bool(row.has_break_between) == (border in broken)
        assert bool(row.has_break_before) == any(year < 2023 for year in broken)
        assert bool(row.has_break_after) == any(year >= 2023 and year != border for year in broken)
        sources = [point.source_code for point in points]
        assert row.source_change_count == sum(one != other for one, other in pairwise(sources))
        assert row.is_modelled == any(point.observation_kind == "modelled" for point in points)


def test_what_was_first_known_makes_the_part_that_is_revision(
    changes: pd.DataFrame,
    series: dict[tuple[str, str, str], list[Any]],
    vintages: dict[tuple[Any, ...], list[tuple[int, float]]],
) -> None:
    shared_out = 0
    for row in changes.itertuples():
        points = [
            point
            for point in series[row.dataset_code, row.reference_area_code, row.disaggregation]
            if point.is_projected is not True
        ]
        told = [(point, vintages[tuple(getattr(point, name) for name in _CELL)]) for point in points]
        again = [each for _, each in told if len({vintage for vintage, _ in each}) > 1]
        assert row.known_again_count == len(again)
        known = {name: _mean([each[0][1] for point, each in told if (point.year >= 2023) == is_after])
                 for name, is_after in (("b", False), ("a", True))}  # fmt: skip
        first = _less(known["a"], known["b"])
        if first is None:
            assert row.reason_no_revision_share == "no_difference"
        elif not again:
            assert row.reason_no_revision_share == "one_vintage"
        elif row.difference:
            assert _same(row.revision_part, row.difference - first)
            assert _same(row.revision_share, row.revision_part / row.difference)
            shared_out += abs(row.revision_part) > 0
    assert shared_out > 10
