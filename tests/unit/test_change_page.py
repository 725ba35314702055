"""What the page Change since baseline says of its rows."""

import duckdb
import pandas as pd
import pytest

from dashboards import change, change_said
from dashboards.charts import pairs
from dashboards.palette import LIGHT
from dashboards.queries import change as queries
from support import made_change


@pytest.fixture(scope="module")
def connection() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    made_change.add_change(connection, is_sample=True)
    return connection


def _rows(connection: duckdb.DuckDBPyConnection, kind: str = "countries", **chosen: list[str]) -> pd.DataFrame:
    return connection.execute(queries.rows_sql("IL10", "total", kind, **chosen)).df()


def test_a_row_says_how_far_its_values_compare(connection: duckdb.DuckDBPyConnection) -> None:
    table = change.table(_rows(connection)).set_index("Area")
    assert list(table.index) == ["Bangladesh", "Brazil", "Cambodia", "Indonesia", "Kenya", "Viet Nam"]
    assert list(table["Change"]) == [
        "▲ better", "▼ worse", "▲ better", "＝ unchanged", "○ not judged", "▲ better"
    ]  # fmt: skip
    assert table.loc["Bangladesh", "Break"] == "yes: 2023"
    assert table.loc["Brazil", ["Kind of value", "Projections left out"]].tolist() == ["Modelled estimate", 1]
    assert table.loc["Kenya", ["Years before", "Years since"]].tolist() == ["5 of 5", "0 of 3"]
    assert table.loc["Kenya", "Why not judged"] == "no value of 2023 or later"
    assert "Trend a year, without 2020–21" not in table.columns, "nothing is in it"
    assert table.loc["Cambodia", "Change without 2020–21"] == "○ not judged"
    assert pd.isna(table.loc["Cambodia", "Difference without 2020–21"])
    assert table.loc["Viet Nam", "Due to revision"] == "25.0 %"
    assert table.loc["Bangladesh", "Due to revision"] == "only one vintage has these values"
    assert table.loc["Indonesia", "Due to revision"] == "the change is nought"
    assert table.loc["Viet Nam", "Due to countries that enter or leave"] == "not made of several countries"


def test_the_years_that_the_switch_names_stand_first(connection: duckdb.DuckDBPyConnection) -> None:
    rows = _rows(connection)
    calm = ["Change without 2020–21", "Mean 2018–22 without 2020–21", "Mean since 2023", "Difference without 2020–21"]
    assert list(change.table(rows))[1:5] == ["Change", "Mean 2018–22", "Mean since 2023", "Difference"]
    without = change.table(rows, without_pandemic=True)
    assert list(without)[1:5] == calm
    assert {"Change", "Mean 2018–22", "Difference"} < set(without)
    assert without["Mean 2018–22 without 2020–21"].iloc[0] == 79.0


def test_a_column_has_one_number_of_decimals(connection: duckdb.DuckDBPyConnection) -> None:
    rows = _rows(connection)
    assert change.decimals(rows) == 1
    assert change.decimals(rows.assign(before_mean=4.16667, after_mean=2.73)) == 2
    assert change.decimals(rows.assign(before_mean=1500.0, after_mean=2500.0)) == 0
    assert [change_said.printed_step(places, "%") for places in (0, 1)] == [
        "1 percentage points",
        "0.1 percentage points",
    ]


def test_a_class_is_looked_for_in_the_comparison_that_is_shown(connection: duckdb.DuckDBPyConnection) -> None:
    sql = queries.rows_sql("IL10", "total", "countries", (), ["not_judged"], without_pandemic=True)
    assert list(connection.execute(sql).df()["reference_area_code"]) == ["KHM", "KEN"]
    sql = queries.rows_sql("IL10", "total", "countries", (), ["not_judged"])
    assert list(connection.execute(sql).df()["reference_area_code"]) == ["KEN"]


def test_regions_say_how_they_are_made(connection: duckdb.DuckDBPyConnection) -> None:
    rows = _rows(connection, "regions")
    table = change.table(rows).set_index("Made by")
    assert list(table.index) == ["ILOSTAT", "weighted mean"]
    ours = table.loc["weighted mean"]
    assert ours["Area"] == "World"
    assert ours["Due to countries that enter or leave"] == "-12.5 %"
    assert ours["Break"] == "not told of figures made of many countries"
    assert ours["Kind of value"] == "Reported and estimated"
    assert change.is_all_estimated(rows)
    assert not change.is_all_estimated(_rows(connection))
    drawn = change.drawn(rows, "%", without_pandemic=False)
    assert list(drawn["area"]) == ["World · ILOSTAT", "World · weighted mean"], "that all are estimates is said once"


