"""The chart block: what it refuses, and what its files hold."""

import io
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import altair as alt
import duckdb
import openpyxl
import pandas as pd
import pyarrow as pa
import pytest
import vl_convert

from dashboards.block import Block, Origin, Panel
from dashboards.charts.look import styled
from dashboards.downloads import picture, snippets, workbook
from dashboards.palette import LIGHT, Palette
from dashboards.queries.reading import literal
from warehouse.release.citation import citation_text

ORIGIN = Origin("ILOSTAT, dataset X", "as published", "2 of 3 areas with a value", "CC BY 4.0")
CAPTION = picture.Caption(
    "Rates rose", "%, both sexes", ("▲ a break in 2020",), ORIGIN.line("20260701_080000"), is_sample=True
)


def _draw(palette: Palette) -> alt.Chart | alt.LayerChart:
    rows = pd.DataFrame({"year": [2020, 2021], "value": [1.0, 2.0]})
    width = alt.ExprRef("containerSize()[0] < 700 ? 100 : 300")
    axis = alt.Axis(labelLimit=width)
    chart = alt.Chart(rows).mark_point().encode(x=alt.X("year:Q", axis=axis), y="value:Q")
    return styled(chart.properties(width="container", height=100), palette)


def _block(**changes: object) -> Block:
    told = {
        "key": "made", "title": "Rates rose", "panels": (Panel(_draw, "Points of a rate"),), "table": pd.DataFrame(),
        "sql": "select 1", "origin": ORIGIN,
    }  # fmt: skip
    return Block(**(told | changes))


def test_a_chart_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="alternative text"):
        Panel(_draw, "  ")


@pytest.mark.parametrize("change", [{"title": ""}, {"panels": ()}, {"sql": " "}])
def test_a_block_without_title_chart_or_query_is_refused(change: dict) -> None:
    with pytest.raises(ValueError, match="lacks its title"):
        _block(**change)


def test_the_source_line_says_source_processing_coverage_release_and_licence() -> None:
    assert ORIGIN.line("R1") == (
        "Source: ILOSTAT, dataset X · as published · 2 of 3 areas with a value · release R1 · licence: CC BY 4.0"
    )


def test_a_picture_carries_title_footnote_source_and_that_it_is_a_sample() -> None:
    drawn = picture.svg({"": _draw(LIGHT)}, CAPTION).decode()
    for told in ("Rates rose", "%, both sexes", "a break in 2020", "release 20260701_080000", "CC BY 4.0"):
        assert told in drawn
    assert "SAMPLE DATA" in drawn
    assert "http" not in drawn.replace("http://www.w3.org/", ""), "a picture asks no host"


def test_a_picture_reads_no_address() -> None:
    chart = alt.Chart("http://127.0.0.1:9/rows.json").mark_point().encode(x="a:Q")
    with pytest.raises(ValueError, match="External data url not allowed"):
        picture.svg({"": chart}, CAPTION)


def test_pictures_are_drawn_by_the_grammar_that_the_pages_write() -> None:
    version = alt.SCHEMA_VERSION.removeprefix("v").rsplit(".", 1)[0]
    assert version in vl_convert.get_vegalite_versions()


def test_a_picture_of_real_figures_is_not_called_a_sample() -> None:
    real = picture.Caption("Rates rose", "", (), "Source: S", is_sample=False)
    assert "SAMPLE" not in picture.svg({"": _draw(LIGHT)}, real).decode()


def test_a_picture_has_a_width_of_its_own() -> None:
    spec = picture.spec({"": _draw(LIGHT)}, CAPTION)
    (inner,) = spec["vconcat"]
    assert inner["width"] == picture.WIDTH
    assert "containerSize" not in str(spec)
    assert f"{picture.WIDTH} < 700" in str(spec)


def test_a_png_is_a_png_and_several_charts_stand_in_one_picture() -> None:
    drawn = picture.png({"Kenya": _draw(LIGHT), "Mexico": _draw(LIGHT)}, CAPTION)
    assert drawn.startswith(b"\x89PNG\r\n\x1a\n")
    both = picture.svg({"Kenya": _draw(LIGHT), "Mexico": _draw(LIGHT)}, CAPTION).decode()
    assert "Kenya" in both
    assert "Mexico" in both


