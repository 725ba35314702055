"""Which licence a release may claim.

Owns: the licence that holds for every source of a release, and the sentence that names the others.
Never: decides the licence of one source; that is settled when its file is landed.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

CC_BY = "CC BY 4.0"
_CREATIVE_COMMONS = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 (data from ILOSTAT)",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
_APACHE = {
    "name": "Apache-2.0",
    "title": "Apache License 2.0 (descriptions and invented data)",
    "path": "https://www.apache.org/licenses/LICENSE-2.0",
}


def licences(manifest: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the licence that holds for every source, as a list of one; empty when no open licence holds for all.

    Why one: the citation file format reads several as a choice, and nobody may choose for a source that has none.
    """
    if manifest["is_sample"] or not manifest["inputs"]:
        return [_APACHE]
    return [_CREATIVE_COMMONS] if set(_sources_by_licence(manifest)) == {CC_BY} else []


def licence_note(manifest: Mapping[str, Any]) -> str:
    """Say in words what the licences of the sources are; those without an open licence are named one by one."""
    if manifest["is_sample"]:
        return f"The data of the sample are invented, by this project; licence: {_APACHE['name']}."
    found = _sources_by_licence(manifest)
    if not found:
        return "No data of others were read."
    if set(found) == {CC_BY}:
        return f"Licence of every source: {CC_BY}."
    parts = [f"{licence} ({', '.join(sorted(names))})" for licence, names in sorted(found.items())]
    return f"No open licence holds for the whole release. Licences of the sources: {'; '.join(parts)}."


def _sources_by_licence(manifest: Mapping[str, Any]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for entry in manifest["inputs"]:
        name = str(entry.get("file_name") or entry.get("dataset_code"))
        found[str(entry.get("licence") or "Not stated")].add(name)
    return found
