"""Verdicts, estimates and diagnostics of the impact designs, a row each.

Owns: handing plans and values to warehouse.impact, and its answer back to dbt (docs/decisions/0020 says why in Python).
Never: computes; a rule or an estimator belongs in warehouse.impact.
"""


def model(dbt, session):
    """One row per verdict, rule, estimate and diagnostic of each version of a plan."""
    from warehouse.impact import answers

    dbt.config(materialized="table")
    designs = dbt.ref("int_impact_designs__versioned")
    areas = dbt.ref("int_impact_areas__listed")
    values = dbt.ref("int_impact_values__known")
    return answers.of_designs(*(each.to_arrow_table().to_pylist() for each in (designs, areas, values)))
