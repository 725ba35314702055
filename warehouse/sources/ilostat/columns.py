"""The header of an ILOSTAT bulk file.

Owns: every column name that ILOSTAT writes, which are needed, and the layout (code, label or both) they make.
Never: looks at rows.
"""

import csv
import difflib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from warehouse.rejected import Finding

SOURCE = "ilostat"
CODED = (
    *("ref_area", "source", "indicator", "sex", "classif1", "classif2"),
    *("obs_status", "note_classif", "note_indicator", "note_source"),
)
# Bulk files began with the collection (YI for annual data) until ILOSTAT gave it up; it says what the time says.
GIVEN_UP = frozenset({"collection", "collection.label"})
KNOWN = frozenset({*CODED, *(f"{name}.label" for name in CODED), "time", "obs_value", "best_source", *GIVEN_UP})
_DOWNLOAD = "Download the dataset again as CSV from ILOSTAT."


@dataclass(frozen=True)
class Header:
    """The columns of a file in their order, as the file names them."""

    names: tuple[str, ...]

    @property
    def layout(self) -> str:
        """`code`, `label`, or `both`."""
        codes = any(name in self.names for name in CODED)
        labels = any(f"{name}.label" in self.names for name in CODED)
        return "both" if codes and labels else "label" if labels else "code"

    def has(self, name: str) -> bool:
        """Whether the file has a column, by its name in a snapshot."""
        return name in self.snapshot_names

    @property
    def snapshot_names(self) -> tuple[str, ...]:
        """The columns in the order of the file, by their names in a snapshot (`.label` becomes `_label`)."""
        return tuple(name.replace(".", "_") for name in self.names)

    @property
    def kept_names(self) -> tuple[str, ...]:
        """As `snapshot_names`, without what a snapshot leaves out."""
        return tuple(name.replace(".", "_") for name in self.names if name not in GIVEN_UP)


def first_line(head: bytes) -> list[str]:
    """The cells of the first line, without a byte order mark."""
    line = head.decode("utf-8-sig", errors="replace").splitlines()[:1]
    return next(csv.reader(line), [])


def header_findings(names: Sequence[str]) -> list[Finding]:
    """What is wrong with a header: unknown, repeated and missing columns, all of them."""
    findings = [_unknown(name) for name in dict.fromkeys(names) if name not in KNOWN]
    findings += [_repeated(name, count) for name, count in Counter(names).items() if count > 1]
    if not {"ref_area", "ref_area.label"} & set(names):
        findings.append(_missing("ref_area or ref_area.label"))
    return findings + [_missing(name) for name in ("time", "obs_value") if name not in names]


def _unknown(name: str) -> Finding:
    close = difflib.get_close_matches(name, sorted(KNOWN), n=1)
    meant = f" Perhaps {close[0]} is meant." if close else ""
    return Finding("line 1", name or None, None, f"ILOSTAT has no column {name!r}.{meant}", _DOWNLOAD)


def _repeated(name: str, count: int) -> Finding:
    return Finding("line 1", name, None, f"the column stands {count} times in the header.", _DOWNLOAD)


def _missing(name: str) -> Finding:
    return Finding("line 1", name, None, "this column is needed and is missing.", _DOWNLOAD)
