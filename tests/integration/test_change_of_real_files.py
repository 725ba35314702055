"""Change since baseline from real ILOSTAT files, worked out again from the files with pandas.

The second reading takes slopes from numpy's least squares, groups from the list on disk, and what was first known from
the three files of one dataset; it shares no code with dbt.
"""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest

from support import dbt_harness
from support.regions_build import AS_OF, COMPLIANCE, LABOUR_SHARE, POVERTY, raw
from warehouse.inputs import write_inputs
from warehouse.landing import land_paths
from warehouse.settings import PROJECT_ROOT, get_settings

BEFORE, PANDEMIC = range(2018, 2023), (2020, 2021)
LAST_WHOLE_YEAR = AS_OF.year - 1
DENSITY = (
    "ILR_TUMT_NOC_RT_A-filtered-2023-10-18.csv",
    "ILR_TUMT_NOC_RT_A.sdmx-latest-2024-07-29.csv",
    "ILR_TUMT_NOC_RT_A.csv",
)


@pytest.fixture(scope="module")
def changes(regions_built: Path) -> pd.DataFrame:
    with duckdb.connect(str(regions_built / "warehouse.duckdb"), read_only=True) as connection:
        return connection.execute("select * from evaluation.change_since_baseline").df()


@pytest.fixture(scope="module")
def labour_share(real_data: Path) -> pd.DataFrame:
    """The labour income share, one row per area; 2026 is a projection."""
    frame = raw(real_data / LABOUR_SHARE)
    return frame[frame["year"] <= LAST_WHOLE_YEAR].pivot(index="ref_area", columns="year", values="value")


@pytest.fixture(scope="module")
def poverty(real_data: Path) -> pd.DataFrame:
    """Workers in poverty, both sexes and all ages; years after the cutoff are projections."""
    frame = raw(real_data / POVERTY)
    frame = frame[(frame["sex"] == "SEX_T") & (frame["classif1"] == "AGE_YTHADULT_YGE15")]
    return frame.pivot(index="ref_area", columns="year", values="value")


