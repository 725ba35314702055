"""What the tests of `dwsc fetch` share: a stand-in for ILOSTAT, and the command pointed at it."""

import importlib.util
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.fetching import NO_NETWORK, Fetcher
from support.ilostat_service.datasets import many
from support.ilostat_service.service import IlostatService


@pytest.fixture
def service() -> Iterator[IlostatService]:
    """A stand-in that holds five invented datasets."""
    with IlostatService(many(5)) as started:
        yield started


@pytest.fixture
def only_loopback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A call beyond this machine is refused in this process too, and fails the test even where its error is caught."""
    spec = importlib.util.spec_from_file_location("no_network", NO_NETWORK / "sitecustomize.py")
    assert spec is not None
    assert spec.loader is not None
    guard = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(guard)
    log = tmp_path / "called.txt"
    monkeypatch.setenv("NETWORK_LOG", str(log))
    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, getattr(guard, name))
    monkeypatch.setattr(socket, "getaddrinfo", guard.getaddrinfo)
    yield
    assert not log.exists(), f"called beyond this machine: {log.read_text()}"


@pytest.fixture
def fetch(
    tmp_path: Path,
    service: IlostatService,
    only_loopback: None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Fetcher:
    """`dwsc fetch` from the stand-in into an empty home."""
    return Fetcher(tmp_path / "home", service, monkeypatch, capsys)
