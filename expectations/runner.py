"""Runs the rules with Great Expectations over SQL on the candidate file, and turns the answers into rows.

Owns: the connection of Great Expectations to DuckDB, which needs two flags to work at all, and its closing.
Never: writes to the candidate; publishes; trusts a pass where nothing was checked (`expectations.verdict`).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb

from expectations import counting, every_table, verdict
from expectations.registry import all_rules
from expectations.rules import Facts, Rule
from expectations.verdict import Answer, TableState
from warehouse.checks import CheckResult
from warehouse.errors import GateError


def run_gate(
    database: Path,
    facts: Facts,
    run_id: str,
    *,
    memory_limit: str = "4GB",
    threads: int = 2,
    rules: Sequence[Rule] | None = None,
) -> list[CheckResult]:
    """Check the candidate and return one row per rule that applies to this run.

    A rule on a table that may have no rows, and has none, gives no row: it is neither passed nor broken.
    Every handle on the file is closed when this returns, so that it can be opened for writing or copied.

    Args:
        database: the DuckDB file that dbt built.
        facts: the as-of date and the sources that the run read.
        run_id: written into every row.
        memory_limit: memory that DuckDB may use, such as 4GB.
        threads: threads that DuckDB may use.
        rules: for tests; the registry's if none are given.

    Raises:
        GateError: no rule applies, so nothing would be checked, or the candidate is not there.
    """
    chosen = [rule for rule in (all_rules(facts) if rules is None else rules) if rule.applies(facts)]
    if not chosen:
        raise GateError("The gate has no rule for this run, so nothing is published. Look at expectations/registry.py.")
    if not database.is_file():
        raise GateError(f"There is no candidate to check at {database}. Run dwsc run.")
    with counting.open_read_only(database, memory_limit, threads) as connection:
        chosen = every_table.written_out(connection, chosen)
        states = _states(connection, chosen)
    chosen = [rule for rule in chosen if not _has_nothing_to_judge(rule, states[rule.table_key])]
    present = [rule for rule in chosen if states[rule.table_key].exists]
    answers = _ask(database, present, memory_limit, threads)
    with counting.open_read_only(database, memory_limit, threads) as connection:
        return [_row(connection, rule, answers.get(rule.rule_id), states, run_id) for rule in chosen]


def _has_nothing_to_judge(rule: Rule, state: TableState) -> bool:
    """Whether a table that may be empty is there and is empty; one that is missing is always an error."""
    return rule.may_have_no_rows and state.exists and state.row_count == 0


def _states(connection: duckdb.DuckDBPyConnection, rules: Iterable[Rule]) -> dict[str, TableState]:
    columns: dict[str, list[str]] = {}
    for rule in rules:
        columns.setdefault(rule.table_key, []).extend([rule.column] if rule.column else [])
    states = {}
    for key, wanted in columns.items():
        schema, table = key.split(".")
        states[key] = counting.table_state(connection, schema, table, wanted)
    return states


def _ask(database: Path, rules: Sequence[Rule], memory_limit: str, threads: int) -> dict[str, Answer]:
    """Let Great Expectations check each rule; both of its engines are closed afterwards."""
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    source = context.data_sources.add_sql(
        "candidate",
        connection_string=f"duckdb:///{database}",
        create_temp_table=False,
        kwargs={
            # Without these two, the rollback on closing discards DuckDB's result and every rule fails to run.
            "isolation_level": "AUTOCOMMIT",
            "skip_autocommit_rollback": True,
            "connect_args": {"read_only": True, "config": {"memory_limit": memory_limit, "threads": threads}},
        },
    )
    try:
        answers: dict[str, Answer] = {}
        for (schema, table), group in groupby(sorted(rules, key=_place), key=_place):
            asset = source.add_table_asset(f"{schema}.{table}", table_name=table, schema_name=schema)
            batch = asset.add_batch_definition_whole_table("all").get_batch()
            suite = gx.ExpectationSuite(name=f"{schema}.{table}", expectations=[_expectation(rule) for rule in group])
            answers |= _answers(batch.validate(suite, result_format="BASIC").results)
        return answers
    finally:
        source.get_execution_engine().engine.dispose()
        source.get_engine().dispose()


def _place(rule: Rule) -> tuple[str, str]:
    return rule.schema, rule.table


def _expectation(rule: Rule) -> Any:
    import great_expectations.expectations as library

    kind = getattr(library, rule.test.expectation)
    meta = {"rule_id": rule.rule_id, "dimension": rule.dimension, "remedy": rule.remedy}
    return kind(
        **rule.test.arguments,
        meta=meta,
        description=rule.description,
        severity="critical" if rule.blocks else "warning",
        catch_exceptions=True,
    )


def _answers(results: Iterable[Any]) -> dict[str, Answer]:
    return {
        result.expectation_config.meta["rule_id"]: Answer(bool(result.success), _exception(result.exception_info))
        for result in results
    }


def _exception(info: Mapping[str, Any] | None) -> str | None:
    """The message of an exception that Great Expectations swallowed; it is nested by metric in some cases."""
    parts = [info or {}, *(part for part in (info or {}).values() if isinstance(part, Mapping))]
    messages = [str(part.get("exception_message")) for part in parts if part.get("raised_exception")]
    return messages[0] if messages else None


def _row(
    connection: duckdb.DuckDBPyConnection,
    rule: Rule,
    answer: Answer | None,
    states: Mapping[str, TableState],
    run_id: str,
) -> CheckResult:
    state, failing, sample, subjects = states[rule.table_key], None, None, None
    if answer is not None and not answer.success and not answer.error:
        failing, sample = counting.failing_rows(connection, rule)
        subjects = counting.failing_subjects(connection, rule)
    outcome, message = verdict.judge(rule, answer, state, failing)
    return CheckResult(
        run_id=run_id,
        check_id=rule.rule_id,
        check_name=rule.name,
        kind="expectation",
        schema_name=rule.schema,
        table_name=rule.table,
        column_name=rule.column,
        dimension=rule.dimension,
        severity=rule.severity,
        description=rule.description,
        remedy=rule.remedy,
        outcome=outcome,
        failing_count=0 if outcome == verdict.PASS else failing,
        checked_count=state.row_count,
        message=message,
        sample_rows=sample,
        executed_at=datetime.now(UTC),
        failing_subjects=subjects,
    )
