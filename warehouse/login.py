"""Whether a login stands before the pages.

Owns: which addresses need one; which file holds its secrets, and what it must hold for Streamlit to ask who people are.
Never: returns or repeats a secret; talks to the provider.
"""

import ipaddress
import stat
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from warehouse.allow_list import read_allow_list
from warehouse.errors import SettingsError
from warehouse.settings import PROJECT_ROOT, Settings

_SHARED = ("redirect_uri", "cookie_secret")
_OF_PROVIDER = ("client_id", "client_secret", "server_metadata_url")
_SHORTEST = 32


def login_file(settings: Settings) -> Path | None:
    """The file with a section [auth], where there is one: DWSC_LOGIN, or where Streamlit looks by itself.

    Raises:
        SettingsError: the file that DWSC_LOGIN names is not there, or a file is no TOML.
    """
    if settings.login:
        _section(settings.login)
        return settings.login
    usual = [PROJECT_ROOT / ".streamlit" / "secrets.toml", Path.home() / ".streamlit" / "secrets.toml"]
    return next((path for path in usual if path.is_file() and _section(path)), None)


def check_login(path: Path) -> None:
    """Refuse a section that Streamlit would fail on when the first person comes; all that is wrong is said at once.

    Raises:
        SettingsError: others may read the file, or an entry is missing, or the cookie's secret is short.
    """
    section = _section(path)
    problems = [f"[auth] lacks {name}" for name in _SHARED if not section.get(name)]
    own = {name: value for name, value in section.items() if isinstance(value, Mapping)}
    providers = {"": section} if section.get("client_id") or not own else own
    for provider, entries in providers.items():
        where = f"[auth.{provider}]" if provider else "[auth]"
        problems += [f"{where} lacks {name}" for name in _OF_PROVIDER if not entries.get(name)]
    if 0 < len(str(section.get("cookie_secret", ""))) < _SHORTEST:
        problems.append(f"cookie_secret must have {_SHORTEST} signs or more, from a random source")
    if section.get("expose_tokens"):
        problems.append("expose_tokens must stay away: the pages need no token")
    if path.stat().st_mode & stat.S_IRWXO:
        problems.append(f"everybody on this machine may read or write it: `chmod o= {path}`")
    if problems:
        raise SettingsError(f"The login in {path} is not complete:\n  " + "\n  ".join(problems))


def whole_login(settings: Settings) -> Path | None:
    """The secrets of the login, with all that belongs to it in order; None where none is set up.

    Raises:
        SettingsError: the secrets or the list of people are not complete, or one is there without the other.
    """
    secrets = login_file(settings)
    if secrets:
        check_login(secrets)
    if settings.allow_list:
        read_allow_list(settings.allow_list)
    if bool(secrets) != bool(settings.allow_list):
        lacking = "DWSC_ALLOW_LIST names nobody" if secrets else "DWSC_ALLOW_LIST is set and no login"
        raise SettingsError(
            f"A login needs both its secrets and a list of who may come in: {lacking}. See docs/access.md."
        )
    return secrets


def is_this_machine(address: str | None) -> bool:
    """Whether what is served at an address reaches this machine alone; none is every address."""
    if address == "localhost":
        return True
    try:
        return bool(address) and ipaddress.ip_address(str(address)).is_loopback
    except ValueError:
        return False


def _section(path: Path) -> dict[str, Any]:
    try:
        section = tomllib.loads(path.read_text(encoding="utf-8")).get("auth", {})
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}, the secrets of the login, cannot be read: {error}.") from error
    except tomllib.TOMLDecodeError as error:
        place = f" (line {error.lineno})" if hasattr(error, "lineno") else ""
        raise SettingsError(f"{path}, the secrets of the login, is no TOML file{place}.") from None
    return section if isinstance(section, dict) else {}
