"""The graph: one module per step, each with one function that defines it.

Owns: the assets, checks, jobs, schedules and sensors that Dagster loads from here.
Never: does work at import; a module here has one `@dg.definitions` function and no other definition, because Dagster
would silently lose the others.
"""
