"""The process in which an uploaded register is opened: small, alone, and stopped at its limits.

Owns: the limits that this process sets itself before it opens the file, and the report on its standard output.
Never: writes a file, starts a process, or is imported by another module.
"""

import resource
import sys
from pathlib import Path

from warehouse.earlier import earlier_reports, earlier_targets
from warehouse.errors import WarehouseError
from warehouse.forms import form_of
from warehouse.rejected import Finding
from warehouse.reports.report import MOST_FINDINGS, NOT_DONE, OUT_OF_MEMORY, Report, refusing
from warehouse.settings import get_settings
from warehouse.sources.register.parts import WHOLE_FILE
from warehouse.sources.register.reader import read_register, recognise

_MOST_OUTPUT = 128 * 2**20
_HEAD = 4096
_NO_REGISTER = "This is no milestone register: neither an Excel workbook nor a CSV with its headings."
_NEW_FORM = "Start from a new form (`dwsc register template`) and copy your entries into it."

_OTHER_FORMS = {
    "evaluation": (
        "This is an evaluation workbook, not a milestone register.",
        "Check it with `dwsc evaluation check`, then hand it in with `dwsc land`.",
    ),
    "survey": ("This is a survey file, not a milestone register.", "Hand it in with `dwsc land`."),
}


def main(path: Path, memory_bytes: int, cpu_seconds: int) -> int:
    """Check one file within limits and print the report as JSON.

    Args:
        path: the uploaded file.
        memory_bytes: address space that this process may take.
        cpu_seconds: processor time that it may take; the system ends it there.

    Returns:
        The exit code: 0 with a report, OUT_OF_MEMORY, or NOT_DONE with a sentence why on standard error.
    """
    _limit(memory_bytes, cpu_seconds)
    try:
        report = _report(path)
    except MemoryError:
        return OUT_OF_MEMORY
    except (WarehouseError, OSError) as error:
        sys.stderr.write(str(error))
        return NOT_DONE
    sys.stdout.write(report.model_dump_json())
    return 0


def _limit(memory_bytes: int, cpu_seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    # At the first figure the system asks the process to end, at the second it ends it.
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 2))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_MOST_OUTPUT, _MOST_OUTPUT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _report(path: Path) -> Report:
    with path.open("rb") as file:
        head = file.read(_HEAD)
    other = _OTHER_FORMS.get(form_of(path) or "register")
    if other:
        return refusing(Finding(WHOLE_FILE, None, None, *other))
    if not recognise(path, head):
        return refusing(Finding(WHOLE_FILE, None, None, _NO_REGISTER, _NEW_FORM))
    settings = get_settings()
    reading = read_register(
        path, settings, earlier=earlier_reports(settings), earlier_targets=earlier_targets(settings)
    )
    return Report(
        findings=tuple(reading.findings[:MOST_FINDINGS]),
        error_count=len(reading.findings),
        submitted_on=reading.submitted_on,
        is_sample=reading.is_sample,
        is_draft=reading.is_draft,
        reported_count=reading.reported_count,
        reported_by_sheet=dict(reading.reported_by_sheet),
        unreported_count=reading.unreported_count,
    )


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