@pytest.fixture(scope="module")
def compliance(real_data: Path) -> pd.DataFrame:
    """Compliance with labour rights, from a file that names its columns otherwise and no source."""
    frame = pd.read_csv(real_data / COMPLIANCE, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    frame["value"] = pd.to_numeric(frame["sdg_0882_noc_rt"].replace({"": None}))
    frame["year"], frame["ref_area"] = frame["time"].astype(int), frame["ref_area"].str.upper()
    return frame.dropna(subset=["value"]).pivot(index="ref_area", columns="year", values="value")


def _of(changes: pd.DataFrame, indicator: str, method: str = "as_published") -> pd.DataFrame:
    found = changes[(changes["indicator_id"] == indicator) & (changes["disaggregation"] == "total")]
    return found[(found["aggregation_method"] == method) & (found["area_kind"] != "without_value")]


def _slope(points: pd.Series) -> float:
    """By least squares over the years as they are, around their mean."""
    years = points.index.to_numpy(dtype=float)
    return float(np.linalg.lstsq(np.column_stack([np.ones(len(years)), years - 2020]), points, rcond=None)[0][1])


def _same(told: float, worked_out: float) -> bool:
    return bool(pd.isna(told) and pd.isna(worked_out)) or told == pytest.approx(worked_out, rel=1e-9, abs=2e-9)


def _check(row: pd.Series, points: pd.Series, better: int | None) -> None:
    points = points.dropna()
    before, after = points[points.index.isin(BEFORE)], points[points.index > max(BEFORE)]
    calm = before[~before.index.isin(PANDEMIC)]
    assert (row["before_count"], row["before_without_pandemic_count"], row["after_count"]) == (
        len(before), len(calm), len(after)
    )  # fmt: skip
    assert row["before_coverage"] == pytest.approx(len(before) / 5, abs=1e-6)
    whole = after[after.index <= LAST_WHOLE_YEAR]
    assert row["after_coverage"] == pytest.approx(len(whole) / (LAST_WHOLE_YEAR - 2022), abs=1e-6)
    for span, found in (("before", before), ("before_without_pandemic", calm), ("after", after)):
        assert _same(row[f"{span}_mean"], found.mean() if len(found) else np.nan)
        assert _same(row[f"{span}_trend"], _slope(found) if len(found) >= 3 else np.nan)
        assert (row[f"reason_no_{span}_trend"] == "fewer_than_3_points") == (len(found) < 3)
    for told, earlier in (("", before), ("_without_pandemic", calm)):
        step = after.mean() - earlier.mean() if len(after) and len(earlier) else np.nan
        assert _same(row[f"difference{told}"], step)
        if better is None or pd.isna(step):
            assert row[f"change_class{told}"] == "not_judged"
        else:
            went = np.sign(round(better * step, 9))
            assert row[f"change_class{told}"] == {1: "better", -1: "worse", 0: "unchanged"}[int(went)]
    if len(after):
        assert (row["after_latest_year"], row["after_latest_value"]) == (after.index[-1], after.iloc[-1])
        if len(before):
            assert (row["baseline_year"], row["baseline_value"]) == (before.index[-1], before.iloc[-1])
            assert _same(row["latest_difference"], after.iloc[-1] - before.iloc[-1])


def test_levels_trends_and_coverage_of_every_area(
    changes: pd.DataFrame, labour_share: pd.DataFrame, compliance: pd.DataFrame
) -> None:
    for indicator, values, better in (("IL17", labour_share, None), ("IL01", compliance, -1)):
        rows = _of(changes, indicator)
        known = values[values[[year for year in values if 2018 <= year <= AS_OF.year]].notna().any(axis="columns")]
        assert set(rows["reference_area_code"]) == set(known.index)
        assert len(rows) > 200
        for _, row in rows.iterrows():
            _check(row, values.loc[row["reference_area_code"]], better)


def test_poverty_counts_estimates_and_leaves_projections_out(changes: pd.DataFrame, poverty: pd.DataFrame) -> None:
    rows = _of(changes, "IL12")
    assert set(rows["value_kind"]) == {"modelled"}
    assert rows["is_modelled"].all()
    for _, row in rows.iterrows():
        points = poverty.loc[row["reference_area_code"]].dropna()
        points = points[(points.index >= 2018) & (points.index <= AS_OF.year)]
        assert row["before_count"] + row["after_count"] + row["projected_count"] == len(points)
        _check(row, points.iloc[: len(points) - int(row["projected_count"])], -1)


@pytest.fixture(scope="module")
def members() -> dict[str, set[str]]:
    """Group → its countries, from our list; the world is all of them."""
    found: dict[str, set[str]] = {"X01": set()}
    with (PROJECT_ROOT / "seeds" / "strategy" / "area_groups.csv").open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            for group in ("X01", line["region_code"], line["subregion_code"]):
                found.setdefault(group, set()).add(line["reference_area_code"])
    return found


def test_composition_is_what_a_fixed_set_of_countries_does_not_show(
    changes: pd.DataFrame, compliance: pd.DataFrame, members: dict[str, set[str]]
) -> None:
    """Over all years that may be published, not those of the strategy alone; both means over the same years."""
    rows = _of(changes, "IL01", "unweighted_mean")
    assert len(rows) > 20
    moved = 0
    for _, row in rows.iterrows():
        group = members[row["reference_area_code"]]
        values = compliance.loc[compliance.index.intersection(sorted(group))]
        values = values[[year for year in values if 2 * values[year].notna().sum() > len(group)]]
        always = values.dropna()
        shown = values[[year for year in values if year >= 2018]]
        before, after = [year for year in shown if year <= 2022], [year for year in shown if year >= 2023]
        step, fixed = (
            each[after].mean().round(6).mean() - each[before].mean().round(6).mean() for each in (values, always)
        )
        assert row["difference"] == pytest.approx(step, abs=1e-6)
        assert row["composition_part"] == pytest.approx(step - fixed, abs=2e-6)
        assert row["fixed_country_count"] == len(always)
        counts = shown.notna().sum()
        assert (row["least_country_count"], row["most_country_count"]) == (counts.min(), counts.max())
        if row["difference"]:
            assert row["composition_share"] == pytest.approx(row["composition_part"] / row["difference"])
        moved += abs(step - fixed) > 1e-6
        assert row["reason_no_revision_share"] == "regional_figure"
        assert row["reason_no_baseline"] == "regional_figure"
    assert moved > 3, "a check over groups that nobody enters or leaves would show nothing"


def test_countries_without_a_value_are_counted_once(
    changes: pd.DataFrame, labour_share: pd.DataFrame, members: dict[str, set[str]]
) -> None:
    counted = changes[changes["area_kind"] == "without_value"].set_index("indicator_id")
    lacking = members["X01"] - set(labour_share[range(2018, 2026)].dropna(how="all").index)
    assert counted.loc["IL17", ["area_count", "reason_no_difference"]].tolist() == [len(lacking), "no_value"]
    assert counted.loc["IL02", ["area_count", "reason_no_difference"]].tolist() == [239, "dataset_not_loaded"]
    assert not counted.index.duplicated().any()


@pytest.fixture(scope="module")
def first_known(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[pd.DataFrame]:
    """Three vintages of trade union density, landed and built up to what was first known."""
    folder = tmp_path_factory.mktemp("density")
    settings = get_settings(home=folder / "home")
    landed = land_paths(settings, [real_data / name for name in DENSITY], known_on=date(2026, 11, 27))
    assert [one.message for one in landed if one.outcome == "refused"] == []
    inputs = write_inputs(settings, "run_1", date(2026, 11, 27))
    chosen = ["--select", "+int_change_points__first_known", "--exclude-resource-type", "unit_test", "test"]
    result = dbt_harness.dbt(
        folder, "build", *chosen, inputs_dir=str(inputs.folder), as_of=AS_OF.isoformat(), is_sample=False
    )
    assert not dbt_harness.problems(result)
    with duckdb.connect(str(folder / "warehouse.duckdb"), read_only=True) as connection:
        yield connection.execute(
            """select points.reference_area_code, points.year, points.value, known.first_known_value,
                known.vintage_count
            from intermediate.int_change_points__observed as points
            inner join intermediate.int_change_points__first_known as known
                on known.snapshot_id = points.snapshot_id and known.row_number = points.row_number"""
        ).df()


def _density(real_data: Path, name: str, area: str, time: str, value: str) -> pd.Series:
    frame = pd.read_csv(real_data / name, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    values = pd.to_numeric(frame[value].replace({"": None}))
    return pd.Series(values.to_numpy(), index=[frame[area], frame[time].astype(int)]).dropna()


def test_what_was_first_known_comes_from_the_earliest_vintage(first_known: pd.DataFrame, real_data: Path) -> None:
    earliest = _density(real_data, DENSITY[0], "ref_area", "time", "obs_value")
    middle = _density(real_data, DENSITY[1], "REF_AREA", "TIME_PERIOD", "OBS_VALUE")
    latest = _density(real_data, DENSITY[2], "ref_area", "time", "obs_value")
    latest = latest[(latest.index.get_level_values(1) >= 2018) & (latest.index.get_level_values(1) <= 2026)]
    assert len(first_known) == len(latest) > 100
    revised = 0
    for row in first_known.itertuples():
        cell = (row.reference_area_code, row.year)
        vintages = [each[cell] for each in (earliest, middle, latest) if cell in each.index]
        assert (row.value, row.first_known_value, row.vintage_count) == (latest[cell], vintages[0], len(vintages))
        revised += row.value != row.first_known_value
    assert 0 < revised < len(first_known)
