"""Writing everything of a release but its tables.

Owns: the list of these files, and which of them a release without some tables does without.
Never: decides what stands in one of them.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from warehouse.release import pointer
from warehouse.release.changes import changes_text
from warehouse.release.citation import citation
from warehouse.release.origins import COMPONENTS, components_text
from warehouse.release.package import SAMPLE_NOTE, datapackage
from warehouse.release.papers.source import Source
from warehouse.release.pointer import Release
from warehouse.release.reader import connect
from warehouse.release.rerated import Rerated
from warehouse.release.restated import Restated
from warehouse.release.revised import Revised
from warehouse.release.tables import Table

News = tuple[Revised, Restated, Rerated]


def write_papers(
    folder: Path, facts: dict[str, Any], tables: list[Table], previous: Release | None, news: News
) -> None:
    """Write the papers of a release whose tables are written.

    Args:
        folder: the folder of the release, not yet sealed.
        facts: the content of release.json.
        tables: the published tables.
        previous: the release that this one is compared with.
        news: what was revised, restated and rated otherwise.

    Raises:
        ReleaseError: an example query has a name that no file can have.
    """
    package = datapackage(facts, tables, folder)
    papers: dict[str, str | bytes] = {
        pointer.MANIFEST: _json(facts),
        "datapackage.json": _json(package),
        "CHANGES.md": changes_text(facts, previous.manifest if previous else None, *news),
        "CITATION.cff": citation(facts),
        COMPONENTS: components_text(previous),
    }
    if facts["is_sample"]:
        papers["SAMPLE_DATA.txt"] = f"{SAMPLE_NOTE}\n"
    with connect(folder / pointer.database_name(facts["release_id"])) as connection:
        papers |= _made_from_tables(Source(connection, tables, facts, folder), package)
    for name, content in papers.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def _made_from_tables(source: Source, package: Mapping[str, Any]) -> dict[str, str | bytes]:
    # Only here: the libraries behind them take a while to load, and who only reads releases does not need them.
    from warehouse.release.papers.codebook import codebook
    from warehouse.release.papers.croissant import croissant
    from warehouse.release.papers.examples import notebook_files, query_files
    from warehouse.release.papers.quality import quality_page

    return {
        **query_files(source),
        **notebook_files(source),
        "codebook.xlsx": codebook(source),
        "croissant.json": _json(croissant(source, package)),
        "quality.html": quality_page(source),
    }


def _json(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1, default=str) + "\n"
