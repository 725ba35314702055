"""Progress, groups and regions of an indicator, and the page of a country, in a real browser."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboards.queries import countries, progress
from support import made_progress, made_release
from warehouse.release import reader

pytestmark = pytest.mark.browser
PROGRESS = f"indicator?dataset={made_progress.DATASET}&view=progress"


def _alts(page) -> list[str]:
    return page.locator("[data-testid=stVegaLiteChart]").evaluate_all(
        "charts => charts.map(chart => chart.getAttribute('aria-label') || "
        "chart.querySelector('[aria-label]').getAttribute('aria-label'))"
    )


def _taken(download) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(Path(download.path()).read_text(encoding="utf-8-sig"))))


def _asked(home: Path, sql: str) -> list[dict[str, str]]:
    with reader.connect(next(home.glob("releases/*/*.duckdb"))) as connection:
        found = connection.execute(sql)
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def test_methods_stand_side_by_side_with_their_arithmetic(served: str, visit: Callable) -> None:
    window = visit(served)
    window.open(f"{PROGRESS}&geo=KEN")
    text = window.text()
    assert "Kenya, 2024: ● On track" in text
    assert "Share of the way done: (42 − 46) ÷ (36 − 46) = 0.4000." in text
    assert "Expected by 2024: 4 of 10 years = 0.4000 of the way (42)." in text
    assert "Not rated: the reference sheet does not allow the method" in text
    assert "the series breaks since the baseline" in text
    assert window.outside == []
    assert window.complaints == []


def test_a_modelled_value_is_computed_and_has_no_colour(served: str, visit: Callable) -> None:
    window = visit(served)
    page = window.open(f"{PROGRESS}&geo={made_progress.MODELLED}")
    assert "Not rated: a value is modelled" in window.text()
    assert "The arithmetic alone would say “on track”." in window.text()
    main = page.locator("[data-testid=stMain]")
    assert main.locator("span[class*=stMarkdownColored]", has_text="●").count() <= 1, "only the badge of the checks"


def test_progress_is_kept_in_the_link_and_its_download_equals_the_query(
    served: str, visit: Callable, made_home: Path
) -> None:
    window = visit(served)
    page = window.open(f"{PROGRESS}&geo={made_progress.NO_TARGET}&year=2024")
    assert "Brazil, 2024" in window.text()
    assert "none was proposed" in window.text()
    assert f"geo={made_progress.NO_TARGET}" in page.url
    sql = progress.methods_sql(made_progress.INDICATOR, made_progress.NO_TARGET, "total", 2024)
    taken, asked = _taken(window.download("methods")), _asked(made_home, sql)
    assert [(row["method"], row["class"]) for row in taken] == [(row["method"], row["class"] or "") for row in asked]
    assert len(taken) == 5


def test_the_trend_is_held_against_baseline_and_target(served: str, visit: Callable) -> None:
    window = visit(served)
    page = window.open(f"indicator?dataset={made_progress.DATASET}&area=BGD&area={made_progress.NO_TARGET}")
    said = "Bangladesh: baseline 40.0 % (2020), point in between 32.5 % (2024), target 30.0 % (2030, proposed)"
    assert said in window.text()
    assert said in _alts(page)[0]
    assert "Brazil: baseline 42.0 % (2020)" in window.text()


def test_women_and_men_stand_side_by_side_with_difference_and_ratio(served: str, visit: Callable) -> None:
    window = visit(served)
    page = window.open(f"indicator?dataset={made_progress.DATASET}&view=groups&groups=KEN")
    assert "Kenya, 2024: difference +3.00 percentage points, ratio 1.07" in window.text()
    assert "women 45.0, men 42.0" in _alts(page)[0]
    (row,) = _taken(window.download("gaps"))
    assert float(row["women_value"]) - float(row["men_value"]) == float(row["difference"]) == 3.0


def test_a_region_stands_beside_ilostat_and_one_of_too_few_countries_does_not(served: str, visit: Callable) -> None:
    window = visit(served)
    page = window.open(f"indicator?dataset={made_progress.DATASET}&view=regions")
    assert (
        "Our figure and ILOSTAT's own differ by up to 2.50 percentage points (Asia and the Pacific, 2024)"
        in window.text()
    )
    assert "Why they differ: ILOSTAT weighs its countries" in window.text()
    assert "Africa" not in _alts(page)[0]


def test_the_reference_sheet_shows_all_its_versions(served: str, visit: Callable) -> None:
    window = visit(served)
    window.open(f"indicator?dataset={made_progress.DATASET}&view=about")
    text = window.text()
    assert "Reference sheet: IL10 Informal employment share" in text
    assert "Versions of the sheet (2)" in text
    assert "wording 2" in text
    assert "wording 1" not in text.split("Versions of the sheet")[0], "the sheet is the version that holds"


def test_a_country_shows_its_profile_its_change_and_its_region(served: str, visit: Callable, made_home: Path) -> None:
    window = visit(served)
    page = window.open("countries?geo=BGD")
    text = window.text()
    assert "Bangladesh: 1 of 2 indicators have a value; 1 of 1 rated are achieved or on track" in text
    assert "From baseline to latest value: 0 rose, 1 fell" in text
    assert "Bangladesh 36.0 % (2024); the 4 countries with a value in the region Asia and the Pacific run from" in text
    slopes, strip = _alts(page)
    assert "40.0 (2020) to 36.0 (2024)" in slopes
    assert "Marked: Bangladesh 36.0 (2024)." in strip
    taken, asked = _taken(window.download("profile")), _asked(made_home, countries.profile_sql("BGD"))
    names = ("indicator_id", "reason_not_rated")
    assert [[row[name] for name in names] for row in taken] == [[row[name] or "" for name in names] for row in asked]
    assert float(taken[0]["change"]) == asked[0]["change"] == -4.0
    assert taken[1]["reason_not_rated"] == "no_value"
    page.set_viewport_size({"width": 380, "height": 900})
    window.settle()
    page.wait_for_function(
        "(box => box.scrollWidth === box.clientWidth)(document.querySelector('[data-testid=stMain]'))", timeout=15_000
    )
    assert window.outside == []
    assert window.complaints == []


def test_a_country_is_restored_from_its_link_and_an_unknown_one_is_named(served: str, visit: Callable) -> None:
    window = visit(served)
    page = window.open("countries?geo=VNM&indicator=IL10&region_as=table")
    assert "Viet Nam: 1 of 2 indicators" in window.text()
    assert len(_alts(page)) == 1, "the region is shown as its table"
    assert page.url.endswith("countries?geo=VNM&indicator=IL10&region_as=table") or "region_as=table" in page.url
    other = visit(served)
    other.open("countries?geo=XXX")
    assert "The link asks for geo XXX, which this release does not hold." in other.text()


def test_a_country_without_figures_says_so_and_what_to_do(served: str, visit: Callable) -> None:
    window = visit(served)
    window.open(f"countries?geo={made_progress.NOTHING}")
    assert f"No indicator has data for {made_release.AREAS[made_progress.NOTHING]} since 2015." in window.text()
    assert "Open Coverage" in window.text()
