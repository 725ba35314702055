"""What lies beside the tables of a release, for people who open the folder: codebook, quality, queries, notebooks.

Owns: these files, and the description of the release for catalogues of data sets (croissant.json).
Never: computes a figure; reads anything but the new DuckDB file and what release.json says; fails because a release
has fewer tables than the newest one.
"""
