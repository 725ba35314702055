"""Change since baseline in a real browser: what it says is what the release holds."""

import csv
import io
from collections.abc import Callable

import pytest

from support import made_change

pytestmark = pytest.mark.browser


def _tables(window: object) -> list[str]:
    window.page.locator("[data-testid=stCheckbox] label").last.click()
    window.page.locator("[data-testid=stTable] table").first.wait_for()
    window.settle()
    return window.page.locator("[data-testid=stTable]").all_inner_texts()


def test_before_and_after_stand_with_what_keeps_them_apart(served: str, visit: Callable) -> None:
    window = visit(served)
    page = window.open("change?indicator=IL10")
    text = window.text()
    assert "5 of 6 countries have values of both periods: 3 better, 1 worse, 1 unchanged" in text
    assert "of these, 1 with a break, none by less than 0.1 percentage points" in text
    assert "The table is in: %. Figures are printed to 0.1; the download has them in full." in text
    assert "it says what changed, not why" in text
    assert "Of the 5 with both periods: 1 with a break in the series, 1 of modelled estimates." in text
    assert "233 countries and territories have no value of 2018 or later" in text
    chart = page.locator("[data-testid=stVegaLiteChart]").first
    spoken = page.locator("[aria-label*='Dumbbell chart']").first.get_attribute("aria-label")
    assert chart.is_visible()
    assert "(break) Bangladesh: mean 2018–22 80.0, mean since 2023 75.5" in spoken
    table = _tables(window)[0]
    assert "yes: 2023" in table
    assert "no value of 2023 or later" in table
    assert "25.0 %" in table
    assert "only one vintage has these values" in table
    assert window.complaints == []


def test_a_link_restores_regions_without_the_pandemic_years(served: str, visit: Callable) -> None:
    window = visit(served)
    window.open("change?indicator=IL10&areas=regions&pandemic=without&group=total")
    text = window.text()
    assert "2 of 2 figures have values of both periods" in text
    assert "modelled estimates · years before without 2020 and 2021" in text
    table = _tables(window)[0]
    assert "weighted mean" in table
    assert "-12.5 %" in table
    assert "not told of figures made of many countries" in table


def test_the_download_holds_the_rows_of_the_view(served: str, visit: Callable) -> None:
    window = visit(served)
    window.open("change?indicator=IL10")
    lines = list(csv.DictReader(io.StringIO(window.download("change").path().read_text(encoding="utf-8-sig"))))
    stored = [
        row for row in made_change.rows()
        if row["indicator_id"] == "IL10" and row["area_kind"] == "country" and row["disaggregation"] == "total"
    ]  # fmt: skip
    assert [line["reference_area_code"] for line in lines] == ["BGD", "BRA", "KHM", "IDN", "KEN", "VNM"]
    by_area = {row["reference_area_code"]: row for row in stored}
    for line in lines:
        row = by_area[line["reference_area_code"]]
        assert (float(line["difference"]) if line["difference"] else None) == row["difference"]
        assert line["reason_no_difference"] == (row.get("reason_no_difference") or "")
        assert line["is_sample"] == "true"


def test_filters_that_leave_nothing_are_named_and_can_be_cleared(served: str, visit: Callable) -> None:
    window = visit(served)
    page = window.open("change?indicator=IL10&geo=KEN&class=worse")
    assert "No area matches" in window.text()
    page.get_by_role("button", name="Clear these filters").click()
    page.get_by_text("5 of 6 countries have values of both periods").wait_for()
    window.settle()
    assert "geo=" not in page.url


def test_what_starts_from_nought_or_is_not_loaded_says_so(served: str, visit: Callable) -> None:
    window = visit(served)
    window.open("change?indicator=OI01a")
    assert "From nought at the end of 2022, by definition, to 7.00 in 2025" in window.text()
    assert "HYPERLINK" not in window.text()
    window.open("change?indicator=IL04")
    assert "dataset X_A is not loaded" in window.text()
    window.open("change?indicator=IL9")
    assert "The link asks for indicator IL9" in window.text()


def test_on_a_telephone_only_the_table_scrolls(served: str, visit: Callable) -> None:
    window = visit(served)
    page = window.page
    page.set_viewport_size({"width": 380, "height": 800})
    window.open("change?indicator=IL10")
    assert page.evaluate("document.documentElement.scrollWidth") <= 380
