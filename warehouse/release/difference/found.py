"""What a comparison of two releases can find.

Owns: the shapes that cross from the comparison to whoever shows or stores it, and their form as JSON.
Never: compares; opens a file.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

Key = Mapping[str, str | None]


@dataclass(frozen=True)
class Compared:
    """One of the two releases; `engine` is what built its tables, None where it does not say."""

    release_id: str
    as_of: str | None
    is_sample: bool
    folder: str
    engine: str | None = None


@dataclass(frozen=True)
class SchemaChange:
    """A table or column that only one release has, or a column of another type.

    `kind` is table_added, table_removed, column_added, column_removed or column_retyped; `before` and `now` are types
    of a column, or rows of a table.
    """

    kind: str
    table: str
    column: str | None
    before: str | None
    now: str | None


@dataclass(frozen=True)
class CellExample:
    """One cell that reads otherwise: the key of its row, and both values as text; None is a missing value."""

    key: Key
    before: str | None
    now: str | None


@dataclass(frozen=True)
class ColumnChange:
    """The cells of one column that read otherwise in rows of the same key; how many were, or are now, missing."""

    column: str
    cells: int
    was_missing: int
    is_missing: int
    examples: tuple[CellExample, ...]


@dataclass(frozen=True)
class RatingChange:
    """So many rows of the same key went from one rating to another."""

    table: str
    column: str
    before: str | None
    now: str | None
    rows: int
    examples: tuple[Key, ...]


@dataclass(frozen=True)
class TableDifference:
    """What differs in one table that both releases have.

    `key` names the columns by which rows are paired; without `is_paired` whole rows are compared and none is `changed`.
    `left_out` are columns that may differ between any two releases. `moved` rows are the same but for those of them
    that name the snapshot, and the row of it, that a figure is from. `within` rows differ in nothing but floating-point
    numbers, by no more than the tolerance; they count as the same.
    """

    table: str
    key: tuple[str, ...]
    is_paired: bool
    left_out: tuple[str, ...]
    rows_before: int
    rows_now: int
    added: int = 0
    removed: int = 0
    changed: int = 0
    moved: int = 0
    within: int = 0
    columns: tuple[ColumnChange, ...] = ()
    ratings: tuple[RatingChange, ...] = ()
    added_examples: tuple[Key, ...] = ()
    removed_examples: tuple[Key, ...] = ()

    @property
    def is_equal(self) -> bool:
        """Whether every row of one is in the other, but for the columns left out."""
        return not (self.added or self.removed or self.changed)


@dataclass(frozen=True)
class Within:
    """So many rows of a table differ in nothing but floating-point numbers, and by no more than the tolerance."""

    table: str
    rows: int


@dataclass(frozen=True)
class Difference:
    """Two releases side by side; without a `tolerance` numbers are compared as they read."""

    before: Compared
    now: Compared
    schema: tuple[SchemaChange, ...]
    tables: tuple[TableDifference, ...]
    equal_tables: tuple[str, ...]
    tolerance: float | None = None
    within: tuple[Within, ...] = ()

    @property
    def is_equal(self) -> bool:
        """Whether both hold the same tables, columns and rows."""
        return not self.schema and all(table.is_equal for table in self.tables)

    @property
    def ratings(self) -> tuple[RatingChange, ...]:
        """Every change of a rating, table by table."""
        return tuple(change for table in self.tables for change in table.ratings)

    def as_json(self) -> dict[str, Any]:
        """The whole as plain dicts and lists; a key is an object of column and value."""
        document = asdict(self)
        for table in document["tables"]:
            del table["ratings"]
        return {
            **{name: document[name] for name in ("before", "now")},
            "is_equal": self.is_equal,
            "schema": document["schema"],
            "ratings": [asdict(change) for change in self.ratings],
            "tables": document["tables"],
            "equal_tables": document["equal_tables"],
            "tolerance": self.tolerance,
            "within_tolerance": document["within"],
        }
