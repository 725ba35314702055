"""What the tests of `dwsc fetch` share: a stand-in for ILOSTAT, and the command pointed at it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.fetching import Fetcher
from support.ilostat_service.datasets import many
from support.ilostat_service.service import IlostatService


@pytest.fixture
def service() -> Iterator[IlostatService]:
    """A stand-in that holds five invented datasets."""
    with IlostatService(many(5)) as started:
        yield started


@pytest.fixture
def fetch(
    tmp_path: Path, service: IlostatService, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Fetcher:
    """`dwsc fetch` from the stand-in into an empty home."""
    return Fetcher(tmp_path / "home", service, monkeypatch, capsys)
