"""IATI 2.03: the strategy as one activity with its results, indicators, baselines, targets and actual values.

Owns: which element holds what of a release, and the check of the file against the release.
Never: makes up an identifier; writes a value that nobody reported.
"""
