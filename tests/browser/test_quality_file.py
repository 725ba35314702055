"""quality.html of a release as people meet it: on a telephone, on a screen, on paper, and with scripts switched off."""

import io
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Browser

from support.first_release import FirstRelease
from warehouse.release.pointer import current
from warehouse.settings import get_settings

_PAPER = 1040  # pixels between the margins
_WIDER_THAN_THE_PAPER = """() => [...document.querySelectorAll('table')]
    .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map(one => one.caption.innerText)"""
_OVER_THE_EDGE = """() => [...document.querySelectorAll('h1, h2, p, li, caption span')]
    .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1).length"""


@pytest.fixture
def page_file(first_release: FirstRelease) -> Path:
    release = current(get_settings(home=first_release.home))
    assert release is not None, first_release.run.stderr
    return release.folder / "quality.html"


@pytest.mark.parametrize("width", [320, 380, 1280])
def test_it_reflows_and_asks_nobody(chromium: Browser, page_file: Path, width: int) -> None:
    """Only wide tables scroll, each in its own frame; nothing is asked of a host, and scripts are not needed."""
    context = chromium.new_context(viewport={"width": width, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    asked, complaints = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(page_file.as_uri())
    assert page.title().startswith("SAMPLE DATA: Quality of release")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(_OVER_THE_EDGE) == 0
    page.get_by_role("navigation").get_by_role("link", name="Known issues").click()
    assert page.url.endswith("#issues")
    assert page.get_by_role("heading", name="Known issues", level=2).is_visible()
    assert page.get_by_role("region", name="Sources and how fresh they are").get_attribute("tabindex") == "0"
    assert len(asked) == 1
    assert complaints == []
    context.close()


def test_it_prints_whole(chromium: Browser, page_file: Path) -> None:
    """On paper (A4, landscape) no table is wider than the page, and the last column of the widest one is there."""
    page = chromium.new_page(viewport={"width": _PAPER, "height": 700})
    page.goto(page_file.as_uri())
    page.emulate_media(media="print")
    assert page.evaluate(_WIDER_THAN_THE_PAPER) == []
    printed = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    page.close()
    text = " ".join(" ".join(one.extract_text() for one in printed.pages).split())
    assert len(printed.pages) > 5
    for word in ("SAMPLE DATA", "years, %", "Blocks a release", "Known since", "How"):
        assert word in text, word
