"""Every page runs to its end on an invented release, without a browser."""

from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from dashboards.pages import PAGES, Page
from support import made_release
from warehouse.settings import PROJECT_ROOT

APP = str(PROJECT_ROOT / "dashboards" / "app.py")


def _open(page: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("DWSC_HOME", str(home))
    app = AppTest.from_file(APP, default_timeout=30).run()
    return app if page == "overview" else app.switch_page(f"app_pages/{page.replace('-', '_')}.py").run()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_runs_to_its_end(page: Page, made_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = _open(page.name, made_home, monkeypatch)
    assert not app.exception
    assert [title.value for title in app.title] == [page.question]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_without_a_release_says_how_to_make_one(
    page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = _open(page.name, tmp_path, monkeypatch)
    assert not app.exception
    assert [title.value for title in app.title] == [page.question]
    assert "No release yet" in [header.value for header in app.header]


def test_checks_that_did_not_run_never_look_passed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with duckdb.connect(str(made_release.make_release(tmp_path, "20260703_080000"))) as connection:
        connection.execute("delete from quality.results")
    app = _open("quality", tmp_path, monkeypatch)
    text = " ".join(element.value for element in app.markdown)
    assert "Checks have not run for this release" in text
    assert "passed" not in text


def test_a_wrong_setting_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DWSC_THREADS", "many")
    app = _open("overview", tmp_path, monkeypatch)
    assert not app.exception
    assert "DWSC_THREADS" in app.code[0].value
