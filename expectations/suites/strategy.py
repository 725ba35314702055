"""Rules on the strategy's own tables.

Owns: what must be true of the plan as data, beyond keys and counts.
Never: repeats what the dbt tests state (counts, years inside the term, links).
"""

from expectations.rules import Facts, Rule, no_rows


def rules(facts: Facts) -> tuple[Rule, ...]:  # noqa: ARG001 - every suite is asked the same way
    """The rules on schema strategy."""
    return (
        Rule(
            "DWSC-STR-001", "every_output_is_planned", "strategy.outputs", "completeness",
            "Every output has at least one phase",
            "Add the phases of the output to seeds/strategy/phasing.csv",
            no_rows("select * from {batch} where coalesce(phase_count, 0) < 1"), column="phase_count",
        ),
        Rule(
            "DWSC-STR-002", "every_action_area_has_an_output", "strategy.action_areas", "completeness",
            "Every action area has at least one output",
            "Correct the action area of the outputs in seeds/strategy/outputs.csv",
            no_rows(
                "select action_areas.* from {batch} as action_areas "
                "left join strategy.outputs as outputs on action_areas.action_area_id = outputs.action_area_id "
                "where outputs.output_id is null"
            ),
            column="action_area_id",
        ),
    )  # fmt: skip
