"""A check that did not pass stands where its figures stand; the page Quality says why, whose it is, what it touches.

That it stands on every page that it touches is held by test_pages_reached, which opens them all.
"""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from dashboards.pages import PAGES
from support import made_quality, made_release
from warehouse.settings import PROJECT_ROOT

REACHED = tuple(page.name for page in PAGES if page.name not in ("hand-in", "quality", "reports", "sql"))


def _home(folder: Path, pages: tuple[str, ...], subjects: str | None = None, failing: int = 0) -> Path:
    with duckdb.connect(str(made_release.make_release(folder, failing=failing))) as connection:
        made_quality.plant_warning(connection, tuple(page.replace("-", "_") for page in pages), subjects)
    return folder


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in whose release one check warned, which touches every page with figures."""
    return _home(tmp_path_factory.mktemp("planted"), REACHED)


def _open(page: str, home: Path, monkeypatch: pytest.MonkeyPatch, **asked: str) -> AppTest:
    monkeypatch.setenv("DWSC_HOME", str(home))
    app = AppTest.from_file(str(PROJECT_ROOT / "dashboards" / "app.py"), default_timeout=30).run()
    for name, value in asked.items():
        app.query_params[name] = value
    app = app.switch_page(f"app_pages/{page.replace('-', '_')}.py").run()
    assert not app.exception
    return app


def _text(app: AppTest) -> str:
    return "\n".join(each.value for each in [*app.markdown, *app.header])


_BANNER = "**1 check that did not pass touches figures on this page**"


def test_it_stands_nowhere_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = _home(tmp_path, ("milestones",))
    assert _BANNER in _text(_open("milestones", home, monkeypatch))
    for page in ("resources", "indicator", "quality"):
        assert "did not pass touches" not in _text(_open(page, home, monkeypatch))


def test_a_warning_about_one_dataset_stands_beside_that_one_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = _home(tmp_path, ("indicator", "tracking"), made_quality.STALE)
    other = "ILR_TUMT_NOC_RT_A"
    assert _BANNER in _text(_open("indicator", home, monkeypatch, dataset=made_quality.STALE))
    assert _BANNER not in _text(_open("indicator", home, monkeypatch, dataset=other))
    assert _BANNER in _text(_open("tracking", home, monkeypatch)), "a page about all of them tells it"


def test_a_link_to_a_check_says_why_whose_and_what_it_touches(planted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = _open("quality", planted, monkeypatch, check=made_quality.PLANTED)
    text = _text(app)
    (facts,) = [each.value for each in app.table]
    told = dict(zip(facts.iloc[:, 0], facts.iloc[:, 1], strict=True))
    assert told["Why there is this rule"] == "It misleads"
    assert told["Owner"] == r"team\:statistics"
    assert told["What to do"] == "Ask the statistical office"
    assert told["Rows that break it"] == "7"
    assert f"Pages ({len(REACHED)}): " in text
    assert "<b>bold</b>" not in text, "nothing of the data is markup"
    assert not [each for each in app.markdown if each.allow_html]


@pytest.mark.parametrize(
    ("view", "told"),
    [
        ("checks", "1 warning in 16 checks"),
        ("indicators", "1 of 2 indicators have a check that did not pass; of 1 nothing was checked"),
        ("sources", "Freshness: 1 of 3 sources stale"),
        ("sources", "Every row is accounted for: 2 counts"),
        ("releases", "Checks of 2 releases"),
        ("issues", "Known issues: 1 open, 1 closed"),
    ],
)
def test_each_view_says_the_state_in_its_heading(
    view: str, told: str, planted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert told in _text(_open("quality", planted, monkeypatch, view=view))


def test_an_assessment_shows_what_it_rests_on(planted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = _open("quality", planted, monkeypatch, view="indicators", indicator="IL10")
    (shown,) = [each.value for each in app.dataframe if "What it rests on" in each.value]
    assert list(shown["Rating"]) == ["▲ Adequate", "○ Not assessed", "■ Weak", "● Good"]


def test_a_release_from_before_shows_the_page_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with duckdb.connect(str(made_release.make_release(tmp_path))) as connection:
        made_quality.make_older(connection)
    app = _open("quality", tmp_path, monkeypatch)
    headers = [each.value for each in app.header]
    assert "Refused files (1)" in headers
    assert "Files this release was built from (2)" in headers
    assert "All checks (15)" in headers
    assert not app.segmented_control
    assert "did not pass touches" not in _text(_open("indicator", tmp_path, monkeypatch))


def test_the_banner_leads_to_the_check(made_home: Path, served: str, visit: Callable) -> None:
    window = visit(served)
    page = window.open("")
    banner = page.locator(".st-key-concerns")
    assert "1 check that did not pass touches figures on this page" in banner.inner_text()
    banner.get_by_role("link").click()
    page.wait_for_url("**/quality?check=C01")
    window.settle()
    assert "Why there is this rule" in page.locator(".st-key-one_check").inner_text()
    assert "Overview" in page.locator(".st-key-one_check").inner_text()
    assert not window.outside
