"""The `dwsc` command: one module per family of commands.

Owns: what a person types and sees, colours and exit codes.
Never: imports Dagster, dbt, Great Expectations or Streamlit (they run as child processes); decides anything about data.
"""
