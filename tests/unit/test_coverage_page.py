"""Coverage in letters, shades and counts, and revisions and figures side by side, without Streamlit running."""

import json

import duckdb
import pandas as pd
import pytest

from dashboards import coverage
from dashboards.charts import coverage as charts
from dashboards.charts import revised
from dashboards.palette import DARK, LIGHT, Palette
from dashboards.parts import figure_table, history_table
from dashboards.parts.vintage import Earlier
from dashboards.queries import coverage as queries
from dashboards.queries import vintages

_CELLS = [
    ("KEN", "Kenya", "Africa", {2019: "survey", 2020: "modelled", 2022: "survey"}),
    ("EGY", "Egypt", "Africa", {2019: "survey", 2020: "missing", 2022: "suppressed"}),
    ("BRA", "Brazil", "Americas", {2019: "missing", 2020: "missing", 2022: "projected"}),
    ("XKX", "Nowhere", None, {2019: "missing", 2020: "missing", 2022: "missing"}),
]


def _grid(sort: str = "name", since: int = 2020) -> pd.DataFrame:
    rows = [
        {"reference_area_code": code, "reference_area_label": name, "region_label": region, "year": year,
         "coverage": kind}
        for code, name, region, years in _CELLS
        for year, kind in years.items()
    ]  # fmt: skip
    return coverage.grid(pd.DataFrame(rows), sort, since)


def test_every_year_stands_in_the_grid_the_newest_first_and_a_missing_one_is_missing() -> None:
    rows = _grid().set_index("code")
    assert coverage.years_of(rows) == ["2022", "2021", "2020", "2019"]
    assert rows.loc["KEN", ["2022", "2021", "2020", "2019"]].tolist() == ["survey", "missing", "modelled", "survey"]
    assert rows.loc["KEN", "Latest"] == 2022
    assert rows.loc["EGY", "Latest"] == 2019
    assert rows.loc["BRA", "Latest"] is pd.NA
    assert rows["Reported years"].to_dict() == {"BRA": 0, "EGY": 0, "KEN": 1, "XKX": 0}


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("name", ["BRA", "EGY", "KEN", "XKX"]),
        ("region", ["EGY", "KEN", "BRA", "XKX"]),
        ("most", ["KEN", "EGY", "BRA", "XKX"]),
        ("least", ["BRA", "XKX", "EGY", "KEN"]),
        ("latest", ["KEN", "EGY", "BRA", "XKX"]),
    ],
)
def test_countries_come_in_the_order_asked_for(sort: str, order: list[str]) -> None:
    assert _grid(sort)["code"].tolist() == order


def _sum(*cells: dict[int, str]) -> str:
    rows = [
        {"reference_area_code": f"A{place}", "reference_area_label": f"A{place}", "region_label": "R", "year": year,
         "coverage": kind}
        for place, years in enumerate(cells)
        for year, kind in years.items()
    ]  # fmt: skip
    return coverage.since_in_words(coverage.grid(pd.DataFrame(rows), "name", 2020), 2020)


def test_the_sum_counts_surveys_only_and_each_country_once() -> None:
    survey, modelled, unsourced = {2022: "survey", 2021: "modelled"}, {2020: "projected"}, {2020: "unknown"}
    withheld, older, never = {2018: "survey", 2020: "suppressed"}, {2018: "modelled"}, {2019: "missing"}
    assert _sum(survey, modelled, unsourced, withheld, older, older, never) == (
        "1 of 7 countries (14 %) has a reported value since 2020; 2 have only modelled figures or ones without a "
        "source since; 1 has only withheld figures since; 2 have only older figures; 1 has no figure in any year"
    )
    assert _sum(survey, survey) == "2 of 2 countries (100 %) have a reported value since 2020"
    assert _sum(never, never) == (
        "0 of 2 countries (0 %) have a reported value since 2020; 2 have no figure in any year"
    )


def test_the_number_of_survey_years_stands_in_sight_before_the_years() -> None:
    assert list(_grid().columns[:4]) == ["code", "Country", "Latest", "Reported years"]


def test_a_cell_carries_its_letter_and_its_shade() -> None:
    rows = _grid().drop(columns="code")
    styler = charts.shaded(rows, LIGHT)
    assert styler.data.loc[2, ["2022", "2021", "2020"]].tolist() == ["S", "–", "M"]
    page = styler.to_html()
    assert LIGHT.coverage["survey"][0] in page
    assert LIGHT.coverage["projected"][0] in page


