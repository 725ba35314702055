"""The description of a release for catalogues: its title and datapackage.json.

Owns: the title, who publishes, and the description of every file.
Never: opens a table.
"""

import mimetypes
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from warehouse.disk import file_sha256
from warehouse.release.exports import csv_path, field_type, parquet_path
from warehouse.release.licences import licence_note, licences
from warehouse.release.pointer import database_name
from warehouse.release.tables import Column, Table

_NAME = "Decent work in supply chains 2023-27: monitoring and evaluation warehouse"
AUTHOR = "Contributors of the decent work in supply chains warehouse"
SAMPLE_NOTE = (
    "SAMPLE DATA: every figure of datasets, registers, surveys and the evaluation is invented, to show how the "
    "warehouse works. Do not use or cite any of them. Tables of the schema strategy repeat document GB.347/INS/8."
)
_REAL_NOTE = "Milestones, indicators and evaluation tables of the ILO strategy on decent work in supply chains 2023-27."

_CSV_NOTE = (
    "A text that a spreadsheet would run as a formula has an apostrophe before its first sign, and behind a semicolon, "
    "tab or line end too; numbers are numbers. The Parquet and DuckDB files hold every text as it was handed in."
)


def title(manifest: Mapping[str, Any]) -> str:
    """Return the title of a release; that of a sample release says so first."""
    mark = "SAMPLE DATA – " if manifest["is_sample"] else ""
    return f"{mark}{_NAME}, release {manifest['release_id']} (as of {manifest['as_of']})"


def datapackage_name(manifest: Mapping[str, Any]) -> str:
    """Return the name of a release for catalogues: small letters, digits and dashes."""
    return f"dwsc-{'sample-' if manifest['is_sample'] else ''}{manifest['release_id']}".replace("_", "-")


def description(manifest: Mapping[str, Any]) -> str:
    """Return what a release is, in a sentence or two."""
    return SAMPLE_NOTE if manifest["is_sample"] else f"{_REAL_NOTE} {licence_note(manifest)}"


def parquet_metadata(manifest: Mapping[str, Any]) -> dict[str, str]:
    """Return the key-value pairs that every Parquet file carries; they name the first release that held its rows."""
    shared = licences(manifest)
    return {
        "title": title(manifest),
        "release_id": str(manifest["release_id"]),
        "as_of": str(manifest["as_of"]),
        "is_sample": str(bool(manifest["is_sample"])).lower(),
        "note": "Later releases with the same rows carry this same file.",
        "licence": shared[0]["name"] if shared else "differs by source: see datapackage.json",
    }


def datapackage(manifest: Mapping[str, Any], tables: list[Table], folder: Path) -> dict[str, Any]:
    """Describe every data file of the folder in the form of a Frictionless data package, with checksum and size."""
    resources = [_database(manifest, folder)]
    for table in tables:
        paths = [path for path in (csv_path(table), parquet_path(table)) if (folder / path).is_file()]
        resources += [_resource(table, path, folder, manifest) for path in paths]
    shared = licences(manifest)
    return {
        "name": datapackage_name(manifest),
        "title": title(manifest),
        "description": description(manifest),
        "version": manifest["release_id"],
        "created": manifest["built_at"],
        "is_sample": manifest["is_sample"],
        **({"licenses": shared} if shared else {}),
        "contributors": [{"title": AUTHOR, "role": "publisher"}],
        "sources": _sources(manifest),
        "resources": resources,
    }


def _sources(manifest: Mapping[str, Any]) -> list[dict[str, str]]:
    found = {_source(entry) for entry in manifest["inputs"]}
    return [{"title": name, **({"path": address} if address else {})} for name, address in sorted(found)]


def _source(entry: Mapping[str, Any]) -> tuple[str, str]:
    name = f"{entry.get('producer') or entry.get('source')}, {entry.get('dataset_code')}, {entry.get('licence')}"
    address = str(entry.get("address") or "")
    return name, address if address.startswith(("http://", "https://")) else ""


def _database(manifest: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    path = database_name(manifest["release_id"])
    return {
        "name": "duckdb",
        "title": title(manifest),
        "path": path,
        "format": "duckdb",
        "mediatype": "application/vnd.duckdb",
        **_proof(folder / path),
    }


def _resource(table: Table, path: str, folder: Path, manifest: Mapping[str, Any]) -> dict[str, Any]:
    kind = Path(path).suffix.removeprefix(".")
    mark = "SAMPLE DATA – " if manifest["is_sample"] else ""
    resource = {
        "name": f"{table.label}.{kind}".lower().replace(" ", "-"),
        "title": f"{mark}{table.label}",
        "description": table.comment,
        "path": path,
        "format": kind,
        "mediatype": mimetypes.guess_type(path)[0] or "application/vnd.apache.parquet",
        **_proof(folder / path),
        "schema": {"fields": [_field(column) for column in table.columns], "missingValues": [""]},
    }
    if kind == "csv":
        return {**resource, "rows": table.rows, "encoding": "utf-8", "note": _CSV_NOTE}
    # Frictionless reads Parquet through floating-point numbers and then takes a missing whole number for a wrong one;
    # as a file, its checksum and size are proven and the columns are described all the same.
    return {**resource, "type": "file", "row_count": table.rows}


def _field(column: Column) -> dict[str, str]:
    kind = field_type(column.data_type)
    shape = {"format": "any"} if kind == "datetime" else {}
    return {"name": column.name, "type": kind, **shape, "description": column.comment}


def _proof(path: Path) -> dict[str, Any]:
    return {"hash": f"sha256:{file_sha256(path)}", "bytes": path.stat().st_size}
