"""Publishing: from the audited build file to a new release that everybody reads.

Owns: the order write → audit → seal → rename → point, and the clean-up of what a kill left.
Never: runs a check on figures (the gate did); touches an older release; publishes in place.

Call it while holding `warehouse.lock.build_lock` and with every handle on the build file closed.
"""

import shutil
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import duckdb

from warehouse.crash import crash_at
from warehouse.disk import sync_folder
from warehouse.errors import ReleaseError
from warehouse.release import audit, database, files, pointer
from warehouse.release.audit import Audited
from warehouse.release.manifest import ReleaseInputs, build_manifest
from warehouse.release.papers.write import write_papers
from warehouse.release.pointer import Release
from warehouse.release.rerated import read_rerated
from warehouse.release.restated import read_restated
from warehouse.release.reuse import Growth, Published, export, trusted
from warehouse.release.revised import read_revised
from warehouse.release.tables import Table, text
from warehouse.settings import Settings

# The new DuckDB file and the Parquet files are each smaller than the build file; CSV text may be larger.
_SPACE_FACTOR = 3
_SPACE_FLOOR = 16 * 2**20


def publish(
    settings: Settings, *, inputs: ReleaseInputs, run_id: str, release_id: str, manifest: Mapping[str, Any]
) -> Release:
    """Publish the build file as a new release, without regard to older ones; see `publish_growth`."""
    made = publish_growth(settings, Growth(), inputs=inputs, run_id=run_id, release_id=release_id, manifest=manifest)
    return made.release


def publish_growth(
    settings: Settings,
    growth: Growth,
    *,
    inputs: ReleaseInputs,
    run_id: str,
    release_id: str,
    manifest: Mapping[str, Any],
) -> Published:
    """Publish the build file as a new release and make it the current one.

    Why in this order: whatever stops it, readers keep the last release; the pointer moves to a sealed, proven folder.

    Args:
        settings: the home to publish in.
        growth: what of the current release holds still, so that it need not be written or read again.
        inputs: what the run read (as_of, fingerprint, is_sample, folder with snapshots.parquet).
        run_id: the run that built the file.
        release_id: from `pointer.new_release_id`.
        manifest: further facts for release.json, such as git_commit and built_at.

    Raises:
        ReleaseError: nothing to publish, a description missing, the copy not equal, or the disk in the way.
    """
    with files.plain_disk_errors("Publishing"):
        previous = _previous(settings)
        _prepare(settings, release_id)
        partial, final = settings.releases / f".{release_id}.partial", settings.releases / release_id
        with ExitStack() as undo:
            undo.callback(files.remove_release, partial)
            undo.callback(_remove_unless_current, settings, release_id)
            partial.mkdir()
            crash_at("release folder made")
            with database.writer(settings, partial / "spill") as connection:
                tables, audited = _write_database(connection, settings, partial, release_id, growth)
                crash_at("database of the release proven")
                facts = build_manifest(
                    inputs, run_id=run_id, release_id=release_id, tables=tables, hashes=audited.hashes, extra=manifest
                )
                revised = read_revised(connection, tables, "target")
                restated = read_restated(connection, tables, previous, str(facts["as_of"]))
                rerated = read_rerated(connection, tables, previous, inputs.folder)
                export(connection, tables, partial, facts, settings.csv_rows, trusted(previous, growth))
            shutil.rmtree(partial / "spill", ignore_errors=True)
            crash_at("files of the release written")
            write_papers(partial, facts, tables, previous, (revised, restated, rerated))
            crash_at("papers of the release written")
            files.write_sums(partial)
            crash_at("sums of the release written")
            files.seal(partial)
            crash_at("release sealed")
            partial.rename(final)
            sync_folder(settings.releases)
            crash_at("release renamed")
            release = pointer.point_at(settings, release_id)
            crash_at("release pointed at")
            undo.pop_all()
    return Published(release, audited.parts)


def remove_leftovers(settings: Settings) -> None:
    """Remove what a killed run left half written; releases are never touched."""
    for path in settings.releases.glob(".*.partial"):
        if path.is_dir():
            files.remove_release(path)
        else:
            path.unlink()


def _prepare(settings: Settings, release_id: str) -> None:
    if not pointer.is_release_id(release_id):
        raise ReleaseError(f"{release_id!r} is not a release id; it must look like 20261231_235959.")
    if (settings.releases / release_id).exists():
        raise ReleaseError(f"Release {release_id} exists already in {settings.releases}; a release never changes.")
    settings.releases.mkdir(parents=True, exist_ok=True)
    remove_leftovers(settings)
    _refuse_full_disk(settings)


def _refuse_full_disk(settings: Settings) -> None:
    build = settings.build_file.stat().st_size if settings.build_file.is_file() else 0
    needed = build * _SPACE_FACTOR + _SPACE_FLOOR
    free = shutil.disk_usage(settings.releases).free
    if free < needed:
        raise ReleaseError(
            f"The disk is too full to publish: about {needed / 2**20:,.0f} MB are needed in {settings.releases}, "
            f"{free / 2**20:,.0f} MB are free. Free some space, or set DWSC_HOME to a folder on a larger disk. "
            "The last release still stands."
        )


def _write_database(
    connection: duckdb.DuckDBPyConnection, settings: Settings, partial: Path, release_id: str, growth: Growth
) -> tuple[list[Table], Audited]:
    target = partial / pointer.database_name(release_id)
    tables = database.copy_build(connection, settings.build_file, target)
    audited = audit.audit_copy(target, tables, growth.tables, growth.before)
    connection.execute(f"attach {text(str(target))} as target (read_only)")
    return tables, audited


def _previous(settings: Settings) -> Release | None:
    """Return what the new release is compared with; a damaged pointer does not stop publishing, which mends it."""
    try:
        return pointer.current(settings)
    except ReleaseError:
        whole = pointer.list_releases(settings)
        return whole[-1] if whole else None


def _remove_unless_current(settings: Settings, release_id: str) -> None:
    release = _previous(settings)
    if release is None or release.release_id != release_id:
        files.remove_release(settings.releases / release_id)
