"""Every read of the pages, one module per subject.

Owns: the SQL that the pages show and run, and its results, all keyed by release id.
Never: computes a statistic: it selects, filters and counts published rows.
"""
