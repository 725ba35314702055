"""Who sees what: each page for each role, and no figure for whoever is not let in."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Element

from dashboards import door
from dashboards.pages import PAGES, Page
from support import made_release, people
from warehouse.allow_list import ROLES
from warehouse.settings import PROJECT_ROOT, get_settings

APP = str(PROJECT_ROOT / "dashboards" / "app.py")
Open = Callable[..., AppTest]
OUTSIDE = {**people.STRANGERS, "not logged in": people.ANONYMOUS}
# The two most different ones come to every page, the others to the first.
VISITS = [
    (who, page) for who in OUTSIDE for page in PAGES if who in {"not logged in", "on no list"} or page is PAGES[0]
]


@pytest.fixture
def open_as(made_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open a page as somebody, with the list of people in place."""
    monkeypatch.setenv("DWSC_HOME", str(made_home))
    monkeypatch.setenv("DWSC_ALLOW_LIST", str(people.write_list(tmp_path)))

    def opened(user: dict[str, Any], page: Page | None = None) -> AppTest:
        app = AppTest.from_file(APP, default_timeout=60)
        app.user = user
        app = app.run()
        return app if page is None else app.switch_page(page.script).run()

    return opened


def _said(app: AppTest) -> str:
    """All that was sent to the browser."""
    return " ".join(str(getattr(element, "proto", "")) for element in app._tree if isinstance(element, Element))


def _shows_figures(app: AppTest) -> bool:
    kinds = {element.type for element in app._tree if isinstance(element, Element)}
    return bool(kinds & {"dataframe", "table", "metric", "vega_lite_chart", "page_link"}) or (
        made_release.RELEASE_ID in _said(app)
    )


@pytest.mark.parametrize(("who", "page"), VISITS, ids=lambda one: getattr(one, "name", one))
def test_whoever_is_not_let_in_receives_no_figure(who: str, page: Page, open_as: Open) -> None:
    app = open_as(OUTSIDE[who], page)
    assert not app.exception
    assert not _shows_figures(app)
    title = "Please log in" if who == "not logged in" else "You are not let in"
    assert [one.value for one in app.title] == [title]
    assert not any(name in _said(app) for name in ("steward", "evaluator@example.org", "ME unit", "DWSC_"))


@pytest.mark.parametrize("role", ROLES)
def test_a_role_opens_its_pages_and_no_others(role: str, open_as: Open) -> None:
    app = open_as(people.PEOPLE[role])
    for page in PAGES:
        app.switch_page(page.script).run()
        assert not app.exception, page.name
        assert [title.value for title in app.title] == [page.question]
        if not door.may(role, page.least_role):
            assert not _shows_figures(app), page.name
            assert "This page is for" in app.info[0].value


