"""The rows of one table in two releases.

Owns: which rows are the same, added, removed or changed, and which cells read otherwise, with the first examples.
Never: holds a table in memory: rows are told apart by a 64-bit hash of what is compared, and only those that have no
equal are read as a whole. Of two rows with the same key, differing rows would pass for equal once in 10^19 times.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import duckdb

from warehouse.release.difference.columns import Plan, Shared
from warehouse.release.difference.found import CellExample, ColumnChange, Key, RatingChange, TableDifference
from warehouse.release.difference.near import take_out_near
from warehouse.release.difference.sides import BEFORE, NOW
from warehouse.release.tables import quoted

EXAMPLES = 3
# What people read as a judgement, by table.
RATINGS = {
    "indicators.progress": "class",
    "monitoring.milestone_status": "status",
    "monitoring.commitment_status": "status",
    "evaluation.ratings": "rating",
}
# Columns that are read at once where many rows changed, so that memory stays bounded.
_AT_ONCE, _MANY_ROWS = 8, 500_000
_TEMPORARY = (*(f"{name}_{side}" for name in ("every", "other", "left") for side in (BEFORE, NOW)), "odd", "pairs")


def compare_rows(connection: duckdb.DuckDBPyConnection, plan: Plan) -> TableDifference:
    """Compare a table of the attached databases `before` and `now`."""
    try:
        totals = [_hash_rows(connection, plan, side) for side in (BEFORE, NOW)]
        # First the many rows that are wholly the same, then those of another snapshot or another row of it.
        others = _take_out(connection, "every", "other", "placed")
        left = _take_out(connection, "other", "left", "digest")
        moved = others[0] - left[0]
        within = take_out_near(connection, plan)
        left = (left[0] - within, left[1] - within)
        changed = _pair(connection, plan)
        columns, ratings = _cells(connection, plan, changed)
        return TableDifference(
            table=plan.table.label,
            key=plan.key,
            is_paired=plan.is_paired,
            left_out=plan.left_out,
            rows_before=totals[0],
            rows_now=totals[1],
            added=left[1] - changed,
            removed=left[0] - changed,
            changed=changed,
            moved=moved,
            within=within,
            columns=tuple(columns),
            ratings=tuple(ratings),
            added_examples=_unpaired(connection, plan, NOW),
            removed_examples=_unpaired(connection, plan, BEFORE),
        )
    finally:
        for name in _TEMPORARY:
            connection.execute(f"drop table if exists temp.{name}")


def _hash_rows(connection: duckdb.DuckDBPyConnection, plan: Plan, side: str) -> int:
    covered = [cell for column in plan.compared for cell in column.hashed(side, "one")]
    places = "".join(f", one.{quoted(name)}" for name in plan.places)
    connection.execute(
        f"create temp table every_{side} as select digest, hash(digest{places}) as placed, row_id from (select "
        f"hash({', '.join(covered)}) as digest, one.rowid as row_id{places} from {plan.rows(side)} as one) as one"
    )
    return _count(connection, f"temp.every_{side}")


def _take_out(connection: duckdb.DuckDBPyConnection, source: str, target: str, digest: str) -> tuple[int, int]:
    """Take out, one for one, the rows of both sides with the same digest; return how many are left of each side.

    Of rows that stand more often on one side, those too many are left, the last ones.
    """
    connection.execute(
        f"create or replace temp table odd as select {digest}, count(*) filter (where not is_now) as count_before, "
        f"count(*) filter (where is_now) as count_now from (select {digest}, false as is_now from temp.{source}_before "
        f"union all select {digest}, true from temp.{source}_now) group by {digest} having count_before <> count_now"
    )
    for side, other in ((BEFORE, NOW), (NOW, BEFORE)):
        joined = f"from temp.{source}_{side} as own inner join temp.odd using ({digest})"
        connection.execute(
            f"create temp table {target}_{side} as select own.digest, own.row_id {joined} where count_{other} = 0 "
            f"union all select digest, row_id from (select own.digest, own.row_id, count_{other} as equal, "
            f"row_number() over (partition by own.{digest} order by own.row_id) as place {joined} "
            f"where count_{other} > 0) where place > equal"
        )
    return _count(connection, f"temp.{target}_before"), _count(connection, f"temp.{target}_now")


def _pair(connection: duckdb.DuckDBPyConnection, plan: Plan) -> int:
    """Pair what is left by key, where a key stands once on both sides; return the number of pairs."""
    if not plan.is_paired:
        connection.execute("create temp table pairs (row_before bigint, row_now bigint)")
        return 0
    key = [column for column in plan.compared if column.name in plan.key]
    sides = []
    for side in (BEFORE, NOW):
        cells = "".join(f"{column.in_key(side, 'one')} as k{place}, " for place, column in enumerate(key))
        named = "".join(f"k{place}, " for place in range(len(key)))
        sides.append(
            f"(select {named} min(row_id) as row_id from (select {cells} own.row_id from temp.left_{side} as own "
            f"inner join {plan.rows(side)} as one on one.rowid = own.row_id) "
            f"group by {named.removesuffix(', ') or 'true'} having count(*) = 1)"
        )
    same = " and ".join(f"b.k{place} is not distinct from n.k{place}" for place in range(len(key))) or "true"
    connection.execute(
        "create temp table pairs as select b.row_id as row_before, n.row_id as row_now "
        f"from {sides[0]} as b inner join {sides[1]} as n on {same}"
    )
    return _count(connection, "temp.pairs")


def _cells(
    connection: duckdb.DuckDBPyConnection, plan: Plan, pairs: int
) -> tuple[list[ColumnChange], list[RatingChange]]:
    columns: list[ColumnChange] = []
    ratings: list[RatingChange] = []
    others = [column for column in plan.compared if column.name not in plan.key] if pairs else []
    size = _AT_ONCE if pairs > _MANY_ROWS else len(others) or 1
    for start in range(0, len(others), size):
        part = others[start : start + size]
        _side_by_side(connection, plan, part)
        columns += _changed_columns(connection, plan, part)
        ratings += [
            rating
            for place, column in enumerate(part)
            if RATINGS.get(plan.table.label) == column.name
            for rating in _ratings(connection, plan, place)
        ]
        connection.execute("drop table temp.side_by_side")
    return columns, ratings


def _side_by_side(connection: duckdb.DuckDBPyConnection, plan: Plan, part: Sequence[Shared]) -> None:
    """Keep for each pair of rows: whether each column differs, and both values as text where it does."""
    cells = []
    for place, column in enumerate(part):
        differs = column.differs(column.value(BEFORE, "b"), column.value(NOW, "n"), plan.tolerance)
        cells += [f"{differs} as differs_{place}"]
        cells += [
            f"case when {differs} then cast({row}.{quoted(column.name)} as varchar) end as {row}_{place}"
            for row in "bn"
        ]
    connection.execute(
        f"create temp table side_by_side as select row_before, {', '.join(cells)} from temp.pairs "
        f"inner join {plan.rows(BEFORE)} as b on b.rowid = row_before "
        f"inner join {plan.rows(NOW)} as n on n.rowid = row_now"
    )


def _changed_columns(
    connection: duckdb.DuckDBPyConnection, plan: Plan, part: Sequence[Shared]
) -> Iterator[ColumnChange]:
    counts = ", ".join(
        f"count(*) filter (where differs_{place}), count(*) filter (where differs_{place} and b_{place} is null), "
        f"count(*) filter (where differs_{place} and n_{place} is null)"
        for place in range(len(part))
    )
    [found] = connection.execute(f"select {counts} from temp.side_by_side").fetchall()
    for place, column in enumerate(part):
        cells, was_missing, is_missing = found[3 * place : 3 * place + 3]
        if cells:
            rows = connection.execute(
                f"select row_before, b_{place}, n_{place} from temp.side_by_side where differs_{place} "
                f"order by row_before limit {EXAMPLES}"
            ).fetchall()
            keys = _keys(connection, plan, BEFORE, [row[0] for row in rows])
            examples = tuple(CellExample(key, row[1], row[2]) for key, row in zip(keys, rows, strict=True))
            yield ColumnChange(column.name, cells, was_missing, is_missing, examples)


def _ratings(connection: duckdb.DuckDBPyConnection, plan: Plan, place: int) -> Iterator[RatingChange]:
    found = connection.execute(
        f"select b_{place}, n_{place}, count(*) from temp.side_by_side where differs_{place} "
        f"group by b_{place}, n_{place} order by count(*) desc, b_{place} nulls last, n_{place} nulls last"
    ).fetchall()
    for before, now, rows in found:
        first = connection.execute(
            f"select row_before from temp.side_by_side where differs_{place} and b_{place} is not distinct from ? "
            f"and n_{place} is not distinct from ? order by row_before limit {EXAMPLES}",
            [before, now],
        ).fetchall()
        keys = tuple(_keys(connection, plan, BEFORE, [row[0] for row in first]))
        yield RatingChange(plan.table.label, RATINGS[plan.table.label], before, now, rows, keys)


def _unpaired(connection: duckdb.DuckDBPyConnection, plan: Plan, side: str) -> tuple[Key, ...]:
    """The first rows of one side that the other does not have: their key, or all of them where there is none."""
    found = connection.execute(
        f"select row_id from temp.left_{side} anti join temp.pairs on row_id = row_{side} "
        f"order by row_id limit {EXAMPLES}"
    ).fetchall()
    return tuple(_keys(connection, plan, side, [row[0] for row in found]))


def _keys(connection: duckdb.DuckDBPyConnection, plan: Plan, side: str, row_ids: Sequence[int]) -> list[Key]:
    """The key of each of a few rows; the whole row where nothing pairs them."""
    names = plan.key if plan.is_paired else tuple(column.name for column in plan.compared)
    if not row_ids or not names:
        return [{} for _ in row_ids]
    cells = ", ".join(f"cast({quoted(name)} as varchar)" for name in names)
    numbers = ", ".join(str(int(one)) for one in row_ids)
    found: dict[int, Sequence[Any]] = {
        row[0]: row[1:]
        for row in connection.execute(
            f"select rowid, {cells} from {side}.{plan.table.sql_name} where rowid in ({numbers})"
        ).fetchall()
    }
    return [dict(zip(names, found[one], strict=True)) for one in row_ids]


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    [(rows,)] = connection.execute(f"select count(*) from {table}").fetchall()
    return int(rows)
