"""Check an uploaded register without loading it, and without trusting it.

Owns: the largest upload, the child process that opens it, and the plain words when it hits a limit.
Never: opens the file in this process; keeps a copy of it; lets a file that cannot be read stop the server.
"""

import hashlib
import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import BinaryIO

from pydantic import ValidationError

from warehouse.errors import WarehouseError
from warehouse.rejected import Finding
from warehouse.reports.report import NOT_DONE, OUT_OF_MEMORY, Checked, Limits, Report, refusing
from warehouse.settings import PROJECT_ROOT, Settings
from warehouse.sources.register.catalogue import finding
from warehouse.sources.register.parts import WHOLE_FILE
from warehouse.spelling import safe_name

_AT_ONCE = threading.BoundedSemaphore(2)
_MEGABYTE = 2**20
_TOO_LONG = -signal.SIGXCPU
_OUT_OF_MEMORY = {OUT_OF_MEMORY, -signal.SIGABRT, -signal.SIGSEGV, -signal.SIGKILL}
_NEW_FORM = "Start from a new form, copy your entries into it and check that one."
_log = logging.getLogger(__name__)


def check_upload(settings: Settings, file_name: str, file: BinaryIO, limits: Limits | None = None) -> Checked:
    """Check one uploaded register in a process of its own.

    Args:
        settings: the largest register taken, and the home that it is checked against.
        file_name: as the person calls it; it is not trusted.
        file: what was uploaded, at its beginning; of a file that is too large nothing is opened.
        limits: for the process; the usual ones if none are given.

    Returns:
        The report. A file that cannot be opened, takes too long or too much memory has one finding that says so.

    Raises:
        WarehouseError: the check itself cannot be done, because of this machine and not of the file.
    """
    content = file.read(settings.max_register_bytes + 1)
    if len(content) > settings.max_register_bytes:
        return Checked(file_name=file_name, sha256=None, bytes=None, report=_too_large(settings.max_register_bytes))
    allowed = limits or Limits()
    if not _AT_ONCE.acquire(timeout=allowed.seconds):
        raise WarehouseError("Other registers are being checked at the moment. Try again in a minute.")
    try:
        with tempfile.TemporaryDirectory(prefix="dwsc_check_") as folder:
            report = _in_child(settings, Path(folder), safe_name(file_name), content, allowed)
    except OSError as error:
        raise WarehouseError(f"The check cannot be started: {error.strerror}. Tell whoever runs the pages.") from error
    finally:
        _AT_ONCE.release()
    checksum = hashlib.sha256(content).hexdigest()
    return Checked(file_name=file_name, sha256=checksum, bytes=len(content), report=report)


def _too_large(limit: int) -> Report:
    allowed = f"{limit / _MEGABYTE:,.1f} MB"
    return refusing(finding("too_large", WHOLE_FILE, value=f"more than {allowed}", limit=allowed))


def _in_child(settings: Settings, folder: Path, name: str, content: bytes, limits: Limits) -> Report:
    path, out, complaints = folder / "upload" / name, folder / "report.json", folder / "complaints.txt"
    path.parent.mkdir()
    path.write_bytes(content)
    command = [sys.executable, "-B", "-m", "warehouse.reports.child"]
    command += [str(path), str(limits.memory_bytes), str(limits.cpu_seconds)]
    with out.open("wb") as report, complaints.open("wb") as said:
        child = subprocess.Popen(
            command,
            cwd=PROJECT_ROOT,
            env=_environment(settings),
            stdin=subprocess.DEVNULL,
            stdout=report,
            stderr=said,
            start_new_session=True,
        )
        code = _wait(child, limits.seconds)
    return _read(out) if code == 0 else _stopped(code, complaints.read_text(errors="replace"), limits)


def _environment(settings: Settings) -> dict[str, str]:
    """No variable of the server reaches the child; one thread, so that memory is taken for the file alone."""
    return {
        "DWSC_HOME": str(settings.home),
        "DWSC_MAX_REGISTER_BYTES": str(settings.max_register_bytes),
        "LC_ALL": "C.UTF-8",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "ARROW_IO_THREADS": "1",
        "ARROW_DEFAULT_MEMORY_POOL": "system",
        "MALLOC_ARENA_MAX": "2",
    }


def _wait(child: subprocess.Popen[bytes], seconds: float) -> int:
    try:
        return child.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return _TOO_LONG
    finally:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def _stopped(code: int, complaint: str, limits: Limits) -> Report:
    if code == _TOO_LONG:
        rule = f"Checking it took too long (allowed are {limits.cpu_seconds} seconds), so it was stopped."
    elif code in _OUT_OF_MEMORY or "MemoryError" in complaint:
        rule = f"Opening it takes too much memory (allowed are {limits.memory_bytes // _MEGABYTE:,} MB)."
    elif code == NOT_DONE:
        raise WarehouseError(complaint)
    else:
        _log.warning("the check of an upload ended with code %s: %s", code, complaint[-1000:])
        rule = "The check stopped at something in it that it does not know."
    return refusing(Finding(WHOLE_FILE, None, None, rule, _NEW_FORM))


def _read(out: Path) -> Report:
    try:
        return Report.model_validate_json(out.read_bytes())
    except ValidationError as error:
        raise WarehouseError("The check gave no report. Try again; if it stays so, tell whoever runs it.") from error