def test_a_year_that_is_not_over_is_told_apart(connection: duckdb.DuckDBPyConnection) -> None:
    rows = _rows(connection, areas=["BGD"]).assign(after_count=4, has_unfinished_year=True)
    assert change.table(rows)["Years since"].tolist() == ["3 of 3, and one not over"]


def test_what_is_drawn_has_both_ends_and_its_marks_in_words(connection: duckdb.DuckDBPyConnection) -> None:
    rows = _rows(connection)
    drawn = change.drawn(rows, "%", without_pandemic=False)
    assert list(drawn["area"]) == [
        "(break) Bangladesh", "(estimate) Brazil", "Cambodia", "Indonesia", "Viet Nam"
    ]  # fmt: skip
    assert list(drawn["first"]) == [80.0, 48.0, 88.0, 60.0, 67.0]
    assert drawn["said"].iloc[0] == "difference -4.50 percentage points"
    assert drawn["said"].iloc[1] == "difference +1.25 percentage points"
    calm = change.drawn(rows, "%", without_pandemic=True)
    assert list(calm["first"]) == [79.0, 47.0, 59.0, 66.0], "Cambodia has no year but 2020 and 2021"
    ends = pairs.Ends("Before", "Since")
    assert pairs.pairs(drawn, ends, "%", LIGHT).to_dict()["layer"]
    assert "(break) Bangladesh: before 80.0, since 75.5" in pairs.in_words(drawn, ends, "it", "%")


def test_of_many_rows_those_that_changed_most_are_drawn(connection: duckdb.DuckDBPyConnection) -> None:
    row = _rows(connection, areas=["BGD"])
    many = pd.concat(
        [row.assign(reference_area_label=f"A{number:02d}", difference=float(number)) for number in range(40)],
        ignore_index=True,
    )
    drawn = change.drawn(many, "%", without_pandemic=False)
    assert list(drawn["area"]) == [f"(break) A{number}" for number in range(16, 40)]


def test_the_headline_counts_what_is_known(connection: duckdb.DuckDBPyConnection) -> None:
    rows = _rows(connection)
    told = change_said.headline(rows, "%", without_pandemic=False)
    assert told == (
        "5 of 6 countries have values of both periods: 3 better, 1 worse, 1 unchanged; "
        "of these, 1 with a break, none by less than 0.1 percentage points"
    )
    slight = rows.assign(difference=[-4.5, 0.09, -0.1, 0.0, None, -0.001])
    told = change_said.headline(slight, "%", without_pandemic=False)
    assert told.endswith("; of these, 1 with a break, 2 by less than 0.1 percentage points"), (
        "nought is no change at all"
    )
    assert change_said.headline(
        slight.assign(before_mean=2.0, after_mean=2.0), "score", without_pandemic=False
    ).endswith("1 by less than 0.01")
    assert change_said.headline(rows, "%", without_pandemic=True).startswith(
        "4 of 6 countries have values of both periods"
    )
    undirected = rows.assign(change_class="not_judged")
    assert change_said.headline(undirected, "%", without_pandemic=False).split("; ")[0].endswith("1 rose, 3 fell")
    one = _rows(connection, areas=["KEN"])
    assert change_said.headline(one, "%", without_pandemic=False).startswith("Nothing here has values of both periods")
    nought = connection.execute(queries.rows_sql("OI01a", "total", "strategy")).df()
    assert (
        change_said.headline(nought, "%", without_pandemic=False)
        == "From nought at the end of 2022, by definition, to 7.00 in 2025"
    )


def test_what_does_not_compare_like_for_like_is_counted(connection: duckdb.DuckDBPyConnection) -> None:
    rows = _rows(connection)
    assert change_said.cautions(rows) == (
        "Of the 5 with both periods: 1 with a break in the series, 1 of modelled estimates. "
        "Half of them moved by 2.00 or less."
    )
    calm = change_said.cautions(rows, without_pandemic=True)
    assert calm.startswith("Of the 4 with both periods: 1 with a break"), "Cambodia has no year but 2020 and 2021"
    one = _rows(connection, areas=["IDN", "KEN"])
    assert change_said.cautions(one) == ""
    assert change_said.cautions(one.assign(before_count=1)).endswith("1 with one value only in a period.")


def test_a_break_that_nobody_knows_of_is_not_told_as_none(connection: duckdb.DuckDBPyConnection) -> None:
    regions = _rows(connection, "regions").assign(has_break=None)
    assert "of these, breaks are not known" in change_said.headline(regions, "%", without_pandemic=False)
    rows = _rows(connection, areas=["BGD", "IDN"]).assign(has_break=[None, False])
    assert "none with a break (1 not known)" in change_said.headline(rows, "%", without_pandemic=False)


def test_a_code_of_a_newer_release_shows_itself() -> None:
    assert change.reason("a_new_reason") == "a new reason"
    assert change.reason(None) == ""
