"""A process that has imported everything and opened nothing; each try of a fault test is a fork of it.

Owns: starting commands without the seconds that their imports take, killing them at a moment, starving them of disk or
memory, and letting their n-th call to the disk fail.
Never: runs a command itself, so that every fork begins as a new process does.

A cold `dwsc run` spends ten seconds on imports before it does anything; five hundred kills would spend an hour there.
The calls to the disk are seen through Python's own audit events, so none can be forgotten; what DuckDB and pyarrow
write is not among them: that is starved by the largest size of a file, by a small file system, and by kills.
"""

import atexit
import contextlib
import importlib
import json
import os
import resource
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from support.disk_calls import watch_disk
from warehouse.settings import PROJECT_ROOT, get_settings

_END = b"\0the end\0"
TESTS = PROJECT_ROOT / "tests"


@dataclass(frozen=True)
class Ended:
    """How a try ended: exit code (minus the signal where it was killed), seconds, peak memory, and all that it said."""

    code: int
    seconds: float
    peak_mb: float
    said: str

    @property
    def was_killed(self) -> bool:
        """Whether SIGKILL ended it, rather than its own end."""
        return self.code == -signal.SIGKILL

    @property
    def words(self) -> str:
        """What it said, with single blanks."""
        return " ".join(self.said.split())


class Warm:
    """The test's side: ask for one command after another; each runs to its end, or to its kill, before the next."""

    def __init__(self, folder: Path, home: Path | None) -> None:
        self.folder = folder
        self._said, said = os.pipe()
        self._server = subprocess.Popen(
            [sys.executable, "-m", "support.warm", str(said), *([str(home)] if home else [])],
            pass_fds=[said],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=PROJECT_ROOT,
            env=os.environ | {"PYTHONPATH": f"{TESTS}{os.pathsep}{PROJECT_ROOT}"},
        )
        os.close(said)
        self._answer()

    def run(self, home: Path, *arguments: str, **how: Any) -> Ended:
        """The whole graph, as the child process of `dwsc run` runs it; `how` as `command`."""
        return self._ask("run", home, arguments, how)

    def dwsc(self, home: Path, *arguments: str, **how: Any) -> Ended:
        """A command as a person types it.

        Args:
            home: the home.
            arguments: of the command line.
            how: `kill_after` (seconds), `file_limit` (bytes of the largest file), `more_memory` (bytes of address space
                above what the fork holds), `fail_at` (number of the call to the disk that fails), `error` (name of an
                errno, or "kill"), `calls_to` (file that lists the calls to the disk), and `environment`.
        """
        return self._ask("dwsc", home, arguments, how)

    def step(self, home: Path, name: str, *arguments: str, **how: Any) -> Ended:
        """A function of `support.fault_steps`; `how` as `dwsc`."""
        return self._ask(name, home, arguments, how)

    def close(self) -> None:
        """End the server; no fork of it is alive between two commands."""
        self._server.kill()  # it holds nothing, and leaving in good order takes it seconds
        self._server.wait()
        os.close(self._said)

    def _ask(self, what: str, home: Path, arguments: Sequence[str], how: dict[str, Any]) -> Ended:
        order = {"what": what, "home": str(home), "arguments": list(arguments), **how}
        self._server.stdin.write(json.dumps(order, default=str) + "\n")
        self._server.stdin.flush()
        said = bytearray()
        while not said.endswith(_END):
            piece = os.read(self._said, 1 << 16)
            assert piece, "the warm process ended"
            said += piece
        return Ended(**self._answer(), said=said.removesuffix(_END).decode(errors="replace"))

    def _answer(self) -> dict[str, Any]:
        line = self._server.stdout.readline()
        assert line, "the warm process ended"
        answer: dict[str, Any] = json.loads(line)
        return answer


