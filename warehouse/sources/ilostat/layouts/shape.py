"""What is wrong with the shape of a sheet, whatever its columns mean.

Owns: merged cells in a table, and formulas without a stored result.
Never: looks at a value.
"""

import re
from collections.abc import Iterator

from warehouse.rejected import Finding
from warehouse.sources.ilostat.layouts.workbook import Extras, Sheet


def shape_findings(sheet: Sheet, extras: Extras, heading_row: int) -> Iterator[Finding]:
    """Merged cells from the heading row on, and formulas without a result."""
    for area in extras.merged:
        last_row = int(re.sub(r"\D", "", area.rpartition(":")[2]) or 0)
        if last_row >= heading_row:
            found = "these cells are merged, so it is unclear whose value it is."
            yield Finding(f"{sheet.title}!{area}", None, None, found, "Unmerge them, fill in each one.")
    for place in sheet.bare_formulas() if extras.has_formula else ():
        remedy = "Open and save it in Excel, or type the value."
        yield Finding(place, None, None, "this formula has no result stored.", remedy)
