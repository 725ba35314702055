"""The folder of a report: written whole or not at all.

Owns: which files it holds, their checksums, and what happens to a folder that stands there already.
Never: changes a release; replaces what is not a report.
"""

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
from filelock import FileLock, Timeout

from warehouse.disk import disk_trouble, file_sha256, sync_folder
from warehouse.errors import LockedError, ReleaseError, WarehouseError
from warehouse.formulas import csv_text
from warehouse.release.files import SUMS, read_sums, remove_release
from warehouse.release.pointer import Release
from warehouse.release.reader import connect
from warehouse.reports.pack.documents import STANDARD_TEMPLATE, documents
from warehouse.reports.pack.manifest import MANIFEST, manifest
from warehouse.reports.pack.report import Made, make

_CODEBOOK = """select
    schema_name,
    table_name,
    column_position,
    column_name,
    data_type,
    description,
    table_description
from guide.dictionary
order by schema_name, table_name, column_position, column_name"""


def write_report(
    release: Release,
    kind: str,
    target: Path,
    *,
    template: Path | None = None,
    texts: Path | None = None,
    force: bool = False,
) -> bool:
    """Make a report and put it into a folder.

    Args:
        release: what it is made from.
        kind: progress or evaluation.
        target: the folder; it must not be there yet, hold the very same report, or be a report and `force` be set.
        template: a Word file in place of the standard one.
        texts: a folder with text templates that replace those of the same name.
        force: replace another report that stands there.

    Returns:
        whether the folder is new; False where the same report stands there already.

    Raises:
        WarehouseError: a template, text or query cannot be used, the folder is taken, or the disk is full.
        LockedError: another process writes a report there.
        ReleaseError: the release is damaged or cannot answer.
    """
    _refuse_other_things(target)
    partial = target.with_name(f".{target.name}.partial")
    with _alone(target), disk_trouble(target.parent, f"writing {target.name}"):
        target.parent.mkdir(parents=True, exist_ok=True)
        remove_release(partial)
        try:
            partial.mkdir()
            made = make(release, kind, texts)
            _write(partial, release, made, template, texts)
            return _put(partial, target, force=force)
        finally:
            remove_release(partial)


@contextlib.contextmanager
def _alone(target: Path) -> Iterator[None]:
    """Hold the folder for this process; a killed one holds nothing."""
    name = hashlib.sha256(str(target.absolute()).encode()).hexdigest()[:16]
    try:
        with FileLock(Path(tempfile.gettempdir()) / f"dwsc_report_{name}.lock", timeout=0):
            yield
    except Timeout as error:
        raise LockedError(
            f"Another process is writing a report to {target}. Wait for it, or name another folder."
        ) from error


def _refuse_other_things(target: Path) -> None:
    if target.exists() and not (target / MANIFEST).is_file():
        raise WarehouseError(f"{target} is there already and is no report. Name another folder with --out.")


def _write(folder: Path, release: Release, made: Made, template: Path | None, texts: Path | None) -> None:
    report = made.report
    files = {
        **{name: make_document() for name, make_document in documents(report, template).items()},
        "codebook.csv": _codebook(release),
        "README.txt": _readme(made),
        **{f"queries/{answer.file_name}": answer.query.sql.encode() for answer in report.answers},
        **{f"queries/snapshots/{name}.sql": sql.encode() for name, sql in made.snapshot_queries.items()},
    }
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    _take_release(release, folder / "release")
    told = manifest(release, made, folder, template or STANDARD_TEMPLATE, texts)
    (folder / MANIFEST).write_text(json.dumps(told, ensure_ascii=False, indent=1, default=str) + "\n", encoding="utf-8")


def _take_release(release: Release, target: Path) -> None:
    """The same files by another name where the disk can do that, else copies; each one as it was published."""
    sums = read_sums(release.folder)
    target.mkdir()
    for name in [*sums, SUMS]:
        source, copy = release.folder / name, target / name
        if not source.is_file() or (name in sums and file_sha256(source) != sums[name]):
            raise ReleaseError(
                f"{source} is not as it was published. Find out with `dwsc verify {release.release_id}`."
            )
        copy.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(source, copy)
        except OSError:
            shutil.copyfile(source, copy)


def _codebook(release: Release) -> bytes:
    """Every column of every table of the release, as CSV that Excel opens."""
    try:
        with connect(release.database) as connection:
            result = connection.execute(_CODEBOOK)
            names = [str(each[0]) for each in result.description or ()]
            rows: list[tuple[Any, ...]] = result.fetchall()
    except duckdb.CatalogException as error:
        raise ReleaseError(f"Release {release.release_id} has no dictionary: {error}.") from error
    return csv_text(names, rows).encode("utf-8-sig")


def _readme(made: Made) -> bytes:
    about = made.report.about
    lines = [
        about.title,
        about.subtitle,
        *([f"{about.sample_mark}. Do not use or cite any of them."] if about.is_sample else []),
        f"{about.draft_mark}.",
        "",
        "report.docx, report.pdf, report.html: the report, the same in each form.",
        "annex.xlsx: every table of the report with all of its columns, and where each figure comes from.",
        "queries/: the query behind each figure and table; each runs as it is on the file in release/ that ends in "
        ".duckdb, opened read-only.",
        "queries/snapshots/: which snapshots stand behind them.",
        "codebook.csv: what every column of every table means.",
        "release/: the release that the report was made from, with its own checksums.",
        f"{MANIFEST}: checksums of these files, and each figure with its query, tables, snapshots and files.",
        "",
        about.citation,
        about.licence,
    ]
    return ("\n".join(lines) + "\n").encode()


def _put(partial: Path, target: Path, *, force: bool) -> bool:
    if not target.exists():
        partial.rename(target)
        sync_folder(target.parent)
        return True
    if _is_same(partial, target):
        return False
    if not force:
        raise WarehouseError(
            f"Another report stands in {target}. Add --force to replace it, or --out FOLDER for another place."
        )
    aside = target.with_name(f".{target.name}.before")
    remove_release(aside)
    target.rename(aside)
    partial.rename(target)
    remove_release(aside)
    sync_folder(target.parent)
    return True


def _is_same(made: Path, standing: Path) -> bool:
    """Whether two folders hold the same files; the release is told by its own list of checksums."""
    names = {path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()}
    there = {path.relative_to(standing).as_posix() for path in standing.rglob("*") if path.is_file()}
    return names == there and all(file_sha256(made / name) == file_sha256(standing / name) for name in names)
