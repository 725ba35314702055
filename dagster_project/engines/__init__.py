"""The engine that builds the tables: DuckDB in this process, or Spark, behind the same four verbs.

Owns: register_raw, build, export_marts and close for each engine, and which engine a run has.
Never: decides what is built or whether it is good; publishes. Imports nothing of Spark unless Spark is asked for.
"""
