"""The latest figure of each country: read again in plain Python from the observations."""

from pathlib import Path

import duckdb
import pandas as pd
import pytest

from dashboards.queries import latest, reading
from support import made_release, made_vintages
from warehouse.release import reader

ITEMS = {"sex": ["SEX_T"], "classification_1": ["ECO_AGGREGATE_TOTAL"]}
AS_OF_YEAR = made_release.AS_OF.year


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release in which Egypt has withheld figures only, and the newest of Kenya is a projection."""
    made = made_release.make_release(tmp_path_factory.mktemp("latest"))
    with duckdb.connect(str(made)) as connection:
        connection.execute("update indicators.observations set value = null where reference_area_code = 'EGY'")
        connection.execute(
            "update indicators.observations set observation_kind = 'projected' "
            "where reference_area_code = 'KEN' and year = 2025"
        )
    return made


@pytest.fixture(scope="module")
def found(database: Path) -> pd.DataFrame:
    """The result of the query."""
    source = reading.Source("latest", str(database))
    return reading.rows(source, latest.latest_sql(source, made_vintages.SPLIT, ITEMS, AS_OF_YEAR))


def test_each_country_stands_once_and_no_aggregate_does(found: pd.DataFrame) -> None:
    assert sorted(found["reference_area_code"]) == sorted(set(made_release.AREAS) - {"X01"})
    assert found["subregion_label"].notna().all()
    assert found["is_sample"].all()


def test_the_figure_is_the_newest_that_is_no_projection(database: Path, found: pd.DataFrame) -> None:
    with reader.connect(database) as connection:
        rows = connection.execute(
            "select observations.reference_area_code, observations.year, observations.value, "
            "observations.observation_kind from indicators.observations "
            "inner join indicators.series using (snapshot_id, row_number) "
            f"where observations.dataset_code = '{made_vintages.SPLIT}' and observations.sex_code = 'SEX_T' "
            "and observations.classification_1_code = 'ECO_AGGREGATE_TOTAL'"
        ).fetchall()
    expected: dict[str, tuple] = {}
    for area, year, value, kind in rows:
        if value is not None and kind != "projected" and (area not in expected or year > expected[area][0]):
            expected[area] = (year, value)
    expected.pop("X01", None)
    told = found.dropna(subset="value")
    assert {row.reference_area_code: (row.year, row.value) for row in told.itertuples()} == expected
    assert expected["KEN"][0] < 2025


def test_a_country_without_a_figure_stays_in_the_list(found: pd.DataFrame) -> None:
    (egypt,) = found[found["reference_area_code"] == "EGY"].itertuples()
    assert pd.isna(egypt.value)
    assert pd.isna(egypt.time_period)


def test_figures_after_the_year_of_the_release_do_not_count(database: Path) -> None:
    source = reading.Source("latest", str(database))
    before = reading.rows(source, latest.latest_sql(source, made_vintages.SPLIT, ITEMS, 2015))
    assert before["year"].max() == 2015


def test_an_older_release_has_no_groups_and_lists_what_has_a_figure(tmp_path: Path) -> None:
    made = made_release.make_release(tmp_path)
    with duckdb.connect(str(made)) as connection:
        made_vintages.make_older(connection)
        for name in ("region_code", "region_label", "subregion_code", "subregion_label"):
            connection.execute(f"alter table indicators.reference_areas drop column {name}")
    source = reading.Source("older", str(made))
    rows = reading.rows(source, latest.latest_sql(source, made_vintages.SPLIT, ITEMS, AS_OF_YEAR))
    assert len(rows)
    assert rows["value"].notna().all()
    assert rows["region_label"].isna().all()
