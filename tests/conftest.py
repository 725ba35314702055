"""What every test may use: a home of its own, the real files where they are, no stray setting of the machine.

In CI a skipped test is a failure, but for those marked `real_data` where the real files are absent; these are counted.
"""

import gc
import os
from pathlib import Path

import pytest

from support import sweeps
from support.first_release import FirstRelease
from support.first_release import first_release as release_made_once
from warehouse.settings import PROJECT_ROOT, Settings, get_settings

pytest_plugins = ("support.fault_ledger",)
REAL_DATA = Path(os.environ.get("DWSC_TEST_DATA") or PROJECT_ROOT.parent / "shared" / "ilostat" / "raw")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A test that asks for the real files is marked so, whether its author remembered or not.

    Of the slow tests those of one part of the files are left (`support.sweeps`).
    """
    for item in items:
        if "real_data" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.real_data)
    slow = [item for item in items if item.get_closest_marker("slow")]
    chosen = set(sweeps.part(sorted({item.path for item in slow}), sweeps.SLOW_PARTS))
    left_out = [item for item in slow if item.path not in chosen]
    if left_out:
        items[:] = [item for item in items if item.path in chosen or not item.get_closest_marker("slow")]
        config.hook.pytest_deselected(items=left_out)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes are called after their argument, so that every process collects the same names.

    Packed ones hold the second in which they were packed, which differs between processes that run side by side.
    """
    return argname if isinstance(val, bytes) else None


@pytest.fixture(autouse=True)
def _no_stray_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """A DWSC_ variable of the person who runs the tests must not steer them."""
    for name in [name for name in os.environ if name.startswith("DWSC_")]:
        if name not in {"DWSC_TEST_DATA", "DWSC_CHROMIUM"}:
            monkeypatch.delenv(name)


@pytest.fixture(autouse=True, scope="module")
def _less_to_walk_through() -> None:
    """Streamlit looks for garbage after every script; let it not walk through what earlier modules left standing."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings over an empty home that is gone after the test."""
    return get_settings(home=tmp_path / "home")


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder with real ILOSTAT files; skips, saying so, where there is none."""
    if not REAL_DATA.is_dir():
        pytest.skip("no real ILOSTAT files: set DWSC_TEST_DATA to a folder that holds them")
    return REAL_DATA


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all processes that run side by side."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def first_release(shared_folder: Path) -> FirstRelease:
    """A home after its first run, made once; nothing may change it."""
    return release_made_once(shared_folder / "first_release")


def _skips(terminalreporter: pytest.TerminalReporter) -> tuple[list[str], int]:
    """Tests skipped for another reason than absent real files, and how many were skipped for that one."""
    skipped = terminalreporter.stats.get("skipped", [])
    excused = [report for report in skipped if "real_data" in report.keywords and not REAL_DATA.is_dir()]
    return [report.nodeid for report in skipped if report not in excused], len(excused)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print how many tests had to do without the real files, and in CI which may not have been skipped."""
    unexcused, excused = _skips(terminalreporter)
    if excused:
        terminalreporter.write_line(f"{excused} real_data tests were skipped: no real ILOSTAT files here")
    if unexcused and os.environ.get("CI"):
        terminalreporter.write_line("In CI a skipped test is a failure:")
        for nodeid in unexcused:
            terminalreporter.write_line(f"  {nodeid}")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Fail a CI run in which a test was skipped without excuse."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and exitstatus == 0 and reporter and _skips(reporter)[0]:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
