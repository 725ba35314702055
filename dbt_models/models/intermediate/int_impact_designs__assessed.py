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
    found = answers.of_designs(*(_rows(each, session) for each in (designs, areas, values)))
    return _frame(found, session) if _is_spark(session) else found


def _frame(table, session):
    """An Arrow table for Spark. Of one without rows it reads no types: it gets an empty row and leaves it out again."""
    if table.num_rows:
        return session.createDataFrame(table)
    return session.createDataFrame(type(table).from_pylist([{}], schema=table.schema)).where("false")


def _rows(relation, session):
    """The rows of what dbt.ref gives: a relation of DuckDB, or a frame of Spark."""
    arrow = relation.toArrow() if _is_spark(session) else relation.to_arrow_table()
    return arrow.to_pylist()


def _is_spark(session):
    return hasattr(session, "createDataFrame")
