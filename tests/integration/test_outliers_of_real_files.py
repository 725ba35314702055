"""Outliers, gaps between women and men, and recency of real files, worked out again from the files.

The second reading uses numpy and scipy; it shares no code with dbt.
"""

import csv
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest
from scipy import stats

from support.regions_build import AS_OF, EARLIER, EMPLOYMENT, INFORMAL, LATER, NOT_IN_WORK, raw
from warehouse.settings import PROJECT_ROOT

DATASET = "SDG_0861_SEX_RT_A"


def _read(regions_built: Path, sql: str) -> pd.DataFrame:
    with duckdb.connect(str(regions_built / "warehouse.duckdb"), read_only=True) as connection:
        return connection.execute(sql).df()


@pytest.fixture(scope="module")
def steps(real_data: Path) -> pd.DataFrame:
    """The steps of each country's series of young people not in work, education or training, by sex."""
    frame = raw(real_data / NOT_IN_WORK)
    frame = frame[~frame["ref_area"].str.fullmatch(r"X\w\d")].sort_values(["ref_area", "sex", "year"])
    # Where a series has national values, modelled ones (source XA) are left out of it.
    frame["is_modelled"] = frame["source"].str.startswith("XA")
    has_national = ~frame.groupby(["ref_area", "sex"])["is_modelled"].transform("all")
    frame = frame[~(frame["is_modelled"] & has_national)]
    assert not frame.duplicated(["ref_area", "sex", "year"]).any()
    grouped = frame.groupby(["ref_area", "sex"])
    frame["before"] = grouped["value"].shift()
    frame["step"] = ((frame["value"] - frame["before"]) / (frame["year"] - grouped["year"].shift())).round(9)
    return frame.dropna(subset=["before"])


@pytest.fixture(scope="module")
def tested(steps: pd.DataFrame) -> pd.DataFrame:
    """Each step with its test, statistic and p-value."""
    rows = []
    for (area, sex), some in steps.groupby(["ref_area", "sex"]):
        series = some["step"].to_numpy()
        deviations = np.abs(series - np.median(series)).round(9)
        spread = np.median(deviations)
        for row, deviation in zip(some.itertuples(), deviations, strict=True):
            test, statistic = None, np.nan
            if len(series) < 5:
                size = abs(row.value) + abs(row.before)
                test, statistic = "step", abs(row.value - row.before) / size if size else np.nan
            elif spread > 0:
                test, statistic = "modified_z", 0.6745 * deviation / spread
            elif (deviations > 0).sum() == 1:
                test = "any_change"
            elif deviations.any():
                test, statistic = "mean_deviation", deviation / (1.2533 * deviations.mean())
            rows.append((area, sex, row.year, test, statistic, len(series), deviation))
    frame = pd.DataFrame(rows, columns=["area", "sex", "year", "test", "statistic", "count", "deviation"])
    is_z = frame["test"].isin(["modified_z", "mean_deviation"])
    degrees = (frame["count"] - 1) / 2
    # Student's t as a normal value, after Wallace; the exact tail beside it.
    normal = (8 * degrees + 1) / (8 * degrees + 3) * np.sqrt(degrees * np.log1p(frame["statistic"] ** 2 / degrees))
    frame["p"] = np.where(is_z, 2 * stats.norm.sf(normal), np.nan)
    frame["exact"] = np.where(is_z, 2 * stats.t.sf(frame["statistic"], degrees), np.nan)
    frame.loc[is_z, "adjusted"] = stats.false_discovery_control(frame.loc[is_z, "p"])
    limits = frame["test"].map({"step": 0.5, "modified_z": 3.5, "mean_deviation": 3.5})
    frame["is_outlier"] = (frame["statistic"] > limits) | ((frame["test"] == "any_change") & (frame["deviation"] > 0))
    return frame


def test_steps_that_stand_out_are_those_of_the_rule(regions_built: Path, tested: pd.DataFrame) -> None:
    found = _read(
        regions_built, f"select * from indicators.outliers where dataset_code = '{DATASET}' and test <> 'revision'"
    )
    expected = tested[tested["is_outlier"]]
    assert set(expected["test"]) >= {"step", "modified_z"}
    key = ["area", "sex", "year", "test"]
    both = expected.merge(
        found.rename(columns={"reference_area_code": "area", "sex_code": "sex"}), on=key, how="outer", indicator=True
    )
    # A statistic within rounding of its threshold may fall on either side.
    apart = both[both["_merge"] != "both"]
    assert len(apart) == 0, apart[key]
    assert len(both) > 100
    statistic = both.dropna(subset=["statistic_x"])
    assert np.allclose(statistic["statistic_x"], statistic["statistic_y"], rtol=1e-4, atol=1e-5)
    with_p = both.dropna(subset=["p"])
    assert np.allclose(with_p["p"], with_p["p_value"], rtol=1e-4, atol=1e-9)
    ratio = (with_p["p_value"] / with_p["exact"])[with_p["exact"] > 0.001]
    assert ratio.between(0.98, 1.6).all(), "never much too sure"
    assert set(with_p["family_count"]) == {tested["test"].isin(["modified_z", "mean_deviation"]).sum()}
    clear = with_p[(with_p["adjusted"] < 0.04) | (with_p["adjusted"] > 0.06)]
    assert ((clear["adjusted"] <= 0.05) == clear["stands_after_adjustment"].astype(bool)).all()
    assert clear["stands_after_adjustment"].nunique() == 2, "some stand and some do not"


