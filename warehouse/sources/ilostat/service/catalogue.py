"""Which datasets the warehouse follows, and what became of retired ids, as the seeds say.

Owns: reading seeds/catalogue for a fetch, and finding the nearest names to a mistyped one.
Never: decides what is fetched; asks the service.
"""

import csv
import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from warehouse.settings import Settings

_TRUE = {"true", "1", "yes"}
_SUCCEEDS = {"replaced_by", "older_family"}


@dataclass(frozen=True)
class Catalogue:
    """Datasets that are followed, all that are known to the catalogue, and the successors of retired ones."""

    followed: tuple[str, ...]
    known: frozenset[str]
    successors: dict[str, tuple[str, ...]]

    def successor_words(self, dataset_code: str) -> str:
        """A sentence on what took the place of a dataset; empty where the catalogue does not know."""
        found = self.successors.get(dataset_code, ())
        choice = "fetch that" if len(found) == 1 else "fetch one of them"
        return f"It was replaced by {' and '.join(found)}: {choice}." if found else ""


def read_catalogue(settings: Settings) -> Catalogue:
    """The catalogue of the seeds."""
    rows = _rows(settings.seeds / "catalogue" / "datasets.csv")
    successors: dict[str, tuple[str, ...]] = {}
    for row in _rows(settings.seeds / "catalogue" / "retired.csv"):
        if row["relation"] in _SUCCEEDS:
            old = row["old_dataset_code"]
            successors[old] = (*successors.get(old, ()), row["new_dataset_code"])
    return Catalogue(
        followed=tuple(row["dataset_code"] for row in rows if row["is_followed"].lower() in _TRUE),
        known=frozenset(row["dataset_code"] for row in rows),
        successors=successors,
    )


def nearest(name: str, names: Iterable[str]) -> list[str]:
    """Up to three names that look like a mistyped one; those that only lack the frequency come first."""
    known = sorted(names)
    starting = [one for one in known if one.startswith(f"{name}_")][:3]
    return starting or difflib.get_close_matches(name, known, n=3, cutoff=0.6)


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))
