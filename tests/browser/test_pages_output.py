"""Overview, Milestones and an output's page in a real browser: what stands on screen is what the release says."""

from collections.abc import Callable
from pathlib import Path

import pytest

from support import made_monitoring
from warehouse.release import reader

pytestmark = pytest.mark.browser


def _rows(home: Path, sql: str) -> list[tuple]:
    with reader.connect(next(home.glob("releases/*/*.duckdb"))) as connection:
        return connection.execute(sql).fetchall()


def _tables(page) -> list[list[list[str]]]:
    page.locator("[data-testid=stTable] table").first.wait_for()
    return page.eval_on_selector_all(
        "[data-testid=stTable] table",
        "tables => tables.map(table => [...table.rows].map(row => [...row.cells].map(cell => cell.innerText.trim())))",
    )


def _simple(page, window) -> list[list[list[str]]]:
    page.locator("[data-testid=stCheckbox] label").last.click()
    page.locator("[data-testid=stTable] table").first.wait_for()
    window.settle()
    return _tables(page)


def test_the_attention_list_stands_in_the_order_of_the_release(served: str, visit: Callable, made_home: Path) -> None:
    window = visit(served)
    page = window.open("")
    page.get_by_text("Show 4 more").click()
    window.settle()
    text = window.text()
    stored = _rows(made_home, "select reason from monitoring.attention where reading = 'primary' order by rank")
    assert len(stored) == 12
    places = [text.index(reason) for (reason,) in stored]
    assert places == sorted(places)
    assert "Needs attention (12)" in text
    assert "4 high, 4 medium, 4 low" in text
    assert "no owner named" in text
    assert "Late when read the other way." not in text, "a matter of the alternative reading alone"
    page.get_by_role("radio", name="Alternative").click()
    page.get_by_text("Needs attention (13)").wait_for()
    assert window.complaints == []


def test_rates_by_area_and_restated_figures_are_those_of_the_release(
    served: str, visit: Callable, made_home: Path
) -> None:
    window = visit(served)
    page = window.open("")
    progress, restated = _simple(page, window)
    stored = _rows(
        made_home,
        "select due_on_time_count, due_count, active_phase_periods, elapsed_phase_periods "
        "from monitoring.action_area_progress where reading = 'primary' and reporting_period_id = '2026H1' order by "
        "action_area_id",
    )
    assert len(progress) - 2 == len(stored) == 7, "seven areas and the strategy as a whole"
    for cells, (on_time, due, active, elapsed) in zip(progress[1:-1], stored, strict=True):
        assert (cells[1], cells[2]) == (f"{on_time} of {due}", "67 %")
        assert (cells[6], cells[7]) == (f"{active} of {elapsed}", "75 %")
    assert progress[-1][0] == "The strategy as a whole"
    assert len(restated) == 2
    assert restated[1][5:8] == ["77", "46", "Correction"]


def test_an_output_shows_everything_as_it_was_typed(served: str, visit: Callable) -> None:
    window = visit(served)
    page = window.open("output?output=O06")
    text = window.text()
    assert made_monitoring.TOLD in text, "a narrative stands as typed, never as markup"
    assert made_monitoring.OWNER in text
    assert "An earlier version" not in text, "only the latest version is told"
    tables = _tables(page)
    cells = {cell for table in tables for row in table for cell in row}
    assert {"66.7 %", "2", "3", "1,200", "Weak", "typing error: Misread", "2023-12-01", "2023-12-15"} <= cells
    assert "E-1 Minutes *of* <b>May</b>" in cells
    assert page.locator("[data-testid=stDataFrame]").count() == 0, "a table that scrolls in a frame is cut off on paper"
    assert window.complaints == []


def test_on_paper_there_is_content_alone(served: str, visit: Callable) -> None:
    window = visit(served)
    page = window.open("output?output=O06")
    page.emulate_media(media="print")
    for hidden in ("stHeader", "stDownloadButton", "stPopover"):
        assert not page.locator(f"[data-testid={hidden}]").first.is_visible(), hidden
    assert page.evaluate("getComputedStyle(document.querySelector('[data-testid=stMain]')).overflow") == "visible"
    assert page.locator(".sample-ribbon").is_visible()


def test_an_unknown_output_is_named(served: str, visit: Callable) -> None:
    window = visit(served)
    page = window.open("output?output=O66")
    assert "output O66" in " ".join(page.locator("[data-testid=stAlert]").all_inner_texts())


def test_slips_travel_by_the_shortest_ways_unless_all_are_asked_for(served: str, visit: Callable) -> None:
    window = visit(served)
    page = window.open("milestones")
    assert "1 output draws directly on the late output O05, 2 along any way." in window.text()
    ways = [table for table in _simple(page, window) if table[0][0] == "Late output"]
    assert [row[2] for row in ways[0][1:]] == ["O05 → O06", "O05 → O06 → O10"]
    page.get_by_role("radio", name="All", exact=True).click()
    page.wait_for_url("**/milestones?ways=all")
    window.settle()
    ways = [table for table in _tables(page) if table[0][0] == "Late output"]
    assert len(ways[0]) == 4
    moved = next(table for table in _tables(page) if table[0][5:6] == ["Moved (days)"])
    assert moved[1][5:7] == ["231", "357"]
