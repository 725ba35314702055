"""Where data comes from: one room for each source.

Owns: recognising a file by its content, checking it, and reading it into the rows of a snapshot.
Never: writes a snapshot or files a refusal (`warehouse.landing` does); knows another source.
"""
