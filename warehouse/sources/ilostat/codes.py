"""Codes and labels that are known when a file is landed.

Owns: reading seeds/code_lists and the landed ILOSTAT dictionaries as label → code.
Never: resolves a label (SQL does, against the rows made here); changes a list.
"""

import csv
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow.parquet as parquet

from warehouse.settings import Settings
from warehouse.snapshots import list_origins, snapshot_path

_LISTS = {
    "ref_area": ("reference_areas.csv", "reference_area"),
    "sex": ("sexes.csv", "sex"),
    "classification": ("classifications.csv", "classification"),
    "obs_status": ("observation_statuses.csv", "observation_status"),
    "source": ("source_types.csv", "source_type"),
}
# What a dictionary of several variables is called, before its language.
SEVERAL = "code_lists"
# ILOSTAT adds aggregates now and then; their codes are X and two characters.
_AGGREGATE = re.compile(r"X[0-9A-Z][0-9]")


@dataclass(frozen=True)
class Known:
    """What is known about one variable: its codes, and (label, code) with the first of each label winning."""

    codes: frozenset[str]
    labels: tuple[tuple[str, str], ...]


def known(settings: Settings, variable: str) -> Known:
    """Codes and labels of `ref_area`, `sex`, `classification`, `obs_status`, `source` (types) or `indicator`.

    Landed dictionaries come first, the newest before older ones; then our code list; then its aliases.

    Raises:
        SnapshotError: the origin of a landed dictionary is damaged.
    """
    # Snapshots never change, so the same dictionaries say the same: a fetch of thousands of datasets reads them once.
    stamp = tuple(sorted(path.name for path in settings.snapshots_folder.glob("ilostat_dictionaries/*/*.origin.json")))
    return _known(settings, variable, stamp)


@functools.lru_cache(maxsize=16)
def _known(settings: Settings, variable: str, stamp: tuple[str, ...]) -> Known:  # noqa: ARG001 - the key of the cache
    pairs = [*_landed(settings, variable), *_listed(settings, variable), *_aliases(settings, variable)]
    return Known(frozenset(code for _, code in pairs), tuple((label, code) for label, code in pairs if label))


def is_area(code: str, areas: Known) -> bool:
    """Whether a code stands for a country, a territory or an ILOSTAT aggregate."""
    return code in areas.codes or _AGGREGATE.fullmatch(code) is not None


def _landed(settings: Settings, variable: str) -> Iterator[tuple[str, str]]:
    names = ("classif1", "classif2") if variable == "classification" else (variable,)
    origins = list_origins(settings, source="ilostat_dictionaries")
    for origin in sorted(origins, key=lambda origin: origin.known_from, reverse=True):
        if origin.dataset_code.rpartition("_")[0] in {*names, SEVERAL}:
            columns = ["variable", "code", "label"]
            rows = parquet.read_table(snapshot_path(settings, origin), columns=columns).to_pylist()
            yield from ((row["label"] or "", row["code"]) for row in rows if row["variable"] in names)


def _listed(settings: Settings, variable: str) -> Iterator[tuple[str, str]]:
    if variable in _LISTS:
        name, prefix = _LISTS[variable]
        yield from ((row[f"{prefix}_label"], row[f"{prefix}_code"]) for row in _rows(settings, name))


def _aliases(settings: Settings, variable: str) -> Iterator[tuple[str, str]]:
    yield from ((row["alias"], row["code"]) for row in _rows(settings, "aliases.csv") if row["variable"] == variable)


def _rows(settings: Settings, name: str) -> list[dict[str, str]]:
    with (settings.seeds / "code_lists" / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))
