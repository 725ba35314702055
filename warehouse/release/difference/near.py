"""Floating-point numbers that differ by less than a tolerance.

Owns: when two numbers count as equal within a tolerance, and which rows differ in nothing else.
Never: takes two values of another kind for equal that are not; pairs rows whose numbers it has not compared.
"""

import math
from typing import Any

import duckdb

from warehouse.release.difference.columns import Plan
from warehouse.release.difference.sides import BEFORE, NOW


def checked(tolerance: float | None) -> float | None:
    """The tolerance as the comparison takes it: None where values must be equal as they read.

    Raises:
        ValueError: it is no number from 0 up to, but not including, 1; at 1 nought would equal every number.
    """
    if tolerance is None:
        return None
    if math.isnan(tolerance) or not 0 <= tolerance < 1:
        raise ValueError(
            f"{tolerance!r} is no tolerance: give a share of the larger of two numbers, from 0 (they must be equal) "
            "to below 1, such as 1e-9."
        )
    return tolerance or None


def take_out_near(connection: duckdb.DuckDBPyConnection, plan: Plan) -> int:
    """Take out of both sides, one for one, rows that differ only within the tolerance; return how many pairs.

    Why by steps: numbers that lie near each other have no common hash. Rows that are the same in everything else make
    a group; it is parted wherever the next larger number of a column is farther than the tolerance, column by column,
    and what then stands together is paired in the order of its numbers. Each pair is compared before it counts.
    """
    if plan.tolerance is None or not any(column.is_float for column in plan.compared):
        return 0
    total = 0
    while taken := _once(connection, plan):
        total += taken
    return total


def _once(connection: duckdb.DuckDBPyConnection, plan: Plan) -> int:
    try:
        floats = _groups(connection, plan)
        for place in range(floats):
            _part(connection, plan, place)
        return _pair(connection, plan, floats)
    finally:
        for name in ("near", "near_pairs"):
            connection.execute(f"drop table if exists temp.{name}")


def _groups(connection: duckdb.DuckDBPyConnection, plan: Plan) -> int:
    """Keep the rows left of both sides that the other side may hold too; return how many numbers each has."""
    floats = [column for column in plan.compared if column.is_float]
    sides = []
    for side in (BEFORE, NOW):
        exact = [column.value(side, "one") for column in plan.compared if not column.is_float] or ["true"]
        numbers = ", ".join(
            f"cast({column.value(side, 'one')} as double) as f{place}" for place, column in enumerate(floats)
        )
        sides.append(
            f"select {str(side == NOW).lower()} as is_now, own.row_id, hash({', '.join(exact)}) as part, {numbers} "
            f"from temp.left_{side} as own inner join {plan.rows(side)} as one on one.rowid = own.row_id"
        )
    connection.execute(
        f"create temp table near as select * from ({' union all '.join(sides)}) where part in (select part from "
        f"({' union all '.join(sides)}) group by part having bool_or(is_now) and not bool_and(is_now))"
    )
    return len(floats)


def _part(connection: duckdb.DuckDBPyConnection, plan: Plan, place: int) -> None:
    """Part each group where the numbers of one column, in their order, are no longer near."""
    order = f"partition by part order by f{place} nulls first, is_now, row_id"
    so_far = f"{order} rows between unbounded preceding and current row"
    connection.execute(
        f"create or replace temp table near as select * exclude (part, smaller, is_next), "
        f"hash(part, count(*) filter (where is_next) over ({so_far})) as part from (select *, "
        f"not {plan.near('smaller', f'f{place}')} as is_next from (select *, "
        f"lag(f{place}) over ({order}) as smaller from temp.near))"
    )


def _pair(connection: duckdb.DuckDBPyConnection, plan: Plan, floats: int) -> int:
    order = ", ".join(f"f{place} nulls first" for place in range(floats))
    sides = [
        f"(select *, row_number() over (partition by part order by {order}, row_id) as place from temp.near where "
        f"{condition})"
        for condition in ("not is_now", "is_now")
    ]
    alike = " and ".join(plan.near(f"b.f{place}", f"n.f{place}") for place in range(floats))
    connection.execute(
        f"create temp table near_pairs as select b.row_id as row_before, n.row_id as row_now from {sides[0]} as b "
        f"inner join {sides[1]} as n on b.part = n.part and b.place = n.place where {alike}"
    )
    for side in (BEFORE, NOW):
        connection.execute(f"delete from temp.left_{side} where row_id in (select row_{side} from temp.near_pairs)")
    found: list[Any] = connection.execute("select count(*) from temp.near_pairs").fetchall()
    return int(found[0][0])
