"""The last column of a sheet: what was reported last on the thing that the row is about.

Owns: how that column looks.
Never: decides which report stands (`standing` does); opens a cell for filling in.
"""

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from warehouse.sources.register.form import Form
from warehouse.sources.register.further import Row
from warehouse.sources.register.look import Look
from warehouse.sources.register.sheet import Sheet
from warehouse.sources.register.vocabulary import LAST_REPORT

_TOP, _WIDTH = 3, 44


def show_standing(
    page: Worksheet, sheet: Sheet, form: Form, look: Look, place: int, rows: Sequence[Row]
) -> list[dict[str, object]]:
    """Write the column at this place below line 4; its heading, or nothing where nothing was reported yet."""
    words = form.standing.get(sheet.name)
    if not words:
        return []
    page.set_column(place, place, _WIDTH)
    for line, row in enumerate(rows, _TOP + 1):
        name = (str(row.get(sheet.key[0])), str(row.get("reporting_period_id")))
        page.write(line, place, words.get(name, ""), look.style("cell_plan"))
    return [{"header": LAST_REPORT, "header_format": look.style("head_plan")}]
