"""The files of a release as a reader meets them.

Owns: which files there are, what each is for, its size and checksum, and the name under which it is taken away.
Never: opens a file to read its content; names one outside the folder of the release.
"""

import mimetypes
from dataclasses import dataclass
from pathlib import Path

from dashboards import words
from warehouse.errors import ReleaseError
from warehouse.release import files
from warehouse.release.pointer import Release

# The first that fits says what a file is, in the order in which files are listed.
_KINDS = (
    ("*.duckdb", "Every table with the meaning of each column, for DuckDB 1.4 and later"),
    ("codebook.xlsx", "Codebook for Excel and LibreOffice: dictionary, code lists, main tables"),
    ("CITATION.cff", "How to cite the release, for GitHub, Zotero and others"),
    ("CHANGES.md", "What differs from the release before"),
    ("quality.html", "Results of every check, as one page to open in a browser"),
    ("datapackage.json", "Every file and column described, as a Frictionless data package"),
    ("croissant.json", "Every file and column described, as Croissant for catalogues of data sets"),
    (files.SUMS, "SHA-256 of every file, for sha256sum --check"),
    ("SAMPLE_DATA.txt", "Says which figures are invented"),
    ("queries/*", "Example query, tested on this release"),
    ("notebooks/*", "Notebook that reads the DuckDB file beside it"),
    ("parquet/*", "Table as Parquet"),
    ("csv/*", "Table as CSV (UTF-8), for Excel and any other program"),
    ("release.json", "What the release was built from, and what its tables hold"),
    ("sbom.cdx.json", "Libraries with which it was built (CycloneDX)"),
)
_MIMES = {".parquet": "application/vnd.apache.parquet", ".duckdb": "application/vnd.duckdb", ".md": "text/markdown"}


@dataclass(frozen=True)
class ReleaseFile:
    """One file: its name in the folder of the release, what it is for, its size, and its checksum if known."""

    name: str
    path: Path
    kind: str
    rank: int
    byte_count: int
    sha256: str

    @property
    def mime(self) -> str:
        """Its media type."""
        return _MIMES.get(self.path.suffix) or mimetypes.guess_type(self.name)[0] or "application/octet-stream"

    def taken_as(self, release: Release) -> str:
        """The name under which it is taken away: that of the DuckDB file is its own, but for invented figures."""
        what = "" if self.path == release.database else self.name.removesuffix(self.path.suffix).replace("/", "-")
        ending = self.path.suffix.removeprefix(".") or "txt"
        return words.file_name(what, [], release.release_id, is_sample=release.is_sample, ending=ending)


def listed(release: Release) -> list[ReleaseFile]:
    """Every file of a release, the most wanted first; without checksums where their list is gone."""
    try:
        sums = files.read_sums(release.folder)
    except ReleaseError:
        sums = {}
    sums_file = release.folder / files.SUMS
    paths = [*files.files_in(release.folder), *([sums_file] if sums_file.is_file() else [])]
    found = [_file(release.folder, path, sums) for path in paths]
    return sorted(found, key=lambda each: (each.rank, each.name))


def _file(folder: Path, path: Path, sums: dict[str, str]) -> ReleaseFile:
    name = path.relative_to(folder)
    rank = next((rank for rank, (sign, _) in enumerate(_KINDS) if _fits(name, sign)), len(_KINDS))
    kind = _KINDS[rank][1] if rank < len(_KINDS) else ""
    return ReleaseFile(name.as_posix(), path, kind, rank, path.stat().st_size, sums.get(name.as_posix(), ""))


def _fits(name: Path, sign: str) -> bool:
    folder = sign.partition("/*")[0]
    return name.parts[0] == folder if sign.endswith("/*") else len(name.parts) == 1 and name.match(sign)
