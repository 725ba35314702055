"""What one kind of workbook is made of: the same reading serves the register and every workbook like it.

Owns: the shape of such a description, and finding a column by its heading in it.
Never: holds a description (`vocabulary` has the register's); reads a file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from warehouse.sources.register.columns import Fact, plain
from warehouse.sources.register.rule import Finder
from warehouse.sources.register.sheet import Sheet


@dataclass(frozen=True)
class Description:
    """One kind of workbook.

    Attributes:
        about: the name of the sheet that holds the facts about the whole file.
        facts: those facts, in their order.
        sheets: every other sheet that is read.
        needed: the names of those that may not be missing.
        optional: keys of columns and facts that may be missing: older forms had none.
        unread: headings of columns that the form shows and nobody reads back.
        finding: makes the finding that a rule of this workbook is broken.
    """

    about: str
    facts: tuple[Fact, ...]
    sheets: tuple[Sheet, ...]
    needed: tuple[str, ...]
    optional: tuple[str, ...]
    unread: tuple[str, ...]
    finding: Finder

    @cached_property
    def facts_by_key(self) -> Mapping[str, Fact]:
        """The facts, by key."""
        return {fact.key: fact for fact in self.facts}

    def must_have(self, sheet: Sheet) -> dict[str, str]:
        """The headings of the columns without which a sheet cannot be read, by key: not labels, not the optional."""
        return {one.key: one.heading for one in sheet.columns if one.kind != "label" and one.key not in self.optional}


def key_named(heading: object, names: Mapping[str, str]) -> str | None:
    """The one of these columns (key to heading) that a heading means, spelt as key or heading; None if none does."""
    return _by_heading(tuple(names.items())).get(plain(heading))


@cache
def _by_heading(names: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {plain(name): key for key, heading in names for name in (key, heading)}
