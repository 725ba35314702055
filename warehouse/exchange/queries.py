"""The named queries of the exports, and the rows of several as one.

Owns: where the SQL files lie, and the rule that a column that a query lacks is empty.
Never: filters; reads a row.
"""

from collections.abc import Iterable
from pathlib import Path

_SQL = Path(__file__).parent / "sql"

FRAMEWORK = ("actuals", "results", "baselines", "targets", "points")
"""Queries of the results framework: values of years and half-years, baselines, targets, points on the way to them."""


def sql(name: str) -> str:
    """A query of the folder sql/."""
    return (_SQL / f"{name}.sql").read_text(encoding="utf-8")


def union(names: Iterable[str]) -> str:
    """The rows of several queries under one heading."""
    return "\nunion all by name\n".join(f"(select * from (\n{sql(name)}\n))" for name in names)