def test_revisions_are_scored_like_this(regions_built: Path, real_data: Path) -> None:
    sides = []
    for name in (EARLIER, LATER):
        frame = pd.read_csv(real_data / name, encoding="utf-8-sig")
        frame["area"] = frame["ref_area.label"].str.replace("’", "'")
        sides.append(frame.set_index(["area", "sex.label", "time"])["obs_value"].dropna())
    before, after = sides
    tolerance = (after.quantile(0.95) - after.quantile(0.05)) / 10
    both = pd.concat([before, after], axis=1, keys=["before", "after"])
    changed = both[both["before"].notna() & (both["before"] != both["after"])]
    score = (changed["after"] - changed["before"]).abs() / (
        changed["after"].abs() + changed["before"].abs() + tolerance
    )
    score = score.fillna(1).round(6)
    found = _read(regions_built, "select * from indicators.outliers where test = 'revision' order by statistic")
    assert set(found["dataset_code"]) == {"EMP_NIFL_SEX_RT_A"}
    assert np.allclose(found["statistic"], sorted(score[score >= 0.2]), atol=1e-6)
    assert (found["statistic"] == 1).sum() == changed["after"].isna().sum() > 10, "values that are gone"
    assert found["row_number"].isna().sum() == changed["after"].isna().sum()


def test_gaps_are_those_of_the_file(regions_built: Path, real_data: Path) -> None:
    frame = raw(real_data / INFORMAL)
    frame = frame[frame["classif1"].str.endswith("_TOTAL") & ~frame["ref_area"].str.fullmatch(r"X\w\d")]
    frame = frame.drop_duplicates(["ref_area", "year", "sex"])
    wide = frame.pivot(index=["ref_area", "year"], columns="sex", values="value")[["SEX_F", "SEX_M"]].dropna(how="all")
    found = _read(
        regions_built,
        "select * from indicators.group_gaps where dataset_code = 'SDG_0831_SEX_ECO_RT_A' and not is_aggregate",
    ).set_index(["reference_area_code", "year"])
    assert set(found.index) == set(wide.index)
    found = found.loc[wide.index]
    assert np.array_equal(found["women_value"], wide["SEX_F"], equal_nan=True)
    assert np.array_equal(found["men_value"], wide["SEX_M"], equal_nan=True)
    assert np.allclose(found["difference"], wide["SEX_F"] - wide["SEX_M"], atol=1e-6, equal_nan=True)
    ratio = (wide["SEX_F"] / wide["SEX_M"]).where(wide["SEX_M"] > 0)
    assert np.allclose(found["ratio"], ratio, atol=1e-6, equal_nan=True)
    assert (found["reason_no_ratio"].isna() == ratio.notna()).all()
    zero = _read(regions_built, "select * from indicators.group_gaps where men_value = 0")
    assert len(zero) > 100
    assert zero["ratio"].isna().all()
    assert set(zero["reason_no_ratio"]) == {"men_value_is_zero", "women_value_missing"} & set(zero["reason_no_ratio"])


def test_coverage_counts_countries_with_a_recent_national_value(regions_built: Path, real_data: Path) -> None:
    frame = raw(real_data / INFORMAL)
    national = frame[~frame["source"].str.startswith("XA")]
    latest = national.groupby("ref_area")["year"].max()
    employment = raw(real_data / EMPLOYMENT)
    employment = employment[employment["classif1"] == "ECO_AGGREGATE_TOTAL"].sort_values("year")
    weights = employment.groupby("ref_area")["value"].last()
    with (PROJECT_ROOT / "seeds" / "strategy" / "area_groups.csv").open(encoding="utf-8", newline="") as lines:
        groups = pd.DataFrame(csv.DictReader(lines))
    found = _read(
        regions_built, "select * from indicators.recency where dataset_code = 'SDG_0831_SEX_ECO_RT_A'"
    ).set_index("group_code")
    for code, some in groups.groupby("region_code"):
        members, row = pd.Index(some["reference_area_code"]), found.loc[code]
        row = row[row["group_kind"] == "region"].iloc[0] if isinstance(row, pd.DataFrame) else row
        years = latest.reindex(members)
        assert row["member_count"] == len(members)
        assert row["country_count"] == years.notna().sum()
        assert row["latest_year"] == years.max()
        assert row["recency_years"] == AS_OF.year - years.max()
        for span in (3, 5):
            is_recent = (AS_OF.year - years) <= span
            assert row[f"country_count_{span}_years"] == is_recent.sum()
            assert row[f"coverage_{span}_years"] == pytest.approx(is_recent.mean(), abs=1e-6)
            share = weights.reindex(members[is_recent.to_numpy()]).sum() / weights.reindex(members).sum()
            assert row[f"weighted_coverage_{span}_years"] == pytest.approx(share, abs=1e-6)
    albania = found.loc["ALB"]
    assert (albania["group_kind"], albania["latest_year"], albania["disaggregation_status"]) == ("country", 2019, "all")
    assert set(_read(regions_built, "select distinct dataset_code from indicators.recency")["dataset_code"]) >= {
        DATASET
    }


def test_modelled_and_nameless_values_make_nobody_recent(regions_built: Path) -> None:
    found = _read(
        regions_built,
        "select * from indicators.recency where group_kind = 'world' "
        "and dataset_code in ('SDG_1041_NOC_RT_A', 'SDG_0882_NOC_RT_A')",
    )
    assert len(found) == 2
    assert found["latest_year"].isna().all()
    assert (found["country_count"] == 0).all()
    assert set(found["latest_any_year"]) == {2024, 2025}
