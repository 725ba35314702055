"""The calls to the disk that a process makes under a folder: written down, failed or cut short at the n-th.

Owns: which of Python's audit events, and which calls that have none, change the disk.
Never: changes what a call does but for the one that is to fail; is used in the process of the tests (an audit hook
cannot be taken away again).
"""

import errno
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

_CHANGES = {
    "os.rename", "os.link", "os.mkdir", "os.remove", "os.rmdir", "os.truncate", "os.chmod", "os.symlink", "os.utime",
}  # fmt: skip
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def watch_disk(order: dict[str, Any]) -> None:
    """Watch this process from now on; nothing happens where the order asks for nothing.

    Args:
        order: `home` (only what happens under it counts), `fail_at` (number of the call that fails), `error` (name of
            an errno; "kill" kills the process instead), `calls_to` (file that gets one line a call).
    """
    if order.get("fail_at") is None and order.get("calls_to") is None:
        return
    watcher = _Watcher(order)
    sys.addaudithook(watcher.heard)
    os.fsync = watcher.instead_of_fsync(os.fsync)


class _Watcher:
    def __init__(self, order: dict[str, Any]) -> None:
        self._home = order["home"]
        self._apart = tuple(f"{self._home}/{name}" for name in order.get("apart", ()))
        self._fail_at = order.get("fail_at")
        self._error = order.get("error", "ENOSPC")
        self._count = 0
        log = order.get("calls_to")
        self._log = os.open(log, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o644) if log else None

    def heard(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            if isinstance(flags, int) and flags & _WRITES:
                self._called("open", path)
        elif event in _CHANGES:
            self._called(event.removeprefix("os."), *[one for one in arguments if isinstance(one, str | os.PathLike)])

    def instead_of_fsync(self, fsync: Callable[[int], None]) -> Callable[[int], None]:
        def watched(handle: int) -> None:
            number = handle if isinstance(handle, int) else handle.fileno()
            self._called("fsync", Path(f"/proc/self/fd/{number}").readlink())
            fsync(handle)

        return watched

    def _called(self, what: str, *paths: Any) -> None:
        names = [os.fspath(path) for path in paths if isinstance(path, str | os.PathLike)]
        if not any(name.startswith(self._home) and not name.startswith(self._apart or ("\0",)) for name in names):
            return
        self._count += 1
        if self._log is not None:
            os.write(self._log, f"{what} {' '.join(name.removeprefix(self._home) for name in names)}\n".encode())
        if self._count == self._fail_at:
            if self._error == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            number = getattr(errno, self._error)
            raise OSError(number, os.strerror(number), names[-1])