def _import_all() -> None:
    """Whatever `dwsc run` and its child process import late."""
    for name in (
        "dagster_dbt", "duckdb_sqlalchemy", "great_expectations", "dbt.adapters.duckdb.impl", "dbt.cli.main",
        "dagster_project.graph", "dagster_project.run", "expectations.registry", "expectations.runner",
    ):  # fmt: skip
        importlib.import_module(name)


def _import_the_core() -> None:
    """Whatever the commands of the core import late."""
    commands = [f"warehouse.cli.{name}" for name in ("doctor", "fetch", "land", "releases", "run")]
    readers = ["warehouse.sources.ilostat.reader", "warehouse.sources.register.workbook"]
    for name in ("support.fault_steps", *commands, *readers):
        importlib.import_module(name)


def _read_the_project(home: str) -> None:
    """What dbt knows of the project, as a run in this home will ask for it."""
    from dagster_project.manifest import manifest, parsed

    os.environ["DWSC_HOME"] = home
    parsed(get_settings())
    manifest()


def _serve(said: int, home: str | None, orders: IO[str], answers: IO[str]) -> None:
    _import_the_core()
    if home:
        _import_all()
        _read_the_project(home)
    _say(answers, {})
    for line in orders:
        order = json.loads(line)
        began = time.monotonic()
        child = os.fork()
        if child == 0:
            _obey(order, said)
        kill_after = order.get("kill_after")
        if kill_after is not None:
            _kill_later(child, began + kill_after)
        _, status, usage = os.wait4(child, 0)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)  # what it started itself dies too
        os.write(said, _END)
        code = os.waitstatus_to_exitcode(status)
        _say(answers, {"code": code, "seconds": time.monotonic() - began, "peak_mb": usage.ru_maxrss / 1024})


def _kill_later(child: int, moment: float) -> None:
    """Kill it at a moment unless it ended by itself; it stays unreaped, so its number cannot be another's."""
    while (left := moment - time.monotonic()) > 0:
        if os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            return
        time.sleep(min(left, 0.01))
    os.kill(child, signal.SIGKILL)


def _obey(order: dict[str, Any], said: int) -> None:
    code = 1
    try:
        os.setpgid(0, 0)
        _redirect(said)
        os.environ.update({"DWSC_HOME": order["home"]} | order.get("environment", {}))
        time.tzset()
        _starve(order)
        watch_disk(order)
        code = _carry_out(order)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 - what Python itself would say is to be read
        traceback.print_exc()
    finally:
        with contextlib.suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


def _redirect(said: int) -> None:
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(said, 1)
    os.dup2(said, 2)
    sys.stdout = os.fdopen(1, "w", closefd=False)
    sys.stderr = os.fdopen(2, "w", closefd=False)


def _starve(order: dict[str, Any]) -> None:
    if order.get("file_limit") is not None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (order["file_limit"],) * 2)
    if order.get("more_memory") is not None:
        held = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (held + order["more_memory"],) * 2)


def _carry_out(order: dict[str, Any]) -> int:
    if order["what"] == "dwsc":
        from warehouse.cli.main import main

        sys.argv = ["dwsc", *order["arguments"]]
        main()
        code = 0
    elif order["what"] == "run":
        from dagster_project import run

        code = run.main(order["arguments"])
    else:
        from support import fault_steps

        code = getattr(fault_steps, order["what"])(*order["arguments"])
    atexit._run_exitfuncs()
    return code


def _say(answers: IO[str], answer: dict[str, Any]) -> None:
    answers.write(json.dumps(answer) + "\n")
    answers.flush()


@contextlib.contextmanager
def warm(folder: Path, home: Path | None = None) -> Iterator[Warm]:
    """A warm process for the time of a block; with a home it is warm for `run` too, and dbt's project is read."""
    folder.mkdir(parents=True, exist_ok=True)
    started = Warm(folder, home)
    try:
        yield started
    finally:
        started.close()


if __name__ == "__main__":
    _serve(int(sys.argv[1]), sys.argv[2] if sys.argv[2:] else None, sys.stdin, os.fdopen(os.dup(1), "w"))
