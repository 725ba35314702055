"""How to cite a release: `dwsc cite`.

Owns: which form of the citation is printed, and the checksum beside it.
Never: words a citation (`warehouse.release.citation` does).
"""

import json
from typing import Annotated, Any

import typer

from warehouse.errors import ReleaseError
from warehouse.release import citation, files
from warehouse.release.licences import licence_note
from warehouse.release.pointer import Release
from warehouse.settings import get_settings

_CFF = "CITATION.cff"
_NEEDED = ("as_of", "built_at", "is_sample", "inputs")


def cite(
    release: Annotated[
        str, typer.Argument(metavar="[RELEASE]", help="Its id, current, previous, or a release folder.")
    ] = "current",
    as_bibtex: Annotated[bool, typer.Option("--bibtex", help="Print BibTeX alone.")] = False,
    as_cff: Annotated[bool, typer.Option("--cff", help="Print the citation file format (CITATION.cff) alone.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print all forms as JSON for a program to read.")] = False,
) -> None:
    """Print how to cite a release: text, BibTeX, licence and checksum."""
    from warehouse.release.difference.sides import find_release

    if as_bibtex + as_cff + as_json > 1:
        raise typer.BadParameter("choose one of --bibtex, --cff and --json")
    told = _told(find_release(get_settings(), release))
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False, indent=1))
    elif as_bibtex or as_cff:
        typer.echo(told["bibtex" if as_bibtex else "cff"], nl=False)
    else:
        typer.echo(
            f"{told['text']}\n\n{told['bibtex']}\nLicence: {told['licence']}\n"
            f"Checksum: SHA-256 of {told['file']} is {told['sha256']}"
        )


def _told(release: Release) -> dict[str, Any]:
    """Every form; the citation file is the one in the folder, which never changes."""
    manifest = release.manifest
    if missing := [name for name in _NEEDED if name not in manifest]:
        raise ReleaseError(f"Release {release.release_id} does not say {', '.join(missing)}, and cannot be cited.")
    path = release.folder / _CFF
    return {
        "release_id": release.release_id,
        "is_sample": release.is_sample,
        "text": citation.citation_text(manifest),
        "bibtex": citation.bibtex(manifest),
        "cff": path.read_text(encoding="utf-8") if path.is_file() else citation.citation(manifest),
        "licence": licence_note(manifest),
        "file": release.database.name,
        "sha256": files.read_sums(release.folder).get(release.database.name),
    }
