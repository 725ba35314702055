"""The tracking table of the release made by hand.

Owns: invented rows of indicators.tracking_table: every class, reasons, a text that could run as a formula, nought, a
target without a value.
Never: stands in for the pipeline: the figures agree with each other, and nothing computes them.
"""

from typing import Any

import duckdb
import pyarrow as pa

from support import made_mandate

FORMULA = '=HYPERLINK("http://example.org","x")'
LINK = "[group](http://example.org) $$note$$"  # a library for spreadsheets would make a link and a note of it
TABLE = "indicators.tracking_table"
_SHEETS = {
    "IL01": ("National compliance with labour rights", "outcome", "AA1;AA3", "AA1;AA3", "score, 0 to 10", "down"),
    "IL02": ("Informal employment share", "impact", "AA5", "AA5", "%", "down"),
    "IL03": ("Trade union density", "outcome", "AA2;AA3", "AA2;AA3", "%", "none"),
    "IL04": ("Indicator whose dataset is not loaded", "impact", "AA6", "AA6", "%", "up"),
    "OI01a": ("New ratifications", "output", "O01", "AA1", "ratifications", "up"),
    "OI03a": ("Sharing protocol in force", "output", "O03", "AA1", "1 = yes, 0 = no", "up"),
    "ST01": ("Due milestones achieved on time", "process", "STRATEGY", "STRATEGY", "%", "up"),
}
_DATASETS = {"IL01": "SDG_0882_NOC_RT_A", "IL02": "SDG_0831_SEX_ECO_RT_A", "IL03": "ILR_TUMT_NOC_RT_A", "IL04": "X_A"}
_AREAS = {
    "BGD": "Bangladesh",
    "BRA": "Brazil",
    "KEN": "Kenya",
    "VNM": "Viet Nam",
    "STRATEGY": "The strategy as a whole",
}
_GROUPS = {"total": "Total", "sex=SEX_F": "Female", LINK: LINK, FORMULA: FORMULA}


def rows(*, is_sample: bool = True) -> list[dict[str, Any]]:
    """Every row, with the columns that it fills."""
    series = [
        *_series("IL02", "BGD", "total", {2019: 80.125, 2021: 78.0, 2023: 74.5}, 60.125, ["on_track"] * 3, "better"),
        *_series("IL02", "BGD", "sex=SEX_F", {2019: 90.0, 2023: 89.0}, 70.0, ["limited"] * 2, "better"),
        *_series("IL02", "KEN", "total", {2020: 70.0, 2022: 76.0}, 60.0, ["deterioration"] * 2, "worse"),
        *_series("IL02", "VNM", "total", {2018: 60.0, 2022: 40.0}, 45.0, ["achieved"] * 2, "better"),
        *_series("IL02", "BRA", "total", {2019: 50.0, 2021: 49.0}, 40.0, ["needs_acceleration"] * 2, "better"),
        *_series("IL02", "BRA", FORMULA, {2022: 48.0}, 40.0, [None], None, "modelled"),
        *_series("IL01", "BGD", "total", {2020: 0.0, 2022: 1e-7}, None, [None, None], "worse", "no_target"),
        *_series("IL03", "KEN", "total", {2021: 12.25}, None, [None], "rose", "no_direction"),
        *_series("OI01a", "STRATEGY", "total", {2023: 2.0, 2024: 5.0}, 10.0, ["on_track"] * 2, "better"),
        *_series("OI01a", "STRATEGY", LINK, {2024: 1.0}, None, [None], None, "no_target"),
        *_series(
            "ST01", "STRATEGY", "total", {2023: 50.0, 2024: 66.66666666666667}, None, [None] * 2, None, "no_target"
        ),
    ]
    missing: list[dict[str, Any]] = [
        {"indicator_id": "IL04", "reason_not_rated": "no_value", "reference_area_code": None},
        {"indicator_id": "OI03a", "reason_not_rated": "not_due", "reference_area_code": "STRATEGY", "target_id": "T9",
         "target_type": "done_by_date", "target_status": "approved", "target_year": 2027, "target_version_no": 1},
    ]  # fmt: skip
    blank = [{"disaggregation": "total", "is_latest": True, **row} for row in missing]
    return [_described(row, is_sample=is_sample) for row in [*series, *blank]]


def add_tracking(connection: duckdb.DuckDBPyConnection, *, is_sample: bool) -> None:
    """Make and fill the published table."""
    made_mandate.fill(connection, TABLE, rows(is_sample=is_sample))


def table(sql: str = f"from {TABLE}", *, is_sample: bool = True) -> pa.Table:
    """The rows of a query on the filled table, with the types of the contract."""
    with duckdb.connect() as connection:
        connection.execute("create schema indicators")
        add_tracking(connection, is_sample=is_sample)
        return connection.execute(sql).to_arrow_table()


def _series(
    indicator: str,
    area: str,
    group: str,
    values: dict[int, float],
    target: float | None,
    classes: list[str | None],
    trend: str | None,
    reason: str | None = None,
) -> list[dict[str, Any]]:
    first, last = min(values), max(values)
    made: list[dict[str, Any]] = []
    for place, (year, value) in enumerate(values.items()):
        row = {
            "indicator_id": indicator, "reference_area_code": area, "disaggregation": group, "year": year,
            "value": value, "data_year": last, "is_latest": year == last, "baseline_year": first,
            "baseline_value": values[first], "baseline_rule": "last_2018_2022", "baseline_kind": "survey",
            "is_pandemic_baseline": first in (2020, 2021), "is_late_baseline": first == 2023,
            "value_kind": "reported" if area == "STRATEGY" else "survey",
            "class": classes[place], "reason_not_rated": None if classes[place] else reason,
            "trend": trend if place else None, "trend_from_year": [*values][place - 1] if place else None,
            "has_break_since_baseline": False, "is_partial": False, "snapshot_id": "abcdef0123456789",
            "row_number": 100 + place, "source_label": "LFS - Labour Force Survey",
        }  # fmt: skip
        made.append(row | (_towards(indicator, row, target) if target is not None else {}))
    return made


def _towards(indicator: str, row: dict[str, Any], target: float) -> dict[str, Any]:
    share = (row["value"] - row["baseline_value"]) / (target - row["baseline_value"])
    way = (row["year"] - row["baseline_year"]) / (2027 - row["baseline_year"])
    return {
        "target_id": f"T-{indicator}", "target_version_no": 1, "target_type": "value", "target_status": "proposed",
        "target_year": 2027, "target_value": target, "met_share": share,
        "met_share_capped": min(max(share, 0.0), 1.0), "is_interim": False,
        "expected_value": row["baseline_value"] + way * (target - row["baseline_value"]),
    }  # fmt: skip


def _described(row: dict[str, Any], *, is_sample: bool) -> dict[str, Any]:
    label, level, scope, areas, unit, direction = _SHEETS[row["indicator_id"]]
    area, group = row["reference_area_code"], row["disaggregation"]
    return {
        **row, "indicator_version_no": 1, "indicator_label": label, "level": level, "scope": scope,
        "role": "context" if row["indicator_id"].startswith("IL") else "direct", "action_area_ids": areas, "unit": unit,
        "direction": direction, "cumulation": "periodic", "reference_area_label": _AREAS.get(area),
        "disaggregation_label": _GROUPS[group], "dataset_code": _DATASETS.get(row["indicator_id"]),
        "sex_code": group.removeprefix("sex=") if group.startswith("sex=") else None, "is_proposed": True,
        "source": "ILOSTAT" if row["indicator_id"] in _DATASETS else "Strategy register", "is_sample": is_sample,
    }  # fmt: skip
