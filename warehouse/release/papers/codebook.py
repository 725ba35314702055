"""codebook.xlsx: what is in a release and what it means, for people who work in a spreadsheet.

Owns: its sheets: cover, contents, start here, example queries, dictionary, code lists, and the main tables.
Never: puts in a table that is too large for a spreadsheet (the contents say where it is instead); shows a cell that the
table itself withholds.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from warehouse.release.exports import csv_path, parquet_path
from warehouse.release.licences import licence_note
from warehouse.release.papers.source import Grid, Source
from warehouse.release.tables import Table
from warehouse.workbook import NO_VALUE, Sheet, Workbook, sheet_names

MOST_ROWS = 5_000
"""A table of more rows is read better in the file that it has for itself."""

MAIN_TABLES = (
    "strategy.action_areas",
    "strategy.outputs",
    "strategy.phases",
    "strategy.commitments",
    "strategy.governance_events",
    "strategy.resource_envelopes",
    "monitoring.milestone_status",
    "monitoring.output_progress",
    "monitoring.action_area_progress",
    "monitoring.strategy_progress",
    "monitoring.resource_absorption",
    "monitoring.commitment_status",
    "monitoring.attention",
    "indicators.indicators",
    "indicators.indicator_links",
    "indicators.targets",
    "indicators.catalogue",
    "indicators.datasets",
    "indicators.tracking_table",
    "indicators.progress",
    "indicators.observations",
    "evaluation.questions",
    "evaluation.findings",
    "evaluation.ratings",
    "evaluation.recommendations",
    "evaluation.constituent_views",
    "evaluation.view_divergence",
    "evaluation.impact_estimates",
    "quality.scorecard",
    "quality.freshness",
    "quality.known_issues",
)
_GUIDES = ("guide.start_here", "guide.queries", "guide.dictionary")
_CODES, _LANGUAGES, _ENGLISH = "indicators.code_labels", "indicators.labels_by_language", "en"
_TITLE = "Codebook"
_DICTIONARY = ("schema_name", "table_name", "column_position")
_FIRST_SHEETS = {"Cover": "What the workbook is", "Contents": "This list"}


def codebook(source: Source) -> bytes:
    """Write the codebook of a release as a workbook."""
    manifest = source.manifest
    book = Workbook(
        f"{_TITLE}. {source.title}",
        subject=source.line,
        comments=licence_note(manifest),
        created=datetime.fromisoformat(str(manifest["built_at"])),
    )
    sheets = [*_guides(source), *_code_lists(source), *_main_tables(source)]
    book.cover(f"{_TITLE}. {source.title}", [source.line], _about(source))
    book.add(_contents(source, sheets), links=True)
    for sheet in sheets:
        book.add(sheet)
    return book.content()


def _about(source: Source) -> list[str]:
    return [
        "The sheet Dictionary says what each column of each table means. Code lists and the main tables follow.",
        f"A table of more than {MOST_ROWS:,} rows is not in this workbook, nor are tables of detail. The sheet Left "
        "out names each of them and the files that hold it; the DuckDB file of the release holds all.",
        "Every value is that of the release; Excel keeps 15 digits of a number. A number with more stands as text.",
        f"No cell is empty. Where a table holds nothing the cell says “{NO_VALUE}”; nought is a value. Columns of the "
        "same row, such as is_suppressed or reason_not_rated, say why. Answers of too small a group are withheld.",
        "Every indicator, baseline and target is proposed unless its status says approved: the strategy itself sets no "
        "indicator and no numeric target.",
        "Files under docs/ and seeds/ that a description names are in the repository of the project, not in the "
        "release.",
        licence_note(source.manifest),
    ]


def _contents(source: Source, sheets: list[Sheet]) -> Sheet:
    rows = [*_FIRST_SHEETS.items(), *((sheet.name, sheet.title) for sheet in sheets)]
    return Sheet("Contents", "Contents", source.line, ("Sheet", "What it holds"), rows)


def _guides(source: Source) -> Iterator[Sheet]:
    if source.has("guide.start_here"):
        yield _sheet(source, "Start here", "Which table answers which question", source.whole("guide.start_here"))
    if source.has("guide.queries"):
        yield _sheet(source, "Queries", "Example queries, ready to run", source.whole("guide.queries"))
    yield _sheet(
        source, "Dictionary", "What each column of a table and each parameter of a macro means", _dictionary(source)
    )
    left_out = _left_out(source)
    if left_out.rows:
        yield _sheet(source, "Left out", "Tables that are not in this workbook, and where they are", left_out)


def _dictionary(source: Source) -> Grid:
    """The dictionary of the release; of one without it, the descriptions in the file."""
    if source.has("guide.dictionary"):
        return source.whole("guide.dictionary", leading=_DICTIONARY)
    rows = [
        (table.schema, table.name, column.name, place, column.data_type, column.comment)
        for table in source.tables.values()
        for place, column in enumerate(table.columns, 1)
    ]
    headings = ("schema_name", "table_name", "column_name", "column_position", "data_type", "description")
    return Grid(headings, tuple(rows))


def _left_out(source: Source) -> Grid:
    """Tables of which no sheet or not every row is here; the counted code lists tell whether all of them are."""
    shown = {table.label for table in _shown(source)} | {*_GUIDES}
    if all(len(grid.rows) <= MOST_ROWS for _, grid in _lists(source)):
        shown.add(_CODES)
    rows = [
        (table.label, table.comment, table.rows, parquet_path(table), _csv(source, table))
        for table in source.tables.values()
        if table.label not in shown
    ]
    headings = ("Table", "What it holds", "Rows", "Parquet file", "CSV file")
    return Grid(headings, tuple(rows))


def _csv(source: Source, table: Table) -> str:
    path = csv_path(table)
    return path if (source.folder / path).is_file() else "none: the table is too large"


def _code_lists(source: Source) -> Iterator[Sheet]:
    lists = [(variable, grid) for variable, grid in _lists(source) if len(grid.rows) <= MOST_ROWS]
    names = sheet_names(f"Codes {variable}" for variable, _ in lists)
    for variable, grid in lists:
        title = f"Code list of {variable.replace('_', ' ')}"
        yield _sheet(source, names[f"Codes {variable}"], title, grid)


def _lists(source: Source) -> list[tuple[str, Grid]]:
    """The codes of each variable, with the label in every language of which the release holds one."""
    if not {"variable", "code", "label"} <= set(source.columns(_CODES)):
        return []
    labels = _labels(source)
    languages = sorted({language for _, _, language in labels} - {_ENGLISH})
    headings = ("code", "label", *(f"label_{language}" for language in languages))
    found: dict[str, list[tuple[Any, ...]]] = {}
    for variable, code, label in source.ask(f"select variable, code, label from {_CODES} order by variable, code").rows:
        others = [labels.get((variable, code, language)) for language in languages]
        found.setdefault(str(variable), []).append((code, label, *others))
    return [(variable, Grid(headings, tuple(rows))) for variable, rows in found.items()]


def _labels(source: Source) -> dict[tuple[str, str, str], str]:
    """Labels by variable, code and language; none in a release that keeps English ones alone."""
    if not {"variable", "code", "language", "label"} <= set(source.columns(_LANGUAGES)):
        return {}
    found = source.ask(f"select variable, code, language, label from {_LANGUAGES}").rows
    return {(variable, code, language): label for variable, code, language, label in found}


def _shown(source: Source) -> list[Table]:
    """The main tables that are small enough."""
    found = [source.tables[label] for label in MAIN_TABLES if label in source.tables]
    return [table for table in found if table.rows <= MOST_ROWS]


def _main_tables(source: Source) -> Iterator[Sheet]:
    shown = _shown(source)
    names = sheet_names(table.label for table in shown)
    for table in shown:
        title = f"{table.label}: {table.comment}"
        yield _sheet(source, names[table.label], title, source.whole(table.label))


def _sheet(source: Source, name: str, title: str, grid: Grid) -> Sheet:
    return Sheet(name, title, source.line, grid.headings, grid.rows)
