"""What a rule of the gate is, and short ways to state the usual ones.

Owns: the form of a rule: which expectation, on what, why, how bad, what to do, and how to find the rows that break it.
Never: imports Great Expectations (the runner does, when it runs); decides whether anything may be published.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

ERROR, WARNING = "error", "warning"
SOURCES = frozenset({"ilostat", "ilostat_dictionaries", "ilostat_areas", "register", "survey", "evaluation"})


@dataclass(frozen=True)
class Facts:
    """What the rules must know of a run: its as-of date, and which sources it read at least one snapshot of.

    `previous` holds the observations of the release that it is compared with (`expectations.previous` chooses it), or
    there is the reason why there is none.
    """

    as_of: date
    sources: frozenset[str] = SOURCES
    previous: Path | None = None
    why_no_previous: str = "there is no earlier release"


@dataclass(frozen=True)
class Test:
    """One expectation of Great Expectations by the name of its class, and a SELECT of the rows that break it.

    In both, `{batch}` stands for the table. `failing_rows` is empty where a rule judges the table as a whole.
    Where `columns` names some, the SELECT is repeated for each judged table that has any of them
    (`expectations.every_table` says how); `floating` stands for every column of floating-point numbers.
    """

    __test__ = False  # pytest looks for classes of this name

    expectation: str
    arguments: Mapping[str, Any]
    failing_rows: str = ""
    columns: str = ""


@dataclass(frozen=True)
class Rule:
    """One rule on one published table.

    `rule_id` never changes once published; `name` is what Dagster and the quality page show.
    `severity` error blocks publishing, warning does not. `needs` names the source without which there is nothing to
    check. `column` is the one the rule reads; a column without any value fails the gate, because then nothing was
    checked, unless `may_be_empty`. A rule on a table that `may_have_no_rows` does not apply while it has none.
    One that `sees_new_rows_only` reads a view that, in a run upon the last one, holds only the rows that are new.
    A rule that `compares` needs an earlier release, and does not apply without one.
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
    may_have_no_rows: bool = False
    sees_new_rows_only: bool = False
    compares: bool = False
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

    @property
    def may_be_carried(self) -> bool:
        """Whether its last answer still holds while the tables that it names stand as they were."""
        return not self.compares and not self.test.columns

    def applies(self, facts: Facts) -> bool:
        """Whether the run read what this rule is about, and there is what it compares with."""
        return self.why_not(facts) is None

    def why_not(self, facts: Facts) -> str | None:
        """Why there is nothing to check in a run with these facts; None where there is."""
        if self.needs is not None and self.needs not in facts.sources:
            return f"no snapshot of {self.needs} was read, so there is nothing to check"
        if self.compares and facts.previous is None:
            return f"there is nothing to compare with: {facts.why_no_previous}"
        return None


def no_rows(query: str) -> Test:
    """The SELECT must find nothing; `{batch}` stands for the table."""
    return Test("UnexpectedRowsExpectation", {"unexpected_rows_query": query}, query)


def no_rows_in_every_table(columns: str, query: str) -> Test:
    """The SELECT must find nothing in any judged table that has one of these columns."""
    return Test("UnexpectedRowsExpectation", {"unexpected_rows_query": query}, query, columns)


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
