"""What a reader takes away from a page: rows as files, charts as pictures, the code that reads the same rows.

Owns: how these are written.
Never: draws on a page, or reads a release.
"""
