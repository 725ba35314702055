"""The list of releases, on the page *Data and citation*.

Owns: which releases the home holds, and what the release shown says of the one before it.
Never: removes a release.
"""

from typing import Any

import pandas as pd
import streamlit as st

from dashboards import door, frame, states, words
from dashboards.address import Address
from dashboards.parts import data_diff
from warehouse.errors import ReleaseError
from warehouse.release import pointer, retention
from warehouse.release.pointer import Release
from warehouse.settings import Settings, get_settings

_CHANGES = "CHANGES.md"
_HIGH = 420


def show(address: Address, _shown: frame.Shown, release: Release) -> None:
    """Every release with its date and size, then what changed with this one."""
    kept, trouble = _kept(get_settings())
    frame.section(
        f"This home holds {words.count(len(kept), 'release')}",
        "The newest first. A release is never changed: a correction is a new one, and the old one can still be read.",
    )
    if trouble:
        states.unreadable(trouble)
    numbers = {name: st.column_config.NumberColumn(format="localized") for name in ("Tables", "Rows")}
    alt = "Releases with their date, size and why each stays"
    frame.table(_table(kept), alt=alt, height=_HIGH, columns=numbers)
    st.markdown(
        "A release that you cite should stay: `dwsc releases --pin ID` keeps it for good. Pages show the current one; "
        "*Reports* can be made from any."
    )
    data_diff.show(address, [each.release for each in kept])
    _changes(release)


def _kept(settings: Settings) -> tuple[list[retention.Retained], str]:
    """The releases, newest first, with why each stays; where that cannot be told, the reason."""
    try:
        return retention.retained(settings)[::-1], ""
    except ReleaseError as error:
        return [retention.Retained(each, ()) for each in reversed(pointer.list_releases(settings))], str(error)


def _table(kept: list[retention.Retained]) -> pd.DataFrame:
    rows = [_row(each) for each in kept]
    others = [pointer.other_engine(each.release) for each in kept]
    if any(others):
        rows = [row | {"Built on": other or "DuckDB"} for row, other in zip(rows, others, strict=True)]
    return pd.DataFrame(rows)


def _row(each: retention.Retained) -> dict[str, Any]:
    manifest, tables = each.release.manifest, each.release.manifest.get("tables")
    return {
        "Release": each.release.release_id,
        "As of": words.day(manifest.get("as_of")),
        "Published (UTC)": _published(each.release.release_id),
        "Data": "SAMPLE" if each.release.is_sample else "Real",
        "Tables": None if tables is None else len(tables),
        "Rows": None if tables is None else sum(entry["rows"] for entry in tables),
        "DuckDB file": words.size(each.release.database.stat().st_size),
        "Why it stays": "; ".join(each.reasons) or None,
    }


def _published(release_id: str) -> str:
    return f"{pd.Timestamp(release_id.replace('_', 'T')):%-d %b %Y %H:%M}"


def _changes(release: Release) -> None:
    path = release.folder / _CHANGES
    frame.section("What changed with this release", "As it was written down when the release was published.")
    if not path.is_file():
        states.older_release("what differs from the one before")
    elif door.only_for("evaluator", "The list of changes is"):
        # As plain text: it holds labels and file names of others, which are never read as Markdown.
        st.code(path.read_text(encoding="utf-8"), language=None, wrap_lines=True, height=_HIGH)
