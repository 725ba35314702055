"""The page of constituents' views: what the bars, the shares and the words say, read as the browser receives them."""

import json
from typing import Any

import duckdb
import pandas as pd
import pytest

from dashboards import views
from dashboards.charts import opinions, shares
from dashboards.palette import DARK, LIGHT
from dashboards.queries import views as queries
from support import made_views


def _read(sql: str) -> pd.DataFrame:
    with duckdb.connect() as connection:
        made_views.add_views(connection, is_sample=True)
        return connection.execute(sql).df()


@pytest.fixture(scope="module")
def cells() -> pd.DataFrame:
    return _read(queries.cells_sql(made_views.SURVEY, "2026", []))


@pytest.fixture(scope="module")
def early() -> pd.DataFrame:
    return _read(queries.cells_sql(made_views.SURVEY, "2024", ["efficiency"]))


@pytest.fixture(scope="module")
def items() -> pd.DataFrame:
    return _read(queries.items_sql(made_views.SURVEY, "2026", []))


def _drawn(chart: Any, wanted: str) -> list[dict[str, Any]]:
    """The rows of the data set that has a column."""
    sets = json.loads(chart.to_json())["datasets"].values()
    return [row for rows in sets for row in rows if wanted in row]


@pytest.mark.parametrize("neutrals_apart", [False, True])
def test_each_bar_is_as_long_as_its_share_and_parts_in_the_middle(cells: pd.DataFrame, neutrals_apart: bool) -> None:
    parts = _drawn(opinions.diverging(cells, LIGHT, neutrals_apart=neutrals_apart), "answer")
    parts = list({(part["row"], part["answer"]): part for part in parts}.values())
    assert len(parts) == 5 + 4 + 5, "no bar for what nobody answered"
    government = {part["answer"]: part for part in parts if "government" in part["row"]}
    for word, count in zip(views.ANSWERS.values(), (1, 2, 3, 8, 6), strict=True):
        assert government[word]["count"] == count
        assert government[word]["share"] == pytest.approx(100 * count / 20)
        assert government[word]["end"] - government[word]["start"] == pytest.approx(100 * count / 20)
    neutral = government["neither"]
    if neutrals_apart:
        assert neutral["start"] > 100
        assert government["agree"]["start"] == pytest.approx(0)
    else:
        assert neutral["start"] == pytest.approx(-neutral["end"])
    assert government["disagree"]["end"] <= 0 <= government["strongly agree"]["start"]


def test_a_small_cell_and_an_empty_one_say_so_and_have_no_bar(early: pd.DataFrame) -> None:
    chart = opinions.diverging(early, DARK, neutrals_apart=False)
    assert {part["row"].split("|")[1] for part in _drawn(chart, "answer")} == {"government"}
    assert [row["said"] for row in _drawn(chart, "said")] == [views.TOO_SMALL, views.NOBODY]
    said = opinions.diverging_in_words(early)
    assert f"employers: {views.TOO_SMALL}" in said
    assert "governments: 2 strongly disagree, 3 disagree, 4 neither, 6 agree, 5 strongly agree" in said


def test_the_share_of_each_group_stands_with_its_limits_and_the_mean(cells: pd.DataFrame, items: pd.DataFrame) -> None:
    marks = _drawn(shares.agreeing(cells, items, LIGHT), "who")
    told = {mark["who"]: (round(mark["share"], 1), round(mark["low"]), round(mark["high"])) for mark in marks}
    assert told == {
        "Governments": (70.0, 55, 85),
        "Employers": (7.1, 0, 22),
        "Workers": (57.1, 42, 72),
        "Mean of the three": (44.8, 36, 54),
    }
    assert "governments 70 % (55–85 %)" in shares.agreeing_in_words(cells, items)


def test_nothing_of_a_small_cell_stands_in_the_table(early: pd.DataFrame) -> None:
    row = views.cell_table(early).set_index("Group").loc["Employers"]
    assert row["Note"] == views.TOO_SMALL
    assert {str(value) for name, value in row.items() if name not in {"Statement", "Note"}} <= {"–", "<NA>", "nan"}


def test_who_took_part_is_told_once_per_group(early: pd.DataFrame) -> None:
    told = views.reached(early).set_index("Group")
    assert list(told["Answered"]) == ["21", views.TOO_SMALL, "0"]
    assert told.loc["Governments", "Response rate"] == "64 %"
    assert told.loc["Governments", "Asked"] == "in person, online"


def test_the_sentence_counts_items_on_which_groups_are_apart(items: pd.DataFrame) -> None:
    assert views.headline(items) == "On 1 of 1 statement the groups are clearly apart"
    assert views.headline(items.assign(is_divergent=False)) == "On none of 1 statement are the groups clearly apart"
    assert views.headline(items.assign(is_divergent=None)) == "1 statement; on none can the groups be compared"
    [line] = views.apart(items)
    assert line.endswith("governments 70 %, employers 7 %: 63 points apart (workers 57 %)")
    assert "<b>" not in line.replace("\\<b\\>", "")


def test_changes_and_reasons_are_written_out(cells: pd.DataFrame, items: pd.DataFrame) -> None:
    assert list(views.cell_table(cells)["Since the wave before"]) == ["+15 (−5 to +35)", "–", "–"]
    early = _read(queries.items_sql(made_views.SURVEY, "2024", []))
    assert list(views.item_table(early)["Note"]) == [views.WITHHELD["group_too_small"]]
    assert list(views.item_table(items)["Apart (points)"]) == ["63"]
