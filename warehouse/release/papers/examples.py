"""The example queries and the notebooks, as files that an analyst opens.

Owns: queries/*.sql, made from guide.queries, and which notebooks a release can run.
Never: holds a query that the release does not list; gives a notebook whose tables are not in the release.
"""

import re
from pathlib import Path
from typing import Any

from warehouse.errors import ReleaseError
from warehouse.release.package import SAMPLE_NOTE
from warehouse.release.papers.source import Source

_NOTEBOOKS = Path(__file__).parent / "notebooks"
_NEEDS = {
    "baseline_to_latest.ipynb": ("guide.release", "indicators.tracking_table"),
    "delivery_of_outputs.ipynb": (
        "guide.release",
        "strategy.outputs",
        "monitoring.output_progress",
        "monitoring.milestone_status",
    ),
    "trace_a_figure.ipynb": (
        "guide.release",
        "guide.inputs",
        "indicators.tracking_table",
        "indicators.observation_vintages",
    ),
}
_QUERIES = "guide.queries"
_FILE_NAME = re.compile(r"[a-z][a-z0-9_]{0,99}")


def query_files(source: Source) -> dict[str, str]:
    """Return the text of each example query by its place in the folder; none where the release lists no queries.

    Raises:
        ReleaseError: the name of a query cannot be the name of a file, or two have the same.
    """
    if not {"query_id", "topic", "question", "sql"} <= set(source.columns(_QUERIES)):
        return {}
    every = source.whole(_QUERIES)
    found: dict[str, str] = {}
    for row in every.rows:
        told = dict(zip(every.headings, row, strict=True))
        path = f"queries/{told['query_id']}.sql"
        if not _FILE_NAME.fullmatch(str(told["query_id"])) or path in found:
            raise ReleaseError(
                f"{_QUERIES}: query_id {told['query_id']!r} cannot be the name of a file of its own. Use small "
                "letters, digits and underscores, each name once."
            )
        found[path] = _query(told, [SAMPLE_NOTE] if source.is_sample else [])
    return found


def _query(told: dict[str, Any], marks: list[str]) -> str:
    """The query under a head that says what it answers."""
    said = [*marks, f"{told['topic']}: {told['question']}", *([told["note"]] if told.get("note") else [])]
    head = "".join(f"-- {line}\n" for text in said for line in str(text).splitlines())
    return f"{head}{str(told['sql']).rstrip().rstrip(';')};\n"


def notebook_files(source: Source) -> dict[str, str]:
    """Return the text of each notebook by its place in the folder: those whose tables the release has."""
    return {
        f"notebooks/{name}": (_NOTEBOOKS / name).read_text(encoding="utf-8")
        for name, tables in _NEEDS.items()
        if source.has(*tables)
    }
