"""The figures of a choice: one figure per area and period, whatever version is chosen, and nothing mixed silently."""

import csv
import io
from collections import Counter
from pathlib import Path

import duckdb
import pytest

from dashboards.queries import indicators, reading
from support import made_release, made_vintages

_ITEMS = ("ECO_AGGREGATE_TOTAL", "ECO_AGGREGATE_AGR", "ECO_ISIC4_A")
_VERSION = "same total in another classification version"


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> reading.Source:
    """A release in which Bangladesh's total stands in another version, and Cambodia's too, beside modelled figures."""
    database = made_release.make_release(tmp_path_factory.mktemp("best"))
    with duckdb.connect(str(database)) as connection:
        for area in ("BGD", "KHM"):
            where = f"reference_area_code = '{area}' and sex_code = 'SEX_T'"
            where += " and classification_1_code = 'ECO_AGGREGATE_TOTAL'"
            connection.execute(f"delete from indicators.series where {where}")
            connection.execute(
                "insert into indicators.series_left_out by name select dataset_code, reference_area_code, sex_code, "
                f"classification_1_code, classification_2_code, '{_VERSION}' as reason, count(*) as observation_count, "
                "min(year) as first_year, max(year) as last_year, snapshot_id from indicators.observations "
                f"where {where} and observation_kind = 'survey' group by all"
            )
    return reading.Source("best", str(database))


def _rows(source: reading.Source, area: str, item: str, *, best: bool, version: bool = True):
    items = {"sex": ["SEX_T"], "classification_1": [item]} if version else {"sex": ["SEX_T"]}
    return reading.rows(source, indicators.figures_sql(source, made_vintages.SPLIT, [area], items, best=best))


@pytest.mark.parametrize("item", _ITEMS)
@pytest.mark.parametrize("best", [True, False])
def test_one_choice_gives_one_figure_per_period(source: reading.Source, item: str, best: bool) -> None:
    periods = Counter(_rows(source, "BRA", item, best=best)["time_period"])
    assert periods
    assert set(periods.values()) == {1}


def test_a_total_that_the_series_gives_in_another_version_stands_in_the_version_chosen(source: reading.Source) -> None:
    best = _rows(source, "BGD", "ECO_AGGREGATE_TOTAL", best=True)
    assert len(best) == len(_rows(source, "BGD", "ECO_AGGREGATE_TOTAL", best=False)) > 0


def test_modelled_figures_beside_a_survey_are_left_out_in_every_version(source: reading.Source) -> None:
    for item in _ITEMS:
        best = _rows(source, "KHM", item, best=True)
        assert set(best["observation_kind"]) == {"survey"}
        everything = _rows(source, "KHM", item, best=False)
        assert {"survey", "modelled", "projected"} == set(everything["observation_kind"])


def test_the_earlier_vintage_is_read_alone(source: reading.Source) -> None:
    items = {"sex": ["SEX_T"], "classification_1": ["ECO_AGGREGATE_TOTAL"]}
    sql = indicators.observations_sql(made_vintages.SPLIT, ["BGD"], items, snapshot_id=made_vintages.EARLIER)
    rows = reading.rows(source, sql)
    assert set(rows["snapshot_id"]) == {made_vintages.EARLIER}
    assert set(Counter(rows["time_period"]).values()) == {1}


def test_a_download_holds_no_formula_and_keeps_numbers(tmp_path: Path) -> None:
    database = tmp_path / "x.duckdb"
    with duckdb.connect(str(database)) as connection:
        connection.execute(
            "create table t as select * from (values ('=1', -1.5), ('a-b', 2), (null, null)) as v (n, x)"
        )
    text = reading.csv(reading.Source("csv", str(database)), "select * from t").decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(text))
    assert header == ["n", "x"]
    assert [(name, float(value or 0)) for name, value in rows] == [("'=1", -1.5), ("a-b", 2), ("", 0)]
