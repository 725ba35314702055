"""The gate: Great Expectations suites as code, and the runner that turns their results into rows.

Owns: plausibility, coverage, timeliness and distribution rules over the candidate, and the verdict on publishing it.
Never: repeats a rule that a dbt test states; writes to the warehouse; knows of Dagster or Streamlit.
"""
