"""How to cite a release, and the data sets of ILOSTAT in it.

Owns: the citation as text, as BibTeX and as CITATION.cff (format 1.2.0) with its references; all say the same.
Never: cites ILOSTAT for invented data.
"""

import json
from collections.abc import Mapping
from typing import Any

from warehouse.release.licences import CC_BY, licence_note, licences
from warehouse.release.package import AUTHOR, SAMPLE_NOTE, title

_ILOSTAT = "ILOSTAT, International Labour Organization"
_ADDRESS = "https://ilostat.ilo.org"
_REAL_MESSAGE = "Please cite the release that you used, with its id, and the data sets of ILOSTAT under references."
# What TeX takes for a command; the dash is written so that every BibTeX can read it.
_TEX = str.maketrans({sign: f"\\{sign}" for sign in "&%$#_{}"} | {"–": "--", "~": r"\textasciitilde{}",
                     "^": r"\textasciicircum{}", "\\": r"\textbackslash{}"})  # fmt: skip
_DATED_BY = {
    "source_last_update": "the date in the data",
    "file_name": "the file name",
    "gzip_header": "the time inside the gzip file",
    "known_on": "the day that the operator gave",
}


def citation(manifest: Mapping[str, Any]) -> str:
    """Write CITATION.cff for one release; a sample release has no references, as nothing in it is of others."""
    is_sample, shared = manifest["is_sample"], licences(manifest)
    keywords = ["decent work", "supply chains", "evaluation", *([] if is_sample else ["ILOSTAT"])]
    fields: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": SAMPLE_NOTE if is_sample else _REAL_MESSAGE,
        "type": "dataset",
        "title": title(manifest),
        "abstract": licence_note(manifest),
        "version": manifest["release_id"],
        "date-released": str(manifest["built_at"])[:10],
        "authors": [{"name": AUTHOR}],
        **({"license": shared[0]["name"]} if shared else {}),
        "keywords": keywords,
    }
    references = [] if is_sample else [_reference(entry) for entry in manifest["inputs"] if _of_ilostat(entry)]
    if references:
        fields["references"] = references
    return "".join(_lines(name, value) for name, value in fields.items())


def citation_text(manifest: Mapping[str, Any]) -> str:
    """Word the citation as a list of references has it; whose figures are in it follows."""
    owed = " Contains data sets of ILOSTAT, International Labour Organization; CITATION.cff names each of them."
    return f"{named(manifest)}{owed if _owes_ilostat(manifest) else ''}"


def named(manifest: Mapping[str, Any]) -> str:
    """Authors, year and title of a release, with which every citation begins, that of one chart too.

    Args:
        manifest: release_id, built_at, as_of and is_sample are enough.
    """
    return f"{AUTHOR} ({_year(manifest)}). {title(manifest)} [Data set]."


def bibtex(manifest: Mapping[str, Any]) -> str:
    """Write the citation as a BibTeX entry, of type `misc`, which every style knows."""
    fields = {
        "author": f"{{{AUTHOR.translate(_TEX)}}}",
        "title": f"{{{title(manifest).translate(_TEX)}}}",
        "year": _year(manifest),
        "howpublished": "Data set",
        "version": str(manifest["release_id"]).translate(_TEX),
        "note": licence_note(manifest).translate(_TEX),
    }
    lines = [f"@misc{{dwsc_{manifest['release_id']},", *(f"  {name} = {{{value}}}," for name, value in fields.items())]
    return "\n".join([*lines, "}"]) + "\n"


def citations(manifest: Mapping[str, Any]) -> dict[str, str]:
    """Every form of the citation by its name, as guide.cite holds them."""
    return {
        "text": citation_text(manifest),
        "bibtex": bibtex(manifest),
        "cff": citation(manifest),
        "licence": licence_note(manifest),
    }


def _year(manifest: Mapping[str, Any]) -> str:
    return str(manifest["built_at"])[:4]


def _owes_ilostat(manifest: Mapping[str, Any]) -> bool:
    return not manifest["is_sample"] and any(_of_ilostat(entry) for entry in manifest["inputs"])


def _of_ilostat(entry: Mapping[str, Any]) -> bool:
    return entry.get("source") == "ilostat"


def _reference(entry: Mapping[str, Any]) -> dict[str, Any]:
    name = entry.get("file_name")
    file = f" File: {name}." if name else ""
    return {
        "type": "dataset",
        "title": f"ILOSTAT, {entry.get('dataset_code')}",
        "authors": [{"name": _ILOSTAT, "website": _ADDRESS}],
        "url": _ADDRESS,
        **({"filename": name} if name else {}),
        **({"license": "CC-BY-4.0"} if entry.get("licence") == CC_BY else {}),
        "notes": f"{_extracted(entry)}{file} Snapshot: {entry['snapshot_id']}.",
    }


def _extracted(entry: Mapping[str, Any]) -> str:
    day, rule = str(entry.get("known_from") or "")[:10], str(entry.get("known_from_rule") or "")
    if day and rule in _DATED_BY:
        return f"Extracted on {day}, according to {_DATED_BY[rule]}."
    return f"Extraction date not known{f'; taken in on {day}' if day else ''}."


def _lines(name: str, value: object) -> str:
    """Write one field; JSON is YAML, so that each item of a list stands on its own line, quoted safely."""
    if isinstance(value, list):
        return f"{name}:\n" + "".join(f"  - {json.dumps(item, ensure_ascii=False)}\n" for item in value)
    return f"{name}: {json.dumps(value, ensure_ascii=False)}\n"
