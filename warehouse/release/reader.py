"""The only way to open a release.

Owns: the hardened, read-only connection that pages, queries and checks share.
Never: opens the build file; lets a statement reach other files, the network or Python variables.
"""

import threading
from pathlib import Path

import duckdb

from warehouse.errors import ReleaseError

# One process has one DuckDB instance per file, and it takes one configuration: who asks for other limits than the usual
# ones needs a process of its own.
_CONFIG = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "allow_persistent_secrets": "false",
    "python_enable_replacements": "false",
    "max_temp_directory_size": "0KB",
    "memory_limit": "2GB",
    "threads": "2",
}
_opening = threading.Lock()


def connect(
    database: Path, *, memory_bytes: int | None = None, threads: int | None = None
) -> duckdb.DuckDBPyConnection:
    """Open the DuckDB file of a release, read-only, in UTC, with every way out of it shut and the settings locked.

    Use `.cursor()` of the connection in each thread.

    Args:
        database: the file.
        memory_bytes: that DuckDB may use, for a process that opens the file for one question; the usual if not given.
        threads: that it may use, likewise.

    Raises:
        ReleaseError: the file is missing, damaged, or written by a newer DuckDB.
    """
    try:
        with _opening:
            connection = duckdb.connect(str(database), read_only=True, config=_config(memory_bytes, threads))
            _lock(connection)
    except duckdb.Error as error:
        said = str(error).splitlines()[0]
        if "version number" in said:
            raise ReleaseError(
                f"{database} was written by a DuckDB that version {duckdb.__version__} cannot read ({said}). Install "
                "the version that this release was made with; release.json names it under tools."
            ) from error
        raise ReleaseError(f"{database} cannot be opened: {said}. Check it with `dwsc verify`.") from error
    return connection


def _config(memory_bytes: int | None, threads: int | None) -> dict[str, str]:
    memory = {} if memory_bytes is None else {"memory_limit": f"{memory_bytes // 2**20}MiB"}
    return _CONFIG | memory | ({} if threads is None else {"threads": str(threads)})


def _lock(connection: duckdb.DuckDBPyConnection) -> None:
    """Set the time zone for all connections of the instance, then lock; a second connection finds it locked already."""
    locked = connection.execute("select current_setting('lock_configuration')").fetchall()[0][0]
    if not locked:
        connection.execute("set global TimeZone = 'UTC'")
        connection.execute("set lock_configuration = true")
