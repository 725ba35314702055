"""The form as bytes, for whoever downloads it instead of writing it to a disk.

Owns: nothing but the way from `warehouse.sources.register.template` to bytes.
Never: decides what the form holds; keeps a file.
"""

import tempfile
from datetime import date
from pathlib import Path

from warehouse.errors import WarehouseError
from warehouse.reported import reported_rows
from warehouse.settings import Settings
from warehouse.sources.register.plan import read_plan
from warehouse.sources.register.template import write_template


def periods(settings: Settings, today: date) -> tuple[dict[str, str], str]:
    """Every reporting period by its id with its label, and the id of the one whose reports fall due next."""
    plan = read_plan(settings.seeds)
    return {one.period_id: one.label for one in plan.periods.values()}, plan.period_due(today).period_id


def form(settings: Settings, period_id: str, *, csv: bool, today: date) -> bytes:
    """The same form that `dwsc register template` writes.

    Raises:
        WarehouseError: there is no such period, or the machine has no room for a moment's work.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="dwsc_form_") as folder:
            path = Path(folder) / ("form.csv" if csv else "form.xlsx")
            reported = reported_rows(settings)
            write_template(path, periods=[period_id], csv=csv, today=today, seeds=settings.seeds, reported=reported)
            return path.read_bytes()
    except OSError as error:
        raise WarehouseError(f"The form cannot be made: {error.strerror}. Tell whoever runs the pages.") from error
