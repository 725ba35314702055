"""The pages in a real browser, over an invented release."""

import csv
import io
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from support import made_monitoring, made_release
from warehouse.release import reader

pytestmark = pytest.mark.browser

QUESTIONS = {
    "": ("Overview", "Is the strategy on track, and what needs attention?"),
    "framework": ("Results framework", "How do outputs lead to goals?"),
    "milestones": ("Milestones", "Which planned steps happened, on time, late or not at all?"),
    "resources": ("Resources", "Is money in step with the plan?"),
    "promises": ("Promises", "What did the strategy promise outside its outputs, and was it kept?"),
    "indicator": ("Indicator", "How is this indicator doing, for whom and where?"),
    "countries": ("Countries", "What is the picture in one country, and how does it compare?"),
    "coverage": ("Coverage", "Which countries and years have figures, and of what kind?"),
    "data": ("Data and citation", "How do I get these data, and cite them?"),
    "quality": ("Quality", "Can I trust these figures?"),
}


@pytest.mark.parametrize("path", QUESTIONS)
def test_a_page_answers_its_question_fits_any_screen_and_asks_nobody(path: str, served: str, visit: Callable) -> None:
    window = visit(served)
    page = window.open(path)
    title, question = QUESTIONS[path]
    assert page.locator("h1").all_inner_texts() == [question]
    assert page.title().startswith(title)
    assert page.locator(".sample-ribbon").inner_text().startswith("SAMPLE DATA")
    assert window.text().count(made_release.RELEASE_ID) >= 2, "the header and the footer name the release"
    assert "1 warning in 15 checks" in window.text()
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(heading => +heading.tagName[1])")
    assert all(after - before <= 1 for before, after in pairwise(levels)), "a level is skipped"
    window.fits_a_telephone()
    assert window.outside == []
    assert window.complaints == []


def test_a_filter_changes_the_chart_the_rates_and_the_address(served: str, visit: Callable) -> None:
    window = visit(served)
    page = window.open("milestones")
    chart = page.locator("[data-testid=stVegaLiteChart]")
    before, alt = chart.inner_html(), _alt(chart)
    assert "41 planned phases" in alt
    assert "13 of 21" in window.text()
    page.get_by_role("radio", name="Alternative").click()
    page.wait_for_url("**/milestones?reading=alternative")
    window.settle()
    assert chart.inner_html() != before
    assert _alt(chart) != alt
    assert "of 19" in window.text(), "two discrete phases are not due yet under the alternative reading"


def test_a_link_restores_the_view_and_the_view_survives_a_change_of_page(served: str, visit: Callable) -> None:
    window = visit(served)
    page = window.open(
        "indicator?dataset=SDG_0831_SEX_ECO_RT_A&area=KEN&area=X01&sex=SEX_F&classification_1=ECO_AGGREGATE_AGR"
    )
    assert page.get_by_role("radio", name="Female").count() or page.get_by_role("button", name="Female").count()
    text = window.text()
    assert "Kenya" in text
    assert "World (aggregate)" in text
    assert "Bangladesh" not in text
    assert "Kenya, World (aggregate)" in _alt(page.locator("[data-testid=stVegaLiteChart]"))
    window.go_to("Data", "Quality")
    page.wait_for_url("**/quality")
    window.settle()
    window.go_to("Change", "Indicator")
    page.wait_for_url("**area=KEN*")
    window.settle()
    assert "classification_1=ECO_AGGREGATE_AGR" in page.url
    assert "Kenya, World (aggregate)" in _alt(page.locator("[data-testid=stVegaLiteChart]"))


def test_the_overview_leads_to_an_output_and_keeps_the_reading(served: str, visit: Callable) -> None:
    window = visit(served)
    page = window.open("?reading=alternative")
    assert made_monitoring.OWNER in window.text(), "a reporter's words stand as typed"
    assert "Made reason 2, *as typed*." in window.text()
    assert not page.get_by_role("link", name="planned", exact=True).count(), "a hidden address stays visible"
    page.get_by_role("link", name=re.compile("O04 Mapping and assessment")).last.click()
    page.wait_for_url("**/output?output=O04&reading=alternative")
    window.settle()
    assert "3 planned phases" in _alt(page.locator("[data-testid=stVegaLiteChart]"))


