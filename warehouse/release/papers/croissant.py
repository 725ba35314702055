"""croissant.json: the release as catalogues of data sets and their loaders read it (Croissant 1.0, JSON-LD).

Owns: the description of every data file with its checksum, and of every table with the types and keys of its columns.
Never: opens a data file beyond its checksum; names an address, since a folder does not know where people put it.

The format is that of MLCommons, <https://docs.mlcommons.org/croissant/docs/croissant-spec.html>; names of terms and the
context are its own.
"""

from collections import defaultdict
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from warehouse.release.citation import citation_text
from warehouse.release.exports import field_type, parquet_path
from warehouse.release.licences import licence_note, licences
from warehouse.release.package import AUTHOR, datapackage_name, description
from warehouse.release.papers.source import Source
from warehouse.release.tables import Column, Table

CONFORMS_TO = "http://mlcommons.org/croissant/1.0"
_OF_CROISSANT = (
    "citeAs", "column", "equivalentProperty", "extract", "field", "fileProperty", "fileObject", "fileSet", "format",
    "includes", "isLiveDataset", "jsonPath", "key", "md5", "parentField", "path", "recordSet", "references", "regex",
    "repeated", "replace", "samplingRate", "separator", "source", "subField", "transform",
)  # fmt: skip
_CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{name: f"cr:{name}" for name in _OF_CROISSANT},
}
_TYPES = {
    "integer": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
    "datetime": "sc:DateTime",
    "time": "sc:Time",
    "string": "sc:Text",
}
_ENCODINGS = {"parquet": "application/x-parquet"}  # the name that readers of Croissant know


def croissant(source: Source, package: Mapping[str, Any]) -> dict[str, Any]:
    """Describe a release; `package` is its datapackage.json, which holds the checksums already."""
    manifest, shared = source.manifest, licences(source.manifest)
    keys = _keys(source)
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": CONFORMS_TO,
        "name": datapackage_name(manifest),
        "alternateName": source.title,
        "description": description(manifest),
        "version": manifest["release_id"],
        "datePublished": str(manifest["built_at"])[:10],
        "license": shared[0]["path"] if shared else licence_note(manifest),
        "creator": {"@type": "sc:Organization", "name": AUTHOR},
        "citeAs": citation_text(manifest),
        "inLanguage": "en",
        "isLiveDataset": False,
        "keywords": ["decent work", "supply chains", "evaluation"],
        "distribution": [_file(resource) for resource in package["resources"]],
        "recordSet": [_records(table, keys[table.label]) for table in source.tables.values()],
    }


def _keys(source: Source) -> Mapping[str, tuple[str, ...]]:
    """Columns that tell the rows of each table apart, where the dictionary says so."""
    found: dict[str, tuple[str, ...]] = defaultdict(tuple)
    if "key_position" in source.columns("guide.dictionary"):
        told = source.ask(
            "select schema_name || '.' || table_name, column_name from guide.dictionary "
            "where key_position is not null order by schema_name, table_name, key_position, column_name"
        )
        for label, name in told.rows:
            found[label] += (name,)
    return found


def _file(resource: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": resource["path"],
        "name": PurePosixPath(resource["path"]).name,
        "contentUrl": resource["path"],
        "contentSize": f"{resource['bytes']} B",
        "encodingFormat": _ENCODINGS.get(resource["format"], resource["mediatype"]),
        "sha256": str(resource["hash"]).removeprefix("sha256:"),
    }


def _records(table: Table, key: tuple[str, ...]) -> dict[str, Any]:
    told = {"key": [{"@id": _column_id(table, name)} for name in key]} if key else {}
    return {
        "@type": "cr:RecordSet",
        "@id": table.label,
        "name": table.label,
        "description": table.comment,
        **told,
        "field": [_field(table, column) for column in table.columns],
    }


def _field(table: Table, column: Column) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": _column_id(table, column.name),
        "name": column.name,
        "description": column.comment,
        "dataType": _TYPES[field_type(column.data_type)],
        "source": {"fileObject": {"@id": parquet_path(table)}, "extract": {"column": column.name}},
    }


def _column_id(table: Table, column: str) -> str:
    return f"{table.label}/{column}"
