"""The head of an answer: may its body be taken at all?

Owns: what each HTTP status and header of ILOSTAT's service means, and how long it asks to wait.
Never: reads more of a body than the few words of an error message.
"""

import math
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import requests

from warehouse.sources.ilostat.service.body import error_message, web_page
from warehouse.sources.ilostat.service.trouble import TroubleError

_TURNED_AWAY = {403, 429, 503}
_WORDS = 4096


def check_answer(response: requests.Response, now: datetime) -> None:
    """Let only an answer pass whose body may be what was asked for.

    Raises:
        TroubleError: the service turns us away, knows no such dataset, fails, or answers with a web page.
    """
    _refuse_downgrade(response)
    status = response.status_code
    if "cf-mitigated" in response.headers:
        raise _turned_away("bot_check", "ILOSTAT wants to know whether a person asks (a bot check)", response, now)
    if status in _TURNED_AWAY:
        raise _turned_away("turned_away", f"ILOSTAT turned the request away (HTTP {status})", response, now)
    if status == requests.codes.not_found:
        raise TroubleError(
            "moved", "ILOSTAT knows no such address (HTTP 404). Has the service moved? See docs/fetching.md."
        )
    if status >= requests.codes.server_error:
        raise TroubleError("server_error", f"ILOSTAT's service failed (HTTP {status}).", may_pass=True)
    if status >= requests.codes.bad_request:
        raise _bad_request(response)
    if status != requests.codes.ok:
        raise TroubleError("odd_status", f"ILOSTAT answered with HTTP {status} instead of data.", may_pass=True)
    if "text/html" in response.headers.get("Content-Type", "").lower():
        raise web_page(_words(response))


def _refuse_downgrade(response: requests.Response) -> None:
    """A secure question is never answered from an address without a secure connection, whoever sends us there."""
    asked = response.history[0].url if response.history else response.url
    if asked.startswith("https:") and not response.url.startswith("https:"):
        there = urlsplit(response.url).netloc
        raise TroubleError("insecure", f"ILOSTAT sent us on to {there}, which has no secure connection.")


def retry_after(text: str | None, now: datetime) -> float | None:
    """The seconds that a Retry-After header asks for, given as seconds or as an HTTP date; None when it does not."""
    if not text:
        return None
    try:
        seconds = float(text)
    except ValueError:
        try:
            moment = parsedate_to_datetime(text)
        except ValueError:
            return None
        seconds = (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds()
    return max(0.0, seconds) if math.isfinite(seconds) else None


def _turned_away(rule: str, found: str, response: requests.Response, now: datetime) -> TroubleError:
    wait = retry_after(response.headers.get("Retry-After"), now)
    asked = f" and asks to wait {wait:,.0f} seconds" if wait is not None else ""
    return TroubleError(rule, f"{found}{asked}.", may_pass=True, wait_seconds=wait)


def _bad_request(response: requests.Response) -> TroubleError:
    words = error_message(_words(response).lstrip())
    rule = "retired" if "dataset id" in words else "bad_request"
    return TroubleError(rule, f"ILOSTAT does not answer this request (HTTP {response.status_code}): {words}.")


def _words(response: requests.Response) -> bytes:
    try:
        return bytes(response.raw.read1(_WORDS, decode_content=True) or b"")
    except (OSError, requests.RequestException):
        return b""
