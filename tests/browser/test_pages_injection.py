"""Whatever stands in an address, in a choice or in the data is text: nothing runs, nothing fails, no figure moves."""

import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Element

from dashboards.pages import BY_NAME, PAGES, Page
from dashboards.queries import reading
from support.fault_ledger import FaultLedger
from support.payloads import MARKUP, PAYLOADS
from warehouse.disk import file_sha256
from warehouse.release import reader
from warehouse.settings import PROJECT_ROOT

APP = str(PROJECT_ROOT / "dashboards" / "app.py")
# What is drawn as text whatever stands in it; tables and charts are data for the browser's canvas.
AS_TEXT = {"code", "selectbox", "multiselect", "dataframe", "vega_lite_chart", "text_area", "text", "iframe"}
# What Markdown would act on: links and pictures, tags, colours. An escaped sign has a backslash in front.
_LINK, _TAG = r"\]\((?:https://example\.org(?:/x\.png)?\)|javascript)", r"<(?:img|script|svg|a |b>|/style)"
DATA = BY_NAME["data"]
VIEWS_OF_DATA = ("files", "dictionary", "queries", "releases", "cite")
ACTS = re.compile(rf"(?<!\\)(?:{_LINK}|{_TAG}|:red\[x|\*\*bold)")


def _start(home: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """One visitor, who goes from page to page: starting anew for each would draw the first page each time."""
    monkeypatch.setenv("DWSC_HOME", str(home))
    return AppTest.from_file(APP, default_timeout=60).run()


def _go(app: AppTest, page: Page, asked: dict[str, list[str]] | None = None) -> AppTest:
    app.query_params.clear()
    app.query_params.update(asked or {})
    return app.switch_page(page.script).run()


def _elements(app: AppTest) -> Iterator[Element]:
    yield from (each for each in app._tree if isinstance(each, Element))


def _figures(app: AppTest) -> list[str]:
    """Everything that the page says, warnings on the link aside."""
    said = [str(element) for element in _elements(app) if element.type not in {"warning", "alert"}]
    return [text for text in said if "The link asks for" not in text]


def _texts(message: Any) -> Iterator[str]:
    """Every text of a message to the browser."""
    for _, value in message.ListFields() if hasattr(message, "ListFields") else ():
        several = value if isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping) else [value]
        for one in several:
            yield from [one] if isinstance(one, str) else _texts(one)


def _parameters(app: AppTest, page: Page) -> list[str]:
    """The names that the page reads from its address."""
    start = f"kept.{page.name}."
    keys = [str(key) for key in app.session_state._state.filtered_state]
    return [key.removeprefix(start) for key in keys if key.startswith(start)]


def test_there_are_more_than_fifty() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 50


@pytest.mark.fault(17)
@pytest.mark.parametrize("payload", [payload for payload in PAYLOADS if "\0" not in payload])
def test_a_value_becomes_a_literal_and_nothing_else(payload: str) -> None:
    """A zero byte ends a statement; it is no code, so that the address keeps it away."""
    with duckdb.connect() as connection:
        assert connection.execute(f"select {reading.literal(payload)}").fetchall() == [(payload,)]
        condition = reading.among("value", [payload, "other"])
        found = connection.execute(
            f"select count(*) from (values ('x'), (?)) as t (value) where {condition}", [payload]
        )
        assert found.fetchall() == [(1,)]


@pytest.mark.fault(17)
def test_an_address_full_of_attacks_changes_nothing(
    made_home: Path, monkeypatch: pytest.MonkeyPatch, fault_ledger: FaultLedger
) -> None:
    database = next(made_home.glob("releases/*/dwsc_*.duckdb"))
    before = file_sha256(database)
    plain, attacked = _start(made_home, monkeypatch), _start(made_home, monkeypatch)
    named = 0
    for page in PAGES:
        names = _parameters(_go(plain, page), page)
        _go(attacked, page, {name: list(PAYLOADS) for name in [*names, "reading", "unknown", "release", "sql"]})
        assert not attacked.exception, page.name
        assert _figures(attacked) == _figures(plain), page.name
        assert len(attacked.warning) >= (len(PAYLOADS) if names else 0), f"{page.name} names each code that it lacks"
        assert not [warning.value for warning in attacked.warning if ACTS.search(warning.value)], page.name
        named += len(names)
    assert named > 50, "most pages have parameters"
    assert file_sha256(database) == before
    tries = named * len(PAYLOADS)
    fault_ledger.record(17, "texts in parameters of addresses, each parameter with each text", tries, tries)


