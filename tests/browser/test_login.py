"""One whole login in a browser, against an identity provider on this machine; and logins that must fail."""

import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from joserfc.jwk import RSAKey
from playwright.sync_api import Browser, Page

from support import made_release, people
from support.identity_provider import CLIENT_ID, CLIENT_SECRET, Provider, identity_provider

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with identity_provider() as running:
        yield running


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("login")


@pytest.fixture(scope="module")
def base(provider: Provider, folder: Path, made_home: Path, serve: Callable[..., str]) -> str:
    """A server that asks who people are."""
    secrets = folder / "secrets.toml"
    secrets.write_text(
        "[auth]\n"
        'redirect_uri = "http://127.0.0.1:{port}/oauth2callback"\n'
        'cookie_secret = "invented-secret-of-a-test-with-32-signs"\n'  # pragma: allowlist secret
        f'client_id = "{CLIENT_ID}"\nclient_secret = "{CLIENT_SECRET}"\n'
        f'server_metadata_url = "{provider.address}/.well-known/openid-configuration"\n'
    )
    secrets.chmod(0o600)
    listed = people.write_list(folder)
    return serve(made_home, "--secrets.files", str(secrets), DWSC_ALLOW_LIST=str(listed), NO_PROXY="127.0.0.1")


@pytest.fixture
def page(base: str, provider: Provider, folder: Path, chromium: Browser) -> Iterator[Page]:
    """A browser that has no cookie yet, before a provider that is in order."""
    provider.person, provider.signing_key, provider.audience = None, None, CLIENT_ID
    people.write_list(folder)
    context = chromium.new_context()
    page = context.new_page()
    page.goto(base)
    page.get_by_role("heading", name="Please log in").wait_for(timeout=30_000)
    yield page
    context.close()


def _log_in(page: Page) -> None:
    page.get_by_role("button", name="Log in").click()


def _figures(page: Page) -> bool:
    return made_release.RELEASE_ID in page.locator("[data-testid=stMain]").inner_text()


def test_a_person_on_the_list_logs_in_leaves_the_list_and_is_out(page: Page, provider: Provider, folder: Path) -> None:
    assert not _figures(page)
    provider.person = people.PEOPLE["viewer"]
    _log_in(page)
    page.get_by_text("viewer@example.org · viewer").wait_for(timeout=30_000)
    assert _figures(page)
    assert page.get_by_role("heading", level=1).inner_text() == "Is the strategy on track, and what needs attention?"
    assert {"/.well-known/openid-configuration", "/authorize", "/token", "/keys"} <= set(provider.asked)
    cookies = [cookie for cookie in page.context.cookies() if "user" in cookie["name"]]
    assert cookies
    assert all(cookie["httpOnly"] and cookie["sameSite"] == "Lax" for cookie in cookies)
    page.reload()
    page.get_by_text("viewer@example.org · viewer").wait_for(timeout=30_000)
    people.write_list(folder, "who,role\n")
    page.get_by_text("Simple tables").click()
    page.get_by_role("heading", name="You are not let in").wait_for(timeout=30_000)
    assert not _figures(page)
    page.reload()
    page.get_by_role("heading", name="You are not let in").wait_for(timeout=30_000)
    assert not _figures(page)
    people.write_list(folder)
    page.reload()
    page.get_by_text("viewer@example.org · viewer").wait_for(timeout=30_000)
    page.get_by_role("button", name="Log out").click()
    page.get_by_role("heading", name="Please log in").wait_for(timeout=30_000)
    assert not _figures(page)


def test_a_viewer_reads_for_whom_another_page_is(page: Page, provider: Provider, base: str) -> None:
    provider.person = people.PEOPLE["viewer"]
    _log_in(page)
    page.get_by_text("viewer@example.org · viewer").wait_for(timeout=30_000)
    page.goto(f"{base}/sql")
    page.get_by_text("This page is for evaluators and stewards.").wait_for(timeout=30_000)
    assert not page.get_by_role("textbox").count()
    menu = page.get_by_test_id("stTopNavSection").filter(has_text="Data")
    menu.click()
    assert "Ask in SQL" not in page.get_by_test_id("stTopNavDropdownLink").all_inner_texts()


def test_a_group_gives_a_role(page: Page, provider: Provider, base: str) -> None:
    provider.person = people.PEOPLE["steward"]
    _log_in(page)
    page.get_by_text("other@example.org · steward").wait_for(timeout=30_000)
    page.goto(f"{base}/sql")
    box = page.get_by_role("textbox", name="Your question in SQL")
    box.wait_for(timeout=30_000)
    assert box.is_editable()
    assert not page.get_by_text("This page is for evaluators and stewards.").count()


@pytest.mark.parametrize("trouble", ["another key", "another audience", "refused"])
def test_a_login_that_the_provider_does_not_vouch_for_lets_nobody_in(
    trouble: str, page: Page, provider: Provider, base: str
) -> None:
    provider.person = people.PEOPLE["viewer"] if trouble != "refused" else None
    if trouble == "another key":
        provider.signing_key = RSAKey.generate_key(2048, {"kid": "test"})
    if trouble == "another audience":
        provider.audience = "another-client"
    page.evaluate("window.before = true")
    _log_in(page)
    page.wait_for_function("!window.before && document.querySelector('h1, pre, body:not(:has(#root))')", timeout=30_000)
    assert "/authorize" in provider.asked
    page.goto(base)
    page.get_by_role("heading", name="Please log in").wait_for(timeout=30_000)
    assert not _figures(page)


def test_a_made_up_cookie_lets_nobody_in(page: Page, base: str) -> None:
    made_up = '{"is_logged_in": true, "email": "viewer@example.org"}'
    page.context.add_cookies([{"name": "_streamlit_user", "value": made_up, "url": base}])
    page.goto(base)
    page.get_by_role("heading", name="Please log in").wait_for(timeout=30_000)
    assert not _figures(page)


@pytest.mark.parametrize("path", ["", "quality", "sql", "_stcore/health", "app/static/x", "media/x.csv"])
def test_a_plain_request_holds_no_figure(path: str, base: str) -> None:
    try:
        with urllib.request.urlopen(f"{base}/{path}", timeout=10) as answer:
            content = answer.read().decode(errors="replace")
    except urllib.error.HTTPError as error:
        content = error.read().decode(errors="replace")
    assert made_release.RELEASE_ID not in content
    assert "secrets.toml" not in content


def test_pages_started_by_hand_for_every_address_are_shut_until_they_are_called_public(
    made_home: Path, serve: Callable[..., str], chromium: Browser
) -> None:
    """Not by the command, which would have refused: by `streamlit run`, with an address of its own."""
    everywhere = ("--server.address", "0.0.0.0")
    page = chromium.new_page()
    page.goto(serve(made_home, *everywhere))
    page.get_by_role("heading", name="You are not let in").wait_for(timeout=30_000)
    page.get_by_text("without a login").wait_for()
    assert not _figures(page)
    page.goto(serve(made_home, *everywhere, DWSC_PUBLIC="true"))
    page.get_by_role("heading", name="Is the strategy on track").wait_for(timeout=30_000)
    page.get_by_text("figures as of").wait_for(timeout=30_000)
    assert _figures(page)
    page.close()
