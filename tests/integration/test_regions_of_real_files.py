"""Figures of regions from real ILOSTAT files, worked out again from the files, and held against ILOSTAT's own.

The second reading takes groups from the list on disk and figures from the files, with csv and pandas; it shares no code
with dbt.
"""

import csv
from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from support.regions_build import COMPLIANCE, EMPLOYMENT, INFORMAL, LABOUR_SHARE, POVERTY, raw
from warehouse.settings import PROJECT_ROOT

REGIONS, SUBREGIONS = 5, 20


@pytest.fixture(scope="module")
def figures(regions_built: Path) -> pd.DataFrame:
    with duckdb.connect(str(regions_built / "warehouse.duckdb"), read_only=True) as connection:
        return connection.execute("select * from indicators.regional_aggregates").df()


@pytest.fixture(scope="module")
def members() -> dict[str, set[str]]:
    """Group → its countries, from our list; the world is all of them."""
    found: dict[str, set[str]] = {"X01": set()}
    with (PROJECT_ROOT / "seeds" / "strategy" / "area_groups.csv").open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            for group in ("X01", line["region_code"], line["subregion_code"]):
                found.setdefault(group, set()).add(line["reference_area_code"])
    return found


@pytest.fixture(scope="module")
def employment(real_data: Path) -> pd.DataFrame:
    frame = raw(real_data / EMPLOYMENT)
    return frame[frame["classif1"] == "ECO_AGGREGATE_TOTAL"].pivot(index="ref_area", columns="year", values="value")


def _of(figures: pd.DataFrame, dataset: str, method: str, **where: object) -> pd.DataFrame:
    found = figures[(figures["dataset_code"] == dataset) & (figures["method"] == method)]
    for column, value in ({"disaggregation": "total"} | where).items():
        found = found[found[column] == value]
    return found


def test_our_sums_of_2010_are_ilostats_own(
    figures: pd.DataFrame, members: dict[str, set[str]], employment: pd.DataFrame
) -> None:
    sums = _of(figures, "EMP_2EMP_SEX_ECO_NB_A", "sum", year=2010)
    for kind, count in (("region", REGIONS), ("subregion", SUBREGIONS), ("world", 1)):
        some = sums[sums["group_kind"] == kind]
        assert len(some) == count
        assert some["difference"].abs().max() < 0.05, "thousands of persons; ILOSTAT rounds to one person"
    for row in sums.itertuples():
        countries = employment.index.intersection(sorted(members[row.group_code]))
        present = employment.loc[countries, 2010].dropna()
        assert (row.country_count, row.member_count) == (len(present), len(members[row.group_code]))
        assert row.value == pytest.approx(present.sum(), abs=1e-5)
        assert row.ilostat_value == employment.loc[row.group_code, 2010]


def test_ukraine_is_named_as_missing_in_2022(figures: pd.DataFrame, employment: pd.DataFrame) -> None:
    sums = _of(figures, "EMP_2EMP_SEX_ECO_NB_A", "sum", year=2022)
    equal = sums[sums["difference"].abs() < 0.05]["group_code"]
    assert set(sums["group_code"]) - set(equal) == {"X70", "X60", "X01"}
    assert len(equal) == len(sums) - 3
    eastern = sums[sums["group_code"] == "X70"].iloc[0]
    assert eastern["missing_countries"] == "Ukraine"
    assert (eastern["country_count"], eastern["member_count"]) == (9, 10)
    assert "Ukraine" in sums[sums["group_code"] == "X60"].iloc[0]["missing_countries"].split("; ")
    assert "Ukraine" in sums[sums["group_code"] == "X01"].iloc[0]["missing_countries"].split("; ")
    lacking = employment.loc["X70", 2022] - sums[sums["group_code"] == "X70"]["value"].iloc[0]
    assert lacking == pytest.approx(16_629.4, abs=1), "the employment that ILOSTAT counts for it, in thousands"
    assert not sums["missing_countries"][~sums["group_code"].isin(["X70", "X60", "X01"])].str.contains("Ukraine").any()


