"""Assessments as rows of one long table, and plans and values out of rows.

Owns: the columns of the table, their types, and how the warehouse's rows become plans and values.
Never: computes. A number that is not finite becomes an empty cell.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa

from warehouse.impact.designs import Plan, PlannedArea, Value

Row = Mapping[str, Any]
COLUMNS = pa.schema(
    [
        ("design_id", pa.string()),
        ("design_version_no", pa.int64()),
        ("record", pa.string()),  # verdict, rule, estimate or diagnostic
        ("row_no", pa.int64()),
        ("name", pa.string()),
        ("verdict", pa.string()),
        ("threshold", pa.string()),
        ("sentence", pa.string()),
        ("value", pa.float64()),
        ("interval_low", pa.float64()),
        ("interval_high", pa.float64()),
        ("interval_method", pa.string()),
        ("p_value", pa.float64()),
        ("standard_error", pa.float64()),
        ("reference_area_code", pa.string()),
        ("role", pa.string()),
        ("year", pa.int64()),
        ("event_time", pa.int64()),
        ("area_count", pa.int64()),
        ("treated_count", pa.int64()),
        ("comparison_count", pa.int64()),
        ("points_before", pa.int64()),
        ("points_after", pa.int64()),
        ("claim", pa.string()),
        ("claim_words", pa.string()),
    ]
)


def plans(designs: Iterable[Row], areas: Iterable[Row]) -> list[Plan]:
    """Plans from their rows and those of their areas."""
    listed: dict[tuple[str, int], list[PlannedArea]] = defaultdict(list)
    for row in areas:
        key = (row["design_id"], row["design_version_no"])
        listed[key].append(PlannedArea(row["reference_area_code"], row["role"], row["start_year"]))
    found = [_plan(row, listed[row["design_id"], row["design_version_no"]]) for row in designs]
    return sorted(found, key=lambda plan: (plan.design_id, plan.version_no))


def _plan(row: Row, areas: Sequence[PlannedArea]) -> Plan:
    return Plan(
        design_id=row["design_id"],
        version_no=row["design_version_no"],
        sha256=row["design_sha256"],
        method=row["method"],
        areas=tuple(areas),
        first_year=row["first_year"],
        last_year=row["last_year"],
        start_year=row["start_year"],
        question=row["design_question"] or "",
        assumptions=row["assumptions"] or "",
        spillover_risk=row["spillover_risk"] or "",
        spillover_reason=row["spillover_reason"] or "",
        registered_at=row["registered_at"],
        received_at=row["received_at"],
    )


def values(rows: Iterable[Row]) -> dict[tuple[str, int], list[Value]]:
    """Values from their rows, by design and version."""
    found: dict[tuple[str, int], list[Value]] = defaultdict(list)
    for row in rows:
        found[row["design_id"], row["design_version_no"]].append(
            Value(
                area=row["reference_area_code"],
                year=row["year"],
                value=row["value"],
                kind=row["value_kind"],
                is_break=row["is_break"],
                known_from=row["first_known_from"],
            )
        )
    return found


def as_table(rows: Sequence[Row]) -> pa.Table:
    """Rows as a table with exactly these columns."""
    return pa.Table.from_pylist([{name: _stored(row.get(name)) for name in COLUMNS.names} for row in rows], COLUMNS)


def _stored(value: Any) -> Any:
    """A number to twelve places, so that the last bit of a sum, which machines round differently, is not in it."""
    if not isinstance(value, float):
        return value
    return float(f"{value:.12g}") if math.isfinite(value) else None
