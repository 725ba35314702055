"""The page Tracking table asks only for what the published contracts promise, and says what it shows as it is."""

from collections.abc import Iterator
from typing import Any

import duckdb
import pandas as pd
import pytest

from dashboards.parts import tracking_table
from dashboards.queries import reading, tracking
from dashboards.status import CLASS_MARKS
from support import made_mandate, made_tracking
from warehouse.reports import tracking_columns
from warehouse.reports.tracking import Choice

FULL = Choice(("AA1",), ("output",), ("IL01",), ("KEN",), ("total",), ("on_track", "not_rated", "no_value"), "latest")


@pytest.fixture(scope="module")
def promised() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("create schema indicators")
        made_mandate.fill(connection, made_tracking.TABLE, [])
        yield connection


@pytest.mark.parametrize("choice", [Choice(), FULL, Choice(period="2024")])
@pytest.mark.parametrize("years", [[], [2024, 2023, 2021]])
def test_every_view_runs_on_the_promised_columns(
    promised: duckdb.DuckDBPyConnection, choice: Choice, years: list[int]
) -> None:
    columns = [column[0] for column in promised.execute(tracking.view_sql(choice, years)).description]
    assert "is_sample" in columns
    assert len(columns) == len(set(columns))
    assert [name for name in columns if name.startswith("actual_")] == (["actual_2023", "actual_2024"] if years else [])


def test_every_other_read_runs_on_the_promised_columns(
    promised: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tracking, "rows", lambda _source, sql: promised.execute(sql).df())
    source = reading.Source("", "")
    assert tracking.offered(source, "indicator_id", "indicator_label") == {}
    assert tracking.years(source) == []
    assert tracking.counts(source, tracking.view_sql(FULL, [2024])).empty
    assert tracking.reasons(source, tracking.view_sql(FULL, [2024])).empty
    assert tracking.shown(source, tracking.ALL_SQL).empty


def test_the_workbook_knows_no_column_that_is_not_promised() -> None:
    assert {column.name for column in tracking_columns.COLUMNS} <= set(
        made_mandate.promised("indicators")["tracking_table"]
    )


def test_every_class_has_a_mark_and_a_meaning() -> None:
    marked = {mark.code for mark in CLASS_MARKS}
    assert set(tracking_columns.CLASSES) <= marked
    assert len({(mark.symbol, mark.word) for mark in CLASS_MARKS}) == len(CLASS_MARKS)


def _on_screen(codes: tuple[str, ...]) -> list[str]:
    with duckdb.connect() as connection:
        connection.execute("create schema indicators")
        made_tracking.add_tracking(connection, is_sample=True)
        found = connection.execute(tracking.view_sql(Choice(groups=codes, period="latest"), [2023, 2024])).df()
    return list(tracking_table._table(found, linked=False).columns)


def test_baseline_actual_target_and_unit_stand_before_everything_else() -> None:
    # They stood behind two shares and the years, out of sight on most screens: a status without its figures.
    figures = ["Baseline", "Baseline year", "Actual", "Year", "Target", "Target year", "Unit", "Reading"]
    totals = _on_screen(("total",))
    assert totals[:13] == ["Indicator", "Area", " ", "Status", "Name", *figures]
    assert {"Group", "2023", "2024", "Done", "Why not rated"} <= set(totals[13:])
    assert _on_screen(())[:5] == ["Indicator", "Area", "Group", " ", "Status"], "several groups are told apart at once"


def _row(**known: Any) -> pd.Series:
    blank = dict.fromkeys(("dataset_code", "reference_area_code", "sex_code", "classification_1_code", "scope"))
    return pd.Series(blank | known, dtype=object)


def test_a_row_leads_to_its_indicator_with_area_and_group_or_to_its_output() -> None:
    women = _row(dataset_code="X_A", reference_area_code="KEN", sex_code="SEX_F")
    assert tracking_table.page_of(women) == "indicator?dataset=X_A&area=KEN&sex=SEX_F"
    makers = _row(dataset_code="X_A", reference_area_code="KEN", classification_1_code="ECO_AGGREGATE_MAN")
    assert tracking_table.page_of(makers).endswith("classification_1=ECO_AGGREGATE_MAN")
    assert tracking_table.page_of(_row(dataset_code="X_A")) == "indicator?dataset=X_A"
    assert tracking_table.page_of(_row(scope="O03")) == "output?output=O03"
    assert tracking_table.page_of(_row(scope="STRATEGY")) == "overview"
