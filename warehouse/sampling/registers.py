"""The filled example registers of the sample, one per half-year.

Owns: turning the story of `reports` into workbooks (one of them a CSV), made with the writer of the empty template,
and repacking each workbook so that it has the same bytes on every machine.
Never: tells the story; knows the form's layout (`warehouse.sources.register` does).
"""

import io
import zipfile
from pathlib import Path

from warehouse.sampling.reports import SUBMITTED, Report, reports
from warehouse.sources.register.plan import Plan, read_plan
from warehouse.sources.register.template import write_register

REPORTER = "M&E unit (sample)"
_AS_CSV = frozenset({"2024H1"})
_ZIP_TIME = (2023, 7, 1, 0, 0, 0)


def write_registers(folder: Path) -> list[Path]:
    """Write one filled register per half-year into `folder`, each marked as sample data; return the files."""
    plan = read_plan()
    return [_write(folder, plan, period) for period in SUBMITTED]


def _write(folder: Path, plan: Plan, period: str) -> Path:
    is_csv = period in _AS_CSV
    path = folder / f"milestone_register_{period}.{'csv' if is_csv else 'xlsx'}"
    rows = [_row(plan, report) for report in reports(period)]
    write_register(path, rows, submitted_on=SUBMITTED[period], reporter=REPORTER, data_kind="sample", csv=is_csv)
    if not is_csv:
        path.write_bytes(_repacked(path.read_bytes()))
    return path


def _row(plan: Plan, report: Report) -> dict[str, str]:
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


def _repacked(workbook: bytes) -> bytes:
    """The same workbook, stored instead of compressed with a fixed time on each part (see `gzip_stored`)."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, _ZIP_TIME)
            part.create_system = 3
            new.writestr(part, old.read(name))
    return packed.getvalue()
