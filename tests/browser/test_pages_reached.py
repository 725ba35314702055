"""A check on any table that a page reads reaches that page, and one that warned is told there."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import duckdb
import pytest
import streamlit as st
import yaml
from streamlit.testing.v1 import AppTest

from dashboards.pages import PAGES
from dashboards.queries import reading
from support import made_quality, made_release
from warehouse.settings import PROJECT_ROOT

_MODELS = PROJECT_ROOT / "dbt_models" / "models"
_REF = re.compile(r"ref\(\s*'([a-z_0-9]+)'\s*\)")
_VIEWS = {
    "framework": ("tree", "links", "trace"),
    "data": ("access", "files", "dictionary", "queries", "releases", "cite"),
    "indicator": ("figures", "progress", "groups", "map", "regions", "history", "about"),
}
# What the frame reads on every page, and the checks themselves: their failure is no matter of one page.
_OF_THE_FRAME = {"guide.release", "guide.inputs", "quality.checks", "quality.results", "quality.check_reach"}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """Every table that a page reads, from the statements that reach the release."""
    tables: set[str] = set()
    run = reading._run

    def note(source: reading.Source, sql: str) -> duckdb.DuckDBPyConnection:
        named = {name.partition(" AS ")[0].replace('"', "") for name in duckdb.get_table_names(sql, qualified=True)}
        tables.update(named & {table for table, _ in _models().values()})
        return run(source, sql)

    monkeypatch.setattr(reading, "_run", note)
    st.cache_data.clear()
    yield tables
    st.cache_data.clear()


@cache
def _models() -> dict[str, tuple[str, frozenset[str]]]:
    """Every model by its name in dbt: the published table that it makes, or nothing, and what it reads."""
    found = {}
    for path in _MODELS.rglob("*.sql"):
        schema, is_mart = path.parent.name, "marts" in path.parts
        table = f"{schema}.{path.stem.removeprefix(f'{schema}__')}" if is_mart else ""
        found[path.stem] = table, frozenset(_REF.findall(path.read_text(encoding="utf-8")))
    return found


def _reaching(page: str) -> set[str]:
    """The published tables whose failure reaches a page, by what dbt is told of its reading."""
    exposures = yaml.safe_load((_MODELS / "exposures.yml").read_text(encoding="utf-8"))["exposures"]
    (told,) = [each["depends_on"] for each in exposures if each["name"] == f"{page.replace('-', '_')}_page"]
    waiting, seen = [_REF.findall(each)[0] for each in told], set()
    while waiting:
        name = waiting.pop()
        if name in _models() and name not in seen:
            seen.add(name)
            waiting += _models()[name][1]
    return {_models()[name][0] for name in seen} - {""}


_PAGES = [page.name for page in PAGES if page.name not in ("hand-in", "reports", "sql", "quality")]


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in whose release one check warned, which touches every page with figures."""
    home = tmp_path_factory.mktemp("planted")
    with duckdb.connect(str(made_release.make_release(home, failing=0))) as connection:
        made_quality.plant_warning(connection, tuple(page.replace("-", "_") for page in _PAGES))
    return home


@pytest.mark.parametrize("page", _PAGES)
def test_what_a_page_reads_reaches_it_and_what_warned_stands_there(
    page: str, planted: Path, asked: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DWSC_HOME", str(planted))
    read: set[str] = set()
    for view in _VIEWS.get(page, ("",)):
        app = AppTest.from_file(str(PROJECT_ROOT / "dashboards" / "app.py"), default_timeout=60).run()
        if view:
            app.query_params["view"] = view
        st.cache_data.clear()
        asked.clear()
        app = app.switch_page(f"app_pages/{page.replace('-', '_')}.py").run()
        assert not app.exception
        assert "**1 check that did not pass touches figures on this page**" in " ".join(
            each.value for each in app.markdown
        )
        read |= asked
    assert read - _OF_THE_FRAME, "the page reads something"
    silent = read - _OF_THE_FRAME - _reaching(page)
    assert not silent, f"exposures.yml does not say that the page {page} reads {', '.join(sorted(silent))}"
