"""What every test may use: a home of its own, the real files where they are, and no stray setting of the machine."""

import os
from pathlib import Path

import pytest

from warehouse.settings import PROJECT_ROOT, Settings, get_settings


@pytest.fixture(autouse=True)
def _no_stray_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """A DWSC_ variable of the person who runs the tests must not steer them."""
    for name in [name for name in os.environ if name.startswith("DWSC_")]:
        if name not in {"DWSC_TEST_DATA", "DWSC_CHROMIUM"}:
            monkeypatch.delenv(name)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings over an empty home that is gone after the test."""
    return get_settings(home=tmp_path / "home")


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder with real ILOSTAT files; skips, saying so, where there is none."""
    folder = get_settings().test_data or PROJECT_ROOT.parent / "shared" / "ilostat" / "raw"
    if not folder.is_dir():
        pytest.skip("no real ILOSTAT files: set DWSC_TEST_DATA to a folder that holds them")
    return folder
