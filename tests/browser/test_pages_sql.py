"""The page *Ask in SQL*: an answer with its file, a cut one that says so, and attacks that leave the pages up."""

import csv
import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from streamlit.testing.v1 import AppTest

from dashboards.parts import sql_answer
from dashboards.queries.examples import EVERY_RELEASE, TABLES_SQL
from support import made_guide, made_release
from support.promised_release import RELEASE_ID as PROMISED_ID
from support.promised_release import delivery, promised_release
from warehouse.query import QueryColumn, QueryResult, run_query
from warehouse.release import pointer
from warehouse.settings import PROJECT_ROOT, get_settings

APP = str(PROJECT_ROOT / "dashboards" / "app.py")
ATTACKS = {
    "drop table strategy.outputs": "exactly one statement",
    "select 1; select 2": "exactly one statement",
    "from read_text('/etc/passwd')": "switched off",
    "from enable_logging(storage = 'file', storage_path = 'log')": "switched off",
    "select count(*) from range(1000000) a(i), range(1000000) b(j) where i * j % 7 = 3": "longer than",
    "select length(repeat('x', 2000000000) || repeat('y', 2000000000))": "memory",
    "select <b>": "valid SQL",
}


@pytest.fixture
def page(made_home: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("DWSC_HOME", str(made_home))
    monkeypatch.setenv("DWSC_QUERY_SECONDS", "2")
    monkeypatch.setenv("DWSC_QUERY_ROWS", "5")
    monkeypatch.setenv("DWSC_QUERY_MEMORY_MB", "1024")
    return AppTest.from_file(APP, default_timeout=60).run().switch_page("app_pages/sql.py").run()


def _ask(page: AppTest, sql: str) -> AppTest:
    page.text_area[0].set_value(sql)
    return page.button[0].click().run()


def test_an_answer_is_that_of_the_release_on_the_page(page: AppTest) -> None:
    assert not page.exception
    assert len(page.dataframe) == 1, "nothing is asked before somebody asks"
    _ask(page, "select output_id, 2.5 as half, null as nothing from strategy.outputs order by output_id limit 2")
    assert not page.exception
    assert page.dataframe[0].value.to_dict("list") == {
        "output_id": ["O01", "O02"], "half": [2.5, 2.5], "nothing": [None, None],
    }  # fmt: skip
    assert any("Answer: 2 rows" in header.value for header in page.header)
    assert any(made_release.RELEASE_ID in text.value for text in page.markdown)
    page.run()
    assert page.dataframe[0].value["output_id"].tolist() == ["O01", "O02"], "the answer stays while the page is read"


def test_a_cut_answer_says_so(page: AppTest) -> None:
    _ask(page, "from strategy.outputs")
    assert len(page.dataframe[0].value) == 5
    assert "the first 5 of 20 rows" in page.warning[0].value
    assert "Answer: the first 5 rows" in [header.value for header in page.header]


def test_an_example_fills_the_box_and_asks_nothing(page: AppTest) -> None:
    name, _, question, sql = made_guide.QUERIES[2]
    assert page.text_area[0].value == made_guide.QUERIES[0][3], "the examples are those of the release"
    page.selectbox[0].select(name).run()
    assert page.text_area[0].value == sql
    assert len(page.dataframe) == 1, "the tables of the guide, and no answer"
    assert page.query_params["example"] == name
    assert question in page.selectbox[0].options


def test_a_link_fills_the_box_with_an_example_and_asks_nothing(page: AppTest) -> None:
    name, _, _, sql = made_guide.QUERIES[1]
    page.query_params["example"] = name
    page.run()
    assert page.text_area[0].value == sql
    assert len(page.dataframe) == 1
    _ask(page, "select 1 as one").run()
    assert page.text_area[0].value == "select 1 as one", "what somebody typed stays"
    page.query_params["example"] = "drop table x"
    page.run()
    assert "drop" not in page.text_area[0].value
    assert "does not hold" in page.warning[0].value


def test_an_attack_gets_a_sentence_and_the_page_goes_on(page: AppTest) -> None:
    for sql, reason in ATTACKS.items():
        _ask(page, sql)
        assert not page.exception, sql
        assert reason in page.error[0].value, sql
        assert len(page.dataframe) == 1, sql
        _ask(page, "select count(*) as outputs from strategy.outputs")
        assert page.dataframe[0].value["outputs"].tolist() == [20], sql
        assert not page.error


@pytest.fixture(scope="module")
def promised(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a release of every promised table."""
    home = tmp_path_factory.mktemp("promised") / "home"
    promised_release(home, delivery())
    pointer.point_at(get_settings(home=home), PROMISED_ID)
    return home


@pytest.mark.parametrize("sql", [*(each["sql"] for each in EVERY_RELEASE), TABLES_SQL])
def test_the_examples_fit_the_published_tables(sql: str, promised: Path) -> None:
    assert run_query(get_settings(home=promised), sql).columns


def _answer(**columns: list[object]) -> QueryResult:
    named = tuple(QueryColumn(name, "VARCHAR") for name in columns)
    return QueryResult(named, list(zip(*columns.values(), strict=True)), False, None, "20260701_080000", True)


def test_a_number_stays_exact_on_the_page() -> None:
    shown = sql_answer.as_frame(
        _answer(
            small=[1, None], huge=[2**60, 1], part=[Decimal("-5.125"), 1], fine=[Decimal("0.10000000000000000001"), 1],
            no_number=[float("nan"), 1.0], day=[date(2024, 2, 29), None], flag=[True, None], text=["=1", "-5"],
        )
    )  # fmt: skip
    assert shown["small"].dtype == "Int64"
    assert shown["huge"].tolist() == [str(2**60), "1"]
    assert shown["part"].tolist() == [-5.125, 1.0]
    assert shown["fine"].tolist() == ["0.10000000000000000001", "1"]
    assert shown["no_number"].tolist() == ["nan", "1.0"]
    assert shown["day"].tolist() == ["2024-02-29", None]
    assert shown["flag"].tolist()[0] is True
    assert shown["text"].tolist() == ["=1", "-5"]


def test_columns_of_one_name_are_told_apart() -> None:
    names = ("a (2)", "a", "a")
    answer = QueryResult(tuple(QueryColumn(name, "INTEGER") for name in names), [(1, 2, 3)], False, 1, "x", False)
    assert sql_answer.as_frame(answer).to_dict("list") == {"a (2)": [1], "a": [2], "a (3)": [3]}


def test_the_file_runs_nothing_and_numbers_stay_numbers() -> None:
    content = sql_answer.as_csv(_answer(**{"=1+1": ["=cmd()", "x;@a"], "n": [-5, Decimal("-5.10")], "b": [True, None]}))
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows == [
        ["'=1+1", "n", "b", "is_sample"],
        ["'=cmd()", "-5", "true", "true"],
        ["x;'@a", "-5.10", "", "true"],
    ]


@pytest.mark.browser
def test_the_page_in_a_browser_fits_a_telephone_and_gives_a_file(served: str, visit: Callable) -> None:
    window = visit(served)
    page = window.open("sql")
    assert page.locator("h1").all_inner_texts() == ["What does the release say to a question of my own?"]
    page.get_by_role("textbox", name="Your question in SQL").fill(
        "select output_id, '=1+1' as \"<img src=x onerror=alert(1)>\", -5 as n from strategy.outputs order by 1 limit 2"
    )
    page.get_by_role("button", name="Ask").click()
    page.get_by_text("Answer: 2 rows").wait_for(timeout=30_000)
    window.settle()
    with page.expect_download() as download:
        page.locator(".st-key-download_answer_csv button").click()
    assert download.value.suggested_filename == f"dwsc_SAMPLE_answer_{made_release.RELEASE_ID}.csv"
    rows = list(csv.reader(io.StringIO(download.value.path().read_text(encoding="utf-8-sig"))))
    assert rows[1] == ["O01", "'=1+1", "-5", "true"]
    window.fits_a_telephone()
    assert window.outside == []
    assert window.complaints == []


@pytest.mark.browser
@pytest.mark.parametrize("path", ["", "milestones", "indicator", "tracking", "hand-in", "sql", "no-such-page"])
def test_an_address_runs_nothing_in_a_browser(path: str, served: str, visit: Callable) -> None:
    window = visit(served)
    said: list[str] = []
    window.page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    hostile = "<img src=x onerror=alert(1)>![x](https://example.org/x.png)[x](javascript:alert(1))' or 1=1 --"
    asked = urlencode(dict.fromkeys(("area", "output", "status", "reading", "receipt", "sql", "dataset"), hostile))
    window.open(f"{path}?{asked}#{quote(hostile)}")
    assert said == []
    assert window.outside == []
    assert not window.page.locator("a[href^='javascript:'], img[src='x']").count()
