"""The page *Hand in* in a real browser: from the form to the release."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from dashboards.pages import PAGES
from support import made_release
from support.registers import REPORTS, cell, write_good, write_spoilt
from warehouse.landing import land_folder, land_paths
from warehouse.release import files
from warehouse.reports.receipts import list_receipts, receipt_for
from warehouse.settings import get_settings
from warehouse.sources.register.columns import MILESTONES

pytestmark = pytest.mark.browser
_QUESTION = next(page.question for page in PAGES if page.name == "hand-in")


def _spoil(book: Workbook) -> None:
    book[MILESTONES][cell("O03-S2", "status")] = "done"
    book[MILESTONES][cell("O04-S2", "forecast_date")] = "=1+1"
    book[MILESTONES][cell("O06-S2", "evidence_link")] = r"C:\notes.docx"


def upload(window, path: Path) -> None:
    """Choose a file and wait for its own report: that of the file before it may still stand there."""
    window.page.locator("input[type=file]").set_input_files(path)
    report = re.compile(rf"(No error|errors?) in {re.escape(path.name)}")
    window.page.get_by_text(report).first.wait_for(timeout=60_000)
    window.settle()


def test_from_the_form_to_the_release(tmp_path: Path, serve: Callable, visit: Callable) -> None:
    home = tmp_path / "home"
    settings = get_settings(home=home)
    window = visit(serve(home))
    page = window.open("hand-in")
    assert page.locator("h1").all_inner_texts() == [_QUESTION]
    assert page.title().startswith("Hand in")
    assert "No release yet" in window.text(), "the page works all the same"

    with page.expect_download() as download:
        page.get_by_role("button", name="Download the form").click()
    assert re.fullmatch(r"milestone_register_20\d\dH[12]\.xlsx", download.value.suggested_filename)
    assert MILESTONES in load_workbook(io.BytesIO(Path(download.value.path()).read_bytes())).sheetnames

    spoilt = write_spoilt(tmp_path / "spoilt.xlsx", _spoil)
    upload(window, spoilt)
    page.get_by_text(re.compile(r"\d errors in spoilt\.xlsx: it would be refused")).first.wait_for()
    assert page.get_by_role("button", name="Hand in").count() == 0, "what has errors cannot be handed in"
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the errors").click()
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text("utf-8-sig"))))
    assert {cell("O03-S2", "status"), cell("O06-S2", "evidence_link")} <= {row["cell"] for row in rows}
    assert {row["sheet"] for row in rows} == {MILESTONES}
    assert not home.exists() or not list(home.rglob("*.xlsx")), "checking keeps no copy"

    good = write_good(tmp_path / "unit a.xlsx")
    upload(window, good)
    page.get_by_text("No error in unit a.xlsx").first.wait_for()
    page.get_by_role("button", name="Hand in").click()
    receipt = receipt_for(str(good))
    page.wait_for_url(f"**/hand-in?receipt={receipt}")
    window.settle()
    assert "unit a.xlsx is received and waits in landing/ as unit_a.xlsx" in window.text()
    assert f"DWSC_HOME={home} dwsc run" in window.text(), "who must run what"
    assert "handed in already" in window.text()
    assert (settings.landing / "unit_a.xlsx").read_bytes() == good.read_bytes()
    assert [one.receipt_id for one in list_receipts(settings)] == [receipt]

    land_folder(settings)
    page.get_by_role("button", name="Look again").click()
    page.get_by_text("is accepted").first.wait_for()
    made_release.make_release(home, "20260702_090000", is_sample=False)
    manifest = home / "releases" / "20260702_090000" / "release.json"
    told = json.loads(manifest.read_text()) | {"as_of": "2026-06-30", "inputs": [{"snapshot_id": receipt}]}
    manifest.write_text(json.dumps(told))
    files.write_sums(manifest.parent)

    again = visit(window.base)
    again.open(f"hand-in?receipt={receipt}")
    assert "is published in release 20260702_090000 (figures as of 2026-06-30)" in again.text()
    headings = again.page.locator("h2").all_inner_texts()
    assert headings[0] == "Follow it", "a link with a receipt opens where it points to"
    assert window.complaints == again.complaints == []
    assert window.outside == again.outside == []


def test_a_refused_register_shows_every_reason_in_whatever_table(
    tmp_path: Path, serve: Callable, visit: Callable
) -> None:
    settings = get_settings(home=tmp_path / "home")
    spoilt = write_spoilt(tmp_path / "spoilt.xlsx", _spoil)
    land_paths(settings, [spoilt])
    window = visit(serve(settings.home))
    page = window.open(f"hand-in?receipt={receipt_for(str(spoilt))}")
    assert "was refused with" in window.text()
    assert "Mend every place named" in window.text()
    window.fits_a_telephone()
    window.open("hand-in?receipt=0123456789abcdef")
    assert "Nothing with the receipt 0123456789abcdef" in window.text()
    window.open("hand-in?receipt=<b>x</b>")
    assert "neither a receipt" in window.text()
    assert page.locator("h1").all_inner_texts() == [_QUESTION]
    assert window.complaints == []


def test_hostile_files_end_in_a_message_and_the_page_goes_on(tmp_path: Path, serve: Callable, visit: Callable) -> None:
    window = visit(serve(tmp_path / "home"))
    page = window.open("hand-in")
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", bytes(150 * 2**20))
    upload(window, bomb)
    assert "1 error in bomb.xlsx" in window.text()
    picture = tmp_path / "*picture* <b>.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))
    upload(window, picture)
    assert "1 error in *picture* <b>.png" in window.text()
    large = tmp_path / "large.xlsx"
    large.write_bytes(bytes(11 * 2**20))
    page.locator("input[type=file]").set_input_files(large)
    page.get_by_text("MB or smaller").first.wait_for(state="attached")
    upload(window, write_good(tmp_path / "good.csv", REPORTS))
    assert "No error in good.csv" in window.text()


def test_all_of_it_can_be_done_with_the_keyboard_on_a_small_screen(
    tmp_path: Path, serve: Callable, visit: Callable
) -> None:
    home = tmp_path / "home"
    window = visit(serve(home))
    page = window.page
    page.set_viewport_size({"width": 380, "height": 900})
    window.open("hand-in")
    window.fits()
    upload(window, write_good(tmp_path / "good.csv"))
    window.fits()
    button = page.get_by_role("button", name="Hand in")
    for _ in range(40):
        page.keyboard.press("Tab")
        if button.evaluate("button => button === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.get_by_text("is received and waits").first.wait_for()
    window.settle()
    window.fits()
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(heading => +heading.tagName[1])")
    assert levels[0] == 1
    assert set(levels[1:]) == {2}
