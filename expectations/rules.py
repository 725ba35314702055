"""What a rule of the gate is, and short ways to state the usual ones.

Owns: the form of a rule: which expectation, on what, why, how bad, what to do, and how to find the rows that break it.
Never: imports Great Expectations (the runner does, when it runs); decides whether anything may be published.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True)
class Facts:
    """What the rules must know of a run: its as-of date, and which sources it read at least one snapshot of."""

    as_of: date
    sources: frozenset[str] = frozenset({"ilostat", "ilostat_dictionaries", "register"})


@dataclass(frozen=True)
class Test:
    """One expectation of Great Expectations by the name of its class, and a SELECT of the rows that break it.

    In both, `{batch}` stands for the table. `failing_rows` is empty where a rule judges the table as a whole.
    """

    __test__ = False  # pytest looks for classes of this name

    expectation: str
    arguments: Mapping[str, Any]
    failing_rows: str = ""


@dataclass(frozen=True)
class Rule:
    """One rule on one published table.

    `rule_id` never changes once published; `name` is what Dagster and the quality page show.
    `severity` error blocks publishing, warning does not. `needs` names the source without which there is nothing to
    check. `column` is the one the rule reads; a column without any value fails the gate, because then nothing was
    checked, unless `may_be_empty`.
    """

    rule_id: str
    name: str
    table_key: str
    dimension: str
    description: str
    remedy: str
    test: Test
    severity: str = ERROR
    column: str | None = None
    needs: str | None = None
    may_be_empty: bool = False
    schema: str = field(init=False)
    table: str = field(init=False)

    def __post_init__(self) -> None:
        schema, _, table = self.table_key.partition(".")
        object.__setattr__(self, "schema", schema)
        object.__setattr__(self, "table", table)

    @property
    def blocks(self) -> bool:
        """Whether a failure stops publishing."""
        return self.severity == ERROR

    def applies(self, facts: Facts) -> bool:
        """Whether the run read what this rule is about."""
        return self.needs is None or self.needs in facts.sources


def no_rows(query: str) -> Test:
    """The SELECT must find nothing; `{batch}` stands for the table."""
    return Test("UnexpectedRowsExpectation", {"unexpected_rows_query": query}, query)


def has_rows(least: int = 1) -> Test:
    """The table has at least so many rows."""
    return Test("ExpectTableRowCountToBeBetween", {"min_value": least})


def between(column: str, low: object, high: object) -> Test:
    """Every value that is there lies between two bounds, both included."""
    return Test(
        "ExpectColumnValuesToBeBetween",
        {"column": column, "min_value": low, "max_value": high},
        f"select * from {{batch}} where {column} < {_literal(low)} or {column} > {_literal(high)}",
    )


def filled(column: str, least_share: float) -> Test:
    """At least this share of the rows (0 to 1) has a value."""
    return Test(
        "ExpectColumnValuesToNotBeNull",
        {"column": column, "mostly": least_share},
        f"select * from {{batch}} where {column} is null",
    )


def _literal(value: object) -> str:
    return f"date '{value.isoformat()}'" if isinstance(value, date) else str(value)
