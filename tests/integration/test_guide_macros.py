"""Each macro of a release says what the tables say, read another way: by pandas from the Parquet files."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from warehouse.release.reader import connect

EXAMPLES = (
    "indicators.progress_as_of(in_year := 2024, country := 'KHM')",
    "indicators.progress_as_of()",
    "indicators.country_profile('KHM')",
    "indicators.indicator_series('IL11', in_language := 'fr', country := 'KHM')",
    "indicators.gaps_by_sex(of_indicator := 'IL11', in_year := 2024)",
    "indicators.trace('IL11', 'KHM', in_year := 2023)",
    "monitoring.output_status(on_day := '2025-03-01')",
    "monitoring.report_trace('O01-S1')",
    "guide.columns_about('pandemic')",
)


@pytest.fixture
def database(sample_home: Path) -> Path:
    (found,) = (sample_home / "releases").glob("*/dwsc_*.duckdb")
    return found


@pytest.fixture
def release(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with connect(database) as connection:
        yield connection


def _table(database: Path, name: str) -> pd.DataFrame:
    return pd.read_parquet(database.parent / "parquet" / f"{name.replace('.', '/')}.parquet")


def _answer(release: duckdb.DuckDBPyConnection, macro: str) -> list[tuple[Any, ...]]:
    return release.execute(f"select * from {macro}").fetchall()


def _picked(release: duckdb.DuckDBPyConnection, macro: str, *columns: str) -> set[tuple[Any, ...]]:
    return set(release.execute(f"select {', '.join(columns)} from {macro}").fetchall())


def _set(frame: pd.DataFrame, *columns: str) -> set[tuple[Any, ...]]:
    rows = frame[list(columns)].astype(object).where(frame[list(columns)].notna(), None)
    return set(rows.itertuples(index=False, name=None))


@pytest.mark.parametrize("macro", EXAMPLES)
def test_an_attached_file_answers_alike_once_it_is_used(database: Path, macro: str) -> None:
    with duckdb.connect(str(database), read_only=True) as opened:
        direct = _answer(opened, macro)
    with duckdb.connect() as other:
        other.execute(f"attach '{database}' as evaluated (read_only)")
        other.execute("use evaluated")
        assert _answer(other, macro) == direct
    assert direct


def test_progress_as_of_a_year_is_the_latest_row_up_to_it(database: Path, release: duckdb.DuckDBPyConnection) -> None:
    rows, sheets = _table(database, "indicators.progress"), _table(database, "indicators.indicators")
    rows = rows.merge(sheets[["indicator_id", "indicator_version_no"]])
    case = ["indicator_id", "reference_area_code", "disaggregation", "target_id"]
    told = ("indicator_id", "reference_area_code", "disaggregation", "year", "value", "target_value", "class")
    for year, method in ((2024, "linear"), (2023, "trend"), (None, "linear")):
        wanted = rows[(rows["method"] == method) & (rows["year"] <= (year or 9999))]
        latest = wanted[wanted["year"] == wanted.groupby(case, dropna=False)["year"].transform("max")]
        macro = f"indicators.progress_as_of(in_year := {year or 'null'}, by_method := '{method}')"
        assert len(_answer(release, macro)) == len(latest) > 1_000
        assert _picked(release, macro, *told) == _set(latest, *told)


def test_before_the_first_year_there_is_no_progress(release: duckdb.DuckDBPyConnection) -> None:
    assert not _answer(release, "indicators.progress_as_of(in_year := 1900)")
    assert not _answer(release, "indicators.progress_as_of(by_method := 'no such method')")


def test_an_indicator_is_named_by_its_id_or_its_dataset(release: duckdb.DuckDBPyConnection) -> None:
    by_id = _answer(release, "indicators.progress_as_of(of_indicator := 'IL11')")
    assert by_id == _answer(release, "indicators.progress_as_of(of_indicator := 'EMP_2IFL_SEX_RT_A')")
    assert {row[0] for row in by_id} == {"IL11"}


@pytest.mark.parametrize("macro", ["progress_as_of", "indicator_series", "gaps_by_sex", "trace"])
@pytest.mark.parametrize("name", ["il11", "emp_2ifl_sex_rt_a", "EMP_2IFL_SEX_RT", "emp_2ifl_sex_rt"])
def test_capital_letters_and_the_last_sign_of_a_dataset_do_not_count(
    release: duckdb.DuckDBPyConnection, macro: str, name: str
) -> None:
    called = f"indicators.{macro}(of_indicator := '{{}}', country := 'KHM')"
    whole = _answer(release, called.format("IL11"))
    assert _answer(release, called.format(name)) == whole
    assert whole
    assert not _answer(release, called.format("EMP_2IFL_SEX"))


@pytest.mark.parametrize("country", ["KHM", "khm", "Cambodia", "cambodia"])
def test_a_country_profile_is_its_latest_rows(database: Path, release: duckdb.DuckDBPyConnection, country: str) -> None:
    rows, sheets = _table(database, "indicators.progress"), _table(database, "indicators.indicators")
    rows = rows.merge(sheets[["indicator_id", "indicator_version_no"]])
    wanted = rows[(rows["method"] == "linear") & rows["is_latest"] & (rows["reference_area_code"] == "KHM")]
    told = ("indicator_id", "disaggregation", "baseline_value", "year", "value", "class", "reason_not_rated")
    macro = f"indicators.country_profile('{country}')"
    assert len(_answer(release, macro)) == len(wanted) > 10
    assert _picked(release, macro, *told) == _set(wanted, *told)


def test_a_country_that_nobody_knows_has_an_empty_profile(release: duckdb.DuckDBPyConnection) -> None:
    assert not _answer(release, "indicators.country_profile('Atlantis')")


def test_a_series_is_that_of_the_table(database: Path, release: duckdb.DuckDBPyConnection) -> None:
    rows = _table(database, "indicators.series")
    wanted = rows[(rows["dataset_code"] == "SDG_0831_SEX_ECO_RT_A") & (rows["reference_area_code"] == "KHM")]
    told = (
        "sex_code",
        "classification_1_code",
        "time_period",
        "value",
        "observation_kind",
        "snapshot_id",
        "row_number",
    )
    macro = "indicators.indicator_series('SDG_0831_SEX_ECO_RT_A', country := 'KHM')"
    assert len(_answer(release, macro)) == len(wanted) > 50
    assert _picked(release, macro, *told) == _set(wanted, *told)
    names = _table(database, "indicators.reference_areas").set_index("reference_area_code")["reference_area_label"]
    assert _picked(release, macro, "reference_area_label", "has_all_labels") == {(names["KHM"], True)}


def test_a_series_has_labels_in_the_language_or_else_in_english(database: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(database, tmp_path / "copy.duckdb"))
    copy.chmod(0o600)
    series = "indicators.indicator_series('EMP_2IFL_SEX_RT_A', in_language := '{}', country := '{}')"
    with duckdb.connect(str(copy)) as release:
        none = _picked(release, series.format("fr", "KHM"), "reference_area_label", "sex_label", "has_all_labels")
        assert {(area, is_all) for area, _, is_all in none} == {("Cambodia", False)}
        for variable, code, label in (
            ("indicator", "EMP_2IFL_SEX_RT", "Taux d’emploi informel"),
            ("ref_area", "KHM", "Cambodge"),
            ("sex", "SEX_F", "Femmes"),
        ):
            release.execute(
                "insert into indicators.labels_by_language values (?, ?, 'fr', ?, 'ilostat_dictionary')",
                [variable, code, label],
            )
        found = _picked(release, series.format("fr", "Cambodge"), "sex_code", "sex_label", "has_all_labels")
        assert ("SEX_F", "Femmes", True) in found
        assert ("SEX_M", "Male", False) in found
        labels = _picked(release, series.format("fr", "KHM"), "indicator_label", "reference_area_label")
        assert labels == {("Taux d’emploi informel", "Cambodge")}
        assert len(_answer(release, series.format("fr", "KHM"))) == len(_answer(release, series.format("es", "KHM")))


def test_gaps_are_of_the_latest_year_with_both_values(database: Path, release: duckdb.DuckDBPyConnection) -> None:
    rows = _table(database, "indicators.group_gaps")
    both = rows[rows["women_value"].notna() & rows["men_value"].notna() & (rows["year"] <= 2023)]
    wanted = both[both["year"] == both.groupby(["dataset_code", "reference_area_code"])["year"].transform("max")]
    told = ("dataset_code", "reference_area_code", "year", "women_value", "men_value", "difference", "ratio")
    assert _picked(release, "indicators.gaps_by_sex(in_year := 2023)", *told) == _set(wanted, *told)
    one = wanted[wanted["dataset_code"] == "EMP_2IFL_SEX_RT_A"]
    assert len(_answer(release, "indicators.gaps_by_sex(of_indicator := 'IL11', in_year := 2023)")) == len(one) > 10


def test_a_figure_leads_to_its_file_and_row(database: Path, release: duckdb.DuckDBPyConnection) -> None:
    rows, inputs = _table(database, "indicators.observations"), _table(database, "guide.inputs")
    chosen = rows[
        (rows["dataset_code"] == "EMP_2IFL_SEX_RT_A") & (rows["reference_area_code"] == "KHM") & (rows["year"] == 2023)
    ]
    wanted = chosen.merge(inputs[["snapshot_id", "file_name", "sha256"]], on="snapshot_id")
    told = ("sex_code", "value", "snapshot_id", "row_number", "file_name", "sha256")
    macro = "indicators.trace('IL11', 'KHM', in_year := 2023)"
    assert len(_answer(release, macro)) == len(wanted) == 3
    assert _picked(release, macro, *told) == _set(wanted, *told)


@pytest.mark.parametrize("day", [date(2023, 6, 29), date(2023, 6, 30), date(2025, 3, 1), None])
def test_outputs_stand_as_last_assessed_by_the_day(
    database: Path, release: duckdb.DuckDBPyConnection, day: date | None
) -> None:
    rows = _table(database, "monitoring.output_progress")
    rows["assessed_on"] = pd.to_datetime(rows["assessed_on"]).dt.date
    wanted = rows[(rows["reading"] == "primary") & (rows["assessed_on"] <= (day or date.max))]
    wanted = wanted[wanted["assessed_on"] == wanted.groupby("output_id")["assessed_on"].transform("max")]
    told = ("output_id", "reporting_period_id", "due_count", "due_on_time_count", "overdue_count", "report_state")
    macro = f"monitoring.output_status(on_day := '{day}')" if day else "monitoring.output_status()"
    assert len(_answer(release, macro)) == len(wanted) == (0 if day == date(2023, 6, 29) else 20)
    assert _picked(release, macro, *told) == _set(wanted, *told)


def test_a_status_leads_to_its_report_and_file(database: Path, release: duckdb.DuckDBPyConnection) -> None:
    status, reports = _table(database, "monitoring.milestone_status"), _table(database, "monitoring.milestone_reports")
    inputs = _table(database, "guide.inputs")[["snapshot_id", "file_name"]]
    traced = status[["phase_id", "reading", "report_id"]].merge(
        reports[["report_id", "snapshot_id", "place"]], on="report_id", how="left"
    )
    wanted = traced.merge(inputs, on="snapshot_id", how="left")
    told = ("phase_id", "reading", "report_id", "snapshot_id", "place", "file_name")
    for phase in wanted["phase_id"].unique():
        found = _picked(release, f"monitoring.report_trace('{phase}')", *told)
        assert found == _set(wanted[wanted["phase_id"] == phase], *told)


def test_columns_about_a_word_are_all_that_name_it(database: Path, release: duckdb.DuckDBPyConnection) -> None:
    rows = _table(database, "guide.dictionary")
    names = rows["schema_name"] + "." + rows["table_name"] + " " + rows["column_name"]
    texts = (names, rows["description"], rows["table_description"])
    about = pd.concat([text.str.lower().str.contains("pandemic", regex=False) for text in texts], axis=1).any(axis=1)
    told = ("schema_name", "table_name", "kind", "column_name")
    for word in ("pandemic", "PANDEMIC"):
        assert _picked(release, f"guide.columns_about('{word}')", *told) == _set(rows[about], *told)


def test_columns_of_that_name_come_first_and_those_of_a_table_about_it_last(release: duckdb.DuckDBPyConnection) -> None:
    rows = release.execute("select column_name, description from guide.columns_about('Baseline')").fetchall()
    places = [0 if "baseline" in name else 1 if "baseline" in text.lower() else 2 for name, text in rows]
    assert places == sorted(places)
    assert set(places) == {0, 1, 2}
