"""Rules on what was reported about the strategy's phases, and on the status that follows from it.

Owns: when reports and statuses are plausible enough to be shown.
Never: judges whether the work itself is going well.
"""

from datetime import timedelta

from expectations.rules import WARNING, Facts, Rule, no_rows

REPORTS, STATUS = "monitoring.milestone_reports", "monitoring.milestone_status"
LONGEST_DELAY_DAYS = 3650
_REGISTER = "Correct the row of the register that place names, and hand the register in again"


def rules(facts: Facts) -> tuple[Rule, ...]:
    """The rules on schema monitoring."""
    return (*_reports(facts), *_status())


def _reports(facts: Facts) -> tuple[Rule, ...]:
    tomorrow = facts.as_of + timedelta(days=1)
    return (
        Rule(
            "DWSC-MON-001", "no_report_is_from_the_future", REPORTS, "timeliness",
            "No report was handed in after the as-of date",
            _REGISTER,
            no_rows(f"select * from {{batch}} where cast(submitted_date as date) >= date '{tomorrow}'"),
            column="submitted_date", needs="register",
        ),
        Rule(
            "DWSC-MON-002", "nothing_is_done_after_it_was_reported", REPORTS, "validity",
            "The actual date of a phase is not later than the day of its report",
            _REGISTER,
            no_rows("select * from {batch} where actual_date > submitted_date"),
            severity=WARNING, column="submitted_date", needs="register",
        ),
    )  # fmt: skip


def _status() -> tuple[Rule, ...]:
    return (
        Rule(
            "DWSC-MON-011", "reports_reach_the_status", STATUS, "integrity",
            "Where reports were handed in, at least one phase takes its status from one",
            "The models lost the link between reports and phases: compare phase_id in both tables",
            no_rows("select count(*) as phases_with_a_report from {batch} where report_id is not null "
                    "having count(*) = 0"),
            needs="register",
        ),
        Rule(
            "DWSC-MON-012", "delays_are_plausible", STATUS, "validity",
            f"No phase is more than {LONGEST_DELAY_DAYS} days early or late",
            "Look for a mistyped year in the actual or forecast date of the report shown",
            no_rows(f"select * from {{batch}} where abs(delay_days) > {LONGEST_DELAY_DAYS}"),
            severity=WARNING, column="delay_days", may_be_empty=True,
        ),
    )  # fmt: skip
