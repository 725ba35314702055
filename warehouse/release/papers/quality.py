"""quality.html: whether the figures of a release can be trusted, on one page that needs no program but a browser.

Owns: what the page shows: checks and their outcome, scorecard, freshness, accounted rows, refused files, known issues.
Never: judges a check; shows a pass where nothing was checked; holds a script, an outside address, or a value that was
not escaped.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import jinja2

from warehouse.release.licences import licence_note
from warehouse.release.package import SAMPLE_NOTE
from warehouse.release.papers import quality_queries as queries
from warehouse.release.papers.source import Source

MOST_ROWS = 300
"""Longer lists, those of the checks apart, are cut and say so; the release has them whole."""

_MARKS = {
    "pass": "●\u00a0passed",
    "warn": "▲\u00a0warning",
    "fail": "■\u00a0failed",
    "error": "■\u00a0could\u00a0not\u00a0run",
    "not_checked": "○\u00a0not\u00a0checked",
    "fresh": "●\u00a0fresh",
    "stale": "▲\u00a0stale",
    "not_known": "○\u00a0not\u00a0known",
}
_NOTHING = "–"
_LONG = 45  # signs of a cell that makes its column a wide one


@dataclass(frozen=True)
class Block:
    """One table of the page.

    Attributes:
        title: its caption.
        note: a sentence that explains it, or empty.
        headings: of its columns.
        rows: cells in words.
        looks: of each column: number, long (sentences) or short.
        cut: how many rows are not shown.
        table: the table of the release that holds all of them.
    """

    title: str
    note: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    looks: tuple[str, ...]
    cut: int
    table: str


@dataclass(frozen=True)
class Section:
    """A heading, a sentence that sums up, and tables."""

    name: str
    title: str
    summary: str
    blocks: tuple[Block, ...] = ()


def quality_page(source: Source) -> str:
    """Write the page."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = environment.get_template("quality.html")
    manifest = source.manifest
    return page.render(
        title=source.title,
        sample_note=SAMPLE_NOTE if source.is_sample else "",
        release_id=manifest["release_id"],
        as_of=manifest["as_of"],
        built_at=str(manifest["built_at"])[:16].replace("T", " "),
        licence=licence_note(manifest),
        sections=[*_checks(source), *_data(source)],
    )


def _checks(source: Source) -> list[Section]:
    if not source.has("quality.checks", "quality.results") or not source.ask(queries.OUTCOMES).rows:
        said = "Checks have not run for this release. Nothing here says whether its figures can be used."
        return [Section("checks", "Checks", said)]
    counted = {str(outcome): int(count) for outcome, count in source.ask(queries.OUTCOMES).rows}
    broken = _block(source, "Checks that did not pass", queries.BROKEN, "quality.results")
    sides = _block(source, "Checks by side of quality", queries.BY_DIMENSION, "quality.results")
    schemas = _block(source, "Checks by subject", queries.BY_SCHEMA, "quality.results")
    return [Section("checks", "Checks", _outcomes(counted), (*([broken] if broken.rows else []), sides, schemas))]


def _outcomes(counted: dict[str, int]) -> str:
    """923 checks: 921 passed, 2 warnings. A check that was lost is in no count, so that all of them add up."""
    total = sum(counted.values())
    words = {"pass": "passed", "warn": "gave a warning", "fail": "failed", "error": "could not run"}
    told = ", ".join(f"{counted[name]:,} {word}" for name, word in words.items() if counted.get(name))
    others = ", ".join(f"{count:,} {name}" for name, count in counted.items() if name not in words)
    parts = "; ".join(part for part in (told, others) if part)
    noun = "check" if total == 1 else "checks"
    return f"{total:,} {noun}: {parts}. A failed blocking check keeps a release from being published."


def _data(source: Source) -> list[Section]:
    found = []
    if source.has("quality.scorecard", "indicators.indicators"):
        scorecard = _block(source, "Indicators by side of quality", queries.SCORECARD, "quality.scorecard")
        found.append(Section("scorecard", "Scorecard of the indicators", queries.SCORECARD_NOTE, (scorecard,)))
    if source.has("quality.freshness"):
        fresh = _block(source, "Sources and how fresh they are", queries.FRESHNESS, "quality.freshness")
        found.append(Section("freshness", "Freshness of the sources", queries.FRESHNESS_NOTE, (fresh,)))
    if source.has("quality.reconciliation"):
        found.append(_accounted(source))
    if source.has("quality.rejected_files"):
        refused = _block(source, "Refused files", queries.REFUSED, "quality.rejected_files")
        found.append(Section("refused", "Refused files", queries.REFUSED_NOTE, (refused,)))
    if source.has("quality.known_issues"):
        issues = _block(source, "Known issues", queries.ISSUES, "quality.known_issues")
        found.append(Section("issues", "Known issues", queries.ISSUES_NOTE, (issues,)))
    if source.has("quality.checks", "quality.results"):
        every = _block(source, "All checks", queries.ALL_CHECKS, "quality.checks", most=None)
        found.append(Section("all", "All checks", queries.ALL_CHECKS_NOTE, (every,)))
    return found


def _accounted(source: Source) -> Section:
    steps = _block(source, "Rows by step", queries.STEPS, "quality.reconciliation")
    lost = _block(source, "Steps that do not add up", queries.NOT_ACCOUNTED, "quality.reconciliation")
    blocks = (steps, lost) if lost.rows else (steps,)
    return Section("rows", "Whether every row is accounted for", queries.ACCOUNTED_NOTE, blocks)


def _block(source: Source, title: str, query: queries.Query, table: str, most: int | None = MOST_ROWS) -> Block:
    answer = source.ask(query.sql)
    shown: Sequence[tuple[Any, ...]] = answer.rows if most is None else answer.rows[:most]
    return Block(
        title,
        query.note,
        tuple(_heading(name) for name in answer.headings),
        tuple(tuple(_cell(value) for value in row) for row in shown),
        tuple(_looks([row[place] for row in shown]) for place in range(len(answer.headings))),
        len(answer.rows) - len(shown),
        table,
    )


def _heading(name: str) -> str:
    return name.replace("_", " ").capitalize() if name.islower() else name


def _looks(values: Sequence[Any]) -> str:
    told = [value for value in values if value is not None]
    if told and all(isinstance(value, int | float) and not isinstance(value, bool) for value in told):
        return "number"
    return "long" if any(len(str(value)) > _LONG for value in told) else "short"


def _cell(value: Any) -> str:
    """A value in words; status codes with their symbol."""
    if value is None or value == "":
        return _NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, int | float):
        return f"{value:,}"
    return value.isoformat() if isinstance(value, date) else _MARKS.get(str(value), str(value))
