"""What is known about an uploaded register once it was checked.

Owns: the shape of the row-level report, which the child process writes and everybody else reads, and the limits.
Never: opens a file; starts a process.
"""

from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel, ConfigDict

from warehouse.rejected import Finding

MOST_FINDINGS = 20_000
# Exit codes of the child process: it ran into its limit of memory; it says on standard error why there is no report.
OUT_OF_MEMORY, NOT_DONE = 3, 4


@dataclass(frozen=True)
class Limits:
    """What the child process may take: bytes of address space, seconds of processor time, seconds by the clock."""

    memory_bytes: int = 2**30
    cpu_seconds: int = 30
    seconds: float = 60.0


class Report(BaseModel):
    """The row-level report as the child process gives it.

    `error_count` counts all errors, of which `findings` holds the first 20,000; `submitted_on`, `is_sample` and
    `is_draft` are what the file says, null where it could not be read; the counts are of rows filled in, of all sheets
    and by sheet, and of milestones that are not.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    findings: tuple[Finding, ...] = ()
    error_count: int = 0
    submitted_on: date | None = None
    is_sample: bool | None = None
    is_draft: bool | None = None
    reported_count: int = 0
    reported_by_sheet: dict[str, int] = {}
    unreported_count: int = 0


class Checked(BaseModel):
    """The report on one file; `sha256` and `bytes` are of the file as received, null where it was too large to read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    file_name: str
    sha256: str | None
    bytes: int | None
    report: Report

    @property
    def is_accepted(self) -> bool:
        """Whether no error was found."""
        return self.report.error_count == 0


def refusing(finding: Finding) -> Report:
    """The report on a file that cannot be read, for one reason that concerns all of it."""
    return Report(findings=(finding,), error_count=1)
