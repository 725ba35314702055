"""The two releases that are compared.

Owns: what a name such as `current`, an id or a folder stands for; opening both files read-only in one connection.
Never: compares them.
"""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from warehouse.errors import ReleaseError
from warehouse.release import pointer
from warehouse.release.database import writer
from warehouse.release.pointer import Release
from warehouse.release.tables import text
from warehouse.settings import Settings

BEFORE, NOW = "before", "now"


def find_release(settings: Settings, name: str) -> Release:
    """Return the release that is meant: `current`, `previous`, an id of this home, or a release folder anywhere.

    Raises:
        ReleaseError: there is none.
    """
    if name in ("current", "previous"):
        return _by_word(settings, name)
    if pointer.is_release_id(name) and not Path(name).is_dir():
        return pointer.read_release(settings, name)
    return _in_folder(Path(name))


@contextmanager
def opened(settings: Settings, before: Release, now: Release) -> Iterator[duckdb.DuckDBPyConnection]:
    """Both files attached as `before` and `now`, read-only, in a connection that may spill to a folder of its own.

    Raises:
        ReleaseError: one of them cannot be opened.
    """
    with tempfile.TemporaryDirectory(prefix="dwsc_diff_") as spill, writer(settings, Path(spill)) as connection:
        for name, release in ((BEFORE, before), (NOW, now)):
            try:
                connection.execute(f"attach {text(str(release.database.resolve()))} as {name} (read_only)")
            except duckdb.Error as error:
                said = str(error).splitlines()[0]
                raise ReleaseError(
                    f"{release.database} cannot be opened: {said}. Check it with `dwsc verify`."
                ) from error
        connection.execute("set enable_progress_bar = false")
        yield connection


def _by_word(settings: Settings, name: str) -> Release:
    current = pointer.required(settings)
    if name == "current":
        return current
    older = [one for one in pointer.list_releases(settings) if one.release_id < current.release_id]
    if not older:
        raise ReleaseError(
            f"No release in {settings.releases} is older than the current one, {current.release_id}. To compare "
            "two others, name both, as `dwsc releases` lists them."
        )
    return older[-1]


def _in_folder(folder: Path) -> Release:
    try:
        manifest = json.loads((folder / pointer.MANIFEST).read_text(encoding="utf-8"))
        release = Release(str(manifest["release_id"]), folder, manifest)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReleaseError(
            f"{str(folder)!r} is no release: give current, previous, an id that `dwsc releases` lists, or a folder "
            f"that holds {pointer.MANIFEST} and the DuckDB file."
        ) from error
    if not release.database.is_file():
        raise ReleaseError(f"{release.database} is not there; the release in {folder} is not whole.")
    return release
