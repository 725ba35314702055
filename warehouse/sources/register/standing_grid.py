"""The last column of a sheet: what was reported last on the thing that the row is about.

Owns: how that column looks.
Never: decides which report stands (`standing` does); opens a cell for filling in.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

from xlsxwriter.worksheet import Worksheet

from warehouse.sources.register.further import Row
from warehouse.sources.register.look import Look
from warehouse.sources.register.pages import TOP
from warehouse.sources.register.sheet import Sheet
from warehouse.sources.register.standing import Standing
from warehouse.sources.register.vocabulary import LAST_REPORT

_WIDTH = 44


class Tables(Protocol):
    """What a form puts into its tables; the register's `Form` is one."""

    @property
    def further(self) -> Mapping[str, tuple[Row, ...]]:
        """The rows of each sheet, by its name."""
        ...

    @property
    def standing(self) -> Standing:
        """What was reported last, shown in a last column."""
        ...

    @property
    def is_sample(self) -> bool:
        """Whether every entry is invented."""
        ...

    @property
    def period_words(self) -> str:
        """What stands in the title of a sheet behind its name."""
        ...


def show_standing(
    page: Worksheet, sheet: Sheet, form: Tables, look: Look, place: int, rows: Sequence[Row]
) -> list[dict[str, object]]:
    """Write the column at this place below line 4; its heading, or nothing where nothing was reported yet."""
    words = form.standing.get(sheet.name)
    if not words:
        return []
    page.set_column(place, place, _WIDTH)
    for line, row in enumerate(rows, TOP + 1):
        name = (str(row.get(sheet.key[0])), str(row.get("reporting_period_id")))
        page.write(line, place, words.get(name, ""), look.style("cell_plan"))
    return [{"header": LAST_REPORT, "header_format": look.style("head_plan")}]
