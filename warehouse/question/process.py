"""Start the process that answers a question, and read what it says within its limits.

Owns: the clean environment of that process, the time after which it is killed, the most that is read of it.
Never: opens a release; believes more of the answer than its form.
"""

import contextlib
import json
import logging
import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict
from typing import IO, cast

from warehouse.errors import QueryError
from warehouse.question.asked import GRACE_SECONDS, Asked
from warehouse.question.statement import TOO_MUCH_MEMORY
from warehouse.settings import PROJECT_ROOT

_AT_ONCE = threading.BoundedSemaphore(2)
_PIECE = 2**16
_MOST_COMPLAINTS = 2**14
_ENVIRONMENT = {"LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "2"}
_OUT_OF_MEMORY = {-signal.SIGABRT, -signal.SIGSEGV, -signal.SIGBUS, -signal.SIGKILL}
_log = logging.getLogger(__name__)


def late(seconds: float) -> QueryError:
    """The error that a statement took too long."""
    return QueryError(
        f"It took longer than {seconds:g} seconds and was stopped. Narrow it with WHERE, or raise DWSC_QUERY_SECONDS."
    )


def lines(asked: Asked) -> list[str]:
    """Answer a question in a process of its own; returns the whole lines that it said.

    Raises:
        QueryError: it took too long or too much, or too many are being answered.
    """
    if not _AT_ONCE.acquire(timeout=asked.seconds + GRACE_SECONDS):
        raise QueryError("Other questions are being answered at the moment. Ask again in a minute.")
    try:
        with _started(asked) as child:
            said, complaints, is_late = _read(child, asked)
            code = _end(child)
    except OSError as error:
        raise QueryError(f"The question cannot be asked: {error.strerror}. Tell whoever runs this machine.") from error
    finally:
        _AT_ONCE.release()
    whole = said.decode(errors="replace").split("\n")[:-1]
    if _is_complete(whole):
        return whole
    if is_late or code == -signal.SIGXCPU:
        raise late(asked.seconds)
    if code in _OUT_OF_MEMORY or b"MemoryError" in complaints:
        raise QueryError(f"{TOO_MUCH_MEMORY}.")
    _log.warning("the process of a question ended with code %s: %s", code, complaints.decode(errors="replace")[-1000:])
    raise QueryError(
        "The process that answers ended without an answer. Try again; if it stays so, tell whoever runs it."
    )


def _is_complete(whole: list[str]) -> bool:
    """Whether all rows are there, or the reason why there are none; counting them all may not have ended."""
    return any(line.startswith(('{"is_cut"', '{"refused"', '{"damaged"', '{"late"')) for line in whole[-2:])


@contextlib.contextmanager
def _started(asked: Asked) -> Iterator[subprocess.Popen[bytes]]:
    """No variable and no open file of this process reaches the child, which is killed with all that it started."""
    child = subprocess.Popen(
        [sys.executable, "-B", "-m", "warehouse.question.child"],
        cwd=PROJECT_ROOT,
        env=_ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    with child:
        try:
            with contextlib.suppress(BrokenPipeError), cast("IO[bytes]", child.stdin) as ear:
                ear.write(json.dumps(asdict(asked)).encode())
            yield child
        finally:
            _kill(child)


def _read(child: subprocess.Popen[bytes], asked: Asked) -> tuple[bytes, bytes, bool]:
    """What the child says and complains, up to its limits; and whether its time was over."""
    end = time.monotonic() + asked.seconds + GRACE_SECONDS
    heard = {"said": bytearray(), "complaints": bytearray()}
    most = {"said": 2 * asked.answer_bytes + _PIECE, "complaints": _MOST_COMPLAINTS}
    is_late = False
    with selectors.DefaultSelector() as waiting:
        waiting.register(cast("IO[bytes]", child.stdout), selectors.EVENT_READ, "said")
        waiting.register(cast("IO[bytes]", child.stderr), selectors.EVENT_READ, "complaints")
        while waiting.get_map() and not is_late:
            for key, _ in waiting.select(max(0.0, end - time.monotonic())):
                piece = os.read(key.fd, _PIECE)
                heard[key.data] += piece[: most[key.data] - len(heard[key.data])]
                if not piece:
                    waiting.unregister(key.fileobj)
            is_late = time.monotonic() >= end
    return bytes(heard["said"]), bytes(heard["complaints"]), is_late


def _end(child: subprocess.Popen[bytes]) -> int:
    """The code with which the child ended; one that closed its mouth and lives on is killed."""
    try:
        return child.wait(timeout=1)
    except subprocess.TimeoutExpired:
        _kill(child)
        return child.wait()


def _kill(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
