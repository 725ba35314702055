"""Rules on the strategy's own tables.

Owns: what must be true of the plan as data, beyond keys and counts.
Never: repeats the counts that the dbt tests state (20 outputs, 7 action areas, 41 phases).
"""

from expectations.rules import Facts, Rule, between, no_rows

FIRST_YEAR, LAST_YEAR = 2023, 2027


def rules(facts: Facts) -> tuple[Rule, ...]:  # noqa: ARG001 - every suite is asked the same way
    """The rules on schema strategy."""
    return (
        Rule(
            "DWSC-STR-001", "planned_years_lie_within_the_strategy", "strategy.phases", "validity",
            f"Every phase ends in a year from {FIRST_YEAR} to {LAST_YEAR}",
            "Correct the year in seeds/strategy/phasing.csv",
            between("end_year", FIRST_YEAR, LAST_YEAR), column="end_year",
        ),
        Rule(
            "DWSC-STR-002", "no_phase_ends_before_it_starts", "strategy.phases", "validity",
            "No phase ends before it starts, in either reading",
            "Correct the years in seeds/strategy/phasing.csv",
            no_rows(
                "select * from {batch} "
                "where end_year < start_year or alternative_end_year < alternative_start_year"
            ),
            column="start_year",
        ),
        Rule(
            "DWSC-STR-003", "every_output_is_planned", "strategy.outputs", "completeness",
            "Every output has at least one phase",
            "Add the phases of the output to seeds/strategy/phasing.csv",
            no_rows("select * from {batch} where coalesce(phase_count, 0) < 1"), column="phase_count",
        ),
    )  # fmt: skip
