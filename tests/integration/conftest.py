"""What tests share: a stand-in for ILOSTAT with `dwsc fetch` pointed at it, and tables built once from real files."""

import importlib.util
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.fetching import NO_NETWORK, Fetcher
from support.ilostat_service.datasets import many
from support.ilostat_service.service import IlostatService
from support.made_once import made_once
from support.real_home import make_real_home
from support.regions_build import build_regions
from support.sample_home import make_sample_home


@pytest.fixture(scope="session")
def regions_built(real_data: Path, shared_folder: Path) -> Path:
    """Some real files landed, and the figures made from several countries built from them; nothing may change it."""
    return Path(made_once(shared_folder / "regions", lambda folder: str(build_regions(real_data, folder))))


@pytest.fixture(scope="session")
def real_home(real_data: Path, shared_folder: Path) -> Path:
    """All real files landed with a register, and published; nothing may change it."""
    return Path(made_once(shared_folder / "real", lambda folder: make_real_home(real_data, folder)))


@pytest.fixture(scope="session")
def sample_home(shared_folder: Path) -> Path:
    """A home after a run on the whole sample; nothing may change it."""
    return Path(made_once(shared_folder / "sample_home", make_sample_home))


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
