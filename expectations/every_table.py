"""Rules on every table at once: their SELECT, written out for the tables that the candidate holds.

Owns: which tables and columns such a rule reads, found in the candidate itself, so that a new table is never left out.
Never: runs a rule; reads a row.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import duckdb

from expectations.rules import Rule, no_rows

# Schemas quality and guide are made after the gate, from its results.
JUDGED = ("strategy", "monitoring", "indicators", "evaluation")
FLOATING = "floating"
_FOUND = """
    select schema_name || '.' || table_name, list(column_name order by column_index)
    from duckdb_columns()
    where not internal and list_contains(?, schema_name)
        and case when ? = 'floating' then data_type in ('DOUBLE', 'FLOAT') else list_contains(?, column_name) end
    group by all order by all
"""


def written_out(connection: duckdb.DuckDBPyConnection, rules: Iterable[Rule]) -> list[Rule]:
    """The rules with the SELECT of those on every table written out.

    A rule for which no table has a column asks for something that cannot be answered, so that it never passes.
    """
    return [_written_out(connection, rule) if rule.test.columns else rule for rule in rules]


def parts(connection: duckdb.DuckDBPyConnection, rule: Rule) -> list[tuple[str, str]]:
    """The tables that a rule on every table reads, each with the SELECT for that table."""
    columns = rule.test.columns
    found = connection.execute(_FOUND, [list(JUDGED), columns, columns.split()]).fetchall()
    return [(table, part) for table, names in found for part in _parts(rule.test.failing_rows, table, names)]


def _written_out(connection: duckdb.DuckDBPyConnection, rule: Rule) -> Rule:
    columns = rule.test.columns
    selects = [select for _, select in parts(connection, rule)]
    select = " union all ".join(selects) or f"select error('no table has a column of: {columns}')"
    select = f"/* {{batch}} and every other table */ {select}"  # Great Expectations asks for the word
    return replace(rule, test=replace(no_rows(select), columns=columns))


def _parts(select: str, table: str, names: Sequence[str]) -> list[str]:
    """The SELECT for one table: once for each column where it names `{column}`, else once for all of them."""
    if "{column}" in select:
        return [select.format(table=table, column=name) for name in names]
    return [select.format(table=table, any=" or ".join(f'not isfinite("{name}")' for name in names))]
