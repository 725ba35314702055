"""Promises in a real browser: state, dates, evidence and events are those of the release."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dashboards.promises import state
from warehouse.release import reader

pytestmark = pytest.mark.browser


def _rows(home: Path, sql: str) -> list[tuple]:
    with reader.connect(next(home.glob("releases/*/*.duckdb"))) as connection:
        return connection.execute(sql).fetchall()


@pytest.mark.parametrize(("reading", "column"), [("primary", "status"), ("alternative", "status_alternative")])
def test_each_promise_stands_with_the_state_of_the_reading(
    reading: str, column: str, served: str, visit: Callable, made_home: Path
) -> None:
    window = visit(served)
    window.open(f"promises?reading={reading}")
    text = window.text()
    stored = _rows(
        made_home, f"select commitment_id, commitment_label, {column}, para from monitoring.commitment_status"
    )
    assert len(stored) == 8
    for key, label, code, paragraph in stored:
        assert f"{state(code).symbol} {state(code).word} · {key} {label}" in text
        assert paragraph in text
    assert "2 of 8 promises carry a date" in text
    assert "6 carry none: 4 open, 1 in progress, 1 dropped" in text
    assert window.complaints == []


def test_dates_follow_the_reading_and_only_web_links_can_be_followed(served: str, visit: Callable) -> None:
    window = visit(served)
    page = window.open("promises")
    assert "Due 31 Dec 2025 · under the other reading 28 Feb 2026: kept on time · kept on 10 Feb 2026" in window.text()
    links = page.locator("[data-testid=stMain] a", has_text="evidence")
    assert [link.get_attribute("href") for link in links.all()] == ["https://example.org/report.pdf"]
    page.get_by_role("radio", name="Alternative").click()
    page.wait_for_url("**/promises?reading=alternative")
    window.settle()
    assert "Due 28 Feb 2026 · under the other reading 31 Dec 2025: kept late" in window.text()


def test_the_time_line_says_what_it_shows_and_the_table_holds_every_event(
    served: str, visit: Callable, made_home: Path
) -> None:
    window = visit(served)
    page = window.open("promises")
    said = page.locator("[data-testid=stVegaLiteChart]").evaluate(
        "node => node.getAttribute('aria-label') || node.querySelector('[aria-label]').getAttribute('aria-label')"
    )
    assert said.startswith("Time line of 8 events and 8 promises, 2 of them dated")
    page.get_by_role("radio", name="Table").click()
    page.wait_for_url("**/promises?events_as=table")
    window.settle()
    page.locator("[data-testid=stCheckbox] label").last.click()
    table = page.locator("[data-testid=stTable] table").last
    table.wait_for()
    shown = [row.locator("td").all_inner_texts() for row in table.locator("tbody tr").all()]
    stored = _rows(made_home, "select event_id, event_label, body from strategy.governance_events order by 1")
    assert sorted(cells[1] for cells in shown) == [f"{key} {label}" for key, label, _ in stored]
    assert {cells[0] for cells in shown} >= {"27 Jun – 1 Jul 2022", "13–23 Mar 2023", "Oct – Nov 2022", "2025"}


def test_the_keyboard_reaches_the_reading_the_evidence_and_the_download(served: str, visit: Callable) -> None:
    page = visit(served).open("promises")
    reached = []
    for _ in range(20):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate("document.activeElement.innerText || document.activeElement.ariaLabel || ''").strip()
        )
    assert any("Primary" in label for label in reached)
    assert "evidence" in reached
    assert any("Download" in label for label in reached)
