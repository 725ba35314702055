"""In the release of the sample, each check that warned stands on the pages of the figures that it is about."""

from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from dashboards import words
from dashboards.pages import BY_NAME
from support.first_release import FirstRelease
from warehouse.settings import PROJECT_ROOT

_BROKEN = """
    select checks.check_id, checks.description, results.failing_subjects
    from quality.checks as checks
    inner join quality.results as results on checks.check_id = results.check_id
    where results.outcome <> 'pass'
    order by all
"""
_PAGES = "select reached_name from quality.check_reach where reached_kind = 'page' and check_id = ? order by all"
_OTHER = """
    select dataset_code from indicators.datasets
    where is_current and not contains(?, dataset_code) order by all limit 1
"""


@pytest.fixture
def home(first_release: FirstRelease, monkeypatch: pytest.MonkeyPatch) -> Path:
    assert first_release.run.returncode == 0
    monkeypatch.setenv("DWSC_HOME", str(first_release.home))
    return first_release.home


def _labels(page: str, **asked: str) -> str:
    """The links that stand in the box under the title of a page."""
    app = AppTest.from_file(str(PROJECT_ROOT / "dashboards" / "app.py"), default_timeout=120).run()
    for name, value in asked.items():
        app.query_params[name] = value
    app = app.switch_page(f"app_pages/{page}.py").run()
    assert not app.exception
    links = [each for each in app.get("page_link") if "check=" in each.proto.query_string]
    return "\n".join(each.proto.label for each in links)


def _warned(database: Path) -> list[tuple[str, str, str, set[str]]]:
    """Per check that did not pass: its rule, a dataset that its rows name, one that they do not, and its pages."""
    with duckdb.connect(str(database), read_only=True) as connection:
        broken = [row for row in connection.execute(_BROKEN).fetchall() if row[2]]
        found = []
        for check, text, subjects in broken:
            (other,) = connection.execute(_OTHER, [subjects]).fetchone() or ("",)
            pages = {page for (page,) in connection.execute(_PAGES, [check]).fetchall()}
            found.append((words.markdown(text), subjects.split(";")[0], other, pages))
    return found


def test_what_warned_stands_where_its_figures_are(home: Path) -> None:
    warned = _warned(next(home.glob("releases/*/*.duckdb")))
    assert warned, "the sample has a check whose failing rows name datasets"
    for text, dataset, other, pages in warned:
        assert {"indicator"} <= pages <= set(BY_NAME)
        assert text in _labels("indicator", dataset=dataset)
        assert text not in _labels("indicator", dataset=other)
        if "countries" in pages:
            assert text in _labels("countries"), "a page about all of them tells it"
