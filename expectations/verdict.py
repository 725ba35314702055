"""From what Great Expectations answered to a verdict that can be relied on.

Owns: when a rule passed, failed, or checked nothing. A pass of Great Expectations counts only where there was something
to check: it also passes an empty table, a column without values, and an infinite number against a lower bound.
Never: runs a query.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from expectations.rules import Rule
from warehouse.checks import CheckResult
from warehouse.errors import GateError

SHOWN = 10
PASS, FAIL, WARN, ERROR = "pass", "fail", "warn", "error"


@dataclass(frozen=True)
class Answer:
    """What Great Expectations said of one rule; `error` is its exception, if the rule could not run."""

    success: bool
    error: str | None = None


@dataclass(frozen=True)
class TableState:
    """What the runner counted itself in one table, with plain SQL.

    `values` maps a column to its number of non-empty values; `non_finite` maps a column of numbers to how many of them
    are infinite or not a number.
    """

    exists: bool
    row_count: int = 0
    values: Mapping[str, int] = field(default_factory=dict)
    non_finite: Mapping[str, int] = field(default_factory=dict)


def judge(rule: Rule, answer: Answer | None, state: TableState, failing_count: int | None) -> tuple[str, str | None]:
    """Return the outcome of one rule (pass, fail, warn, error) and the sentence that explains it.

    Nothing checked is never a pass: it is an error, which blocks publishing whatever the severity of the rule.
    """
    nothing = _nothing_was_checked(rule, answer, state)
    if nothing:
        return ERROR, nothing
    spoiled = {name: n for name, n in state.non_finite.items() if n and rule.column in {name, None}}
    if spoiled:
        counts = ", ".join(f"{n:,} in {name}" for name, n in spoiled.items())
        return FAIL, f"{rule.table_key} holds numbers that are infinite or not numbers: {counts}. {rule.remedy}."
    if answer is not None and answer.success:
        return PASS, None
    return (FAIL if rule.blocks else WARN), _broken(rule, failing_count, state)


def blocking(results: Iterable[CheckResult]) -> list[CheckResult]:
    """The results that stop publishing: broken rules of severity error, and rules that could not be checked."""
    return [result for result in results if result.outcome in {FAIL, ERROR}]


def refuse_if_blocked(results: Sequence[CheckResult]) -> None:
    """Stop publishing when a blocking rule failed, or when nothing was checked.

    Raises:
        GateError: names each broken rule, its table, the number of rows and the first of them.
    """
    if not results:
        raise GateError("The gate checked nothing, so nothing is published. Look at expectations/registry.py.")
    stopped = blocking(results)
    if stopped:
        heading = f"{len(stopped)} of {len(results)} checks stop this release:"
        more = [f"  and {len(stopped) - SHOWN} more"] if len(stopped) > SHOWN else []
        raise GateError("\n".join([heading, *(describe(result) for result in stopped[:SHOWN]), *more]))


def describe(result: CheckResult) -> str:
    """One broken rule in words: where, what, how many rows, the first of them."""
    place = ".".join(part for part in (result.schema_name, result.table_name) if part)
    rows = f"\n    first rows: {result.sample_rows}" if result.sample_rows and result.sample_rows != "[]" else ""
    return f"  {result.check_id} on {place}: {result.message or result.description}{rows}"


def _nothing_was_checked(rule: Rule, answer: Answer | None, state: TableState) -> str | None:
    if not state.exists:
        return f"{rule.table_key} was not built, so nothing was checked."
    if state.row_count == 0:
        return f"{rule.table_key} has no rows, so nothing was checked. {rule.remedy}."
    if rule.column and not rule.may_be_empty and state.values.get(rule.column, 0) == 0:
        return f"Column {rule.column} of {rule.table_key} has no value in any row, so nothing was checked."
    if answer is None:
        return "Great Expectations gave no answer for this rule, so nothing was checked."
    return f"The rule could not be checked: {answer.error}" if answer.error else None


def _broken(rule: Rule, failing_count: int | None, state: TableState) -> str:
    if failing_count is None:
        return f"{rule.description}. {rule.remedy}."
    found = "1 exception" if failing_count == 1 else f"{failing_count:,} exceptions"
    return f"{rule.description}: {found} in a table of {state.row_count:,} rows. {rule.remedy}."
