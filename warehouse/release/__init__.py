"""Releases: the published, immutable copies of the warehouse that everybody reads.

Owns: writing a release, naming the current one, opening it read-only, and proving that it is still whole.
Never: computes a figure; changes a release once it is published; opens the build file for writing.
"""
