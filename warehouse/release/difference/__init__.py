"""What differs between two releases: tables, columns, rows, values and ratings.

Owns: the comparison, table by table, of two release files that are opened read-only.
Never: shows anything (`warehouse.cli.diff_view` does); changes a release; says why a figure differs.
"""
