"""Impact designs of the release made by hand: one that passes, in two versions, one that is refused, and a series.

Owns: invented rows of the tables that the page Impact reads.
Never: stands in for the pipeline: the figures agree with each other, and nothing computes them.
"""

from datetime import datetime
from typing import Any

import duckdb

from support import made_mandate

QUESTION = "Did it *change* <b>more</b> where support began?"  # typed by an evaluator: shown as typed, never as markup
REASON = "The plan itself says that the support is likely to reach the areas that it is compared with."
WORDS = "Contribution, not attribution."
ESTIMATE = -1.25
TREATED, OTHERS = ("BGD", "KEN"), ("BRA", "EGY", "IDN", "MEX", "VNM")
YEARS = range(2016, 2025)
START = 2022
_DATASET = "SDG_0831_SEX_ECO_RT_A"


def add_impact(connection: duckdb.DuckDBPyConnection, *, is_sample: bool) -> None:
    """Make and fill the published tables."""
    connection.execute("create schema if not exists evaluation")
    tables = {
        "impact_designs": _designs(),
        "impact_estimates": _estimates(),
        "impact_gate_results": _rules(),
        "impact_diagnostics": _diagnostics(),
        "impact_values": _values(),
    }
    for table, rows in tables.items():
        made_mandate.fill(connection, f"evaluation.{table}", [row | {"is_sample": is_sample} for row in rows])


def _designs() -> list[dict[str, Any]]:
    shared: dict[str, Any] = {
        "design_version_no": 1, "is_current": True, "indicator_id": "IL10", "unit": "%", "sex_code": "SEX_T",
        "indicator_label": "Informal employment share", "disaggregation": "total", "first_year": 2016,
        "last_year": 2024, "first_start_year": START, "assumptions": "Both would have moved alike.",
        "spillover_risk": "medium", "spillover_reason": "They trade.", "registered_by": "Evaluation office",
        "registered_at": datetime(2021, 6, 1), "received_at": datetime(2021, 6, 2), "snapshot_id": "e1",  # noqa: DTZ001 - as DuckDB gives it
        "row_number": 1, "place": "Designs row 6", "design_sha256": "a" * 64,
        "treated_areas": " ".join(TREATED), "treated_area_count": len(TREATED),
        "comparison_areas": " ".join(OTHERS), "comparison_area_count": len(OTHERS),
    }  # fmt: skip
    passed = {
        **shared, "design_id": "D1", "design_question": QUESTION, "method": "difference_in_differences",
        "verdict": "passed", "notes": "They trade.", "claim": "contribution", "claim_words": WORDS,
    }  # fmt: skip
    later = {**passed, "design_version_no": 2, "registered_at": datetime(2025, 2, 1), "assumptions": "Said anew."}  # noqa: DTZ001
    refused = {
        **shared, "design_id": "D2", "design_question": "Did it spread?", "verdict": "refused",
        "refusal_reasons": REASON, "method": "staggered_difference_in_differences", "spillover_risk": "high",
    }  # fmt: skip
    series = {
        **shared, "design_id": "D3", "design_question": "Did it turn?", "verdict": "passed", "claim": "description",
        "claim_words": "Contribution, not attribution: a description.", "method": "interrupted_series",
        "treated_areas": "KEN", "treated_area_count": 1, "comparison_areas": None, "comparison_area_count": 0,
    }  # fmt: skip
    return [{**passed, "is_current": False, "known_to": later["registered_at"]}, later, refused, series]


def _estimates() -> list[dict[str, Any]]:
    counts = {"treated_count": 2, "comparison_count": 5, "points_before": 6, "points_after": 3, "unit": "%"}
    told = {
        "quantity": "average_effect", "method": "difference_in_differences", "verdict": "passed", "estimate": ESTIMATE,
        "interval_low": -2.4, "interval_high": -0.1, "interval_method": "randomization", "p_value": 0.031,
        "claim": "contribution", "claim_words": WORDS, "indicator_id": "IL10", "is_current": True,
    }  # fmt: skip
    refused = {
        "design_id": "D2", "design_version_no": 1, "quantity": "average_effect", "verdict": "refused",
        "method": "staggered_difference_in_differences", "refusal_reasons": REASON, "is_current": True,
    }  # fmt: skip
    series = [
        {"design_id": "D3", "design_version_no": 1, "quantity": quantity, "verdict": "passed", "estimate": value,
         "method": "interrupted_series", "claim": "description", "is_current": True, **counts, "comparison_count": 0}
        for quantity, value in (("level_change", -0.8), ("slope_change", 0.05))
    ]  # fmt: skip
    versions = [{"design_id": "D1", "design_version_no": number, **told, **counts} for number in (1, 2)]
    return [*versions, {**refused, **counts}, *series]


