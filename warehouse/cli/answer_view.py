"""How the answer to a question in SQL stands on a screen.

Owns: the table, the list of records where a table would not fit the screen, and the line under both.
Never: asks; cuts a value short.
"""

from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from warehouse.query import QueryResult

_MISSING = "–"
_LONGEST_WORD = 40  # a longer word, such as a checksum, may break
_EXPLAINED = "what a column or a code means: guide.dictionary, by table_name and column_name"
_FRAME = 3  # a blank on either side, and the rule


def print_answer(result: QueryResult) -> None:
    """Print the rows: as a table where its names and words stay whole, else every row as a list of its columns."""
    console = Console()
    if needed_width(result) <= console.width:
        console.print(_table(result))
    elif not result.rows:
        console.print(Text(f"Columns: {', '.join(column.name for column in result.columns)}"), soft_wrap=True)
    else:
        for number, row in enumerate(result.rows, start=1):
            console.rule(f"row {number:,}", align="left")
            console.print(_record(result, row))
        console.print(Text(_EXPLAINED), soft_wrap=True)
    console.print(Text(shown(result)), soft_wrap=True)


def needed_width(result: QueryResult) -> int:
    """Columns of the screen that a table takes without breaking a name or a word."""
    widths = [
        max([len(column.name), len(column.data_type), *(_longest_word(row[place]) for row in result.rows)])
        for place, column in enumerate(result.columns)
    ]
    return sum(width + _FRAME for width in widths) + 1


def shown(result: QueryResult) -> str:
    """How many rows are shown, of how many, and of which release."""
    mark = " · SAMPLE DATA, every figure is invented" if result.is_sample else ""
    source = f"release {result.release_id}{mark}"
    if not result.truncated:
        return f"{len(result.rows):,} {'row' if len(result.rows) == 1 else 'rows'} · {source}"
    total = "more than can be counted in the time limit" if result.total is None else f"{result.total:,}"
    return f"showing {len(result.rows):,} of {total} rows · {source} · show more with --rows"


def _table(result: QueryResult) -> Table:
    table = Table()
    for column in result.columns:
        table.add_column(Text(f"{column.name}\n{column.data_type.lower()}"), overflow="fold")
    for row in result.rows:
        table.add_row(*(Text(_said(value)) for value in row))
    return table


def _record(result: QueryResult, row: tuple[Any, ...]) -> Table:
    record = Table(box=None, show_header=False, pad_edge=False)
    for overflow in ("fold", "ignore", "fold"):
        record.add_column(overflow=overflow, no_wrap=overflow == "ignore")
    for column, value in zip(result.columns, row, strict=True):
        record.add_row(Text(column.name), Text(column.data_type.lower(), style="dim"), Text(_said(value)))
    return record


def _said(value: object) -> str:
    return _MISSING if value is None else str(value)


def _longest_word(value: object) -> int:
    return min(_LONGEST_WORD, max((len(word) for word in _said(value).split()), default=0))
