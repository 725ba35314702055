"""The suites, one module per subject of the warehouse.

Owns: the rules themselves, as functions from the facts of a run to rules.
Never: runs a rule; repeats what a dbt test states (keys, types, references, words).
"""
