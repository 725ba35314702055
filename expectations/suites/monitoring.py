"""Rules on what was reported about the strategy, and on the statuses, counts and sums that follow from it.

Owns: when reports and what follows from them are plausible enough to be shown.
Never: judges whether the work itself is going well.
"""

from datetime import timedelta

from expectations.rules import WARNING, Facts, Rule, no_rows

REPORTS, STATUS = "monitoring.milestone_reports", "monitoring.milestone_status"
OUTPUTS, AREAS = "monitoring.output_progress", "monitoring.action_area_progress"
MONEY, ATTENTION = "monitoring.resource_absorption", "monitoring.attention"
_COUNTED = ("due_count", "due_on_time_count", "achieved_late_count", "overdue_count", "not_reported_count",
            "active_phase_periods", "elapsed_phase_periods")  # fmt: skip
LONGEST_DELAY_DAYS = 3650
_MODELS = "The models lost their rule: compare the row shown with the milestone statuses it is counted from"
_REGISTER = "Correct the row of the register that place names, and hand the register in again"


def rules(facts: Facts) -> tuple[Rule, ...]:
    """The rules on schema monitoring."""
    return (*_reports(facts), *_status(), *_progress(), *_lists())


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
        Rule(
            "DWSC-MON-013", "every_phase_has_one_status_in_each_reading", STATUS, "completeness",
            "Each phase of the plan has exactly one status under the primary and one under the alternative reading",
            "The models lost or doubled a phase: compare phase_id with strategy.phases",
            no_rows(
                "select phases.phase_id, readings.reading, count(statuses.status) as statuses "
                "from strategy.phases as phases cross join (values ('primary'), ('alternative')) as readings(reading) "
                "left join {batch} as statuses on statuses.phase_id = phases.phase_id "
                "and statuses.reading = readings.reading group by all having count(statuses.status) <> 1"
            ),
            column="status",
        ),
    )  # fmt: skip


def _progress() -> tuple[Rule, ...]:
    sums = ", ".join(f"sum({name}) as {name}" for name in _COUNTED)
    differ = " or ".join(f"areas.{name} <> outputs.{name}" for name in _COUNTED)
    return (
        Rule(
            "DWSC-MON-021", "what_is_due_adds_up", OUTPUTS, "integrity",
            "Of the milestones due, each is on time, late, overdue or not reported",
            _MODELS,
            no_rows(
                "select * from {batch} where due_count <> due_on_time_count + achieved_late_count + overdue_count "
                "+ not_reported_count"
            ),
            column="due_count",
        ),
        Rule(
            "DWSC-MON-022", "rates_are_shares", OUTPUTS, "validity",
            "On-time rate and activity rate lie between 0 and 1, and are empty just where nothing is due or elapsed",
            _MODELS,
            no_rows(
                "select * from {batch} where on_time_rate not between 0 and 1 or activity_rate not between 0 and 1 "
                "or (on_time_rate is null) <> (due_count = 0) "
                "or (activity_rate is null) <> (elapsed_phase_periods = 0)"
            ),
            column="due_count",
        ),
        Rule(
            "DWSC-MON-023", "areas_are_the_sums_of_their_outputs", AREAS, "integrity",
            "The counts of an action area are the sums over its outputs",
            _MODELS,
            no_rows(
                "select areas.* from {batch} as areas inner join (select action_area_id, reporting_period_id, reading, "
                f"{sums} from {OUTPUTS} group by all) as outputs using (action_area_id, reporting_period_id, reading) "
                f"where {differ}"
            ),
            column="due_count",
        ),
    )  # fmt: skip


def _lists() -> tuple[Rule, ...]:
    return (
        Rule(
            "DWSC-MON-031", "money_has_no_share_where_full_cost_is_unknown", MONEY, "validity",
            "Where the strategy says that full cost cannot be estimated, no share of the range is given",
            "Leave the share empty: it would look like a coverage that nobody knows",
            no_rows(
                "select * from {batch} where not full_cost_estimable "
                "and (share_of_low is not null or share_of_high is not null)"
            ),
            column="full_cost_estimable",
        ),
        Rule(
            "DWSC-MON-032", "attention_is_ranked_without_a_gap", ATTENTION, "validity",
            "The attention list is ranked 1, 2, 3 to its end, and every row has its reason and rule",
            "The model lost its order: compare rank with severity and rule_id",
            no_rows(
                "select * from (select *, row_number() over (order by rank) as place from {batch}) as ranked "
                "where rank <> place or reason is null or rule_id is null"
            ),
            column="rank",
        ),
    )  # fmt: skip
