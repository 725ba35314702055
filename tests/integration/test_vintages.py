"""What one real ILOSTAT file says otherwise than the one before it, beside a second reading with pandas.

In April and July 2024 ILOSTAT gave two EMP_NIFL files under one id; a third of the values had changed without a word.
The second reading shares no code with ours: it merges the files as they lie on disk.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from support import dbt_harness
from warehouse.inputs import write_inputs
from warehouse.landing import land_paths
from warehouse.settings import get_settings

AS_OF = date(2026, 6, 30)
NIFL = ("EMP_NIFL_SEX_RT_A-full-2024-04-23.csv", "EMP_NIFL_SEX_RT_A-20240726T0000.csv")
INFORMAL = ("SDG_0831_SEX_ECO_RT_A-filtered-2023-06-11.csv", "SDG_0831_SEX_ECO_RT_A.csv")
UNIONS = (
    "ILR_TUMT_NOC_RT_A.csv",
    "ILR_TUMT_NOC_RT_A-filtered-2023-10-18.csv",
    "ILR_TUMT_NOC_RT_A.sdmx-latest-2024-07-29.csv",
)
# Files whose name says no date, by the day that they were in somebody's hands (PROVENANCE.md).
KNOWN_ON = {INFORMAL[1]: date(2023, 11, 29), UNIONS[0]: date(2022, 7, 1), UNIONS[2]: date(2024, 7, 29)}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, real_data: Path) -> Path:
    folder = tmp_path_factory.mktemp("vintages")
    settings = get_settings(home=folder / "home")
    for name in (*NIFL, *INFORMAL, *UNIONS):
        (landed,) = land_paths(settings, [real_data / name], known_on=KNOWN_ON.get(name))
        assert landed.outcome == "loaded", landed.message
    inputs = write_inputs(settings, "run_1", AS_OF)
    only = ("--select", "+revision_summary", "+label_changes", "--exclude-resource-type", "unit_test")
    variables = {"inputs_dir": str(inputs.folder), "as_of": AS_OF.isoformat(), "is_sample": False}
    done = dbt_harness.dbt(folder, "build", *only, "--indirect-selection", "cautious", **variables)
    assert not dbt_harness.problems(done)
    return folder


def _file(folder: Path, name: str) -> pd.DataFrame:
    table = pd.read_csv(folder / name, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    return table.rename(columns=lambda name: name.lower().replace(".", "_"))


def _merged(old: pd.DataFrame, new: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    merged = old.merge(new, on=keys, how="outer", suffixes=("_old", "_new"), indicator=True, validate="1:1")
    for side in ("old", "new"):
        merged[f"value_{side}"] = pd.to_numeric(merged[f"obs_value_{side}"])
    return merged


def _differs(common: pd.DataFrame) -> pd.Series:
    same = (common.value_old == common.value_new) | (common.value_old.isna() & common.value_new.isna())
    return ~same


def _summary(built: Path, dataset: str) -> list[dict[str, Any]]:
    columns = [
        *("is_partial_comparison", "common_count", "changed_count", "gained_count", "lost_count"),
        *("source_changed_count", "label_changed_count", "largest_difference"),
    ]
    rows = dbt_harness.query(
        built,
        f"select {', '.join(columns)} from indicators.revision_summary where dataset_code = '{dataset}' "
        "order by new_known_from",
    )
    return [dict(zip(columns, row, strict=True)) for row in rows]


@pytest.fixture(scope="module")
def informal_rate(real_data: Path) -> pd.DataFrame:
    """Both EMP_NIFL files side by side; their only label of two spellings is that of Côte d'Ivoire."""
    old, new = (_file(real_data, name) for name in NIFL)
    for table in (old, new):
        table["area"] = table.ref_area_label.str.replace("’", "'")
    return _merged(old, new, ["area", "sex_label", "time"])


@pytest.mark.fault(30)
def test_the_two_emp_nifl_vintages_differ_as_counted_by_hand(built: Path) -> None:
    """The figures of PROVENANCE.md."""
    (summary,) = _summary(built, "EMP_NIFL_SEX_RT_A")
    assert (summary["common_count"], summary["changed_count"]) == (3442, 1536)
    assert (summary["lost_count"], summary["gained_count"], summary["source_changed_count"]) == (15, 117, 9)
    assert summary["is_partial_comparison"] is False
    over_a_point = "select count(*) from indicators.revisions where abs(difference) > 1 and is_value_changed"
    assert dbt_harness.query(built, f"{over_a_point} and dataset_code = 'EMP_NIFL_SEX_RT_A'") == [(1209,)]


@pytest.mark.fault(30)
def test_pandas_counts_the_same_in_the_files(built: Path, informal_rate: pd.DataFrame) -> None:
    common = informal_rate[informal_rate._merge == "both"]
    changed = common[_differs(common)]
    (summary,) = _summary(built, "EMP_NIFL_SEX_RT_A")
    assert summary == {
        "is_partial_comparison": False,
        "common_count": len(common),
        "changed_count": len(changed),
        "gained_count": int((informal_rate._merge == "right_only").sum()),
        "lost_count": int((informal_rate._merge == "left_only").sum()),
        "source_changed_count": int((common.source_label_old != common.source_label_new).sum()),
        "label_changed_count": 0,
        "largest_difference": pytest.approx((changed.value_new - changed.value_old).abs().max()),
    }


