"""The filled example registers of the sample: one per half-year, those that add to them, and one alone to look at.

Owns: turning the story into workbooks (one of them a CSV), made with the writer of the empty template,
and repacking each workbook so that it has the same bytes on every machine.
Never: tells the story; knows the form's layout (`warehouse.sources.register` does).
"""

from pathlib import Path

from warehouse.errors import WarehouseError
from warehouse.sampling.layouts import stored_zip
from warehouse.sampling.reports import SUBMITTED, Report, reports
from warehouse.sampling.story.files import RegisterFile, further_sheets, register_files
from warehouse.sampling.story.mended import mended
from warehouse.sources.register.plan import Plan, read_plan
from warehouse.sources.register.template import write_register


def write_registers(folder: Path) -> list[Path]:
    """Write the filled registers into `folder`, each marked as sample data; return the files."""
    plan = read_plan()
    return [_write_into(folder, plan, file) for file in register_files()]


def write_example(path: Path, period: str, *, csv: bool = False) -> None:
    """Write the filled example of one half-year, marked as sample data; an existing file is replaced.

    Raises:
        WarehouseError: there is no example for this half-year, or the file cannot be written.
    """
    if period not in SUBMITTED:
        raise WarehouseError(f"There is no filled example for {period}. Use one of: {', '.join(SUBMITTED)}.")
    _write(path, read_plan(), RegisterFile(period, SUBMITTED[period], period, period, is_csv=csv))


def _write_into(folder: Path, plan: Plan, file: RegisterFile) -> Path:
    path = folder / f"milestone_register_{file.name}.{'csv' if file.is_csv else 'xlsx'}"
    _write(path, plan, file)
    return path


def _write(path: Path, plan: Plan, file: RegisterFile) -> None:
    told = reports(file.milestones_of) if file.milestones_of else []
    write_register(
        path,
        [*(_row(plan, report) for report in told), *mended(file.name)],
        submitted_on=file.submitted_on,
        reporter=file.reporter,
        data_kind="sample",
        csv=file.is_csv,
        further=further_sheets(plan, file),
        report_state="draft" if file.is_draft else "submitted",
    )
    if not file.is_csv:
        path.write_bytes(stored_zip(path.read_bytes()))


def _row(plan: Plan, report: Report) -> dict[str, object]:
    output_id = plan.phases[report.phase_id].output_id
    return {
        "phase_id": report.phase_id,
        "output_id": output_id,
        "reporting_period_id": report.reporting_period_id,
        "status": report.status,
        "actual_date": report.actual_date,
        "forecast_date": report.forecast_date,
        "reason": report.reason,
        "evidence_link": report.evidence_link,
        "reporter": f"Focal point {output_id} (sample)",
    }