def test_what_is_missing_is_measured_by_its_nearest_year(
    figures: pd.DataFrame, members: dict[str, set[str]], employment: pd.DataFrame
) -> None:
    row = _of(figures, "EMP_2EMP_SEX_ECO_NB_A", "sum", year=2022, group_code="X70").iloc[0]
    countries = employment.loc[sorted(members["X70"])]
    last_of_ukraine = countries.loc["UKR"].dropna().iloc[-1]
    present = countries[2022].dropna().sum()
    assert row["covered_weight_share"] == pytest.approx(present / (present + last_of_ukraine), abs=1e-6)
    assert bool(row["is_published"])


def test_few_countries_are_never_published_however_much_they_weigh(figures: pd.DataFrame) -> None:
    row = _of(figures, "EMP_2EMP_SEX_ECO_NB_A", "sum", year=2022, group_code="X34").iloc[0]
    assert (row["country_count"], row["member_count"]) == (2, 5)
    assert row["covered_weight_share"] == 1
    assert (bool(row["is_published"]), row["reason_not_published"]) == (False, "too_few_countries")
    assert row["missing_countries"] == "Bermuda; Greenland; Saint Pierre and Miquelon"


def test_the_labour_share_is_unweighted_and_stands_beside_ilostats(
    figures: pd.DataFrame, members: dict[str, set[str]], real_data: Path
) -> None:
    shares = raw(real_data / LABOUR_SHARE).pivot(index="ref_area", columns="year", values="value")
    means = _of(figures, "SDG_1041_NOC_RT_A", "unweighted_mean")
    assert set(means["year"]) == set(range(2004, 2026)), "2026 is a projection"
    assert means["weight_dataset_code"].isna().all()
    assert means["covered_weight_share"].isna().all()
    assert set(means["modelled_share"]) == {1.0}
    for row in means.itertuples():
        present = shares.loc[shares.index.intersection(sorted(members[row.group_code])), row.year].dropna()
        assert row.value == pytest.approx(present.mean(), abs=1e-6)
        assert row.ilostat_value == shares.loc[row.group_code, row.year]
        assert row.difference == pytest.approx(row.value - row.ilostat_value, abs=1e-6)
        assert bool(row.is_published) == (2 * len(present) > len(members[row.group_code]))
    assert not len(_of(figures, "SDG_1041_NOC_RT_A", "weighted_mean"))


@pytest.fixture(scope="module")
def informal(real_data: Path) -> pd.DataFrame:
    """Informal employment of both sexes, all activities: the versions of the total are equal wherever they coexist."""
    frame = raw(real_data / INFORMAL)
    frame = frame[(frame["sex"] == "SEX_T") & frame["classif1"].str.endswith("_TOTAL")]
    assert (frame.groupby(["ref_area", "year"])["value"].nunique() == 1).all()
    return frame.drop_duplicates(["ref_area", "year"]).pivot(index="ref_area", columns="year", values="value")


def test_shares_of_employment_are_put_together_from_their_parts(
    figures: pd.DataFrame, members: dict[str, set[str]], informal: pd.DataFrame, employment: pd.DataFrame
) -> None:
    weighted = _of(figures, "SDG_0831_SEX_ECO_RT_A", "weighted_mean")
    nearest = employment.ffill(axis="columns").bfill(axis="columns")
    assert len(weighted) > 300
    for row in weighted.itertuples():
        countries = informal.index.intersection(sorted(members[row.group_code]))
        rates = informal.loc[countries, row.year].dropna()
        weights = nearest[row.year].reindex(rates.index).dropna()
        rates = rates[weights.index]
        assert row.value == pytest.approx((rates * weights).sum() / weights.sum(), abs=1e-5)
        assert row.country_count == len(rates)
        everybody = nearest[row.year].reindex(sorted(members[row.group_code])).dropna()
        assert row.covered_weight_share == pytest.approx(weights.sum() / everybody.sum(), abs=1e-6)
        is_enough = 2 * len(rates) > len(members[row.group_code]) and row.covered_weight_share >= 0.65
        assert bool(row.is_published) == is_enough


