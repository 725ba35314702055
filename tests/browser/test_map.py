"""The map and the squares in a real browser: what is drawn, said, asked for and taken away."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from support import made_release, made_vintages
from warehouse.release import reader

pytestmark = pytest.mark.browser
MAP = f"indicator?view=map&dataset={made_vintages.SPLIT}"


def _alt(page) -> str:
    return page.locator("[data-testid=stVegaLiteChart]").first.evaluate(
        "node => node.getAttribute('aria-label') || node.querySelector('[aria-label]').getAttribute('aria-label')"
    )


def test_the_map_draws_every_shape_says_its_disclaimer_and_asks_nobody(served: str, visit: Callable) -> None:
    window = visit(served)
    page = window.open(MAP)
    page.wait_for_function("document.querySelectorAll('[data-testid=stVegaLiteChart] .mark-shape path').length > 249")
    assert "do not imply official endorsement or acceptance by the United Nations or the ILO" in window.text()
    assert "10 of 10 countries and territories have a figure" in window.text()
    assert "Grey: no data for 0 countries." in window.text()
    assert _alt(page).startswith("World map of Informal employment share (SDG 8.3.1) in %")
    assert page.locator("[data-testid=stDataFrame]").count() == 1, "the table stands beside the map"
    assert window.outside == []
    assert window.complaints == []


def test_a_country_says_its_figure_and_the_year_of_it(served: str, visit: Callable, made_home: Path) -> None:
    page = visit(served).open(MAP)
    brazil = page.locator("[data-testid=stVegaLiteChart] .mark-shape path[aria-label*='Country: Brazil']").first
    with reader.connect(next(made_home.glob("releases/*/*.duckdb"))) as connection:
        ((year, value),) = connection.execute(
            "select year, value from indicators.observations where reference_area_code = 'BRA' and sex_code = 'SEX_T' "
            f"and dataset_code = '{made_vintages.SPLIT}' and classification_1_code = 'ECO_AGGREGATE_TOTAL' "
            "and value is not null and observation_kind <> 'projected' order by year desc limit 1"
        ).fetchall()
    brazil.hover()
    told = page.locator("#vg-tooltip-element")
    told.wait_for()
    assert str(year) in told.inner_text()
    assert f"{value:.1f}" in told.inner_text()


def test_the_choice_of_squares_sex_and_item_is_kept_in_the_link(served: str, visit: Callable) -> None:
    window = visit(served)
    page = window.open(f"{MAP}&sex=SEX_F&classification_1=ECO_AGGREGATE_AGR")
    page.get_by_role("radio", name="Squares by subregion").click()
    page.wait_for_url("**shape=tiles*")
    window.settle()
    assert _alt(page).startswith("Squares by subregion of Informal employment share")
    page.locator(".st-key-actions_latest").get_by_role("button", name="Copy link").click()
    link = page.locator("[data-testid=stCode]").inner_text()
    assert link == page.url
    fresh = visit(served)
    fresh.open(link.removeprefix(f"{served}/"))
    assert _alt(fresh.page) == _alt(page)
    assert "Female" in fresh.text()
    assert "Agriculture" in fresh.text()
    squares = fresh.page.locator("[data-testid=stVegaLiteChart] .mark-rect.role-mark path")
    assert squares.count() == len(made_release.AREAS) - 1


def test_what_is_taken_away_holds_the_source_line_and_that_it_is_a_sample(served: str, visit: Callable) -> None:
    window = visit(served)
    window.open(f"{MAP}&sex=SEX_F")
    name = f"dwsc_SAMPLE_latest_{made_vintages.SPLIT}-SEX_F-ECO_AGGREGATE_TOTAL_{made_release.RELEASE_ID}"
    svg, png, book, table = (window.download("latest", ending) for ending in ("svg", "png", "xlsx", "csv"))
    assert [each.suggested_filename for each in (svg, png, book, table)] == [
        f"{name}.{ending}" for ending in ("svg", "png", "xlsx", "csv")
    ]
    drawn = Path(svg.path()).read_text(encoding="utf-8")
    for told in ("SAMPLE DATA", made_vintages.SPLIT, f"release {made_release.RELEASE_ID}", "CC BY 4.0", "endorsement"):
        assert told in drawn
    assert Path(png.path()).read_bytes().startswith(b"\x89PNG")
    header, *rows = csv.reader(io.StringIO(Path(table.path()).read_bytes().decode("utf-8-sig")))
    sheets = openpyxl.load_workbook(io.BytesIO(Path(book.path()).read_bytes()))
    heading, *written = sheets["Data"].iter_rows(values_only=True)
    assert list(heading) == header
    value = header.index("value")
    assert [row[value] for row in written] == [float(row[value]) for row in rows]
    assert "invented" in " ".join(str(row) for row in sheets["About"].iter_rows(values_only=True))


def test_the_keyboard_reaches_the_way_of_drawing_and_the_files(served: str, visit: Callable) -> None:
    page = visit(served).open(MAP)
    reached = []
    for _ in range(45):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate("document.activeElement.innerText || document.activeElement.ariaLabel || ''").strip()
        )
    for name in ("World map", "Download", "Copy link", "Cite", "Reproduce"):
        assert any(name in label for label in reached), name
