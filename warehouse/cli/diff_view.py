"""How the difference between two releases is shown on a screen.

Owns: its wording, and how much of it is shown; `--json` holds all of it.
Never: compares.
"""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Column, Table
from rich.text import Text

from warehouse.cli.findings_view import many
from warehouse.release.difference.found import Compared, Difference, Key, RatingChange, SchemaChange, TableDifference

_COLUMNS_SHOWN, _RATINGS_SHOWN, _CELL = 8, 12, 60


def print_difference(found: Difference) -> None:
    """Heading, then what differs from the largest matter to the smallest: ratings, schema, rows, values."""
    console = Console(highlight=False)
    console.print(Text(f"{_named(found.before)}  →  {_named(found.now)}", style="bold"), soft_wrap=True)
    if found.before.is_sample != found.now.is_sample:
        console.print(Text("One of the two is SAMPLE data and the other is real: they say nothing of each other."))
    if found.before.engine and found.now.engine and found.before.engine != found.now.engine:
        console.print(Text(f"Made by different engines: {found.before.engine} and {found.now.engine}."))
    if found.is_equal:
        but = f", numbers within {found.tolerance:g} of the larger" if found.within else ""
        console.print(f"They say the same: the same tables and columns, and the same rows in them{but}.")
    else:
        _print_ratings(console, found.ratings)
        _print_schema(console, found.schema)
        _print_rows(console, [table for table in found.tables if not table.is_equal])
    for line in _notes(found):
        console.print(Text(line, style="dim"))


def _named(one: Compared) -> str:
    return f"{one.release_id}, as of {one.as_of or 'an unknown day'}{', SAMPLE' if one.is_sample else ''}"


def _print_ratings(console: Console, ratings: Sequence[RatingChange]) -> None:
    total = sum(change.rows for change in ratings)
    if not total:
        console.print("\nNo row that both have is rated otherwise.")
        return
    console.print(Text(f"\nRatings: {many(total, 'row')} rated otherwise", style="bold"))
    for change in ratings[:_RATINGS_SHOWN]:
        went = f"{_shown(change.before)} → {_shown(change.now)}"
        console.print(Text(f"  {change.table}.{change.column}: {went}, {many(change.rows, 'row')}"))
        console.print(Padding(Text(f"first: {_key(change.examples[0])}", style="dim"), (0, 0, 0, 4)))
    if len(ratings) > _RATINGS_SHOWN:
        console.print(f"  and {many(len(ratings) - _RATINGS_SHOWN, 'further kind')} of change: --json lists all.")


def _print_schema(console: Console, changes: Sequence[SchemaChange]) -> None:
    if not changes:
        console.print("\nTables and columns are the same.")
        return
    console.print(Text(f"\nTables and columns: {many(len(changes), 'change')}", style="bold"))
    for change in changes:
        console.print(Text(f"  {_schema_line(change)}"))


def _schema_line(change: SchemaChange) -> str:
    name = f"{change.table}.{change.column}" if change.column else change.table
    return {
        "table_added": f"{name}: new table, {change.now}",
        "table_removed": f"{name}: table gone, had {change.before}",
        "column_added": f"{name}: new column, {change.now}",
        "column_removed": f"{name}: column gone, was {change.before}",
        "column_retyped": f"{name}: {change.before} became {change.now}",
    }[change.kind]


def _print_rows(console: Console, tables: Sequence[TableDifference]) -> None:
    if not tables:
        console.print("\nEvery row of the tables that both have is the same.")
        return
    console.print(Text(f"\nRows: {many(len(tables), 'table')} with other rows", style="bold"))
    numbers = (Column(name, justify="right") for name in ("before", "now", "added", "removed", "changed"))
    grid = Table(Column("table", overflow="fold"), *numbers)
    for table in tables:
        changed = f"{table.changed:,}" if table.is_paired else "no key"
        counts = (table.rows_before, table.rows_now, table.added, table.removed)
        grid.add_row(table.table, *(f"{count:,}" for count in counts), changed)
    console.print(grid)
    console.print(Text("\nValues and first examples", style="bold"))
    for table in tables:
        console.print(Text(f"  {table.table}"))
        for line in _examples(table):
            console.print(Padding(Text(line, overflow="fold"), (0, 0, 0, 4)))


def _examples(table: TableDifference) -> Iterator[str]:
    for what, examples in (("added", table.added_examples), ("removed", table.removed_examples)):
        if examples:
            yield f"{what}, first: {_key(examples[0])}"
    for column in table.columns[:_COLUMNS_SHOWN]:
        parts = [many(column.cells, "cell")]
        parts += [f"{column.was_missing:,} were missing"] if column.was_missing else []
        parts += [f"{column.is_missing:,} are missing now"] if column.is_missing else []
        first = column.examples[0]
        went = f"{_shown(first.before)} → {_shown(first.now)}"
        yield f"{column.column}: {', '.join(parts)}; first: {went} ({_key(first.key)})"
    if len(table.columns) > _COLUMNS_SHOWN:
        yield f"and {many(len(table.columns) - _COLUMNS_SHOWN, 'further column')}: --json lists all."


def _notes(found: Difference) -> Iterator[str]:
    yield f"\nTables that hold the same in both: {len(found.equal_tables):,}."
    left_out = sorted({name for table in found.tables for name in table.left_out})
    if left_out:
        yield f"Not compared, because they may differ between any two releases: {', '.join(left_out)}."
    moved = sum(table.moved for table in found.tables)
    if moved:
        says = "says the same but comes" if moved == 1 else "say the same but come"
        yield f"{many(moved, 'row')} {says} from another snapshot, or another row of it."
    near = sum(each.rows for each in found.within)
    if near:
        tables = many(len(found.within), "table")
        yield f"{many(near, 'row')} in {tables} count as the same within {found.tolerance:g}: only such numbers differ."
    if any(not table.is_paired for table in found.tables):
        yield "A table without a key is compared by whole rows: a changed row counts as one removed and one added."


def _key(key: Key) -> str:
    told = ", ".join(f"{name} {_shown(value)}" for name, value in key.items() if value is not None)
    return told or "the only row"


def _shown(value: str | None) -> str:
    if value is None:
        return "missing"
    words = " ".join(value.split())
    return words if len(words) <= _CELL else f"{words[: _CELL - 1]}…"
