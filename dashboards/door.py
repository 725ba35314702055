"""The door of the pages: who comes in, and as what.

Owns: the login page, the words for whom it does not let in, and the role of a visitor, looked up at each run of a page.
Never: shows a figure; keeps a role from one run to the next; says who else is on the list.

Without a login, whoever sits at this machine may do everything; others see pages only where `--public` says so.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlsplit

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from dashboards import states
from dashboards.pages import BY_NAME, Page
from warehouse.allow_list import may, read_allow_list
from warehouse.errors import SettingsError, WarehouseError
from warehouse.login import is_this_machine
from warehouse.settings import Settings, get_settings

Content = TypeVar("Content")
_ASK = "Whoever runs these pages gives roles."
_PLURAL = {"evaluator": "evaluators and stewards", "steward": "stewards"}
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip")
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Visitor:
    """Somebody who is let in: the role, and where people log in, the address and groups that gave it."""

    role: str
    email: str = ""
    groups: tuple[str, ...] = ()
    is_logged_in: bool = False

    def may(self, least: str) -> bool:
        """Whether the role reaches another."""
        return may(self.role, least)

    def may_open(self, page: Page) -> bool:
        """Whether a page is for this visitor; where nobody logs in, *Hand in* has a rule of its own."""
        return self.may(page.least_role) or (page.name == "hand-in" and not self.is_logged_in)


class ShutError(WarehouseError):
    """Raised by this module: a visitor is not let in. The message is for that visitor."""


class NotLoggedInError(ShutError):
    """Raised by this module: the visitor may log in."""


def let_in() -> Visitor:
    """The visitor of this run; whoever is not let in sees why, and the run ends here."""
    try:
        found = visitor(_settings(), st.user.to_dict())
    except NotLoggedInError as error:
        _login_page(str(error))
        st.stop()
    except ShutError as error:
        st.title("You are not let in", anchor=False)
        st.error(str(error), icon=":material/lock:")
        if st.user.to_dict().get("is_logged_in"):
            st.button("Log out", on_click=st.logout, key="door.out")
        st.stop()
    return found


def let_in_to(name: str) -> Visitor:
    """The visitor of one page; who may not open it sees for whom it is, and the run ends here."""
    found, page = let_in(), BY_NAME[name]
    if not found.may_open(page):
        st.title(page.question, anchor=False)
        st.info(f"This page is for {_PLURAL[page.least_role]}. {_ASK}", icon=":material/lock:")
        st.stop()
    return found


def only_for(least: str, what: str) -> bool:
    """Whether the visitor may see a part of a page; where not, a sentence stands in its place."""
    if let_in().may(least):
        return True
    st.info(f"{what} for {_PLURAL[least]}. {_ASK}", icon=":material/lock:")
    return False


def guarded(make: Callable[[], Content], least: str = "viewer") -> Callable[[], Content]:
    """What makes a file, asked for after the page was drawn: the visitor's role is looked up again then.

    Raises (when called):
        ShutError: the visitor may no longer have the file.
    """
    settings, identity = get_settings(), st.user.to_dict()
    stays = is_here(st.get_option("server.address"), st.context.headers)

    def made() -> Content:
        if not visitor(settings, identity, local=stays).may(least):
            raise ShutError(f"This file is for {_PLURAL[least]}.")
        return make()

    return made


def foot(found: Visitor) -> None:
    """Who is logged in and as what, with the way out."""
    if not found.is_logged_in:
        return
    with st.container(key="door", horizontal=True, vertical_alignment="center"):
        st.text(f"{found.email or 'Logged in'} · {found.role}", width="content")
        st.button("Log out", on_click=st.logout, key="door.out", type="tertiary")


def visitor(settings: Settings, identity: Mapping[str, Any], *, local: bool | None = None) -> Visitor:
    """Who somebody is to these pages.

    Args:
        settings: the list of who may come in, and whether the pages are public.
        identity: what the login says, as `st.user` holds it.
        local: whether the pages are served to this machine alone; looked up if not given.

    Raises:
        ShutError: the visitor is not let in.
    """
    if "is_logged_in" in identity:
        return _named(settings, identity)
    if settings.allow_list:
        raise ShutError("These pages ask people to log in, but no login is set up. Tell whoever runs them.")
    if is_here(st.get_option("server.address"), st.context.headers) if local is None else local:
        return Visitor("steward")
    if settings.public:
        return Visitor("viewer")
    raise ShutError(
        "These pages are served beyond this machine, without a login and without having been made public. Whoever runs "
        "them sets up a login, or starts them with `dwsc dashboard --public`."
    )


def is_here(address: str | None, headers: Mapping[str, Any]) -> bool:
    """Whether pages served at an address reach this machine alone, and this request came from it by no other server."""
    if any(name in headers for name in _FORWARDED):
        return False
    host = headers.get("Host")
    return is_this_machine(address) and (not host or is_this_machine(urlsplit(f"//{host}").hostname))


def _named(settings: Settings, identity: Mapping[str, Any]) -> Visitor:
    if not identity["is_logged_in"]:
        raise NotLoggedInError("These pages are for people who are on their list.")
    if settings.allow_list is None:
        raise ShutError("No list says who may come in, so nobody may. Tell whoever runs these pages.")
    try:
        listed = read_allow_list(settings.allow_list)
    except SettingsError as error:
        _log.error("%s", error)
        raise ShutError("The list of who may come in cannot be read, so nobody may. Tell whoever runs them.") from error
    # Only an address that the provider vouches for counts; many say nothing on it, because they made the address.
    email = str(identity.get("email") or "") if identity.get("email_verified", True) in {True, "true"} else ""
    given = [identity.get("groups"), identity.get("roles")]
    groups = tuple(str(name) for names in given if isinstance(names, list | tuple) for name in names)
    role = listed.role_of(email, groups)
    if role is None:
        raise ShutError("You are logged in, but not on the list of who may come in. Ask whoever runs these pages.")
    return Visitor(role, email, groups, is_logged_in=True)


def _settings() -> Settings:
    """The settings; a stranger does not read what is wrong with them."""
    try:
        return get_settings()
    except SettingsError as error:
        if is_here(st.get_option("server.address"), st.context.headers) and "is_logged_in" not in st.user.to_dict():
            states.unreadable(str(error))
            st.stop()
        _log.error("%s", error)
        raise ShutError("The settings of these pages are wrong. Tell whoever runs them.") from error


def _login_section() -> Mapping[str, Any]:
    try:
        return st.secrets.get("auth", {})
    except StreamlitSecretNotFoundError:
        return {}


def _login_page(why: str) -> None:
    st.title("Please log in", anchor=False)
    st.markdown(f"Monitoring and evaluation of the ILO strategy on decent work in supply chains, 2023–27. {why}")
    section = _login_section()
    names = [name for name, entries in section.items() if isinstance(entries, Mapping)]
    if section.get("client_id") or not names:
        st.button("Log in", on_click=st.login, type="primary", key="door.in")
    for name in () if section.get("client_id") else names:
        st.button(f"Log in with {name}", on_click=st.login, args=(name,), type="primary", key=f"door.in.{name}")
