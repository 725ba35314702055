"""A comparison in a process of its own, for a server that must not wait for ever.

Owns: the process, the time after which it is killed, and that one comparison runs at a time.
Never: compares; keeps a result.
"""

import json
import subprocess
import sys
import tempfile
import threading
from typing import Any

from warehouse.errors import ReleaseError, WarehouseError
from warehouse.release.difference.compare import compare
from warehouse.release.difference.sides import find_release
from warehouse.release.pointer import Release
from warehouse.settings import PROJECT_ROOT, Settings, get_settings

_ONE_AT_A_TIME = threading.BoundedSemaphore(1)


def compare_apart(settings: Settings, before: Release, now: Release, *, seconds: float) -> dict[str, Any]:
    """What `dwsc diff --json` says of two releases, within so many seconds.

    Raises:
        ReleaseError: a file cannot be read, it takes too long, or another comparison is being made.
    """
    if not _ONE_AT_A_TIME.acquire(blocking=False):
        raise ReleaseError("Another comparison is being made at the moment. Try again in a minute.")
    try:
        ran = subprocess.run(
            [sys.executable, "-B", "-m", __name__, _asked(settings, before, now)],
            cwd=PROJECT_ROOT,
            env={"LC_ALL": "C.UTF-8", "TMPDIR": tempfile.gettempdir()},
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ReleaseError(
            f"The comparison took longer than {seconds:g} seconds and was stopped. On the machine that holds the "
            f"releases, `dwsc diff {before.release_id} {now.release_id}` has no such limit."
        ) from error
    finally:
        _ONE_AT_A_TIME.release()
    if ran.returncode != 0:
        raise ReleaseError(ran.stderr.strip().splitlines()[-1] if ran.stderr.strip() else "The comparison ended early.")
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def _asked(settings: Settings, before: Release, now: Release) -> str:
    folders = [str(release.folder.resolve()) for release in (before, now)]
    kept = {"home": str(settings.home), "memory_limit": settings.memory_limit, "threads": settings.threads}
    return json.dumps({"folders": folders, "settings": kept})


def main() -> None:
    """Compare the two release folders that the command names."""
    asked = json.loads(sys.argv[1])
    settings = get_settings(**asked["settings"])
    try:
        before, now = (find_release(settings, folder) for folder in asked["folders"])
        sys.stdout.write(json.dumps(compare(settings, before, now).as_json(), ensure_ascii=False))
    except WarehouseError as error:
        sys.exit(" ".join(str(error).split()))


if __name__ == "__main__":
    main()
