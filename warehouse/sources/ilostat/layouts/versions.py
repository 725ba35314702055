"""Which version of a classification a set of category names belongs to.

Owns: finding the one version whose categories include all that a file names, such as Agriculture, Industry, Services.
Never: chooses between two versions that both would do.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from warehouse.sources.ilostat.codes import Known


@dataclass(frozen=True)
class Versions:
    """Version (ECO_SECTOR) → name of a category → its code."""

    categories: dict[str, dict[str, str]]

    def codes(self, dimension: str, names: Iterable[str]) -> dict[str, str]:
        """Name → code for all names, if exactly one version of the dimension (ECO) has them all; else nothing."""
        wanted = {plain(name): name for name in names}
        found = [
            {name: known[key] for key, name in wanted.items()}
            for version, known in self.categories.items()
            if version.startswith(f"{dimension}_") and wanted.keys() <= known.keys()
        ]
        return found[0] if len(found) == 1 else {}


def versions_of(classifications: Known) -> Versions:
    """The versions that a list of labels such as "Economic activity (Broad sector): Total" knows."""
    categories: dict[str, dict[str, str]] = {}
    for label, code in classifications.labels:
        _, colon, name = label.partition(": ")
        if colon:
            categories.setdefault(code.rpartition("_")[0], {}).setdefault(plain(name), code)
    return Versions(categories)


def plain(name: str) -> str:
    """A category's name without what differs between editions: 5 to 17 and '5-17 are the same."""
    return name.strip().lstrip("'").replace(" to ", "-")
