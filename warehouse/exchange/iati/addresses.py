"""Web addresses as IATI takes them.

Owns: which links are addresses that may be published, and their spelling with the signs that an address may have.
Never: follows a link; lets out one with a user or password in it.
"""

import re
from urllib.parse import quote, urlsplit, urlunsplit

_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\.?")
_SAFE = "%/:@!$&'()*+,;=~-._"


def web_address(link: str) -> str | None:
    """The address that a link stands for, in plain letters; None where it is none, or not one for everybody.

    What an address may not hold as it is (letters beyond ASCII, brackets, a lone per cent sign) is written as per cent
    and two digits, which names the same page.
    """
    text = link.strip()
    try:
        parts = urlsplit(text)
        host, port = _host(parts.hostname or ""), parts.port
    except ValueError:
        return None
    is_open = parts.scheme in {"http", "https"} and parts.username is None and parts.password is None
    if not is_open or host is None or re.search(r"\s", text):
        return None
    place = host if port is None else f"{host}:{port}"
    return urlunsplit((parts.scheme, place, _spelt(parts.path), _spelt(parts.query, "?"), _spelt(parts.fragment, "?")))


def _host(name: str) -> str | None:
    """The name of a host in plain letters, None where it is none."""
    plain = name if name.isascii() else name.encode("idna").decode()
    return plain if _HOST.fullmatch(plain) else None


def _spelt(part: str, more: str = "") -> str:
    return quote(_BARE_PERCENT.sub("%25", part), safe=_SAFE + more, errors="replace")
