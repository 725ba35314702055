"""What a report says about itself (manifest.json).

Owns: its fields: release, code, checksums, and the way of each figure back to its files.
Never: says when the report was made: the same release makes the same report.
"""

import hashlib
from importlib.metadata import version
from pathlib import Path
from typing import Any

from warehouse.disk import file_sha256
from warehouse.release.files import SUMS
from warehouse.release.pointer import Release
from warehouse.reports.pack.content import Chart, Table
from warehouse.reports.pack.report import Made

MANIFEST = "manifest.json"
_ROOM = Path(__file__).parent
_TOOLS = ("dwsc-warehouse", "duckdb", "docxtpl", "gptables", "jinja2", "python-docx", "typst", "vl-convert-python",
          "xlsxwriter")  # fmt: skip


def manifest(release: Release, made: Made, folder: Path, template: Path, texts: Path | None) -> dict[str, Any]:
    """Everything that a reader or a program needs to check a report.

    Args:
        release: what it was made from.
        made: the report and its traces.
        folder: holds every other file of the report already.
        template: the Word file that laid it out.
        texts: the folder with texts of an officer, if there is one.
    """
    about, told = made.report.about, release.manifest
    return {
        "kind": about.kind,
        "title": about.title,
        "as_of": about.as_of,
        "is_sample": about.is_sample,
        "is_draft": True,
        "release": {
            "release_id": release.release_id,
            "as_of": told["as_of"],
            "built_at": told["built_at"],
            "git_commit": told.get("git_commit"),
            "fingerprint": told.get("fingerprint"),
            "sums_sha256": file_sha256(folder / "release" / SUMS),
        },
        "code": {"sha256": _code(), "tools": {name: version(name) for name in _TOOLS}},
        "template_sha256": file_sha256(template),
        "texts": {path.name: file_sha256(path) for path in sorted(texts.iterdir()) if path.is_file()} if texts else {},
        "files": {
            path.relative_to(folder).as_posix(): file_sha256(path)
            for path in sorted(folder.rglob("*"))
            if path.is_file() and folder / "release" not in path.parents
        },
        "figures": made.traces,
        "tables": [_shown(block) for block in made.report.blocks() if isinstance(block, Table | Chart)],
        "queries": [
            {
                "query": f"queries/{answer.file_name}",
                "title": answer.query.title,
                "tables": list(answer.tables),
                "rows": len(answer.rows),
                "snapshot_query": f"queries/snapshots/{answer.query.snapshots}.sql" if answer.query.snapshots else None,
            }
            for answer in made.report.answers
        ],
        "sources": made.sources,
    }


def _shown(block: Table | Chart) -> dict[str, Any]:
    kind = "table" if isinstance(block, Table) else "chart"
    return {"kind": kind, "number": block.number, "title": block.title, "query": f"queries/{block.answer.file_name}"}


def _code() -> str:
    """One checksum over the code, queries, texts and templates that make reports."""
    digest = hashlib.sha256()
    for path in sorted(_ROOM.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(f"{path.relative_to(_ROOM).as_posix()} {file_sha256(path)}\n".encode())
    return digest.hexdigest()
