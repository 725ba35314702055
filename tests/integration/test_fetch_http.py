"""What HTTP can do to a file on its way: told, asked for again within bounds, and what was there stays and serves."""

import shutil
import socket
import ssl
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from support import release_build
from support.faults import published
from support.fetching import Fetcher, assert_landed_as_served, snapshot_ids, status
from support.ilostat_service import quirks, requested
from support.ilostat_service.answers import Answer
from support.ilostat_service.datasets import revised
from support.ilostat_service.quirks import Quirk
from support.ilostat_service.requested import read_request
from support.ilostat_service.service import CONTENTS
from support.invariants import assert_clear_error, assert_published_unchanged
from warehouse.sources.ilostat.service.answer import check_answer
from warehouse.sources.ilostat.service.trouble import TroubleError

HIT = "EMP_T001_SEX_ECO_NB_A"
LATER = datetime(2026, 10, 6, 8, 12, 0)  # noqa: DTZ001 - the service writes times without a zone
ATTEMPTS = 2
# Fault of the catalogue, what happens, and words that must stand in the reason.
CASES: list[tuple[int, Quirk, str]] = [
    (4, quirks.short_body, "broke in the middle"),
    (4, quirks.no_length_cut, "cut off"),
    (4, quirks.broken_chunk, "damaged"),
    (3, quirks.gzip_twice, "gzip file inside a gzip file"),
    (5, quirks.error_json_packed, "500 - Internal server error"),
    (5, quirks.html_page, "web page"),
    (23, quirks.not_modified, "HTTP 304"),
    (21, quirks.redirect("file:///etc/passwd"), "connection"),
    (21, quirks.redirect("gopher://127.0.0.1/"), "connection"),
    *((21, quirks.status(code), f"HTTP {code}") for code in (400, 401, 408, 413, 500, 502, 504)),
]


@pytest.fixture(scope="module")
def published_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return release_build.published_home(tmp_path_factory.mktemp("served") / "home")


@pytest.fixture
def serving(fetch: Fetcher, published_once: Path) -> Fetcher:
    """A home that serves a release, with one dataset fetched; at the service the dataset has changed since then."""
    shutil.copytree(published_once, fetch.home)
    ended = fetch(HIT)
    assert ended.code == 0, ended.words
    fetch.service.put(revised(fetch.service.held[HIT], edition=2, last_update=LATER))
    fetch.service.forget()
    return fetch


def _assert_nothing_changed(fetch: Fetcher, before: dict[str, str], words: str) -> None:
    """The last good snapshot stands and says that it is stale, and the release serves as before."""
    assert_published_unchanged(fetch.home, before)
    assert len(snapshot_ids(fetch.home, HIT)) == 1
    found = status(fetch.home, HIT)
    assert (found["outcome"], found["is_stale"]) == ("failed", True)
    assert words.lower() in found["stale_reason"].lower()
    assert not list((fetch.home / "fetch" / "incoming").iterdir()), "nothing half-written stays"


def _assert_catches_up(fetch: Fetcher) -> None:
    fetch.service.calm()
    ended = fetch(HIT)
    assert ended.code == 0, ended.words
    assert len(snapshot_ids(fetch.home, HIT)) == 2
    assert_landed_as_served(fetch.home, fetch.service.held[HIT])
    assert status(fetch.home, HIT)["is_stale"] is False


@pytest.mark.parametrize(
    ("quirk", "words"),
    [pytest.param(quirk, words, id=quirk.__name__, marks=pytest.mark.fault(fault)) for fault, quirk, words in CASES],
)
def test_what_was_there_stays_until_the_whole_comes(serving: Fetcher, quirk: Quirk, words: str) -> None:
    before = published(serving.home)
    serving.service.trouble(HIT, quirk)
    ended = serving(HIT)
    assert_clear_error(ended, (HIT, words))
    assert 1 <= len(serving.service.requests(HIT)) <= ATTEMPTS, "asked for again, and not for ever"
    _assert_nothing_changed(serving, before, words)
    _assert_catches_up(serving)


@pytest.mark.fault(23)
def test_a_file_that_changes_while_it_comes_is_never_a_mixture(serving: Fetcher) -> None:
    """Half of one edition and half of the next: the gzip checksum tells, and the next attempt brings one of them."""
    newest = serving.service.held[HIT]

    def next_edition() -> Answer:
        request = read_request(f"/data/indicator?id={HIT}&type=code&best_source=yes&format=.csv.gz")
        return requested.answer(request, {HIT: revised(newest, edition=3, last_update=LATER)}, None)

    serving.service.trouble(HIT, quirks.changes_meanwhile(next_edition), times=1)
    ended = serving(HIT)
    assert ended.code == 0, ended.words
    assert len(serving.service.requests(HIT)) == ATTEMPTS
    assert_landed_as_served(serving.home, newest)


@pytest.mark.fault(4)
def test_a_whole_file_without_a_length_is_taken(serving: Fetcher) -> None:
    serving.service.trouble(HIT, quirks.no_length_whole)
    assert serving(HIT).code == 0
    assert_landed_as_served(serving.home, serving.service.held[HIT])