@pytest.mark.parametrize("page", [page for page in PAGES if page.least_role != "viewer"], ids=lambda page: page.name)
def test_a_page_started_without_the_navigation_asks_for_the_role_too(
    page: Page, made_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DWSC_HOME", str(made_home))
    monkeypatch.setenv("DWSC_ALLOW_LIST", str(people.write_list(tmp_path)))
    app = AppTest.from_file(page.script, default_timeout=60)
    app.user = people.PEOPLE["viewer"]
    app.run()
    assert not _shows_figures(app)
    assert "This page is for" in app.info[0].value


def test_viewers_see_no_single_evidence_and_evaluators_do(open_as: Open) -> None:
    evidence = next(page for page in PAGES if page.name == "evidence")
    seen = {role: open_as(people.PEOPLE[role], evidence) for role in ("viewer", "evaluator")}
    headings = {role: " ".join(header.value for header in app.header) for role, app in seen.items()}
    assert "Evaluation matrix" not in headings["viewer"]
    assert "Evaluation matrix" in headings["evaluator"]
    assert any("single items of evidence are for evaluators" in info.value for info in seen["viewer"].info)


def test_a_leaver_is_out_at_the_next_click(open_as: Open, tmp_path: Path) -> None:
    app = open_as(people.PEOPLE["viewer"])
    assert _shows_figures(app)
    people.write_list(tmp_path, "who,role\nevaluator@example.org,evaluator\n")
    app.run()
    assert not _shows_figures(app)
    people.write_list(tmp_path, "who,role\nviewer@example.org,steward\n")
    assert "hand-in" in _said(app.run()) or _shows_figures(app)


@pytest.mark.parametrize(
    "content", ["", "name,role\nviewer@example.org,viewer\n", "who,role\nviewer@example.org,king\n", "\xff"]
)
def test_a_damaged_list_lets_nobody_in_and_tells_nobody_why(content: str, open_as: Open, tmp_path: Path) -> None:
    app = open_as(people.PEOPLE["viewer"])
    people.write_list(tmp_path, content) if content != "\xff" else (tmp_path / "people.csv").write_bytes(b"\xff\xfe")
    app.run()
    assert not app.exception
    assert not _shows_figures(app)
    assert "people.csv" not in _said(app)


def test_a_login_without_a_list_lets_nobody_in(open_as: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DWSC_ALLOW_LIST")
    assert not _shows_figures(open_as(people.PEOPLE["viewer"]))


def test_a_list_without_a_login_lets_nobody_in(open_as: Open) -> None:
    assert not _shows_figures(open_as({}))


def test_a_file_is_made_only_for_whom_the_list_still_holds(
    made_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file is asked for after the page was drawn, without another run of it."""
    monkeypatch.setenv("DWSC_HOME", str(made_home))
    monkeypatch.setenv("DWSC_ALLOW_LIST", str(people.write_list(tmp_path)))
    monkeypatch.setattr(door, "st", _Street(people.PEOPLE["viewer"]))
    make = door.guarded(lambda: b"rows")
    assert make() == b"rows"
    with pytest.raises(door.ShutError, match="evaluators"):
        door.guarded(lambda: b"rows", "evaluator")()
    people.write_list(tmp_path, "who,role\n")
    with pytest.raises(door.ShutError, match="not on the list"):
        make()


class _Street:
    """What the door asks Streamlit."""

    def __init__(self, user: dict[str, Any], address: str | None = "localhost", **headers: str) -> None:
        self.user = self
        self.context = self
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        self._user, self._address = user, address

    def to_dict(self) -> dict[str, Any]:
        return self._user

    def get_option(self, name: str) -> str | None:
        assert name == "server.address"
        return self._address


@pytest.mark.parametrize(
    ("address", "headers", "public", "role"),
    [
        ("localhost", {}, False, "steward"),
        ("127.0.0.1", {"Host": "localhost:8501"}, False, "steward"),
        ("::1", {"Host": "[::1]:8501"}, False, "steward"),
        ("0.0.0.0", {"Host": "localhost:8501"}, False, None),
        (None, {}, False, None),
        ("", {}, False, None),
        ("10.0.0.7", {}, False, None),
        ("localhost", {"Host": "dwsc.example.org"}, False, None),
        ("localhost", {"Host": "localhost", "X_Forwarded_For": "203.0.113.7"}, False, None),
        ("0.0.0.0", {"Host": "dwsc.example.org"}, True, "viewer"),
        ("localhost", {"Host": "dwsc.example.org"}, True, "viewer"),
    ],
)
def test_without_a_login_pages_are_for_this_machine_or_called_public(
    address: str | None, headers: dict[str, str], public: bool, role: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However Streamlit was started: by the command, by hand with another address, or behind another server."""
    monkeypatch.setattr(door, "st", _Street({}, address, **headers))
    settings = get_settings(public=public)
    if role:
        assert door.visitor(settings, {}).role == role
    else:
        with pytest.raises(door.ShutError, match="without a login"):
            door.visitor(settings, {})


def test_pages_for_everybody_have_no_box_for_sql_and_take_no_register(
    made_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DWSC_HOME", str(made_home))
    monkeypatch.setenv("DWSC_PUBLIC", "true")
    standing = st.get_option("server.address")
    st.config.set_option("server.address", "0.0.0.0")
    try:
        for name, words in {"sql": "", "hand-in": "open to everybody", "overview": ""}.items():
            page = next(page for page in PAGES if page.name == name)
            app = AppTest.from_file(APP, default_timeout=60).run().switch_page(page.script).run()
            assert not app.exception
            assert (name == "sql") == any("evaluators and stewards" in info.value for info in app.info)
            assert words in " ".join(info.value for info in app.info)
    finally:
        st.config.set_option("server.address", standing)
