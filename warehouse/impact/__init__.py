"""Impact of support on an outcome: a plan, a gate, and an estimate only where the gate passes.

Owns: the statistics of the impact assessment over small tables that are handed in.
Never: reads a file or a table; knows of dbt or Dagster; gives a number for a design that the gate refuses.
"""