def test_a_workbook_keeps_types_and_runs_no_text_as_a_formula() -> None:
    rows = pa.table(
        {
            "label": ["=1+1", "+41", "-low", "@home", "plain"],
            "value": [-1.5, 0.0, None, float("nan"), 2.0],
            "big": [2**60, 1, 2, 3, None],
            "day": [date(2024, 1, 31), None, None, None, None],
            "at": [datetime(2024, 1, 31, 8), None, None, None, None],  # noqa: DTZ001 (as a release holds it)
            "is_sample": [True, True, False, None, True],
        }
    )
    book = openpyxl.load_workbook(io.BytesIO(workbook.xlsx(rows, {"Title": "=Rates", "Release": "R1"})))
    data = book["Data"]
    assert [cell.value for cell in data[1]] == list(rows.column_names)
    assert [(row[0].value, row[0].data_type, row[0].quotePrefix) for row in data.iter_rows(min_row=2)] == [
        ("=1+1", "s", True), ("+41", "s", True), ("-low", "s", True), ("@home", "s", True), ("plain", "s", False),
    ]  # fmt: skip
    assert [row[1].value for row in data.iter_rows(min_row=2)] == [-1.5, 0, None, "nan", 2]
    assert data["C2"].value == str(2**60), "Excel would round it"
    assert (data["D2"].value.date(), data["E2"].value) == (date(2024, 1, 31), datetime(2024, 1, 31, 8))  # noqa: DTZ001
    assert list(data.tables) == ["Data"]
    assert not data.merged_cells.ranges
    assert (book["About"]["A1"].value, book["About"]["B1"].value) == ("Title", "=Rates")
    assert book["About"]["B1"].data_type == "s"


def test_an_empty_result_is_still_a_workbook() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook.xlsx(pa.table({"a": pa.array([], pa.string())}), {})))
    assert book["Data"]["A1"].value == "a"


# What a code of a link or of the data may do to the text that it stands in.
_HOSTILE = (
    "it's",
    '"""',
    "\"\"\"x'''",
    ')---"',
    ')---" )----"',
    "back\\slash\\",
    "%s {0} $x",
    "\u202eabc",
    "two\nlines",
    "a\r\nb",
    ";--",
)


@pytest.mark.parametrize("hostile", _HOSTILE)
def test_the_query_stands_unchanged_in_sql_and_python(hostile: str, tmp_path: Path) -> None:
    query = f"select\n    {literal(hostile)} as told"
    database = tmp_path / "dwsc_20260701_080000.duckdb"
    with duckdb.connect(str(database)) as connection:
        assert connection.execute(snippets.sql(query, "20260701_080000")).fetchall() == [(hostile,)]
    names: dict[str, Any] = {}
    code = snippets.python(query, "20260701_080000").replace(database.name, str(database))
    exec(compile(code, "snippet", "exec"), names)
    assert names["rows"]["told"].tolist() == [hostile]


@pytest.mark.parametrize("hostile", _HOSTILE)
def test_the_query_ends_where_the_text_of_r_ends(hostile: str) -> None:
    """R itself runs such texts in tests/browser/test_reproduced.py, in make test-slow."""
    query = f"select\n    {literal(hostile)} as told"
    told = snippets.r(query, "20260701_080000").partition("dbGetQuery(release, ")[2].partition(")\ndbDisconnect")[0]
    if not told.startswith("r"):
        assert json.loads(told) == query
        assert "\u202e" not in told, "R refuses a sign that turns the direction of writing"
        return
    opening = told[2 : told.index("(")]
    # R ends a raw text at the first place where its closing mark stands.
    assert told.removeprefix(f'r"{opening}(').split(f'){opening}"')[0] == f"\n{query}\n"
    assert told.count(f'){opening}"') == 1


def test_a_citation_names_release_view_source_and_licence_and_a_sample_first() -> None:
    release = {"release_id": "R1", "as_of": date(2026, 6, 30), "is_sample": True, "built_at": "2026-07-01T08:00:00"}
    told = snippets.citation("Rates rose", "ILOSTAT, dataset X", "CC BY 4.0", release)
    for part in ("SAMPLE DATA", "release R1", "“Rates rose”", "ILOSTAT, dataset X", "CC BY 4.0"):
        assert part in told
    assert told.startswith(citation_text(release | {"inputs": []})), "the release is named as everywhere else"
