"""The chart block in a real browser: words, table, link, citation and query of every chart."""

import io
from collections.abc import Callable
from pathlib import Path

import duckdb
import openpyxl
import pytest

from support import made_release, made_vintages
from warehouse.release import reader

pytestmark = pytest.mark.browser

# Each page with the blocks that it shows.
PAGES = {
    "framework": ["framework"],
    "framework?view=links": ["links"],
    "milestones": ["milestones"],
    "output?output=O05": ["milestones"],
    "resources": ["resources", "resources_by_year"],
    "promises": ["events"],
    f"indicator?dataset={made_vintages.SPLIT}": ["indicator"],
    f"indicator?dataset={made_vintages.SPLIT}&sex=SEX_F&sex=SEX_M": ["indicator"],
    f"indicator?dataset={made_vintages.SPLIT}&view=history": ["revisions"],
    f"indicator?dataset={made_vintages.SPLIT}&view=map": ["latest"],
    f"indicator?dataset={made_vintages.SPLIT}&view=groups": ["gaps"],
    f"indicator?dataset={made_vintages.SPLIT}&view=regions": ["regions"],
    "countries?geo=BGD": ["slopes", "region"],
    "views": ["answers", "shares"],
    "impact": ["groups", "effects", "without"],
    f"coverage?dataset={made_vintages.SPLIT}": ["coverage_years"],
}


@pytest.mark.parametrize("path", PAGES)
def test_every_chart_has_words_a_source_line_and_its_actions(path: str, served: str, visit: Callable) -> None:
    window = visit(served)
    page = window.open(path)
    said = page.locator("[data-testid=stVegaLiteChart]").evaluate_all(
        "charts => charts.map(chart => (chart.getAttribute('aria-label') || "
        "chart.querySelector('[aria-label]').getAttribute('aria-label')))"
    )
    assert len(said) >= len(PAGES[path])
    assert all(len(words) > 40 for words in said), "a chart says what it shows"
    text = window.text()
    assert text.count("Invented sample data. Source: ") == len(PAGES[path])
    assert text.count(f"release {made_release.RELEASE_ID} · licence: ") == len(PAGES[path])
    for key in PAGES[path]:
        actions = page.locator(f".st-key-actions_{key}")
        for name in ("Download", "Copy link", "Cite", "Reproduce"):
            assert actions.get_by_role("button", name=name).count() == 1, name
    assert window.outside == []
    assert window.complaints == []


def test_the_table_of_a_chart_is_kept_in_the_link_and_takes_its_place(served: str, visit: Callable) -> None:
    window = visit(served)
    page = window.open("milestones?area=AA1")
    actions = page.locator(".st-key-actions_milestones")
    actions.get_by_role("radio", name="Table").click()
    page.wait_for_url("**/milestones?area=AA1&milestones_as=table")
    window.settle()
    assert page.locator("[data-testid=stVegaLiteChart]").count() == 0
    actions.get_by_role("button", name="Copy link").click()
    link = page.locator("[data-testid=stCode]").inner_text()
    assert link == page.url
    fresh = visit(served)
    fresh.open(link.removeprefix(f"{served}/"))
    chosen = fresh.page.locator(".st-key-actions_milestones").get_by_role("radio", name="Table")
    assert chosen.get_attribute("aria-checked") == "true"
    assert "source:" in fresh.text().lower()


def test_the_query_is_told_for_three_languages_and_gives_the_rows_of_the_workbook(
    served: str, visit: Callable, made_home: Path
) -> None:
    window = visit(served)
    page = window.open("resources?area=AA1&area=AA2")
    book = openpyxl.load_workbook(io.BytesIO(Path(window.download("resources", "xlsx").path()).read_bytes()))
    page.locator(".st-key-actions_resources").get_by_role("button", name="Reproduce").click()
    sql = page.locator("[data-testid=stCode]").first.inner_text()
    page.get_by_role("tab", name="Python").click()
    python = page.locator("[data-testid=stCode]", has_text="import duckdb").inner_text()
    page.get_by_role("tab", name="R", exact=True).click()
    in_r = page.locator("[data-testid=stCode]", has_text="library(duckdb)").inner_text()
    assert f'"dwsc_{made_release.RELEASE_ID}.duckdb", read_only=True' in python
    assert f'"dwsc_{made_release.RELEASE_ID}.duckdb", read_only = TRUE' in in_r
    opening, query = sql.strip().removesuffix(";").split("\n", maxsplit=1)
    assert opening == f"-- duckdb -readonly dwsc_{made_release.RELEASE_ID}.duckdb"
    assert query in python
    assert query in in_r
    with reader.connect(next(made_home.glob("releases/*/*.duckdb"))) as connection:
        result = connection.execute(sql)
        heading = [column[0] for column in result.description]
        stored = [tuple(_told(value) for value in row) for row in result.fetchall()]
    header, *written = book["Data"].iter_rows(values_only=True)
    assert list(header) == heading
    assert [tuple(_told(value) for value in row) for row in written] == stored
    assert len(stored) == 2


def test_a_citation_names_the_view_the_release_and_that_it_is_a_sample(served: str, visit: Callable) -> None:
    page = visit(served).open(f"coverage?dataset={made_vintages.SPLIT}")
    page.locator(".st-key-actions_coverage_years").get_by_role("button", name="Cite").click()
    told = page.locator("[data-testid=stCode]").inner_text()
    for part in ("SAMPLE DATA", f"release {made_release.RELEASE_ID}", "of 10 countries", "ILOSTAT, ILO", "CC BY 4.0"):
        assert part in told


def test_small_multiples_go_away_as_one_picture(served: str, visit: Callable) -> None:
    window = visit(served)
    window.open(f"indicator?dataset={made_vintages.SPLIT}&area=KEN&area=BRA&sex=SEX_F&sex=SEX_M")
    drawn = Path(window.download("indicator", "svg").path()).read_text(encoding="utf-8")
    for part in ("Kenya", "Brazil", "Female", "Male", "SAMPLE DATA", "Source: ILOSTAT, ILO"):
        assert part in drawn


def test_real_figures_are_not_called_a_sample(tmp_path: Path, serve: Callable, visit: Callable) -> None:
    database = made_release.make_release(tmp_path / "home", is_sample=False)
    with duckdb.connect(str(database)) as connection:
        connection.execute("update indicators.observations set source_note = '=1+1' where year = 2019")
    window = visit(serve(tmp_path / "home"))
    window.open(f"indicator?dataset={made_vintages.SPLIT}&area=KEN")
    svg, book = window.download("indicator", "svg"), window.download("indicator", "xlsx")
    assert svg.suggested_filename.startswith("dwsc_indicator_")
    assert "SAMPLE" not in Path(svg.path()).read_text(encoding="utf-8")
    data = openpyxl.load_workbook(io.BytesIO(Path(book.path()).read_bytes()))["Data"]
    risky = [cell for row in data.iter_rows() for cell in row if cell.value == "=1+1"]
    assert risky
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in risky), "a text stays a text"


def _told(value: object) -> object:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else str(value)
