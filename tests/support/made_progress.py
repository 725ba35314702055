"""Baselines, targets, progress, gaps and regions of the release made by hand.

Owns: invented rows of the tables that the views Progress, By group and Regions, and the page Countries read.
Never: stands in for the pipeline: the figures agree with each other, and nothing computes them.
"""

from typing import Any

import duckdb

from support import made_mandate

DATASET = "SDG_0831_SEX_ECO_RT_A"
INDICATOR = "IL10"
NO_TARGET = "BRA"  # judged by its trend
MODELLED = "KHM"  # computed, never rated
NOTHING = "PAK"  # no indicator has a figure
AREAS = {"BGD": "Bangladesh", "BRA": "Brazil", "IDN": "Indonesia", "KEN": "Kenya", "KHM": "Cambodia", "VNM": "Viet Nam"}
_NO_TARGET_REASONS = ("linear", "growth", "un_extrapolation", "tola_band")


def add_progress(connection: duckdb.DuckDBPyConnection, *, is_sample: bool) -> None:
    """Make and fill the published tables."""
    rows = [row for area in AREAS for row in _rated(area, is_sample)]
    made_mandate.fill(connection, "indicators.progress", rows)
    targets = [_target(area, is_sample) for area in AREAS if area != NO_TARGET]
    made_mandate.fill(connection, "indicators.targets", targets)
    points = [{"target_id": "T-BGD", "version_no": 1, "year": 2024, "value": 32.5}]
    made_mandate.fill(connection, "indicators.target_points", points)
    made_mandate.fill(connection, "indicators.indicator_versions", [_sheet(number) for number in (1, 2)])
    link = {"indicator_id": INDICATOR, "scope_kind": "action_area", "scope_id": "AA5"}
    statement = "Informal work is where supply chains begin."
    made_mandate.fill(connection, "indicators.indicator_links", [{**link, "contribution_statement": statement}])
    made_mandate.fill(connection, "indicators.group_gaps", [_gap(area, is_sample) for area in (*AREAS, "X01")])
    made_mandate.fill(connection, "indicators.regional_aggregates", _regions(is_sample))
    for column in ("role", "natural_limit_low", "natural_limit_high"):
        kind = "varchar" if column == "role" else "double"
        connection.execute(f"alter table indicators.indicators add column {column} {kind}")
    connection.execute(
        "update indicators.indicators set role = 'context', natural_limit_low = 0, natural_limit_high = 100"
    )


def baseline(area: str) -> float:
    """The invented baseline of an area."""
    return 40.0 + 2 * list(AREAS).index(area)


def _rated(area: str, is_sample: bool) -> list[dict[str, Any]]:
    """One value by five methods: 4 below the baseline of 2020 in 2024, and 10 below it aimed at for 2030."""
    start, has_target = baseline(area), area != NO_TARGET
    shared: dict[str, Any] = {
        "indicator_id": INDICATOR, "indicator_version_no": 2, "indicator_label": "Informal employment share",
        "reference_area_code": area, "reference_area_label": AREAS[area], "disaggregation": "total",
        "sex_code": "SEX_T", "classification_1_code": "ECO_AGGREGATE_TOTAL", "year": 2024, "baseline_year": 2020,
        "baseline_value": start, "baseline_rule": "last_2018_2022", "baseline_kind": "survey",
        "is_pandemic_baseline": True, "is_late_baseline": False, "baseline_version_no": 1, "value": start - 4.0,
        "value_kind": "modelled" if area == MODELLED else "survey", "source_code": "BA:1", "is_interim": False,
        "has_break_since_baseline": area == "KEN", "latest_year": 2024, "is_latest": True, "direction": "down",
        "unit": "%", "role": "context", "is_proposed": True, "is_partial": False, "is_sample": is_sample,
        "snapshot_id": "0" * 16, "row_number": 7,
    }  # fmt: skip
    if has_target:
        shared |= {
            "target_id": f"T-{area}", "target_version_no": 1, "target_type": "value", "target_status": "proposed",
            "target_year": 2030, "target_value": start - 10.0,
        }  # fmt: skip
    return [shared | {"method": method} | _result(area, method) for method in (*_NO_TARGET_REASONS, "trend")]