def test_an_unknown_code_is_named_with_its_nearest(served: str, visit: Callable) -> None:
    window = visit(served)
    page = window.open("indicator?area=BGX&area=KEN&dataset=NO_SUCH")
    warnings = " ".join(page.locator("[data-testid=stAlert]").all_inner_texts())
    assert "area BGX" in warnings
    assert "Bangladesh" in warnings
    assert "dataset NO_SUCH" in warnings
    assert "Kenya" in window.text()


def test_filters_that_leave_nothing_say_which_and_can_be_cleared(served: str, visit: Callable) -> None:
    window = visit(served)
    page = window.open("milestones?output=O04&status=cancelled")
    assert "No planned step matches output = O04; status = Cancelled." in window.text()
    page.get_by_role("button", name="Clear these filters").click()
    page.wait_for_url(re.compile("/milestones$"))
    window.settle()
    assert "41 planned phases" in _alt(page.locator("[data-testid=stVegaLiteChart]"))


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("indicator?area=KEN&area=BGD&sex=SEX_F&sex=SEX_M", "dwsc_SAMPLE_indicator_SDG_0831_SEX_ECO_RT_A-"),
        ("milestones?area=AA1&status=overdue", "dwsc_SAMPLE_milestones_primary-AA1-overdue_20260701_080000.csv"),
    ],
)
def test_a_download_equals_its_query(path: str, name: str, served: str, visit: Callable, made_home: Path) -> None:
    window = visit(served)
    page = window.open(path)
    download = window.download(path.split("?")[0])
    content = Path(download.path()).read_bytes()
    page.locator(f".st-key-actions_{path.split('?')[0]}").get_by_role("button", name="Reproduce").click()
    sql = page.locator("[data-testid=stCode]").first.inner_text()
    assert download.suggested_filename.startswith(name)
    assert content.startswith(b"\xef\xbb\xbf"), "Excel needs the mark to read UTF-8"
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    database = next(made_home.glob("releases/*/*.duckdb"))
    with reader.connect(database) as connection:
        result = connection.execute(sql)
        assert header == [column[0] for column in result.description]
        expected = [["" if value is None else _text(value) for value in row] for row in result.fetchall()]
    assert rows == expected
    assert rows
    assert "is_sample" in header


def test_quality_names_the_broken_rule_its_remedy_and_every_error_of_a_refused_file(
    served: str, visit: Callable
) -> None:
    window = visit(served)
    window.open("quality")
    text = window.text()
    window.open("quality?view=sources")
    text += window.text()
    assert "Every row of outputs passes the rule on completeness" in text
    assert "What to do: Open outputs and mend it at the source" in text
    assert "3 rows of 100" in text
    assert "Reports!G12: 31/13/2025 is not a date. Type 2025-12-31." in text
    assert "Reports!B7: O99 is no output." in text


def test_the_keyboard_reaches_navigation_and_filters(served: str, visit: Callable) -> None:
    window = visit(served)
    page = window.open("")
    reached = []
    for _ in range(30):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate("document.activeElement.innerText || document.activeElement.ariaLabel || ''").strip()
        )
    assert {"Delivery", "Change", "Evaluation", "Data"} <= set(reached)
    assert any("Primary" in label for label in reached)
    assert any("O01" in label for label in reached)


def test_simple_tables_are_plain_html(served: str, visit: Callable) -> None:
    window = visit(served)
    page = window.open("milestones?output=O05&milestones_as=table")
    page.locator("[data-testid=stCheckbox] label").click()
    table = page.locator("[data-testid=stTable] table").first
    table.wait_for()
    assert table.locator("tbody tr").count() == 2
    assert "31 Dec 2024" in table.inner_text()


def _alt(chart) -> str:
    return chart.first.evaluate(
        "node => node.getAttribute('aria-label') || node.querySelector('[aria-label]').getAttribute('aria-label')"
    )


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    return str(value)
