"""Results framework in a real browser: tree, list, matrix and trace say what the release says."""

from collections.abc import Callable
from pathlib import Path

import pytest

from warehouse.release import reader

pytestmark = pytest.mark.browser


def _rows(home: Path, sql: str) -> list[tuple]:
    with reader.connect(next(home.glob("releases/*/*.duckdb"))) as connection:
        return connection.execute(sql).fetchall()


def test_the_tree_and_the_list_hold_the_same(served: str, visit: Callable, made_home: Path) -> None:
    window = visit(served)
    page = window.open("framework?area=AA4")
    boxes = page.locator("[data-testid=stVegaLiteChart] .mark-text.role-mark text")
    boxes.first.wait_for()
    drawn = {text.split()[0] for text in boxes.all_text_contents()}
    stored = _rows(
        made_home,
        "select output_id from strategy.outputs where action_area_id = 'AA4' union all "
        "select phase_id from strategy.phases semi join strategy.outputs using (output_id) where output_id in "
        "(select output_id from strategy.outputs where action_area_id = 'AA4') union all "
        "select indicator_id from indicators.indicators where scope in "
        "(select output_id from strategy.outputs where action_area_id = 'AA4')",
    )
    ids = {key for (key,) in stored}
    assert drawn == {"Strategy2023–27", "AA4", *ids}, "every item of the list has its box"
    listed = page.locator("[data-testid=stExpander] ul li").all_inner_texts()
    assert {text.split()[0] for text in listed if text.startswith("O")} == ids
    assert page.locator("[data-testid=stExpander] ul ul li").count() == len(ids) - 4, "phases stand under their output"
    assert window.outside == []
    assert window.complaints == []


def test_the_whole_tree_ends_at_the_outputs_and_every_area_opens_by_keyboard(served: str, visit: Callable) -> None:
    window = visit(served)
    page = window.open("framework")
    assert "7 action areas, 20 outputs, 41 phases" in window.text()
    boxes = page.locator("[data-testid=stVegaLiteChart] .mark-text.role-mark text")
    boxes.first.wait_for()
    assert boxes.count() == 28
    for _ in range(40):
        page.keyboard.press("Tab")
        focus = page.evaluate("[document.activeElement.tagName, document.activeElement.innerText || '']")
        if focus[0] == "SUMMARY" and "AA1 International" in focus[1]:
            break
    page.keyboard.press("Enter")
    page.get_by_text("O01-S1").wait_for()
    assert page.get_by_role("link", name="Open O01").count() == 1


def test_the_matrix_and_the_table_hold_all_links(served: str, visit: Callable, made_home: Path) -> None:
    window = visit(served)
    page = window.open("framework?view=links")
    assert "54 links: 36 explicit, 14 section, 4 implied" in window.text()
    letters = page.locator("[data-testid=stVegaLiteChart]").evaluate(
        "node => node.getAttribute('aria-label') || node.querySelector('[aria-label]').getAttribute('aria-label')"
    )
    # Six links go both ways, four are parallel: the matrix shows these twice.
    pairs = _rows(
        made_home,
        "select count(*) from (select output_id, related_output_id from strategy.synergies where flow <> 'feeds_into' "
        "union select related_output_id, output_id from strategy.synergies where flow <> 'input_from')",
    )
    assert f"{pairs[0][0]} filled cells" in letters
    page.get_by_role("radio", name="Table").click()
    page.wait_for_url("**links_as=table*")
    window.settle()
    page.locator("[data-testid=stCheckbox] label").last.click()
    table = page.locator("[data-testid=stTable] table").first
    table.wait_for()
    shown = {tuple(row.locator("td").all_inner_texts()[:1]) for row in table.locator("tbody tr").all()}
    assert shown == set(_rows(made_home, "select synergy_id from strategy.synergies"))
    assert "Tight by plan (1)" in window.text()


def test_a_building_block_leads_to_its_money_and_breaks_are_named(served: str, visit: Callable) -> None:
    window = visit(served)
    window.open("framework?view=trace&block=B5")
    text = window.text()
    for told in ("O06 National tripartite dialogues promoted", "O09 Support for access to effective remedy",
                 "OI06a National tripartite dialogues held", "3 items, 2 accepted",
                 "AA2 MNE Declaration: planned USD 1.5–2.0 million, committed USD 900,000", "is whole"):  # fmt: skip
        assert told in text
    window.open("framework?view=trace&block=E1")
    assert "breaks off at: money" in window.text()
    window.open("framework?view=trace&block=P2.1")
    assert "a paragraph of the strategy and no output" in window.text()
    assert "3 orphans: 1 at output, 1 at milestone, 1 at money" in window.text()


def test_filters_that_leave_no_link_can_be_cleared(served: str, visit: Callable) -> None:
    window = visit(served)
    page = window.open("framework?view=links&output=O02&basis=explicit")
    assert "No link matches output = O02; basis = explicit." in window.text()
    page.get_by_role("button", name="Clear these filters").click()
    page.wait_for_url("**/framework?view=links")
    window.settle()
    assert "54 links" in window.text()
