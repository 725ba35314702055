"""The shapes of countries and territories, as a data file with its licence and where it comes from (README.md).

Owns: the file, and which areas it has a shape for.
Never: asks a host for a shape; says where a boundary runs.
"""
