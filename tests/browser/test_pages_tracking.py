"""The tracking table in a real browser: the link restores the view, a download holds what the query returns."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest

from support import made_tracking
from warehouse.release import reader
from warehouse.reports.tracking import Choice, rows_sql

pytestmark = pytest.mark.browser
VIEW = "tracking?area=AA5&level=impact&status=on_track&period=2023&geo=BGD&indicator=IL02"
LATEST_TOTALS = Choice(groups=("total",), period="latest")


def _rows(home: Path, sql: str) -> list[dict]:
    with reader.connect(next(home.glob("releases/*/*.duckdb"))) as connection:
        return connection.execute(sql).to_arrow_table().to_pylist()


def _table(content: bytes) -> list[list]:
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Tracking"]
    return [[cell.value for cell in line] for line in sheet[sheet.tables["tracking"].ref]]


def _numbers(row: dict) -> list[float]:
    return [value for value in row.values() if isinstance(value, int | float) and not isinstance(value, bool)]


def test_a_link_restores_the_view_and_the_address_keeps_it(served: str, visit: Callable) -> None:
    window = visit(served)
    page = window.open(VIEW)
    text = window.text()
    assert "1 of 1 rated rows are achieved or on track; 0 are not rated" in text
    for said in ("AA5", "Impact", "On track", "Bangladesh", "IL02 Informal employment share"):
        assert said in text, said
    assert "2023" in page.eval_on_selector_all(
        "[data-testid=stSelectbox] input", "found => found.map(each => each.value)"
    )
    assert parse_qs(urlsplit(page.url).query) == parse_qs(urlsplit(f"{served}/{VIEW}").query)
    assert page.title().startswith("Tracking table")
    assert page.locator("h1").count() == 1
    assert window.outside == []
    assert window.complaints == []


def test_the_counts_are_those_of_the_release(served: str, visit: Callable, made_home: Path) -> None:
    window = visit(served)
    window.open("tracking")
    stored = _rows(made_home, rows_sql(LATEST_TOTALS))
    rated = [row["class"] for row in stored if row["class"]]
    good = sum(code in ("on_track", "achieved") for code in rated)
    assert (
        f"{good} of {len(rated)} rated rows are achieved or on track; {len(stored) - len(rated)} are not rated"
        in window.text()
    )
    reasons = [row["reason_not_rated"] for row in stored if row["value"] is not None and not row["class"]]
    assert (
        f"Not rated because: there is no target ({reasons.count('no_target')}); "
        f"no direction is agreed ({reasons.count('no_direction')})." in window.text()
    )
    assert "– No value yet 1" in window.text()
    assert "○ Not due 1" in window.text()


def test_a_download_holds_what_the_query_returns(served: str, visit: Callable, made_home: Path) -> None:
    window = visit(served)
    page = window.open("tracking")
    stored = _rows(made_home, rows_sql(LATEST_TOTALS, (2022, 2023, 2024)))
    taken = window.download("tracking")
    assert taken.suggested_filename == "dwsc_SAMPLE_tracking_total-latest_20260701_080000.csv"
    lines = list(csv.DictReader(io.StringIO(taken.path().read_text(encoding="utf-8-sig"))))
    assert [(line["indicator_id"], line["year"]) for line in lines] == [
        (row["indicator_id"], str(row["year"] or "")) for row in stored
    ]
    assert [float(line["value"]) if line["value"] else None for line in lines] == [row["value"] for row in stored]
    headings, *cells = _table(window.download("tracking", "xlsx").path().read_bytes())
    assert headings.count("Actual 2023") == 1
    for line, row in zip(cells, stored, strict=True):
        found = [cell for cell in line if isinstance(cell, int | float)]
        for number in found:
            assert any(number == pytest.approx(stored_number, rel=1e-15, abs=0) for stored_number in _numbers(row))
        assert line[headings.index("Actual")] == (
            row["value"] if row["value"] is not None else line[headings.index("Actual")]
        )
    page.keyboard.press("Escape")
    _, *every = _table(window.download("tracking_all", "xlsx").path().read_bytes())
    assert len(every) == len(made_tracking.rows())


def test_filters_that_leave_nothing_are_named_and_can_be_cleared(served: str, visit: Callable) -> None:
    window = visit(served)
    page = window.open("tracking?area=AA6&status=on_track")
    assert "No indicator matches" in window.text()
    assert "status = on track" in window.text()
    page.get_by_role("button", name="Clear these filters").click()
    page.get_by_text("rated rows are achieved or on track").wait_for()
    window.settle()
    assert "area=" not in page.url


def test_an_unknown_code_is_named_with_its_neighbours(served: str, visit: Callable) -> None:
    window = visit(served)
    window.open("tracking?indicator=IL2")
    assert "The link asks for indicator IL2" in window.text()
    assert "IL02" in window.text()


def test_as_a_simple_table_nothing_missing_reads_as_nought(served: str, visit: Callable) -> None:
    window = visit(served)
    page = window.open("tracking?indicator=IL01&indicator=IL04&indicator=OI03a")
    page.locator("[data-testid=stCheckbox] label").last.click()
    page.locator("[data-testid=stTable] table").first.wait_for()
    window.settle()
    lines = page.eval_on_selector_all(
        "[data-testid=stTable] table tr", "rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim()))"
    )
    headings, *cells = lines
    by_id = {line[0]: dict(zip(headings, line, strict=True)) for line in cells}
    assert by_id["IL01"]["Status"] == "Not rated"
    assert by_id["IL01"]["Done"] == by_id["IL01"]["Done, 0 to 100 %"] == "–"
    assert by_id["IL01"]["Baseline"] == "0.00"
    assert by_id["IL01"]["Why not rated"] == "there is no target"
    assert by_id["IL04"]["Status"] == "No value yet"
    assert by_id["IL04"]["Actual"] == "–"
    assert by_id["OI03a"]["Status"] == "Not due"
    assert by_id["OI03a"]["Kind of target"] == "done by date, approved"


def test_on_a_telephone_only_the_table_scrolls(served: str, visit: Callable) -> None:
    window = visit(served)
    page = window.page
    page.set_viewport_size({"width": 380, "height": 800})
    window.open("tracking")
    assert page.evaluate("document.documentElement.scrollWidth") <= 380
    box = page.locator("[data-testid=stDataFrame]").first.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 380
