"""Indicator with its vintages and history, and Coverage, in a real browser over an invented release."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from support import made_release, made_vintages
from warehouse.release import reader

pytestmark = pytest.mark.browser

SPLIT = f"dataset={made_vintages.SPLIT}"


def test_a_choice_shows_its_version_its_marks_in_words_and_what_it_leaves_out(served: str, visit: Callable) -> None:
    window = visit(served)
    page = window.open(f"indicator?{SPLIT}&area=KHM&area=KEN")
    text = window.text()
    assert "lower is better" in text
    assert "Last good vintage of 1 May 2026: ILOSTAT answered with an empty body." in text
    assert "Its name or unit reads otherwise than before: see History." in text
    assert "version ECO_AGGREGATE" in text, "one version stands, and is named"
    assert "solid line: reported by a national source" in text
    assert "dashed line" not in text, "the best series leaves the modelled figures out"
    assert "modelled beside survey" in text, "and says so"
    assert "without a value, so not drawn: no reason given (1)" in text
    page.get_by_role("radio", name="All published").click()
    page.wait_for_url("**series=all*")
    window.settle()
    text = window.text()
    assert "○ dashed line: ILO modelled estimate" in text
    assert "△ dotted, lighter line: projection" in text
    assert "projected to 2025" in text


def test_an_earlier_vintage_stands_beside_the_current_one(served: str, visit: Callable) -> None:
    window = visit(served)
    page = window.open(f"indicator?{SPLIT}&area=BGD&area=BRA&vintage={made_vintages.EARLIER}&indicator_as=table")
    assert "✕ where that figure is not the same now" in window.text()
    assert "as known on 1 May 2025" in window.text()
    page.locator("[data-testid=stCheckbox] label").click()
    table = page.locator("[data-testid=stTable] table").first
    table.wait_for()
    header, *cells = _cells(table)
    rows = {tuple(row[:2]): " | ".join(row) for row in cells}
    assert "Value known on 1 May 2025" in header
    assert "5.00" in rows["Bangladesh", "2019"], "the revision stands as a difference"
    assert "Gone since" in rows["Brazil", "2009"]
    assert "new since" in rows["Brazil", "2025"]
    assert "Status B" in rows["Bangladesh", "2017"], "a break stands with its reason"
    assert "Break: method" in rows["Bangladesh", "2017"]


def test_the_history_counts_and_lists_what_was_revised(served: str, visit: Callable, made_home: Path) -> None:
    window = visit(served)
    page = window.open(f"indicator?{SPLIT}&view=history")
    alerts = " ".join(page.locator("[data-testid=stAlert]").all_inner_texts())
    assert "The meaning may have changed under the same id." in alerts
    assert "reads “%”; before, it read “share”" in alerts
    database = next(made_home.glob("releases/*/*.duckdb"))
    with reader.connect(database) as connection:
        (counts,) = connection.execute(
            "select common_count, changed_count, gained_count, lost_count from indicators.revision_summary"
        ).fetchall()
    metrics = page.locator("[data-testid=stMetricValue]").all_inner_texts()
    assert metrics[:4] == [f"{count:,}" for count in counts]
    assert "differ by more than rounding" not in window.text(), "both files are equally exact"
    assert "Another value: 9 figures, 9 of them by more than one point" in window.text()
    page.get_by_role("radio", name="Lost").click()
    page.wait_for_url("**change=lost*")
    window.settle()
    assert "Lost: 1 figure" in window.text()
    download = window.download("revisions")
    _, row = csv.reader(io.StringIO(Path(download.path()).read_text(encoding="utf-8-sig")))
    assert "BRA" in row
    assert "2009" in row


def test_no_view_is_cut_off_on_a_narrow_screen(served: str, visit: Callable) -> None:
    window = visit(served)
    window.page.set_viewport_size({"width": 380, "height": 900})
    page = window.open(f"indicator?{SPLIT}&view=history")
    names = ("Figures", "Progress", "By group", "Map", "Regions", "History", "About and sources")
    boxes = [page.get_by_role("radio", name=name, exact=True).bounding_box() for name in names]
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= 380 for box in boxes)
    assert len({round(box["y"]) for box in boxes}) <= 3, "they stand in three lines at most"


def test_the_trace_leads_to_the_file_and_a_stale_dataset_says_why(served: str, visit: Callable) -> None:
    window = visit(served)
    window.open(f"indicator?{SPLIT}&view=about")
    text = window.text()
    assert "a" * 64 in text, "the checksum is not cut off"
    assert "CC BY 4.0" in text
    assert "Stale: the last good vintage is shown. ILOSTAT answered with an empty body" in text
    assert "SDG_B831_SEX_ECO_RT_A is the twin, under other definitions, of SDG_0831_SEX_ECO_RT_A" in text


def test_a_dataset_that_is_not_loaded_says_how_to_fetch_it_and_a_retired_one_what_replaces_it(
    served: str, visit: Callable
) -> None:
    window = visit(served)
    window.open(f"indicator?dataset={made_vintages.NOT_LOADED}")
    assert f"dwsc fetch {made_vintages.NOT_LOADED}" in window.text()
    assert "score 0-10 (0 is best)" in window.text()
    assert "Named by the strategy" in window.text()
    window.open(f"indicator?dataset={made_vintages.RETIRED}")
    assert "EAR_INEE_CUR_NB_A took the place of EAR_4MMN_CUR_NB_A (since 2026)" in window.text()


def test_coverage_counts_countries_and_shows_letters(served: str, visit: Callable) -> None:
    window = visit(served)
    page = window.open(f"coverage?{SPLIT}&since=2021")
    assert "9 of 10 countries (90 %) have a reported value since 2021" in window.text(), "Cambodia is modelled by then"
    assert "; 1 has only modelled figures or ones without a source since" in window.text()
    page.locator("[data-testid=stCheckbox] label").click()
    table = page.locator("[data-testid=stTable] table")
    table.wait_for()
    header, *rows = _cells(table)
    assert header[:3] == ["Country", "Latest", "Reported years"], "in sight before the years"
    years = header[3:19]
    assert years == [str(year) for year in range(2025, 2009, -1)]
    cells = {row[0]: dict(zip(years, row[3:19], strict=True)) for row in rows}
    assert len(cells) == len(made_release.AREAS) - 1, "the world is no country"
    assert cells["Cambodia"]["2021"] == "M"
    assert cells["Cambodia"]["2025"] == "P"
    assert cells["Kenya"]["2013"] == "U"
    assert cells["Kenya"]["2012"] in "S–"
    shade = table.get_by_role("cell", name="M", exact=True).first.evaluate(
        "cell => getComputedStyle(cell).backgroundColor"
    )
    assert shade not in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")


def test_coverage_of_one_region_is_kept_in_the_address_and_the_download(served: str, visit: Callable) -> None:
    window = visit(served)
    window.open(f"coverage?{SPLIT}&region=X06&sort=least")
    assert "of 2 countries" in window.text()
    download = window.download("coverage")
    header, *rows = csv.reader(io.StringIO(Path(download.path()).read_text(encoding="utf-8-sig")))
    area = header.index("reference_area_code")
    assert {row[area] for row in rows} == {"EGY", "KEN"}
    assert len(rows) == 2 * 16, "a missing year has its row"


def test_a_release_of_an_earlier_version_says_what_it_does_not_tell(
    tmp_path: Path, serve: Callable, visit: Callable
) -> None:
    database = made_release.make_release(tmp_path / "home")
    with duckdb.connect(str(database)) as connection:
        made_vintages.make_older(connection)
    window = visit(serve(tmp_path / "home"))
    window.open(f"indicator?{SPLIT}&area=KHM")
    assert "○ dashed line: ILO modelled estimate" in window.text(), "the older mark of a model still counts"
    window.open(f"indicator?{SPLIT}&view=history")
    assert "does not say what was revised" in window.text()
    window.open(f"indicator?{SPLIT}&view=about")
    assert "does not say how fresh its datasets are" in window.text()
    window.open("coverage")
    assert "does not say which countries and years have figures" in window.text()
    assert window.complaints == []


def test_nothing_in_a_download_runs_as_a_formula(tmp_path: Path, serve: Callable, visit: Callable) -> None:
    database = made_release.make_release(tmp_path / "home")
    with duckdb.connect(str(database)) as connection:
        connection.execute("update indicators.observations set source_note = '=1+1', value = -5 where year = 2019")
    window = visit(serve(tmp_path / "home"))
    window.open(f"indicator?{SPLIT}&area=KEN")
    download = window.download("indicator")
    rows = list(csv.DictReader(io.StringIO(Path(download.path()).read_text(encoding="utf-8-sig"))))
    (row,) = [row for row in rows if row["time_period"] == "2019"]
    assert row["source_note"] == "'=1+1"
    assert float(row["value"]) == -5, "a negative number stays a number"


def _cells(table) -> list[list[str]]:
    return table.evaluate("table => [...table.rows].map(row => [...row.cells].map(cell => cell.innerText.trim()))")