def _result(area: str, method: str) -> dict[str, Any]:
    if method == "trend":
        return {"target_value": None, **({"reason_not_rated": "has_target"} if area != NO_TARGET else _TREND)}
    if area == NO_TARGET:
        return {"reason_not_rated": "no_target"}
    result: dict[str, Any] = {"progress_share": 0.4, "progress_share_capped": 0.4, "expected_share": 0.4}
    result |= {"ratio": 1.0, "class_ungated": "on_track", "expected_value": baseline(area) - 4.0}
    if method == "tola_band":
        return result | {"ratio": None, "class_ungated": None, "reason_not_rated": "method_not_allowed"}
    return result | ({"reason_not_rated": "modelled"} if area == MODELLED else {"class": "on_track"})


_TREND = {"ratio": 0.0241, "class": "on_track", "class_ungated": "on_track"}


def _target(area: str, is_sample: bool) -> dict[str, Any]:
    return {
        "target_id": f"T-{area}", "version_no": 1, "indicator_id": INDICATOR, "indicator_version_no": 2,
        "reference_area_code": area, "disaggregation": "total", "target_type": "value", "target_year": 2030,
        "target_value": baseline(area) - 10.0, "status": "proposed", "is_current": True, "is_sample": is_sample,
    }  # fmt: skip


def _sheet(number: int) -> dict[str, Any]:
    return {
        "indicator_id": INDICATOR, "indicator_version_no": number, "is_current": number == 2,
        "indicator_label": "Informal employment share", "level": "impact", "role": "context", "specificity": 2,
        "definition": f"Share of the employed in informal employment, wording {number}", "unit": "%",
        "measure_type": "percent", "factor": 100.0, "direction": "down", "natural_limit_low": 0.0,
        "natural_limit_high": 100.0, "cumulation": "periodic", "dataset_code": DATASET,
        "baseline_rule": "last_2018_2022", "allowed_methods": "linear;growth;un_extrapolation;trend",
        "valid_from_date": f"202{number}-01-01", "reason": f"Reason {number}", "approval_status": "proposed",
        "is_sheet_complete": True,
    }  # fmt: skip


def _gap(area: str, is_sample: bool) -> dict[str, Any]:
    men = 40.0 if area == "X01" else baseline(area) - 4.0
    return {
        "dataset_code": DATASET, "indicator_code": DATASET.removesuffix("_A"), "reference_area_code": area,
        "year": 2024, "women_value": men + 3.0, "men_value": men, "unit": "%", "ratio": round((men + 3.0) / men, 6),
        "difference": 3.0, "women_observation_kind": "survey", "men_observation_kind": "survey",
        "has_same_source": True, "is_aggregate": area == "X01", "is_partial": False, "is_sample": is_sample,
        "women_row_number": 3, "men_row_number": 4, "snapshot_id": "0" * 16,
    }  # fmt: skip


def _regions(is_sample: bool) -> list[dict[str, Any]]:
    """A region that may be published, and one that has too few countries."""
    known = {
        "dataset_code": DATASET, "method": "unweighted_mean", "group_kind": "region", "disaggregation": "total",
        "year": 2024, "unit": "%", "ruled_by": "reference sheet", "nearest_weight_count": 0, "is_partial": False,
        "is_sample": is_sample, "snapshot_id": "0" * 16,
    }  # fmt: skip
    return [
        {**known, "group_code": "X40", "group_label": "Asia and the Pacific", "value": 41.5, "is_published": True,
         "country_count": 4, "member_count": 5, "ilostat_value": 39.0, "difference": 2.5,
         "missing_countries": "Pakistan"},
        {**known, "group_code": "X06", "group_label": "Africa", "value": 46.0, "is_published": False,
         "reason_not_published": "too_few_countries", "country_count": 1, "member_count": 4, "ilostat_value": 44.0,
         "difference": 2.0, "missing_countries": "Egypt"},
    ]  # fmt: skip