def _light(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_every_kind_has_a_letter_of_its_own_that_can_be_read_on_its_shade(palette: Palette) -> None:
    assert set(palette.coverage) == {kind.code for kind in coverage.KINDS}
    assert len({kind.letter for kind in coverage.KINDS}) == len(coverage.KINDS)
    assert len({shade for shade, _ in palette.coverage.values()}) == len(coverage.KINDS)
    for shade, ink in palette.coverage.values():
        bright, dark = sorted((_light(shade), _light(ink)), reverse=True)
        assert (bright + 0.05) / (dark + 0.05) >= 4.5


def _counts(region: str = "") -> pd.DataFrame:
    """What the query counts over the made cells, with an aggregate among them."""
    cells = [("D", code, year, kind, False) for code, *_, years in _CELLS for year, kind in years.items()]
    areas = [(code, code, region, "country") for code, _, region, _ in _CELLS]
    with duckdb.connect() as connection:
        connection.execute("create schema indicators")
        connection.execute(
            "create table indicators.coverage (dataset_code varchar, reference_area_code varchar, year integer, "
            "coverage varchar, is_sample boolean)"
        )
        connection.execute(
            "create table indicators.reference_areas (reference_area_code varchar, reference_area_label varchar, "
            "region_code varchar, area_type varchar)"
        )
        world = ("D", "X01", 2019, "survey", False)
        connection.executemany("insert into indicators.coverage values (?, ?, ?, ?, ?)", [*cells, world])
        areas += [("X01", "World", None, "aggregate")]
        connection.executemany("insert into indicators.reference_areas values (?, ?, ?, ?)", areas)
        return connection.execute(queries.per_year_sql("D", region)).df()


def test_a_year_is_counted_for_one_region_alone_and_the_table_says_the_same() -> None:
    assert _counts("Americas")[["year", "coverage", "countries"]].values.tolist() == [[2022, "projected", 1]]
    table = charts.table(_counts()).set_index("Year")
    assert table.columns.tolist() == ["Survey, census or records", "Modelled", "Projected", "Withheld"]
    assert table.index.tolist() == ["2022", "2020", "2019"]
    assert table.loc["2022"].tolist() == [1, 0, 1, 1]
    assert table.loc["2019"].tolist() == [2, 0, 0, 0], "the world is no country"


def test_columns_per_year_name_each_kind_and_leave_missing_out() -> None:
    counts = _counts()
    spec = charts.per_year(counts, LIGHT).to_dict()
    assert spec["encoding"]["color"]["scale"]["domain"] == [
        "S Survey, census or records",
        "M Modelled",
        "P Projected",
        "U Withheld",
    ]
    rows = next(iter(json.loads(charts.per_year(counts, LIGHT).to_json())["datasets"].values()))
    assert sum(row["countries"] for row in rows if row["year"] == 2019) == 2
    assert "most in 2019 (2 countries), latest in 2022 (1)" in charts.per_year_in_words(counts)


def _revisions() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "reference_area_code": ["KEN", "KEN"], "reference_area_label": ["Kenya", "Kenya"],
            "sex_code": ["SEX_F", "SEX_F"], "classification_1_code": None, "classification_2_code": None,
            "time_period": ["2015", "2016"], "old_value": [10.0, None], "new_value": [4.0, 5.0],
            "difference": [-6.0, None], "relative_difference": [-0.6, None], "old_source_code": ["BA:1", "BA:1"],
            "new_source_code": ["BB:2", "BA:1"], "is_source_changed": [True, False],
        }
    )  # fmt: skip


def test_a_revision_is_said_with_its_labels_and_its_change_of_source() -> None:
    table = history_table.table_of(_revisions(), {"SEX_F": "Female"})
    assert list(table.columns) == ["Area", "Period", "Sex", "Before", "Now", "Difference", "Relative (%)", "Source"]
    assert table["Sex"].tolist() == ["Female", "Female"]
    assert table["Source"].fillna("").tolist() == ["BA:1 → BB:2", ""]
    largest = revised.largest(_revisions(), table)
    assert largest["name"].tolist() == ["Kenya · 2015"], "what all cells share is not repeated"
    assert "from 10.0 to 4.00" in revised.in_words(largest, "%")
    marks = [layer["mark"]["type"] for layer in revised.revised(largest, "%", LIGHT).to_dict()["layer"]]
    assert marks == ["rule", "point", "circle"]


