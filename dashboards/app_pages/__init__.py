"""One module per page.

Owns: what each page asks, offers for choice and shows.
Never: SQL, chart grammar or a sentence about a missing release (queries, charts and states own those).
"""
