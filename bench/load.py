"""Measures one server with many readers while a run builds and publishes.

Owns: the crowd: so many sessions that open page after page, from before a run begins until after it has published; what
each page showed against what the same page of the same release shows when nobody else is there; time and memory.
Never: asserts a time; decides what a page shows.
"""

import os
import random
import socket
import statistics
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.measure import DWSC, ROOT
from bench.pages import percentile
from bench.sessions import Seen, Session
from dashboards.pages import PAGES
from warehouse.sample import write_sample

SESSIONS = 50
# Kept out of the first run, so that the second has something to tell.
_LATER = ("milestone_register_2026H1.xlsx", "SDG_0831_SEX_ECO_RT_A-20260412T0931.csv.gz")
# It shows what lies in the home at this moment, whatever is published.
_OF_THE_HOME = {"hand-in"}


@dataclass
class Load:
    """What a crowd of readers saw, and what it cost the server."""

    seed: int
    seen: list[Seen] = field(default_factory=list)
    quiet: list[Seen] = field(default_factory=list)
    run_seconds: float = 0.0
    run_code: int = -1
    idle_mb: float = 0.0
    peak_mb: float = 0.0

    @property
    def failures(self) -> list[str]:
        """Every page that failed, or named no release."""
        failed = [f"{one.page}: {what}" for one in self.seen for what in one.failures]
        return failed + [f"{one.page}: no release is named" for one in self.seen if not one.releases]

    @property
    def mixed(self) -> list[str]:
        """Pages of two releases at once, and pages that differ from the same page of the same release at rest."""
        told = [f"{one.page}: {sorted(one.releases)}" for one in self.seen if len(one.releases) > 1]
        at_rest = {(one.page, *one.releases): one.fingerprint for one in self.quiet}
        for one in self.seen:
            right = at_rest.get((one.page, *one.releases))
            if len(one.releases) == 1 and one.page not in _OF_THE_HOME and one.fingerprint != right:
                told.append(f"{one.page}: not what release {next(iter(one.releases))} shows at rest")
        return told

    @property
    def by_release(self) -> dict[str, int]:
        """Page runs by the release that they showed."""
        return dict(sorted(Counter(name for one in self.seen for name in one.releases).items()))


def tables(work: Path) -> list[str]:
    """Fifty readers while the sample's last register and a dataset are landed, built and published."""
    home, later = sample_home(work / "load")
    load = under_load(home, SESSIONS, [page.name for page in PAGES], lambda: _land_and_run(home, later))
    if load.failures or load.mixed or load.run_code:
        raise SystemExit("\n".join(["Under load:", *load.failures[:20], *load.mixed[:20], f"run: {load.run_code}"]))
    times = [one.seconds for one in load.seen]
    shown = ", ".join(f"{count:,} of {name}" for name, count in load.by_release.items())
    lines = [
        f"## {SESSIONS} readers at once while a run builds and publishes",
        "",
        f"{SESSIONS} sessions open page after page without a pause, each over its own websocket to one server; the run "
        f"lands {len(later)} files. {len(times):,} page runs ({shown}); 0 failed, 0 mixed two releases, each equal to "
        f"the same page of its release at rest. Order of pages by seed {load.seed}.",
        "",
        "| what | median | p95 | most |",
        "| --- | ---: | ---: | ---: |",
        f"| a page under load, seconds | {statistics.median(times):.1f} | {percentile(times):.1f} | {max(times):.1f} |",
        _row("a page at rest, seconds", [one.seconds for one in load.quiet]),
        f"| the server's memory, MB (idle {load.idle_mb:.0f}) | | | {load.peak_mb:.0f} |",
        f"| the run meanwhile, seconds | | | {load.run_seconds:.0f} |",
        "",
    ]
    return ["\n".join(lines)]


def _row(what: str, times: Sequence[float]) -> str:
    return f"| {what} | {statistics.median(times):.1f} | {percentile(list(times)):.1f} | {max(times):.1f} |"


def sample_home(home: Path) -> tuple[Path, list[Path]]:
    """A home with the sample but two files, after its first run; and these two."""
    files = write_sample(home.with_name(f"{home.name}_files"))
    (home / "landing").mkdir(parents=True)
    for path in files:
        if path.name not in _LATER:
            path.rename(home / "landing" / path.name)
    _land_and_run(home, [])
    return home, [path for path in files if path.name in _LATER]


def _land_and_run(home: Path, files: Sequence[Path]) -> int:
    for path in files:
        path.rename(home / "landing" / path.name)
    command = [DWSC, "run"]
    return subprocess.run(command, env=os.environ | {"DWSC_HOME": str(home)}, cwd=ROOT, capture_output=True).returncode


def under_load(home: Path, sessions: int, pages: Sequence[str], run: Callable[[], int], seed: int = 7) -> Load:
    """Let so many sessions read these pages from before `run` begins until each has seen what it published.

    Args:
        home: a home with a release.
        sessions: how many read at once.
        pages: their addresses.
        run: what publishes the next release meanwhile; gives an exit code.
        seed: of the order in which each session opens the pages.
    """
    load = Load(seed)
    with _server(home) as (port, process):
        load.quiet += _look(port, pages)
        load.idle_mb = _memory(process.pid)
        over = threading.Event()
        with ThreadPoolExecutor(max_workers=sessions + 1) as crowd:
            watch = crowd.submit(_watch, load, process.pid, over)
            readers = [
                crowd.submit(_read_on, load, port, pages, random.Random(seed + number), over)
                for number in range(sessions)
            ]
            before = time.monotonic()
            try:
                load.run_code = run()
                load.run_seconds = time.monotonic() - before
            finally:
                over.set()
        watch.result()
        for error in filter(None, (reader.exception() for reader in readers)):
            load.seen.append(Seen("session", failures=[f"{type(error).__name__}: {error}"]))
        load.quiet += _look(port, pages)
    return load


def _look(port: int, pages: Sequence[str]) -> list[Seen]:
    session = Session(port)
    try:
        return [session.open(page) for page in pages]
    finally:
        session.close()


def _read_on(load: Load, port: int, pages: Sequence[str], chance: random.Random, over: threading.Event) -> None:
    """Open page after page; after the run, one more of each, so that every reader meets the new release."""
    session = Session(port)
    while not over.is_set():
        load.seen.append(session.open(chance.choice(pages)))
    load.seen.append(session.open(chance.choice(pages)))
    session.close()


def _watch(load: Load, process: int, over: threading.Event) -> None:
    while not over.wait(0.5):
        load.peak_mb = max(load.peak_mb, _memory(process))


def _memory(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


@contextmanager
def _server(home: Path) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = home.with_name(f"{home.name}_pages.log").open("wb")
    with (
        log,
        subprocess.Popen(
            [DWSC, "dashboard", "--port", str(port)], env=os.environ | {"DWSC_HOME": str(home)}, stdout=log, stderr=log
        ) as process,
    ):
        try:
            _wait_for(port)
            yield port, process
        finally:
            process.kill()


def _wait_for(port: int) -> None:
    for _ in range(600):
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise SystemExit("the pages did not come up in two minutes")
