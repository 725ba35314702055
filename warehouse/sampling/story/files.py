"""The register files of the sample, in the order in which they were handed in.

Owns: which file there is, when and by whom it was handed in, and what stands in its further sheets.
Never: writes a file (`registers` does).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from warehouse.sampling.reports import SUBMITTED
from warehouse.sampling.story.approvals import approvals
from warehouse.sampling.story.evidence import evidence
from warehouse.sampling.story.money import money
from warehouse.sampling.story.narratives import narratives
from warehouse.sampling.story.promises import promises
from warehouse.sampling.story.results import results
from warehouse.sampling.story.targets import targets
from warehouse.sources.register.plan import Plan
from warehouse.sources.register.sheets import APPROVALS, EVIDENCE, MONEY, NARRATIVES, PROMISES, RESULTS
from warehouse.sources.register.target_sheet import TARGETS

REPORTER = "M&E unit (sample)"
Row = dict[str, object]


@dataclass(frozen=True)
class RegisterFile:
    """One file.

    Attributes:
        name: what its file name ends in, such as 2024H2.
        submitted_on: the day it was handed in.
        milestones_of: the period on whose phases it reports; None for a file that only adds to others.
        further_of: the period on which its further sheets report.
        reporter: who answers for it.
        is_csv: a CSV, which has no further sheets.
        is_draft: work in progress.
    """

    name: str
    submitted_on: date
    milestones_of: str | None = None
    further_of: str | None = None
    reporter: str = REPORTER
    is_csv: bool = False
    is_draft: bool = False


_AS_CSV = "2024H1"
_BETWEEN = (
    # The CSV of 2024H1 holds the milestones only; this workbook brings what belongs beside them.
    RegisterFile("2024H1_further", date(2024, 7, 30), further_of=_AS_CSV),
    # What was returned comes again, and what was approved is corrected.
    RegisterFile("2024H2_mended", date(2025, 3, 14)),
    RegisterFile("2026H1_draft", date(2026, 6, 12), reporter="Focal point O12 (sample)", is_draft=True),
)


def register_files() -> list[RegisterFile]:
    """All files, the earliest first."""
    regular = [
        RegisterFile(period, day, period, None if period == _AS_CSV else period, is_csv=period == _AS_CSV)
        for period, day in SUBMITTED.items()
    ]
    return sorted([*regular, *_BETWEEN], key=lambda file: file.submitted_on)


def further_sheets(plan: Plan, file: RegisterFile) -> Mapping[str, list[Row]]:
    """The rows of its further sheets, by the name of the sheet."""
    if file.is_csv:
        return {}
    name, period = file.name, file.further_of
    return {
        NARRATIVES.name: narratives(plan, name, period),
        RESULTS.name: results(plan, name, period),
        EVIDENCE.name: evidence(name, period),
        MONEY.name: money(name, period),
        PROMISES.name: promises(period),
        APPROVALS.name: approvals(plan, name),
        TARGETS.name: targets(name),
    }
