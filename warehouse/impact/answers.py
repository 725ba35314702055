"""What the warehouse stores of every plan: verdict, rules, estimates and diagnostics, a row each.

Owns: how an assessment becomes rows, and that statistics are loaded only where there is a plan.
Never: leaves out an estimate that was asked for: where the gate refuses, its row is there without a number.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from warehouse.impact import table
from warehouse.impact.table import Row

if TYPE_CHECKING:
    from warehouse.impact.assessment import Assessment
    from warehouse.impact.checks import Check


def of_designs(designs: Iterable[Row], areas: Iterable[Row], values: Iterable[Row]) -> pa.Table:
    """Assess every plan; the table is empty where there is none.

    Args:
        designs: a row per version of a plan.
        areas: a row per version of a plan and area.
        values: a row per version of a plan, area and year with a value.
    """
    rows: list[Row] = []
    if plans := table.plans(designs, areas):
        from warehouse.impact.assessment import assess

        known = table.values(values)
        for plan in plans:
            rows += _rows(assess(plan, known.get((plan.design_id, plan.version_no), [])))
    return table.as_table(rows)


def _rows(found: "Assessment") -> Iterator[Row]:
    key = {"design_id": found.plan.design_id, "design_version_no": found.plan.version_no}
    for record, rows in {
        "verdict": [_verdict(found)],
        "rule": _rules(found),
        "estimate": _estimates(found),
        "diagnostic": [_diagnostic(each) for each in found.checks],
    }.items():
        for number, row in enumerate(rows, 1):
            yield {**key, "record": record, "row_no": number, **row}


def _whole(found: "Assessment") -> Row:
    return {
        "treated_count": found.panel.treated_count,
        "comparison_count": found.panel.comparison_count,
        "points_before": found.panel.points_before if found.panel.areas else 0,
        "points_after": found.panel.points_after if found.panel.areas else 0,
        "claim": found.claim,
        "claim_words": found.claim_words,
    }


def _verdict(found: "Assessment") -> Row:
    said = found.gate.notes if found.gate.passes else found.gate.reasons
    return {
        "name": "gate",
        "verdict": found.verdict,
        "sentence": " ".join(said) or None,
        **_whole(found),
    }


def _rules(found: "Assessment") -> list[Row]:
    return [
        {
            "name": answer.rule_id,
            "verdict": answer.verdict,
            "threshold": answer.threshold,
            "sentence": answer.sentence,
            "value": None if answer.measured is None else float(answer.measured),
        }
        for answer in found.gate.answers
    ]


def _estimates(found: "Assessment") -> list[Row]:
    told: dict[str, Any] = {each.quantity: each for each in found.estimates}
    rows: list[Row] = []
    for quantity in found.quantities:
        each = told.get(quantity)
        sure = each.sureness if each else None
        rows.append(
            {
                "name": quantity,
                "verdict": found.verdict,
                "value": each.value if each else None,
                "interval_low": sure.interval_low if sure else None,
                "interval_high": sure.interval_high if sure else None,
                "interval_method": sure.method if sure else None,
                "p_value": sure.p_value if sure else None,
                "standard_error": sure.standard_error if sure else None,
                "sentence": " ".join(found.gate.reasons) or None,
                **_whole(found),
            }
        )
    return rows


def _diagnostic(check: "Check") -> Row:
    sure = check.sureness
    return {
        "name": check.kind,
        "value": check.value,
        "reference_area_code": check.area,
        "role": check.role,
        "year": check.year,
        "event_time": check.event_time,
        "area_count": check.area_count,
        "interval_low": sure.interval_low if sure else None,
        "interval_high": sure.interval_high if sure else None,
        "interval_method": sure.method if sure else None,
        "p_value": sure.p_value if sure else check.p_value,
        "standard_error": sure.standard_error if sure else check.standard_error,
    }
