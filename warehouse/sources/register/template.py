"""The form that officers fill in: empty for them, or filled in as an example.

Owns: writing a form as a workbook or a CSV, the same bytes for the same contents, whole or not at all.
Never: overwrites a file unless told to; loads a report.
"""

import contextlib
import csv as csv_format
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from warehouse.errors import WarehouseError
from warehouse.sources.register.book import workbook
from warehouse.sources.register.form import Form, empty_form, filled_form
from warehouse.sources.register.plan import SEEDS, read_plan
from warehouse.sources.register.standing import Reported
from warehouse.sources.register.vocabulary import OPTIONAL_KEYS, TABLE_KEYS

_BOM = "\ufeff"


def write_template(
    path: Path,
    *,
    periods: Sequence[str] = (),
    csv: bool = False,
    today: date | None = None,
    seeds: Path = SEEDS,
    reported: Iterable[Reported] = (),
) -> list[str]:
    """Write an empty form with one row per phase and period; return the ids of its periods.

    Args:
        path: where to; an existing file is replaced.
        periods: ids such as 2024H2; none means the one whose reports fall due next.
        csv: write a CSV instead of a workbook.
        today: the day to reckon from; the UTC date now if none is given.
        seeds: the folder that holds the plan.
        reported: the rows of the registers that have landed; a workbook shows the last report beside each row.

    Raises:
        WarehouseError: there is no such period, or the file cannot be written.
    """
    plan, day = read_plan(seeds), today or datetime.now(UTC).date()
    chosen = [plan.period(name) for name in dict.fromkeys(periods)] or [plan.period_due(day)]
    _write(path, empty_form(plan, chosen, day, reported=reported), csv=csv)
    return [period.period_id for period in chosen]


def write_register(
    path: Path,
    rows: Iterable[Mapping[str, object]],
    *,
    submitted_on: date,
    reporter: str,
    data_kind: str,
    csv: bool = False,
    seeds: Path = SEEDS,
    further: Mapping[str, Sequence[Mapping[str, object]]] | None = None,
    report_state: str = "submitted",
) -> None:
    """Write a filled form: the same form as the empty one, with `rows` entered.

    Args:
        path: where to; an existing file is replaced.
        rows: reports by column key: phase_id, reporting_period_id, status and so on; dates as dates or ISO text.
            Values are written as they are, right or wrong.
        submitted_on: the submission date.
        reporter: who answers for the report.
        data_kind: real or sample.
        csv: write a CSV instead of a workbook.
        seeds: the folder that holds the plan.
        further: rows of the further sheets by the sheet's name and column key; a CSV has none.
        report_state: submitted or draft.

    Raises:
        WarehouseError: the file cannot be written, or further sheets were asked for in a CSV.
    """
    if csv and further:
        raise WarehouseError("A CSV holds the milestones only; write a workbook for the further sheets.")
    plan = read_plan(seeds)
    form = filled_form(
        plan,
        rows,
        submitted_on=submitted_on,
        reporter=reporter,
        data_kind=data_kind,
        further=further,
        report_state=report_state,
    )
    _write(path, form, csv=csv)


def _write(path: Path, form: Form, *, csv: bool) -> None:
    write_whole(path, _table(form) if csv else workbook(form))


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; an existing one is replaced.

    Raises:
        WarehouseError: it cannot be written.
    """
    temporary = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(content)
        temporary.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise WarehouseError(f"{path} could not be written: {error.strerror}. Choose another place.") from error


def _table(form: Form) -> bytes:
    """The form as CSV: UTF-8 with a byte order mark, so that Excel reads "≈" and accents as they are.

    Columns that are optional are written where something stands in them.
    """
    text = io.StringIO()
    facts = {"submitted_on": form.submitted_on, "data_kind": form.data_kind}
    if form.report_state != "submitted":
        facts["report_state"] = form.report_state
    rows = [{"reporter": form.reporter, **row, **facts} for row in form.rows]
    used = {key for row in rows for key in row}
    keys = [key for key in TABLE_KEYS if key in used or key not in OPTIONAL_KEYS]
    writer = csv_format.DictWriter(text, keys, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return (_BOM + text.getvalue()).encode()
