"""The page *Reports*: choose, look, take away; and what it says where a report cannot be made."""

import io
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pypdf
import pytest
from playwright.sync_api import Browser

from support.promised_release import RELEASE_ID, delivery, promised_release
from warehouse.release import pointer
from warehouse.reports.pack.folder import write_report
from warehouse.reports.pack.report import EVALUATION
from warehouse.settings import get_settings


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    home = tmp_path_factory.mktemp("reports") / "home"
    promised_release(home, delivery())
    pointer.point_at(get_settings(home=home), RELEASE_ID)
    return serve(home)


def test_a_link_opens_a_report_with_its_preview_and_nothing_comes_from_outside(base: str, visit: Callable) -> None:
    window = visit(base)
    page = window.open("reports?report=evaluation")
    inside = page.frame_locator("iframe").first
    inside.get_by_text("No evaluation question was on record.").wait_for()
    assert inside.locator("h1").inner_text() == "Evaluation report: decent work in supply chains 2023–27"
    text = window.text()
    assert "what was known by the end of 30 June 2026" in text
    assert "Draft text made from the figures" in text
    assert f"dwsc report evaluation --release {RELEASE_ID}" in text
    assert page.locator("h1").count() == 1
    assert page.title().startswith("Reports")
    assert "report=evaluation" in page.url
    assert window.outside == []
    assert window.complaints == []


def test_each_file_is_the_report(base: str, visit: Callable) -> None:
    page = visit(base).open("reports?report=evaluation")
    page.frame_locator("iframe").first.get_by_text("No evaluation question was on record.").wait_for()
    taken = {}
    for ending in ("docx", "pdf", "html", "xlsx"):
        with page.expect_download() as download:
            page.locator(f".st-key-report_{ending} button").click()
        taken[download.value.suggested_filename] = download.value.path().read_bytes()
    stem = f"dwsc_SAMPLE_evaluation_2026-06-30_{RELEASE_ID}"
    annex = f"dwsc_SAMPLE_evaluation_annex_2026-06-30_{RELEASE_ID}.xlsx"
    assert set(taken) == {f"{stem}.docx", f"{stem}.pdf", f"{stem}.html", annex}
    assert docx.Document(io.BytesIO(taken[f"{stem}.docx"])).paragraphs[0].text.startswith("Evaluation report")
    assert pypdf.PdfReader(io.BytesIO(taken[f"{stem}.pdf"])).metadata.title.startswith("Evaluation report")
    assert b"No evaluation question was on record." in taken[f"{stem}.html"]
    assert "Figures" in openpyxl.load_workbook(io.BytesIO(taken[annex])).sheetnames


def test_the_file_itself_reflows_asks_nobody_and_breaks_no_rule_of_its_own(chromium: Browser, tmp_path: Path) -> None:
    """At 320 pixels only wide tables scroll, each in its own frame; the file forbids scripts and other hosts."""
    assert write_report(promised_release(tmp_path, delivery()), EVALUATION, tmp_path / "report")
    page = chromium.new_page(viewport={"width": 320, "height": 800})
    asked, complaints = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto((tmp_path / "report" / "report.html").as_uri())
    page.get_by_text("No evaluation question was on record.").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert len(asked) == 1
    assert complaints == []
    page.locator("sup a").first.click()
    assert page.url.endswith("#figure-1")
    page.close()


def test_a_release_that_cannot_answer_says_which_table_is_missing(served: str, visit: Callable) -> None:
    window = visit(served)
    window.open("reports")
    assert "This report cannot be made from this release" in window.text()
    assert window.complaints == []


def test_on_a_telephone_nothing_but_the_preview_scrolls(base: str, visit: Callable) -> None:
    window = visit(base)
    window.page.set_viewport_size({"width": 380, "height": 800})
    page = window.open("reports?report=evaluation")
    page.frame_locator("iframe").first.get_by_text("No evaluation question was on record.").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 380