def test_everybody_of_a_group_is_in_the_figure_or_named(
    figures: pd.DataFrame, members: dict[str, set[str]], informal: pd.DataFrame
) -> None:
    with (PROJECT_ROOT / "seeds" / "code_lists" / "reference_areas.csv").open(encoding="utf-8", newline="") as lines:
        names = {line["reference_area_code"]: line["reference_area_label"] for line in csv.DictReader(lines)}
    for row in _of(figures, "SDG_0831_SEX_ECO_RT_A", "unweighted_mean").itertuples():
        present = set(informal.index[informal[row.year].notna()]) & members[row.group_code]
        missing = sorted(names[area] for area in members[row.group_code] - present)
        assert row.missing_countries == "; ".join(missing)
        assert row.country_count == len(present)


@pytest.mark.parametrize(
    ("dataset", "method", "group"),
    [
        ("EMP_2EMP_SEX_ECO_NB_A", "sum", "X70"),
        ("SDG_0882_NOC_RT_A", "unweighted_mean", "X06"),
        ("SDG_0111_SEX_AGE_RT_A", "weighted_mean", "X20"),
    ],
)
def test_a_fixed_set_and_the_effect_of_composition_add_up(
    figures: pd.DataFrame, members: dict[str, set[str]], employment: pd.DataFrame, real_data: Path,
    dataset: str, method: str, group: str,
) -> None:  # fmt: skip
    read: dict[str, Callable[[], pd.DataFrame]] = {
        "EMP_2EMP_SEX_ECO_NB_A": lambda: employment,
        "SDG_0882_NOC_RT_A": lambda: _compliance(real_data / COMPLIANCE),
        "SDG_0111_SEX_AGE_RT_A": lambda: _poverty(real_data / POVERTY),
    }
    some = _of(figures, dataset, method, group_code=group)
    published = some[some["is_published"]]
    fixed = read[dataset]().reindex(sorted(members[group]))[sorted(published["year"])].dropna()
    weights = employment.ffill(axis="columns").bfill(axis="columns").reindex(index=fixed.index, columns=fixed.columns)
    assert len(fixed) > 1
    for row in published.itertuples():
        if method == "sum":
            expected = fixed[row.year].sum()
        elif method == "unweighted_mean":
            expected = fixed[row.year].mean()
        else:
            expected = (fixed[row.year] * weights[row.year]).sum() / weights[row.year].sum()
        assert row.fixed_country_count == len(fixed)
        assert row.fixed_set_value == pytest.approx(expected, abs=1e-5)
        assert row.fixed_set_value + row.composition_effect == pytest.approx(row.value, abs=1e-5)


def _compliance(path: Path) -> pd.DataFrame:
    frame = pd.read_csv(path)
    frame["ref_area"] = frame["ref_area"].str.upper()
    return frame.pivot(index="ref_area", columns="time", values="sdg_0882_noc_rt")


def _poverty(path: Path) -> pd.DataFrame:
    frame = raw(path)
    frame = frame[(frame["sex"] == "SEX_T") & (frame["classif1"] == "AGE_YTHADULT_YGE15")]
    return frame.pivot(index="ref_area", columns="year", values="value")


def test_no_aggregate_is_a_member_and_no_country_is_left_without_its_groups(
    regions_built: Path, members: dict[str, set[str]]
) -> None:
    with duckdb.connect(str(regions_built / "warehouse.duckdb"), read_only=True) as connection:
        groups = connection.execute("select * from indicators.area_groups").df()
    assert set(groups["grouped_by"]) == {"list of regions"}, "no table of contents by area was landed"
    assert not groups["reference_area_code"].str.fullmatch(r"X\w\d").any()
    found = groups.groupby("group_code")["reference_area_code"].agg(set).to_dict()
    assert found == members
    assert groups.groupby("group_kind")["group_code"].nunique().to_dict() == {
        "region": REGIONS, "subregion": SUBREGIONS, "world": 1
    }  # fmt: skip
