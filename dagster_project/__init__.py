"""The conductor: Dagster assets, checks, resources, sensors and schedules.

Owns: the order of work, its concurrency, and the metadata that each step shows.
Never: holds SQL, a data rule or a file format; bodies are a few lines that call `warehouse` or `expectations`.
"""
