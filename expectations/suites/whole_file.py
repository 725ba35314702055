"""Rules on the candidate as a whole: every table that will be published is there and has rows.

Owns: the list of tables that the gate sees, and which of them may be empty for want of a source.
Never: looks at the tables that are made after the gate (they describe its results).
"""

from expectations.rules import Facts, Rule, has_rows

# Table -> the source without which it may be empty; None: never empty.
PUBLISHED: dict[str, str | None] = {
    "strategy.goals_and_principles": None,
    "strategy.action_areas": None,
    "strategy.outputs": None,
    "strategy.phases": None,
    "strategy.phase_years": None,
    "strategy.synergies": None,
    "strategy.building_blocks": None,
    "strategy.commitments": None,
    "strategy.governance_events": None,
    "strategy.resource_envelopes": None,
    "monitoring.milestone_reports": "register",
    "monitoring.milestone_status": None,
    "indicators.indicators": None,
    "indicators.reference_areas": None,
    "indicators.datasets": "ilostat",
    "indicators.observations": "ilostat",
    "indicators.observation_vintages": "ilostat",
    "indicators.code_labels": None,
    "indicators.catalogue": None,
    "indicators.dataset_links": None,
    "indicators.series": "ilostat",
    "indicators.coverage": "ilostat",
    "quality.freshness": "ilostat",
    "monitoring.figures": None,
    "monitoring.attention": None,
    "monitoring.strategy_progress": None,
    "monitoring.action_area_progress": None,
    "monitoring.output_progress": None,
    "monitoring.planned_tensions": None,
    "monitoring.resource_absorption": None,
    "monitoring.resource_total": None,
    "monitoring.commitment_status": None,
    "monitoring.mandate_trace": None,
    "monitoring.mandate_orphans": None,
    "indicators.area_groups": None,
    "indicators.indicator_versions": None,
    "indicators.indicator_links": None,
}


def rules(facts: Facts) -> tuple[Rule, ...]:  # noqa: ARG001 - every suite is asked the same way
    """One rule per published table."""
    return tuple(
        Rule(
            f"DWSC-ALL-{number:03}", f"{table.replace('.', '_')}_has_rows", table, "completeness",
            "The table has at least one row",
            "Look at the log of the run for the model of this name, and at the inputs that it reads",
            has_rows(), needs=needs,
        )
        for number, (table, needs) in enumerate(PUBLISHED.items(), 1)
    )  # fmt: skip