@pytest.mark.fault(30)
def test_every_revised_cell_carries_the_values_of_both_files(built: Path, informal_rate: pd.DataFrame) -> None:
    """Each revision leads to its two rows in the release, and the sums over all of them are those of the files."""
    found = dbt_harness.query(
        built,
        """
        select old_rows.row_number, new_rows.row_number, revisions.old_value, revisions.new_value,
            revisions.difference, revisions.relative_difference
        from indicators.revisions as revisions
        inner join indicators.observation_vintages as old_rows
            on revisions.old_snapshot_id = old_rows.snapshot_id and revisions.old_row_number = old_rows.row_number
        inner join indicators.observation_vintages as new_rows
            on revisions.new_snapshot_id = new_rows.snapshot_id and revisions.new_row_number = new_rows.row_number
        where revisions.dataset_code = 'EMP_NIFL_SEX_RT_A' and revisions.change = 'changed'
            and old_rows.time_period = revisions.time_period and new_rows.sex_code = revisions.sex_code
        """,
    )
    common = informal_rate[informal_rate._merge == "both"]
    changed = common[_differs(common)]
    difference = changed.value_new - changed.value_old
    assert len(found) == len(changed)
    assert sum(row[2] or 0 for row in found) == pytest.approx(changed.value_old.sum())
    assert sum(row[3] or 0 for row in found) == pytest.approx(changed.value_new.sum())
    assert sum(row[4] or 0 for row in found) == pytest.approx(difference.sum())
    expected = (difference / changed.value_old.abs()).where(changed.value_old != 0).sum()
    assert sum(row[5] or 0 for row in found) == pytest.approx(expected)


def test_an_extract_is_compared_only_where_both_have_the_cell(built: Path, real_data: Path) -> None:
    """A filtered label file of 13 countries beside the whole code file of half a year later."""
    old, new = (_file(real_data, name) for name in INFORMAL)
    for column in ("ref_area", "sex", "classif1"):
        listed = _file(real_data / "dic", f"{column}_en.csv").rename(columns=str.strip)
        codes = listed.drop_duplicates(f"{column}_label", keep=False).set_index(f"{column}_label")[column]
        old[column] = old[f"{column}_label"].map(codes)
        assert old[column].notna().all()
    merged = _merged(old, new, ["ref_area", "sex", "classif1", "time"])
    common = merged[merged._merge == "both"]
    (summary,) = _summary(built, "SDG_0831_SEX_ECO_RT_A")
    assert len(common) > 50
    assert (summary["is_partial_comparison"], summary["common_count"]) == (True, len(common))
    assert summary["changed_count"] == int(_differs(common).sum())
    assert (summary["gained_count"], summary["lost_count"]) == (None, None)


def test_extracts_are_compared_with_the_complete_vintage_before_them(built: Path, real_data: Path) -> None:
    full, filtered, sdmx = (_file(real_data, name) for name in UNIONS)
    sdmx = sdmx.rename(columns={"time_period": "time"})
    found = _summary(built, "ILR_TUMT_NOC_RT_A")
    assert len(found) == 2
    for summary, newer in zip(found, (filtered, sdmx), strict=True):
        merged = _merged(
            full[["ref_area", "time", "obs_value"]], newer[["ref_area", "time", "obs_value"]], ["ref_area", "time"]
        )
        common = merged[merged._merge == "both"]
        assert (summary["is_partial_comparison"], summary["common_count"]) == (True, len(common))
        assert summary["changed_count"] == int(_differs(common).sum())
    changes = dbt_harness.query(built, "select distinct change from indicators.revisions where is_partial_comparison")
    assert not {change for (change,) in changes} & {"gained", "lost"}


def test_every_real_vintage_says_what_it_is_compared_with(built: Path) -> None:
    found = dbt_harness.query(
        built,
        "select newer.file_name, older.file_name, newer.vintage_no, newer.unit_text, newer.is_carried "
        "from indicators.datasets as newer left join indicators.datasets as older "
        "on newer.previous_snapshot_id = older.snapshot_id",
    )
    assert {(row[0], row[1], row[2]) for row in found} == {
        (NIFL[1], NIFL[0], 1), (NIFL[0], None, 2), (INFORMAL[1], INFORMAL[0], 1), (INFORMAL[0], None, 2),
        (UNIONS[2], UNIONS[0], 1), (UNIONS[1], UNIONS[0], 2), (UNIONS[0], None, 3),
    }  # fmt: skip
    assert {row[3] for row in found if row[0] in (*NIFL, UNIONS[1])} == {"%"}
    assert all(row[4] for row in found)


@pytest.mark.fault(29)
def test_an_apostrophe_is_a_changed_label_and_no_changed_meaning(built: Path) -> None:
    found = dbt_harness.query(
        built,
        "select code, old_label, new_label, is_meaning_change from indicators.label_changes "
        "where dataset_code = 'EMP_NIFL_SEX_RT_A'",
    )
    assert found == [("CIV", "Côte d’Ivoire", "Côte d'Ivoire", False)] or found == [
        ("CIV", "Côte d'Ivoire", "Côte d’Ivoire", False)
    ]
