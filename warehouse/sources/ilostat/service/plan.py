"""What to ask for, and what not: only what changed since the snapshot that stands.

Owns: comparing the table of contents with what is there, and the disk that the plan needs.
Never: asks the service; writes anything.
"""

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from warehouse.errors import FetchError
from warehouse.settings import Settings
from warehouse.snapshots import Origin, list_origins, snapshot_path
from warehouse.sources.ilostat.contents import Entry
from warehouse.sources.ilostat.service.catalogue import Catalogue, nearest
from warehouse.sources.ilostat.service.state import FetchStatus, list_statuses
from warehouse.spelling import iso

# Measured on ILOSTAT's own files, rounded up: a row as gzipped CSV on its way in, and as Parquet in a snapshot.
BODY_BYTES_PER_ROW, SNAPSHOT_BYTES_PER_ROW = 8.0, 7.0
# Below so many rows at hand, what they need says little about other datasets.
_ENOUGH_ROWS = 50_000
_MARGIN, _LEAST_FREE = 1.1, 64 * 2**20


class UnknownDatasetError(FetchError):
    """Raised when somebody asks for a dataset that neither ILOSTAT nor the catalogue knows. Correct the name."""


@dataclass(frozen=True)
class Standing:
    """What is there: the newest whole snapshot of each dataset, and how its last fetch ended."""

    origins: Mapping[str, Origin]
    statuses: Mapping[str, FetchStatus]

    def accepted(self, dataset_code: str) -> str | None:
        """When ILOSTAT had last changed the dataset that stands, as it said then; None where that is not known."""
        origin, status = self.origins.get(dataset_code), self.statuses.get(dataset_code)
        if origin is None:
            return None
        return status.accepted_last_update if status and status.accepted_last_update else origin.source_last_update


@dataclass(frozen=True)
class Plan:
    """What is asked for (`due`), what is not because nothing changed, and what ILOSTAT does not list."""

    due: tuple[Entry, ...]
    unchanged: tuple[Entry, ...]
    not_listed: tuple[str, ...]

    @property
    def row_count(self) -> int:
        """Rows to come, as the table of contents promises."""
        return sum(entry.row_count or 0 for entry in self.due)


@dataclass(frozen=True)
class DiskNeed:
    """Bytes that the plan needs, how they were estimated, and bytes that are free."""

    download_bytes: int
    needed_bytes: int
    bytes_per_row: float
    is_measured: bool
    free_bytes: int


def what_stands(settings: Settings) -> Standing:
    """Read what is there.

    Raises:
        SnapshotError: an origin is damaged.
    """
    newest: dict[str, Origin] = {}
    for origin in list_origins(settings, source="ilostat"):
        if not origin.is_partial:
            newest[origin.dataset_code] = origin
    return Standing(newest, {status.dataset_code: status for status in list_statuses(settings)})


def make_plan(wanted: Iterable[str], contents: Mapping[str, Entry], standing: Standing, *, force: bool = False) -> Plan:
    """Sort what is wanted into what is due, unchanged and not listed.

    Args:
        wanted: datasets, in the order in which they are asked for.
        contents: the table of contents by dataset.
        standing: what is there.
        force: ask although nothing changed.
    """
    due, unchanged, not_listed = [], [], []
    for code in dict.fromkeys(wanted):
        entry = contents.get(code)
        if entry is None:
            not_listed.append(code)
        elif force or _has_changed(entry, standing):
            due.append(entry)
        else:
            unchanged.append(entry)
    return Plan(tuple(due), tuple(unchanged), tuple(not_listed))


def check_names(
    asked: Iterable[str], contents: Mapping[str, Entry], standing: Standing, catalogue: Catalogue
) -> tuple[str, ...]:
    """The names asked for in ILOSTAT's spelling.

    Raises:
        UnknownDatasetError: nobody knows one of them; all such names are listed with those that look alike.
    """
    names = [name.strip().upper() for name in asked]
    known = contents.keys() | catalogue.known | catalogue.successors.keys() | standing.origins.keys()
    wrong = [name for name in names if name not in known]
    if wrong:
        raise UnknownDatasetError("\n".join(_unknown(name, known) for name in wrong))
    return tuple(names)


def disk_need(settings: Settings, plan: Plan, standing: Standing) -> DiskNeed:
    """What the plan needs on disk: every new snapshot, and the largest bodies on their way in.

    Bytes per row are measured on the snapshots at hand; where these are few, a constant stands in.
    """
    measured = _measured(settings, standing)
    per_row = measured or SNAPSHOT_BYTES_PER_ROW
    largest = sorted((entry.row_count or 0 for entry in plan.due), reverse=True)[: settings.fetch_parallel]
    needed = _MARGIN * (plan.row_count * per_row + sum(largest) * (BODY_BYTES_PER_ROW + per_row))
    folder = next(parent for parent in (settings.home, *settings.home.parents) if parent.exists())
    return DiskNeed(
        download_bytes=int(plan.row_count * BODY_BYTES_PER_ROW),
        needed_bytes=int(needed),
        bytes_per_row=per_row,
        is_measured=measured is not None,
        free_bytes=shutil.disk_usage(folder).free,
    )


def check_disk(settings: Settings, plan: Plan, need: DiskNeed) -> None:
    """Make sure that the plan fits before anything is downloaded.

    Raises:
        FetchError: it does not; the message gives the figures.
    """
    if not plan.due or need.needed_bytes + _LEAST_FREE <= need.free_bytes:
        return
    how = "measured on the snapshots at hand" if need.is_measured else "an estimate for ILOSTAT's files"
    raise FetchError(
        f"The disk that holds {settings.home} has {in_words(need.free_bytes)} free; {len(plan.due):,} datasets with "
        f"{plan.row_count:,} rows need about {in_words(need.needed_bytes)} ({need.bytes_per_row:.1f} bytes per row, "
        f"{how}). Nothing was downloaded. Free some space, set DWSC_HOME to a larger disk, or fetch fewer datasets."
    )


def in_words(size: float) -> str:
    """A size in words that fit it."""
    for unit, name in ((2**30, "GB"), (2**20, "MB")):
        if size >= unit:
            return f"{size / unit:,.1f} {name}"
    return f"{size / 2**10:,.0f} kB"


def _has_changed(entry: Entry, standing: Standing) -> bool:
    accepted, status = standing.accepted(entry.dataset_code), standing.statuses.get(entry.dataset_code)
    if accepted is None or entry.last_update is None or iso(entry.last_update) != accepted:
        return True
    origin = standing.origins[entry.dataset_code]
    rows = status.row_count if status and status.outcome != "failed" else origin.row_count
    return entry.row_count not in {None, rows}


def _measured(settings: Settings, standing: Standing) -> float | None:
    rows = sum(origin.row_count for origin in standing.origins.values())
    if rows < _ENOUGH_ROWS:
        return None
    paths: Iterable[Path] = (snapshot_path(settings, origin) for origin in standing.origins.values())
    return sum(path.stat().st_size for path in paths) / rows


def _unknown(name: str, known: Iterable[str]) -> str:
    alike = nearest(name, known)
    hint = f" Did you mean {' or '.join(alike)}?" if alike else " Names look like SDG_0831_SEX_ECO_RT_A."
    return f"{name!r} is no dataset of ILOSTAT.{hint}"
