"""What a finished report is: sections of blocks, and figures that lead back to their queries.

Owns: the parts of a document that every writer knows.
Never: reads a release or writes a file.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from warehouse.reports.pack.query import Answer, Column
from warehouse.reports.pack.shown import shown


@dataclass(frozen=True)
class Figure:
    """One number of the text, with the mark that leads to where it comes from.

    Attributes:
        figure_id: query, key of the row if it has one, and column, joined by points.
        mark: its number in this report, from 1 in the order of reading.
        shown: how the text writes it.
        value: as the release holds it.
        meaning: what it counts, with its unit.
        query: name of the query that it is read from.
        key: value of the query's key in its row; empty where the query has none.
    """

    figure_id: str
    mark: int
    shown: str
    value: Any
    meaning: str
    query: str
    key: str


Span = str | Figure


@dataclass(frozen=True)
class Heading:
    """A heading inside a section; the section itself has level 1."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True)
class Paragraph:
    """Words and figures; `style` is body, item (of a list), quote (words of somebody else) or note."""

    spans: tuple[Span, ...]
    style: str = "body"

    @property
    def text(self) -> str:
        """The words without the marks."""
        return "".join(span if isinstance(span, str) else span.shown for span in self.spans)


@dataclass(frozen=True)
class Grid:
    """A table as every writer needs it.

    Attributes:
        title: what it shows.
        headings: of its columns.
        numeric: which columns hold numbers.
        cells: its rows, in words.
        note: what to know when reading it.
        anchors: of its rows, where marks of the text lead to them.
        label: "Table 3", or empty for one without a number.
    """

    title: str
    headings: tuple[str, ...]
    numeric: tuple[bool, ...]
    cells: tuple[tuple[str, ...], ...]
    note: str = ""
    anchors: tuple[str, ...] = ()
    label: str = ""


@dataclass(frozen=True)
class Table:
    """Rows of one query.

    Attributes:
        number: its number in this report, from 1.
        title: what it shows.
        answer: the query and all of its rows.
        columns: those that the document shows; the workbook has the others too.
        rows: the places of the rows that it shows, in their order.
        note: what to know when reading it.
    """

    number: int
    title: str
    answer: Answer
    columns: tuple[Column, ...]
    rows: tuple[int, ...]
    note: str = ""

    @property
    def grid(self) -> Grid:
        """The rows as people read them."""
        return Grid(
            title=self.title,
            headings=tuple(column.heading for column in self.columns),
            numeric=tuple(column.is_number or column.kind == "year" for column in self.columns),
            cells=tuple(tuple(self.answer.shown(place, column) for column in self.columns) for place in self.rows),
            note=self.note,
            label=f"Table {self.number}",
        )


@dataclass(frozen=True)
class Chart:
    """A picture of figures that a table of the same query gives too."""

    number: int
    title: str
    alt: str
    answer: Answer
    svg: str
    png: bytes = field(repr=False)


Block = Heading | Paragraph | Table | Chart | Grid


@dataclass(frozen=True)
class Section:
    """One section: its title and what stands in it."""

    section_id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class About:
    """What a report is: its kind and title, and the release it is made from."""

    kind: str
    title: str
    subtitle: str
    release_id: str
    as_of: str
    built_at: str
    is_sample: bool
    code: str
    licence: str
    citation: str

    @property
    def as_of_words(self) -> str:
        """The as-of date in words."""
        return shown(self.as_of, "date")

    @property
    def sample_mark(self) -> str:
        """What every page says where figures are invented; else nothing."""
        return "SAMPLE DATA: every figure is invented" if self.is_sample else ""

    @property
    def draft_mark(self) -> str:
        """What every page says of the words."""
        return "Draft text made from the figures; to be reviewed before use"


@dataclass(frozen=True)
class Report:
    """A whole report."""

    about: About
    sections: tuple[Section, ...]
    annex: tuple[Section, ...]
    figures: tuple[Figure, ...]
    answers: tuple[Answer, ...]

    def blocks(self) -> Iterator[Block]:
        """Every block of the body, in order."""
        for section in self.sections:
            yield from section.blocks

    def tables(self) -> list[Table]:
        """Every table of the body, in order."""
        return [block for block in self.blocks() if isinstance(block, Table)]
