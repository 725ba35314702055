"""A table that is ready to be checked.

Owns: where it lies, which columns it has, and where each of its rows stands in the original file.
Never: checks anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from warehouse.sources.ilostat.columns import Header
from warehouse.sources.ilostat.stored import quoted, stored_relation

# SQL that sorts places such as "line 12", "row 5" and "Sheet1!A7" as they follow each other in the file.
POSITION = "try_cast(regexp_extract(place, '[0-9]+$') as bigint)"


@dataclass(frozen=True)
class Prepared:
    """A Parquet file in the shape of a snapshot, not judged yet.

    `places` is a Parquet file with a text column `place` for each row, in the same order; None where row n stands on
    line n + 1. `broken` lists lines or cells that could not be read at all; `doubt` says why the slow way had to be
    taken. `letters` gives the sheet's column of a snapshot column, where `place` is a cell of another one.
    """

    path: Path
    header: Header
    places: Path | None = None
    broken: Path | None = None
    doubt: str | None = None
    letters: Mapping[str, str] = field(default_factory=dict)

    @property
    def relation(self) -> str:
        """SQL that gives its rows."""
        return stored_relation(self.path, has_area=self.header.has("ref_area_label"))

    @property
    def placed(self) -> str:
        """SQL that gives its rows with `place` (text) and `position` (to sort by); slower, for the rows to show."""
        if self.places:
            places = f"(select place, {POSITION} as position from read_parquet({quoted(str(self.places))}))"
            return f"(select * from {self.relation} positional join {places})"
        line = "file_row_number + 2"
        return f"(select *, {line} as position, 'line ' || ({line}) as place from {self.relation})"

    def place_of(self, name: str) -> str:
        """SQL for the cell of a snapshot column in a row of `placed`; the place of the row where that is not known."""
        letter = self.letters.get(name)
        return f"regexp_replace(place, '![A-Z]+([0-9]+)$', '!{letter}\\1')" if letter else "place"
