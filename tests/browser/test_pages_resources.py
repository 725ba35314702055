"""Resources in a real browser: what stands on screen is what the release says."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from support import made_mandate, made_release
from warehouse.release import reader

pytestmark = pytest.mark.browser


def _rows(home: Path, sql: str) -> list[tuple]:
    with reader.connect(next(home.glob("releases/*/*.duckdb"))) as connection:
        return connection.execute(sql).fetchall()


def _simple(page, window) -> list[list[list[str]]]:
    """Every table of the page as plain HTML: tables, rows, cells."""
    page.locator("[data-testid=stCheckbox] label").last.click()
    page.locator("[data-testid=stTable] table").first.wait_for()
    window.settle()
    return page.eval_on_selector_all(
        "[data-testid=stTable] table",
        "tables => tables.map(table => [...table.rows].map(row => [...row.cells].map(cell => cell.innerText.trim())))",
    )


def test_the_ranges_on_screen_are_those_of_the_release(served: str, visit: Callable, made_home: Path) -> None:
    window = visit(served)
    page = window.open("resources")
    text = window.text()
    assert "USD 18.5–25.0 million" in text
    assert "this sum is ours" in text
    assert "More is spent than committed: AA2." in text
    page = window.open("resources?resources_as=table&resources_by_year_as=table")
    areas, years, entries = _simple(page, window)
    stored = _rows(
        made_home,
        "select action_area_id, committed_position, spent_position, full_cost_estimable, committed_usd "
        "from monitoring.resource_absorption order by 1",
    )
    assert len(areas) == 1 + len(stored) == 8
    for cells, (area, committed, spent, is_estimable, amount) in zip(areas[1:], stored, strict=True):
        assert cells[0].startswith(area)
        assert cells[3].lower().endswith(committed)
        assert cells[6].lower().endswith(spent)
        assert ("%" in cells[4]) == is_estimable, "no percentage where the full cost cannot be estimated"
        assert cells[2] == ("–" if not amount else cells[2])
    assert areas[1][:4] == ["AA1 International labour standards", "USD 5.0–6.5 million", "USD 5.4 million",
                            "● Within range"]  # fmt: skip
    assert len(years) - 1 == _rows(made_home, "select count(*) from monitoring.resource_years")[0][0]
    assert len(entries) - 1 == 22, "only the version that counts stands in the list"
    assert any(made_mandate.DONOR in cells for cells in entries), "a donor's name stands as typed"
    assert window.complaints == []


def test_the_chart_says_the_same_in_words(served: str, visit: Callable) -> None:
    page = visit(served).open("resources?area=AA3")
    chart = page.locator("[data-testid=stVegaLiteChart]").first
    said = chart.evaluate(
        "node => node.getAttribute('aria-label') || node.querySelector('[aria-label]').getAttribute('aria-label')"
    )
    assert "Enabling rights: planned USD 1.0–1.5 million, committed USD 1.9 million (above range)" in said
    assert "Bars of 1 action area" in said


def test_the_years_are_drawn_for_areas_with_a_booking(served: str, visit: Callable) -> None:
    page = visit(served).open("resources")
    charts = page.locator("[data-testid=stVegaLiteChart]")
    said = charts.nth(1).evaluate(
        "node => node.getAttribute('aria-label') || node.querySelector('[aria-label]').getAttribute('aria-label')"
    )
    assert said.startswith("Commitments and expenditure since the start in 6 action areas, 2024–25.")


def test_filters_narrow_the_entries_and_a_download_holds_what_is_seen(served: str, visit: Callable) -> None:
    window = visit(served)
    window.open("resources?area=AA1&kind=expenditure")
    download = window.download("resource_entries")
    name = f"dwsc_SAMPLE_resource_entries_AA1-expenditure_{made_release.RELEASE_ID}.csv"
    assert download.suggested_filename == name
    content = Path(download.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    assert {(row["action_area_id"], row["entry_kind"]) for row in rows} == {("AA1", "expenditure")}
    assert {(row["currency"], row["usd_rate"], row["rate_date"]) for row in rows} == {
        ("EUR", "1.25", "2024-05-31"), ("USD", "1", ""),
    }  # fmt: skip
    window.open("resources?area=AA5")
    assert "No entry matches action area = AA5." in window.text()
    assert "No booking matches action area = AA5." in window.text()


def test_the_keyboard_reaches_filters_and_download(served: str, visit: Callable) -> None:
    page = visit(served).open("resources")
    reached = []
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate("document.activeElement.innerText || document.activeElement.ariaLabel || ''").strip()
        )
    assert any("Action area" in label for label in reached)
    assert any("Funding" in label for label in reached)
    assert any("Download" in label for label in reached)