def test_the_label_of_a_revision_keeps_its_area_apart_and_its_year_ahead_of_its_items() -> None:
    cells = _revisions().assign(sex_code=["SEX_F", "SEX_M"], new_value=5.0, old_value=4.0, difference=1.0)
    largest = revised.largest(cells, history_table.table_of(cells, {"SEX_F": "Female", "SEX_M": "Male"}))
    assert largest["name"].tolist() == ["Kenya · 2015 · Female", "Kenya · 2016 · Male"]
    axis = revised.revised(largest, "%", LIGHT).to_dict()["layer"][0]["encoding"]["y"]["axis"]
    assert "containerSize()[0] < 700 ? [" in axis["labelExpr"], "two lines on a narrow screen"


@pytest.mark.parametrize(
    ("old", "beyond", "text"),
    [
        ([10.1, 20.2, 30.3, 40.0], 1, " 1 of these 4 differ by more than rounding, that is by more than 0.05: the "
         "values of one of the two files have 1 decimal."),
        ([10.11, 20.3, 30.26, 41.0], 4, ""),
    ],
)  # fmt: skip
def test_what_rounding_explains_is_told_apart(old: list[float], beyond: int, text: str) -> None:
    new = [10.149, 20.151, 30.344, 41.123]
    with duckdb.connect() as connection:
        connection.execute("create schema indicators")
        connection.execute("create table indicators.observation_vintages (dataset_code varchar, snapshot_id varchar, "
                           "value double)")  # fmt: skip
        connection.execute("create table indicators.revisions (dataset_code varchar, new_snapshot_id varchar, "
                           "is_value_changed boolean, difference double)")  # fmt: skip
        for before, now in zip(old, new, strict=True):
            connection.execute("insert into indicators.observation_vintages values ('A', 'R', ?), ('A', 'S', ?)",
                               [before, now])  # fmt: skip
            connection.execute("insert into indicators.revisions values ('A', 'S', true, ?)", [now - before])
        decimals, found = connection.execute(vintages.rounding_sql("A", "R", "S")).fetchone()
    assert (decimals, found) == (1 if text else 2, beyond)
    assert history_table.rounding_in_words(4, decimals, found) == text


def test_cells_with_another_source_are_found_whatever_else_changed() -> None:
    assert "revisions.is_source_changed" in vintages.revisions_sql("A", "S", "source_changed", [])
    assert "revisions.change = 'gained'" in vintages.revisions_sql("A", "S", "gained", [])


def _figures(**columns) -> pd.DataFrame:
    names = ["reference_area_code", "reference_area_label", "time_period", "value", "sex_code", "sex_label",
             "classification_1_code", "classification_1_label", "classification_2_code", "classification_2_label",
             "classification_1_version", "observation_kind", "is_modelled", "is_break", "break_reason",
             "observation_status_label", "source_code", "source_label", "classification_note", "indicator_note",
             "source_note"]  # fmt: skip
    rows = len(next(iter(columns.values())))
    base = {name: [None] * rows for name in names} | {
        "reference_area_code": ["KEN"] * rows, "observation_kind": ["survey"] * rows, "source_code": ["BA:1"] * rows,
    }  # fmt: skip
    return pd.DataFrame(base | columns)


def test_two_vintages_stand_side_by_side_and_what_is_gone_or_new_says_so() -> None:
    now = _figures(time_period=["2020", "2021"], value=[2.0, 3.0])
    before = _figures(time_period=["2019", "2020"], value=[9.0, 1.5])
    table = figure_table.table_of(now, Earlier("s", "known on 1 May 2025", before, ""))
    by_year = table.set_index("Period")
    assert by_year.loc["2020", "Difference"] == 0.5
    assert by_year.loc["2019", "Status"] == "Gone since"
    assert by_year.loc["2019", "Value known on 1 May 2025"] == 9.0
    assert by_year.loc["2021", "Status"] == "Normal · new since"
    assert table["Period"].tolist() == ["2021", "2020", "2019"]


def test_the_table_says_kind_break_and_notes_in_words() -> None:
    rows = _figures(
        time_period=["2020", "2021"], value=[2.0, 3.0], observation_kind=["survey", "projected"],
        is_break=[True, False], break_reason=["source change", None], indicator_note=["Break: method", None],
        source_note=["Repository: micro data", None],
    )  # fmt: skip
    table = figure_table.table_of(rows).set_index("Period")
    assert table.loc["2020", "Break"] == "Source change"
    assert table.loc["2020", "Notes"] == "Break: method | Repository: micro data"
    assert table.loc["2021", "Kind"] == "Projection"
    assert "Second classification" not in table
