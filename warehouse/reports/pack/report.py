"""One report out of one release.

Owns: what a report of each kind is called, and the way from a release to a document.
Never: writes a file.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from warehouse.errors import ReleaseError, WarehouseError
from warehouse.release.licences import licence_note
from warehouse.release.package import AUTHOR, title
from warehouse.release.pointer import Release
from warehouse.release.reader import connect
from warehouse.reports.pack.annex import annex, traced
from warehouse.reports.pack.answers import Answers
from warehouse.reports.pack.content import About, Report
from warehouse.reports.pack.shown import shown
from warehouse.reports.pack.sources import Sources
from warehouse.reports.pack.written import Writer

PROGRESS, EVALUATION = "progress", "evaluation"
_TITLES = {
    PROGRESS: "Progress report: decent work in supply chains 2023–27",
    EVALUATION: "Evaluation report: decent work in supply chains 2023–27",
}


@dataclass(frozen=True)
class Made:
    """A report, and what its manifest needs to know of where things come from."""

    report: Report
    traces: list[dict[str, object]]
    snapshot_queries: dict[str, str]
    sources: list[dict[str, object]]


def make(release: Release, kind: str, texts: Path | None = None) -> Made:
    """Make the report of a kind from a release.

    Args:
        release: the release; its as-of date is that of the report.
        kind: progress or evaluation.
        texts: a folder with text templates that replace those of the same name, or None.

    Raises:
        WarehouseError: a text or query cannot be used; the message names it.
        ReleaseError: the release cannot answer, because an earlier version of the warehouse made it.
    """
    about = _about(release, kind)
    if texts is not None and not texts.is_dir():
        raise WarehouseError(f"{texts} is no folder; name one with texts such as 01_summary.txt.")
    facts = {"as_of_words": about.as_of_words, "is_sample": about.is_sample, "release_id": about.release_id}
    with connect(release.database) as connection:
        answers, sources = Answers(connection, kind), Sources(connection, about.code)
        sections = Writer(answers, kind, texts, facts).sections()
        report = Report(about, sections, annex(sections, answers, sources), answers.figures, answers.asked)
        by_name = {answer.query.name: answer for answer in answers.asked}
        traces = [traced(figure, by_name[figure.query], sources) for figure in answers.figures]
        scopes = {answer.query.snapshots: sources.scope_sql(answer.query.snapshots)
                  for answer in answers.asked if answer.query.snapshots}  # fmt: skip
    listed: list[dict[str, object]] = [dict(vars(source)) for source in sources.all]
    return Made(report, traces, dict(sorted(scopes.items())), listed)


def _about(release: Release, kind: str) -> About:
    told = release.manifest
    try:
        as_of = date.fromisoformat(str(told["as_of"]))
        heading, licence = title(told), licence_note(told)
        built_at = str(told["built_at"])
    except (KeyError, ValueError) as error:
        raise ReleaseError(
            f"Release {release.release_id} does not say what it is ({error}); `dwsc verify` it."
        ) from error
    return About(
        kind=kind,
        title=_TITLES[kind],
        subtitle=f"As of {shown(as_of, 'date')}; release {release.release_id}",
        release_id=release.release_id,
        as_of=as_of.isoformat(),
        built_at=built_at,
        is_sample=release.is_sample,
        code=str(told.get("git_commit") or "not under version control"),
        licence=licence,
        citation=f"Made from: {heading}. By: {AUTHOR}.",
    )