def _rules() -> list[dict[str, Any]]:
    told = {
        ("D1", 1): ("noted", "They trade."),
        ("D1", 2): ("noted", "They trade."),
        ("D2", 1): ("not_met", REASON),
        ("D3", 1): ("met", "The plan puts the risk at low."),
    }
    return [
        {"design_id": design, "design_version_no": version, "rule_id": rule, "rule_no": number, "threshold": threshold,
         "verdict": verdict, "sentence": sentence}
        for (design, version), (verdict, sentence) in told.items()
        for number, (rule, threshold, verdict, sentence) in enumerate(
            [("plan_stated", "it is stated", "met", "The plan states what the rule asks for."),
             ("spillover", "not high", verdict, sentence)], 1)
    ]  # fmt: skip


def _diagnostics() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for design, version, last in (("D1", 1, 2024), ("D1", 2, 2024), ("D2", 1, START - 1), ("D3", 1, 2024)):
        found = [
            {"diagnostic": "group_mean", "role": role, "year": year, "area_count": number,
             "value": base - 0.2 * (year - 2016) + (ESTIMATE if role == "treated" and year >= START else 0)}
            for role, number, base in (("treated", 2, 60.0), ("comparison", 5, 55.0))
            for year in YEARS if year <= last and not (design == "D3" and role == "comparison")
        ]  # fmt: skip
        found += _checks() if design == "D1" else []
        if design == "D3":
            found += [{"diagnostic": "fitted_line", "role": "treated", "year": year, "value": 59.0} for year in YEARS]
        rows += [
            {"design_id": design, "design_version_no": version, "diagnostic_no": number, **row}
            for number, row in enumerate(found, 1)
        ]
    return rows


def _checks() -> list[dict[str, Any]]:
    spread = {"interval_method": "randomization", "area_count": 2}
    events = [
        {"diagnostic": "event_time", "event_time": event, "value": ESTIMATE if event >= 0 else 0.1 * event,
         "interval_low": -2.5 if event >= 0 else -0.9, "interval_high": 0.0 if event >= 0 else 0.8, "p_value": 0.2,
         **spread}
        for event in (-6, -5, -4, -3, -2, 0, 1, 2)
    ]  # fmt: skip
    without = [
        {"diagnostic": "leave_one_out", "reference_area_code": area, "value": ESTIMATE + 0.1 * place,
         "role": "treated" if area in TREATED else "comparison"}
        for place, area in enumerate((*TREATED, *OTHERS))
    ]  # fmt: skip
    space = [
        {"diagnostic": "placebo_in_space", "reference_area_code": area, "role": "comparison", "value": 0.3 * place}
        for place, area in enumerate(OTHERS)
    ]
    return [
        *events, *without, {"diagnostic": "placebo_in_time", "year": 2020, "value": 0.2, "p_value": 0.61}, *space,
        {"diagnostic": "drift_before", "value": -0.75},
        {"diagnostic": "two_way_fixed_effects", "value": ESTIMATE, "standard_error": 0.42, "area_count": 7},
    ]  # fmt: skip


def _values() -> list[dict[str, Any]]:
    plans = {("D1", 1): (*TREATED, *OTHERS), ("D1", 2): (*TREATED, *OTHERS), ("D2", 1): (*TREATED, *OTHERS),
             ("D3", 1): ("KEN",)}  # fmt: skip
    return [
        {"design_id": design, "design_version_no": version, "reference_area_code": area, "year": year,
         "role": "treated" if area in TREATED else "comparison", "start_year": START if area in TREATED else None,
         "indicator_id": "IL10", "indicator_version_no": 1, "disaggregation": "total",
         "value": None if design == "D2" and year >= START else 50.0 + place,
         "withheld_reason": "design_refused" if design == "D2" and year >= START else None,
         "value_kind": "survey", "is_break": False, "dataset_code": _DATASET, "snapshot_id": "s1", "row_number": 1}
        for (design, version), areas in plans.items() for place, area in enumerate(areas) for year in YEARS
    ]  # fmt: skip
