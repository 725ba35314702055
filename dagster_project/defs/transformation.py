"""The build: dbt models and their tests, in two phases around the gate.

Owns: that both phases are in the graph.
Never: says which model belongs to which phase (`dagster_project.transformation` does).
"""

import dagster as dg

from dagster_project import transformation as phases


@dg.definitions
def transformation() -> dg.Definitions:
    """Define both phases."""
    return dg.Definitions(assets=[phases.tables(), phases.closing()])
