"""Surveys of constituents.

Owns: reading survey files and refusing what would bring a person's name, address or words into the warehouse.
Never: counts an answer (dbt does); keeps a respondent's code as it was handed in.
"""
