"""Layouts of ILOSTAT data other than its bulk CSV, each turned into the same plain table.

Owns: reading workbooks, pivots, SDMX, DDF and Parquet into text columns with the names of a snapshot.
Never: judges a row (`rules` does, on the plain table); knows the dataset of a bulk file.
"""