@pytest.mark.fault(21)
def test_a_service_that_moved_and_says_where_is_followed_but_not_round_and_round(serving: Fetcher) -> None:
    there = f"{serving.service.address}/data/indicator?id={HIT}&type=code&best_source=yes&format=.csv.gz"
    serving.service.trouble(HIT, quirks.redirect(there), times=1)
    assert serving(HIT).code == 0
    serving.service.put(revised(serving.service.held[HIT], edition=3, last_update=LATER + timedelta(days=1)))
    serving.service.trouble(HIT, quirks.redirect(there))
    ended = serving(HIT)
    assert_clear_error(ended, (HIT, "redirects"))
    assert len(serving.service.requests(HIT)) < 20


@pytest.mark.fault(21)
@pytest.mark.parametrize(
    ("asked", "came_from", "is_taken"),
    [
        ("https://a.org/x", "http://a.org/x", False),
        ("https://a.org/x", "https://b.org/x", True),
        ("http://a.org/x", "http://b.org/x", True),
    ],
)
def test_a_secure_question_is_not_answered_without_a_secure_connection(
    asked: str, came_from: str, is_taken: bool
) -> None:
    first, last = requests.Response(), requests.Response()
    first.url, first.status_code = asked, 302
    last.url, last.status_code, last.history = came_from, 200, [first]
    if is_taken:
        check_answer(last, datetime.now(UTC))
    else:
        with pytest.raises(TroubleError, match="no secure connection"):
            check_answer(last, datetime.now(UTC))


@pytest.mark.fault(4)
@pytest.mark.parametrize(
    "quirk", [quirks.no_length_cut, quirks.short_body, quirks.broken_chunk], ids=lambda q: q.__name__
)
def test_a_table_of_contents_that_is_cut_is_not_believed(serving: Fetcher, quirk: Quirk) -> None:
    before = published(serving.home)
    serving.service.trouble(CONTENTS, quirk)
    ended = serving(HIT)
    assert_clear_error(ended)
    assert not serving.service.requests(HIT), "without a table of contents nothing is asked for"
    assert_published_unchanged(serving.home, before)
    _assert_catches_up(serving)


@pytest.mark.fault(21)
def test_a_name_that_nobody_knows(serving: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    before = published(serving.home)

    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    with monkeypatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", unknown)
        ended = _asked_at(serving, "http://ilostat.invalid")(HIT)
    assert_clear_error(ended, ("ilostat.invalid", "could not be reached", "online"))
    assert_published_unchanged(serving.home, before)
    _assert_catches_up(serving)


@pytest.mark.fault(21)
@pytest.mark.parametrize("kind", ["plain", "self-signed", "expired"])
def test_a_secure_connection_that_is_none(serving: Fetcher, tmp_path: Path, kind: str) -> None:
    before = published(serving.home)
    if kind == "plain":
        ended = _asked_at(serving, serving.service.address.replace("http:", "https:"))(HIT)
    else:
        with _secure_server(tmp_path, is_expired=kind == "expired") as port:
            ended = _asked_at(serving, f"https://127.0.0.1:{port}")(HIT)
    assert_clear_error(ended, ("secure connection",))
    assert_published_unchanged(serving.home, before)
    _assert_catches_up(serving)


@pytest.mark.fault(22)
def test_a_service_that_takes_the_call_and_never_answers(serving: Fetcher) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        ended = _asked_at(serving, f"http://127.0.0.1:{silent.getsockname()[1]}")(HIT, read_seconds=0.3)
    assert_clear_error(ended, ("silent", "DWSC_FETCH_READ_SECONDS"))
    _assert_catches_up(serving)


def _asked_at(fetch: Fetcher, address: str) -> Fetcher:
    """The same with the service at another address."""

    class Elsewhere:
        pass

    elsewhere = Elsewhere()
    elsewhere.address = address  # all that a fetch asks of it
    return replace(fetch, service=elsewhere)


class _secure_server:  # noqa: N801 - used as a function is
    """A server with a certificate that nobody vouches for; each connection ends in the handshake."""

    def __init__(self, folder: Path, *, is_expired: bool) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(_certificate(folder, is_expired=is_expired))
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._context = context

    def __enter__(self) -> int:
        threading.Thread(target=self._serve, daemon=True).start()
        return int(self._socket.getsockname()[1])

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def _serve(self) -> None:
        for connection in self._connections():
            try:
                self._context.wrap_socket(connection, server_side=True).close()
            except OSError:
                connection.close()

    def _connections(self) -> Iterator[socket.socket]:
        while True:
            try:
                yield self._socket.accept()[0]
            except OSError:
                return


def _certificate(folder: Path, *, is_expired: bool) -> Path:
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")]),
    )
    end = datetime.now(UTC) + timedelta(days=-1 if is_expired else 1)
    made = x509.CertificateBuilder(
        name, name, key.public_key(), x509.random_serial_number(), end - timedelta(days=9), end
    )
    pem = made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / "certificate.pem"
    path.write_bytes(private + pem)
    return path
