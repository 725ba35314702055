"""The annex of a report: from each mark to query, tables, snapshots and files.

Owns: the three lists at the end of a report, and the same facts for the manifest.
Never: leaves a figure, a table or a picture without its query.
"""

from typing import Any

from warehouse.reports.pack.answers import Answers
from warehouse.reports.pack.content import Block, Chart, Figure, Grid, Paragraph, Section, Table
from warehouse.reports.pack.query import Answer
from warehouse.reports.pack.sources import Source, Sources

TITLE = "Annex: where each figure comes from"


def annex(sections: tuple[Section, ...], answers: Answers, sources: Sources) -> tuple[Section, ...]:
    """The annex sections of a report.

    Args:
        sections: the body.
        answers: every query that was asked, and every figure.
        sources: the files of the release.
    """
    by_name = {answer.query.name: answer for answer in answers.asked}
    blocks: tuple[Block, ...] = (
        Paragraph(
            (
                "A number in brackets in the text is a mark. This list says for each mark what it counts, which query "
                "reads it (a file in the folder queries/, to be run on the release as it stands), which tables the "
                "query reads, and which files stand behind them; the files are listed below by their numbers.",
            )
        ),
        _figures(answers.figures, by_name, sources),
        _tables(sections, sources),
        _files(sources),
    )
    return (Section("annex", TITLE, blocks),)


def anchor(figure: Figure) -> str:
    """Where the mark of a figure leads."""
    return f"figure-{figure.mark}"


def traced(figure: Figure, answer: Answer, sources: Sources) -> dict[str, Any]:
    """A figure with its way back, for the manifest."""
    files = sources.behind(answer, figure.key)
    return {
        "figure_id": figure.figure_id,
        "mark": figure.mark,
        "value": figure.value,
        "shown": figure.shown,
        "meaning": figure.meaning,
        "query": f"queries/{answer.file_name}",
        "tables": list(answer.tables),
        "snapshots": [source.snapshot_id for source in files if source.snapshot_id],
        "sources": [source.source_id for source in files],
    }


def _figures(figures: tuple[Figure, ...], by_name: dict[str, Answer], sources: Sources) -> Grid:
    rows = []
    for figure in figures:
        answer = by_name[figure.query]
        files = sources.behind(answer, figure.key)
        rows.append(
            (
                f"[{figure.mark}]",
                figure.shown,
                figure.meaning,
                answer.file_name,
                ", ".join(answer.tables),
                _ids(files),
            )
        )
    return Grid(
        title="Figures of the text",
        headings=("Mark", "Figure", "What it counts", "Query", "Tables", "Files"),
        numeric=(False, True, False, False, False, False),
        cells=tuple(rows),
        anchors=tuple(anchor(figure) for figure in figures),
    )


def _tables(sections: tuple[Section, ...], sources: Sources) -> Grid:
    rows = []
    for block in (block for section in sections for block in section.blocks):
        if isinstance(block, Table | Chart):
            name = "Table" if isinstance(block, Table) else "Chart"
            answer, files = block.answer, _ids(sources.behind(block.answer))
            rows.append((f"{name} {block.number}", block.title, answer.file_name, ", ".join(answer.tables), files))
    return Grid(
        title="Tables and charts",
        headings=("Number", "What it shows", "Query", "Tables", "Files"),
        numeric=(False,) * 5,
        cells=tuple(rows),
    )


def _files(sources: Sources) -> Grid:
    return Grid(
        title="Files behind the figures",
        headings=("Number", "File", "Data", "Known from", "Snapshot", "Licence"),
        numeric=(False,) * 6,
        cells=tuple(
            (
                source.source_id,
                source.file_name,
                source.dataset,
                source.known_from or "not dated",
                source.snapshot_id or "no snapshot",
                source.licence,
            )
            for source in sources.all
        ),
    )


def _ids(files: list[Source]) -> str:
    """S1, S2, S3, S7 as S1–S3, S7."""
    plan = [source.source_id for source in files if not source.snapshot_id]
    numbers = sorted(int(source.source_id[1:]) for source in files if source.snapshot_id)
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    named = [f"S{run[0]}" if len(run) == 1 else f"S{run[0]}–S{run[-1]}" for run in runs]
    return ", ".join([*plan, *named]) or "none"
