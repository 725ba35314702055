"""The core of the warehouse: settings, errors, sources, snapshots, releases, statistics and the CLI.

Owns: what turns a dropped file into an immutable snapshot, and a built warehouse into a published release.
Never: imports Dagster, dbt, Great Expectations or Streamlit; creates a table in the build file; prints outside the CLI.
"""
