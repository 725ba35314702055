"""Measurements of this project on one machine, beside what others need for the same.

Owns: one module per measure, each with `tables(work, times)`, and the page docs/benchmarks.md (`bench.run`).
Never: asserts a time (a slow machine is not a defect); touches a home other than its own temporary ones.
"""
