"""CHANGES.md: what differs from the release before.

Owns: the wording and the comparison of two manifests (`revised`, `restated` and `rerated` word what became of
figures and ratings).
Never: opens a release; `dwsc diff` compares rows and values.
"""

from collections.abc import Mapping
from typing import Any

from warehouse.release.package import title
from warehouse.release.rerated import Rerated, rerated_text
from warehouse.release.restated import Restated, restated_text
from warehouse.release.revised import Revised, revised_text


def changes_text(
    manifest: Mapping[str, Any],
    previous: Mapping[str, Any] | None,
    revised: Revised | None = None,
    restated: Restated | None = None,
    rerated: Rerated | None = None,
) -> str:
    """Write the changes as Markdown.

    Args:
        manifest: of the new release.
        previous: of the one before; None for the first release of a home.
        revised: what the new release says of revised figures and changed meanings.
        restated: what it says of monitoring figures that the release before gave otherwise.
        rerated: what it says of indicators that the release before rated otherwise.
    """
    parts = [f"# Changes in {title(manifest)}", ""]
    if previous is None:
        parts += ["This is the first release here; there is none to compare it with.", ""]
    else:
        parts += [f"Compared with release {previous['release_id']} (as of {previous.get('as_of', 'unknown')}).", ""]
    parts += [
        *(restated_text(restated or Restated()) if previous else []),
        *(rerated_text(rerated or Rerated()) if previous else []),
        *revised_text(revised or Revised(), frozenset(_by_snapshot(previous or {}))),
        *_tables(manifest, previous or {}),
        *_columns(manifest, previous or {}),
        *_inputs(manifest, previous or {}),
    ]
    return "\n".join(parts).rstrip() + "\n"


def _tables(manifest: Mapping[str, Any], previous: Mapping[str, Any]) -> list[str]:
    before, now = _by_label(previous), _by_label(manifest)
    lines = ["## Tables", "", "| table | rows before | rows now | content |", "| --- | ---: | ---: | --- |"]
    for label in [*now, *(label for label in before if label not in now)]:
        old, new = before.get(label), now.get(label)
        lines.append(f"| {label} | {_count(old)} | {_count(new)} | {_verdict(old, new)} |")
    same = previous and all(line.endswith("| same |") for line in lines[4:])
    return [*lines, "", *(["No table changed.", ""] if same else [])]


def _verdict(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> str:
    if old is None:
        return "new"
    if new is None:
        return "gone"
    return "same" if old["content_hash"] == new["content_hash"] else "changed"


def _columns(manifest: Mapping[str, Any], previous: Mapping[str, Any]) -> list[str]:
    before, now = _by_label(previous), _by_label(manifest)
    lines: list[str] = []
    for label in now:
        if label in before:
            old, new = _types(before[label]), _types(now[label])
            lines += [f"- {label}.{name}: new ({new[name]})" for name in new if name not in old]
            lines += [f"- {label}.{name}: gone (was {old[name]})" for name in old if name not in new]
            lines += [
                f"- {label}.{name}: {old[name]} became {new[name]}"
                for name in new
                if name in old and old[name] != new[name]
            ]
    return ["## Columns", "", *(lines or ["No column of an existing table is new, gone or of another type."]), ""]


def _inputs(manifest: Mapping[str, Any], previous: Mapping[str, Any]) -> list[str]:
    before, now = _by_snapshot(previous), _by_snapshot(manifest)
    lines = [f"- added: {_input(now[key])}" for key in now if key not in before]
    lines += [f"- no longer read: {_input(before[key])}" for key in before if key not in now]
    none = "Both releases read the same snapshots." if now else "No snapshots were read."
    return ["## Inputs", "", *(lines or [none]), ""]


def _input(entry: Mapping[str, Any]) -> str:
    known = f", known from {entry['known_from']}" if entry.get("known_from") else ""
    rows = f", {entry['row_count']:,} rows" if isinstance(entry.get("row_count"), int) else ""
    return f"{entry.get('source')} {entry.get('dataset_code')}, snapshot {entry['snapshot_id']}{known}{rows}"


def _by_label(manifest: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    return {f"{entry['schema']}.{entry['table']}": entry for entry in manifest.get("tables", [])}


def _by_snapshot(manifest: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    return {str(entry["snapshot_id"]): entry for entry in manifest.get("inputs", [])}


def _types(entry: Mapping[str, Any]) -> dict[str, str]:
    return {column["name"]: column["type"] for column in entry["columns"]}


def _count(entry: Mapping[str, Any] | None) -> str:
    return f"{entry['rows']:,}" if entry else "–"
