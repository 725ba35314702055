"""SDMX 2.1: series and the results framework with their structures, as SDMX-ML and SDMX-CSV.

Owns: the data structure definitions, code lists and identifiers, and how a row of a release becomes an observation.
Never: claims an agency that maintains them; drops a status or a note.
"""
