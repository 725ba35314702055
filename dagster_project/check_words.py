"""Who mends what a check finds, and why there is the check, where the check itself does not say.

Owns: the owner of each schema in words, and the reason for a rule by the side of quality that it looks at.
Never: judges a result; changes what a check says of itself.
"""

from collections.abc import Iterable
from dataclasses import replace

from dagster_project.translator import DATA_ENGINEERING, MONITORING, STATISTICS, owners_of
from warehouse.checks import CheckResult

OWNERS = {
    DATA_ENGINEERING: "Data engineering",
    MONITORING: "Monitoring and evaluation",
    STATISTICS: "Statistics",
}
REASONS = {
    "validity": "A value that its column cannot mean is shown as if it meant something",
    "integrity": "Tables that disagree about the same thing give two figures for one question",
    "precision": "A figure that is less exact than it looks is compared as if it were exact",
    "reliability": "Figures that are not made alike move without anything in the world having moved",
    "timeliness": "An old figure is read as if it told of today",
    "completeness": "A row or value that is missing makes sums, shares and averages wrong without a word",
    "uniqueness": "A row that stands twice is counted twice",
    "reference": "A code that leads nowhere drops out of every table that is joined on it",
}
_REMEDY = "Look at the message and at the first rows, and correct them where they come from; then run again"


def owner_of(schema: str | None) -> str:
    """Who mends a table of this schema, by the name that people use."""
    return OWNERS[owners_of(schema or "")[0]]


def completed(rows: Iterable[CheckResult]) -> list[CheckResult]:
    """The results with an owner, a reason and a remedy each; what a check says itself stays."""
    return [_completed(row) for row in rows]


def _completed(row: CheckResult) -> CheckResult:
    dimension = row.dimension or "validity"
    return replace(
        row,
        dimension=dimension,
        owner=row.owner or owner_of(row.schema_name),
        reason=row.reason or REASONS.get(dimension, REASONS["validity"]),
        description=row.description or row.check_name,
        remedy=row.remedy or _REMEDY,
    )
