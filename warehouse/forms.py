"""Files that people fill in by hand: registers, surveys and evaluation workbooks.

Owns: telling one from another, and letting its source check and prepare it; a new form is added here.
Never: checks content itself.
"""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa

from warehouse.earlier import earlier_reports, earlier_targets
from warehouse.earlier_evaluations import SOURCE, earlier_evaluations
from warehouse.raw_rows import write_rows
from warehouse.raw_tables import RAW_TABLES
from warehouse.received import ZIP, Received
from warehouse.rejected import FileRefusedError, Finding, Refusal
from warehouse.settings import Settings
from warehouse.snapshots import incoming
from warehouse.sources.evaluation.reader import read_evaluation
from warehouse.sources.evaluation.reader import recognise_sheets as recognise_evaluation
from warehouse.sources.ilostat.layouts.workbook_kind import ilostat_sheets
from warehouse.sources.ilostat.names import dataset_of
from warehouse.sources.reading import Reading
from warehouse.sources.register.columns import MILESTONES
from warehouse.sources.register.reader import read_register
from warehouse.sources.register.reader import recognise as recognise_register
from warehouse.sources.survey.reader import read_survey, recognise_sheets, recognise_text

Form = Literal["register", "survey", "evaluation"]
_HEAD = 4096
_NUMBERS = {"row_number": pa.int64(), "wave_order": pa.int64()}


def form_of(path: Path) -> Form | None:
    """Which form a file is, or a spreadsheet is meant to be; a spreadsheet that is no other is a register."""
    with path.open("rb") as handle:
        head = handle.read(_HEAD)
    if head.startswith(ZIP):
        return _workbook_form(path) if recognise_register(path, head) else None
    if recognise_text(head):
        return "survey"
    return "register" if recognise_register(path, head) and not _is_named_dataset(path) else None


def read_form(form: Form, settings: Settings, received: Received, today: date) -> tuple[Reading, date | None]:
    """Check and prepare a filled form.

    Returns:
        What was made of it, and the day on which it says that it was handed in.

    Raises:
        FileRefusedError: with every error of the file.
    """
    return _READERS[form](settings, received, today)


def _workbook_form(path: Path) -> Form | None:
    sheets = ilostat_sheets(path)
    if MILESTONES in sheets.titles:
        return "register"
    if recognise_evaluation(sheets.titles):
        return "evaluation"
    if recognise_sheets(sheets.titles):
        return "survey"
    return None if sheets.has_data or _is_named_dataset(path) else "register"


def _is_named_dataset(path: Path) -> bool:
    return path.suffix.lower() in {".xlsx", ".xls"} and dataset_of(path) is not None


def _read_register(settings: Settings, received: Received, today: date) -> tuple[Reading, date | None]:
    read = read_register(
        received.path,
        settings,
        today=today,
        earlier=earlier_reports(settings),
        earlier_targets=earlier_targets(settings),
    )
    _refuse("register", read.findings, is_sample=read.is_sample)
    return _reading("register", "milestone_reports", settings, received, read.rows, read.is_sample), read.submitted_on


def _read_survey(settings: Settings, received: Received, today: date) -> tuple[Reading, date | None]:
    read = read_survey(received.path, settings, today=today)
    _refuse("survey", read.findings, is_sample=read.is_sample)
    reading = _reading("survey", "survey", settings, received, read.rows, read.is_sample, read.warnings)
    return reading, read.submitted_on


def _read_evaluation(settings: Settings, received: Received, today: date) -> tuple[Reading, date | None]:
    read = read_evaluation(received.path, settings, today=today, earlier=earlier_evaluations(settings))
    _refuse("evaluation", read.findings, is_sample=read.is_sample)
    return _reading("evaluation", SOURCE, settings, received, read.rows, read.is_sample), read.submitted_on


_READERS: Mapping[Form, Callable[[Settings, Received, date], tuple[Reading, date | None]]] = {
    "register": _read_register,
    "survey": _read_survey,
    "evaluation": _read_evaluation,
}


def _refuse(form: Form, found: list[Finding], *, is_sample: bool) -> None:
    if found:
        raise FileRefusedError(Refusal(f"{form} rules", tuple(found), len(found), form, is_sample=is_sample))


def _reading(
    form: Form,
    dataset_code: str,
    settings: Settings,
    received: Received,
    rows: list[dict[str, Any]],
    is_sample: bool,  # noqa: FBT001 - handed on as it was read
    warnings: tuple[str, ...] = (),
) -> Reading:
    path = incoming(settings) / f"{received.snapshot_id}.parquet"
    named = [row | {"snapshot_id": received.snapshot_id} for row in rows]
    types = {name: kind for name, kind in _NUMBERS.items() if name in RAW_TABLES[form]}
    return Reading(
        source=form,
        dataset_code=dataset_code,
        layout=form,
        prepared=write_rows(path, named, RAW_TABLES[form], types),
        row_count=len(rows),
        key_count=len(rows),
        is_sample=is_sample,
        warnings=warnings,
    )
