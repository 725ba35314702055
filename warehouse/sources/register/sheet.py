"""What a sheet of the register is made of, and how a row says that it corrects an earlier one.

Owns: the shape of a sheet, and the columns and words of a correction, which most sheets have.
Never: says which sheets there are (`sheets` and `target_sheet` do); reads or writes a file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from warehouse.sources.register.columns import Column

CORRECTION_CODES: Mapping[str, str] = {
    "typing_error": "A slip of the pen in the earlier report.",
    "late_information": "Something became known only after the earlier report.",
    "source_corrected": "The source of the figure has corrected it.",
    "method_changed": "It is counted in another way than before.",
    "wrong_place": "The earlier report was on another phase, output or period.",
    "evidence_withdrawn": "The evidence of the earlier report does not hold.",
    "other": "Another reason; it needs the correction note.",
}
CORRECTION_COLUMNS = (
    Column(
        "correction_code",
        "Correction reason",
        "word",
        18,
        "Only to change what an earlier report said: choose why. Needed once the period is approved.",
    ),
    Column("correction_note", "Correction note", "text", 30, "Needed when the correction reason is other."),
)


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, the kind of its records in the snapshot, its columns, and what may not be missing.

    Attributes:
        name: the sheet's name in the workbook.
        record: the value of `record` in the snapshot.
        purpose: what the sheet is for, in one sentence.
        columns: in their order; `word` columns take one of `words`, `date` a date, `number` a number, `text` text.
        key: the columns that name one record; the same key in a later file is a later version of it.
        filled: columns that make a row a report; a row with all of them blank is no report and no error.
        required: columns that a reported row may not leave blank.
        words: the words allowed, by column.
        days: the first and the last day that Excel takes in a column of dates; the rules judge each column by itself.
        offered: columns of codes that the form offers in a list, because no row is filled in beforehand.
    """

    name: str
    record: str
    purpose: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    filled: tuple[str, ...]
    required: tuple[str, ...]
    words: Mapping[str, Mapping[str, str]]
    offered: tuple[str, ...] = ()
    days: tuple[date, date] = (date(2023, 1, 1), date(2030, 12, 31))

    def heading(self, key: str) -> str:
        """The heading of one of its columns."""
        return self.names[key]

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The headings of its columns, by key."""
        return {column.key: column.heading for column in self.columns}
