"""What the tests of the pages share: an invented release, a server on a free port, a browser that reports itself."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Download, Page, sync_playwright
from streamlit.testing.v1 import AppTest

from support import data_page, made_release
from warehouse.settings import PROJECT_ROOT, get_settings

_SETTLED = """() => {
    const idle = document.querySelector('[data-testid=stApp][data-test-script-state=notRunning] h1')
        && !document.querySelector('[data-stale=true], [data-testid=stSkeleton]');
    const seen = idle && document.querySelector('[data-testid=stMain]').innerText;
    if (!idle || seen !== window.seenBefore) {
        window.seenBefore = seen;
        window.seenSince = Date.now();
    }
    return idle && Date.now() - window.seenSince > 300;
}"""


@pytest.fixture(scope="session")
def made_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one invented release; tests read it and never change it."""
    home = tmp_path_factory.mktemp("made") / "home"
    made_release.make_release(home)
    return home


@dataclass
class Visit:
    """One browser page, with everything it asked for and complained about."""

    page: Page
    base: str
    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str = "") -> Page:
        """Open a path and wait until its script has run."""
        self.page.goto(f"{self.base}/{path}")
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until the script has run and the page has not changed for a moment."""
        self.page.wait_for_function(_SETTLED, timeout=30_000, polling=100)

    def fits(self) -> None:
        """Wait until nothing is wider than the window: charts take a new width late, what is too wide never does."""
        self.page.wait_for_function(
            "[document.documentElement, document.querySelector('[data-testid=stMain]')]"
            ".every(box => box.scrollWidth === box.clientWidth)",
            timeout=15_000,
        )

    def fits_a_telephone(self) -> None:
        """Make the window as narrow as a telephone; nothing on the page may be wider."""
        self.page.set_viewport_size({"width": 380, "height": 900})
        self.settle()
        self.fits()

    def download(self, what: str, ending: str = "csv") -> Download:
        """Take a file away from a section: open its downloads, choose the kind."""
        box = self.page.locator(f".st-key-download_{what}")
        box.get_by_role("button").click()
        with self.page.expect_download() as download:
            self.page.locator(f".st-key-download_{what}_{ending} button").click()
        self.page.keyboard.press("Escape")
        return download.value

    def go_to(self, group: str, title: str) -> None:
        """Choose a page in the navigation: open its group, then follow its link."""
        self.page.get_by_test_id("stTopNavSection").filter(has_text=group).click()
        self.page.get_by_test_id("stTopNavDropdownLink").filter(has_text=title).click()

    def text(self) -> str:
        """Everything that a reader sees."""
        return self.page.locator("[data-testid=stMain]").inner_text()


@contextmanager
def _serve(home: Path, *words: str, **variables: str) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "dashboards/app.py", "--server.port", str(port)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DWSC_")}
    server = subprocess.Popen(
        [*command, "--server.address", "127.0.0.1", *words],
        cwd=PROJECT_ROOT, env=environment | {"DWSC_HOME": str(home)} | variables,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait_until_healthy(f"http://127.0.0.1:{port}", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=15)


def _wait_until_healthy(base: str, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end and server.poll() is None:
        try:
            urllib.request.urlopen(f"{base}/_stcore/health", timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"the pages did not come up (exit code {server.poll()})")


@pytest.fixture(scope="session")
def served(made_home: Path) -> Iterator[str]:
    """The address of a server over the invented release."""
    with _serve(made_home) as base:
        yield base


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., str]]:
    """Start a server over another home, with more words or variables; all of them stop when the tests end."""
    with ExitStack() as stack:
        yield lambda home, *words, **variables: stack.enter_context(_serve(home, *words, **variables))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for all tests; skips, saying so, where there is none."""
    program = get_settings().chromium or shutil.which("chromium") or shutil.which("google-chrome")
    if not program or not Path(program).exists():
        pytest.skip("no Chromium: install Debian's (apt install chromium) or set DWSC_CHROMIUM to its path")
    quiet = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(program), args=quiet)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def window(chromium: Browser) -> Iterator[BrowserContext]:
    """One browser profile, so that the pages' own files come from the cache after the first visit."""
    context = chromium.new_context()
    yield context
    context.close()


@pytest.fixture
def visit(window: BrowserContext) -> Iterator[Callable[[str], Visit]]:
    """Open a fresh tab, with a session of its own, on a server: `visit(base)`."""
    tabs = []

    def open_tab(base: str) -> Visit:
        seen = Visit(window.new_page(), base)
        tabs.append(seen.page)
        seen.page.set_viewport_size({"width": 1280, "height": 900})
        seen.page.on("request", lambda request: _note_outside(seen, request.url))
        seen.page.on("console", lambda message: _note_complaint(seen, message))
        seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        return seen

    yield open_tab
    for tab in tabs:
        tab.close()


def _note_outside(seen: Visit, url: str) -> None:
    if urlsplit(url).scheme not in {"data", "blob"} and urlsplit(url).netloc != urlsplit(seen.base).netloc:
        seen.outside.append(url)


def _note_complaint(seen: Visit, message) -> None:
    # On a deep link Streamlit first looks for its own health page beside the page's address; those 404s are known.
    if message.type == "error" and "/_stcore/" not in message.location.get("url", ""):
        seen.complaints.append(message.text)


@pytest.fixture
def opened(made_home: Path, monkeypatch: pytest.MonkeyPatch) -> data_page.Open:
    """Open a view of the page *Data and citation*, over the invented release or another home."""

    def open_over(view: str, home: Path = made_home, **asked: str) -> AppTest:
        monkeypatch.setenv("DWSC_HOME", str(home))
        return data_page.open_view(view, **asked)

    return open_over