def test_a_receipt_that_is_none_finds_nothing(made_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page, app = next(page for page in PAGES if page.name == "hand-in"), _start(made_home, monkeypatch)
    for payload in PAYLOADS[::5]:
        _go(app, page, {"receipt": [payload]})
        assert not app.exception
        assert not [box.value for box in [*app.warning, *app.error, *app.info] if ACTS.search(box.value)]
        assert not any("Received" in text.value for text in app.markdown)


@pytest.mark.fault(17)
def test_a_choice_that_was_never_offered_counts_for_nothing(
    made_home: Path, monkeypatch: pytest.MonkeyPatch, fault_ledger: FaultLedger
) -> None:
    app, boxes = _start(made_home, monkeypatch), 0
    for page in PAGES:
        said = _figures(_go(app, page))
        if not app.multiselect:
            continue
        for box in app.multiselect:
            box._value = [*box.value, *PAYLOADS]
        boxes += len(app.multiselect)
        app.run()
        assert not app.exception, page.name
        assert [text for text in _figures(app) if "Multiselect" not in text] == [
            text for text in said if "Multiselect" not in text
        ], page.name
    tries = boxes * len(PAYLOADS)
    fault_ledger.record(17, "texts that a browser sends as choices, each box with each text", tries, tries)


@pytest.fixture(scope="module")
def hostile_home(made_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release in which every free text holds markup."""
    home = Path(shutil.copytree(made_home, tmp_path_factory.mktemp("hostile") / "home"))
    database = next(home.glob("releases/*/dwsc_*.duckdb"))
    with duckdb.connect(str(database)) as connection:
        columns = connection.execute(
            "select schema_name, table_name, column_name from duckdb_columns() where data_type = 'VARCHAR' and "
            "schema_name in ('strategy', 'monitoring', 'indicators', 'evaluation', 'quality') and regexp_matches("
            "column_name, '(label|title|note|reason|comment|description|message|remedy|file_name|words|name$|owner"
            "|justification|recommendation|finding|action|narrative|text|wording|statement|reported_by|rated_by)')"
        ).fetchall()
        hostile = " ".join(MARKUP).replace("'", "''")
        for schema, table, column in columns:
            if not column.endswith(("_id", "_code", "schema_name", "table_name", "column_name", "check_name")):
                added = f"\"{column}\" || ' {hostile}'"
                connection.execute(f'update {schema}.{table} set "{column}" = {added} where "{column}" is not null')
    return home


@pytest.mark.fault(44)
def test_what_stands_in_the_data_is_shown_as_text(
    hostile_home: Path, monkeypatch: pytest.MonkeyPatch, fault_ledger: FaultLedger
) -> None:
    app = _start(hostile_home, monkeypatch)
    for page, view in [*((page, None) for page in PAGES), *((DATA, view) for view in VIEWS_OF_DATA)]:
        _go(app, page, {} if view is None else {"view": [view]})
        assert not app.exception, page.name
        acting = [
            (page.name, element.type, text[max(0, found.start() - 80) : found.end() + 80])
            for element in _elements(app)
            if element.type not in AS_TEXT
            for text in _texts(element.proto)
            if (found := ACTS.search(text)) and not text.startswith("<style>")
        ]
        assert not acting
    tries = len(PAGES) + len(VIEWS_OF_DATA)
    fault_ledger.record(44, "markup in every text of a release, page by page", tries, tries)


def test_words_to_look_for_are_compared_and_nothing_else(made_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = _start(made_home, monkeypatch)
    names = ("schema_name", "table_name", "column_name", "description", "table_description")
    with reader.connect(next(made_home.glob("releases/*/dwsc_*.duckdb"))) as connection:
        found = connection.execute(f"select {', '.join(names)} from guide.dictionary").fetchall()
    texts = [" ".join(row).lower() for row in found]
    for payload in [*PAYLOADS[::6], "val\0ue", "value' or '1'='1"]:
        _go(app, DATA, {"view": ["dictionary"], "find": [payload]})
        assert not app.exception, payload
        assert not app.error, payload
        words = "".join(sign if sign.isprintable() else " " for sign in payload)[:80].lower().split()
        expected = [text for text in texts if all(word in text for word in words)]
        assert sum(len(each.value) for each in app.dataframe) == len(expected), payload
        assert not [each.value for each in app.markdown if ACTS.search(each.value)], payload
