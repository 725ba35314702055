"""Proving that releases and snapshots are still what they were when they were written.

Owns: the list of problems, each naming a file.
Never: repairs anything.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as parquet

from warehouse.disk import file_sha256
from warehouse.errors import ReleaseError, SnapshotError
from warehouse.release import files, pointer
from warehouse.release.pointer import Release
from warehouse.release.reader import connect
from warehouse.release.tables import content_hash, describe
from warehouse.settings import Settings

_ORIGIN = ".origin.json"


def verify(settings: Settings, release_id: str | None = None) -> list[str]:
    """Check one release (the current one if none is named) and every snapshot; return the problems found.

    Why: DuckDB reads a Parquet file with a flipped bit without an error; only checksums tell.

    Raises:
        ReleaseError: there is no such release, or none is current.
    """
    release = pointer.read_release(settings, release_id) if release_id else pointer.required(settings)
    return [
        *release_problems(release),
        *snapshot_problems(settings),
        *strangers(settings, release),
        *origin_problems(settings, release),
    ]


def release_problems(release: Release) -> Iterator[str]:
    """Yield what is wrong with one release: changed, missing or added files, then wrong content of the DuckDB file."""
    yield from _sum_problems(release.folder)
    try:
        yield from _content_problems(release)
    except (ReleaseError, duckdb.Error) as error:
        yield f"{release.database}: cannot be read ({str(error).splitlines()[0]})"


def snapshot_problems(settings: Settings) -> Iterator[str]:
    """Yield what is wrong with the stored snapshots: unreadable, shortened, changed, or without its Parquet file."""
    for origin in sorted(settings.snapshots_folder.rglob(f"*{_ORIGIN}")):
        data = origin.with_name(origin.name.removesuffix(_ORIGIN) + ".parquet")
        try:
            expected = json.loads(origin.read_text(encoding="utf-8"))
            found = _rows_read(data)
        except (OSError, ValueError, pa.ArrowException) as error:
            yield f"{data}: cannot be read together with {origin.name} ({str(error).splitlines()[0]})"
            continue
        if found != expected.get("row_count"):
            yield f"{data}: {found:,} rows, but {origin.name} says {expected.get('row_count')}"
        if (digest := expected.get("parquet_sha256")) and digest != file_sha256(data):
            yield f"{data}: its content changed since it was stored (SHA-256 differs)"


def origin_problems(settings: Settings, release: Release) -> Iterator[str]:
    """Yield each origin that says otherwise than the release that was built from it, such as another known_from.

    Why: an origin is text beside the snapshot; nothing but the release knows what it said when it was read.
    """
    for told in release.manifest.get("inputs", []):
        for path in settings.snapshots_folder.glob(f"{told.get('source')}/*/{told['snapshot_id']}{_ORIGIN}"):
            try:
                said = json.loads(path.read_text(encoding="utf-8"))
            except (OSError, ValueError):
                continue  # snapshot_problems names it
            for name, value in told.items():
                if value is not None and name in said and said[name] != value:
                    yield f"{path}: {name} is {said[name]!r}, but release {release.release_id} read {value!r}"


def strangers(settings: Settings, release: Release) -> list[str]:
    """Return each snapshot that a release was built from and that this home does not hold.

    Why: snapshots are never deleted. Where some are gone, parts of the home come from different days, and the next run
    would publish less than what is published now.
    """
    held = {path.name.removesuffix(_ORIGIN) for path in settings.snapshots_folder.glob(f"*/*/*{_ORIGIN}")}
    return [
        f"{settings.snapshots_folder}: release {release.release_id} was built from {one.get('source')} snapshot "
        f"{one['snapshot_id']} ({one.get('file_name')}), which is not there; the two are of different days"
        for one in release.manifest.get("inputs", [])
        if one["snapshot_id"] not in held
    ]


def refuse_strangers(settings: Settings) -> None:
    """Stop before less is published than stands; a damaged pointer is mended by the run and stops nothing.

    Raises:
        SnapshotError: the current release was built from snapshots that are gone.
    """
    try:
        release = pointer.current(settings)
    except ReleaseError:
        return
    if release and (gone := strangers(settings, release)):
        raise SnapshotError(
            f"{gone[0]}. {len(gone)} in all. Restore the whole home from one backup, or land these files again; "
            "without them the next release would lose figures. The last release stands."
        )


def _sum_problems(folder: Path) -> Iterator[str]:
    try:
        expected = files.read_sums(folder)
    except ReleaseError as error:
        yield str(error)
        return
    present = {path.relative_to(folder).as_posix(): path for path in files.files_in(folder)}
    for name, digest in expected.items():
        if name not in present:
            yield f"{folder / name}: missing"
        elif file_sha256(present[name]) != digest:
            yield f"{folder / name}: changed since it was published (SHA-256 differs)"
    for name in present.keys() - expected.keys():
        yield f"{folder / name}: not part of the release"


def _content_problems(release: Release) -> Iterator[str]:
    expected = {f"{entry['schema']}.{entry['table']}": entry for entry in release.manifest.get("tables", [])}
    with connect(release.database) as connection:
        name = release.database.stem
        for table in describe(connection, name):
            entry = expected.pop(table.label, None)
            if entry is None:
                yield f"{release.database}: table {table.label} is not in {pointer.MANIFEST}"
            elif content_hash(connection, table, name) != entry["content_hash"]:
                yield f"{release.database}: the content of {table.label} differs from {pointer.MANIFEST}"
    for label in expected:
        yield f"{release.database}: table {label} is missing"


def _rows_read(path: Path) -> int:
    """Read a Parquet file to its end, not only its footer, and count."""
    with parquet.ParquetFile(path) as source:
        return sum(batch.num_rows for batch in source.iter_batches())
