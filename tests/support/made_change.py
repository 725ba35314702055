"""Change since baseline of the release made by hand.

Owns: invented rows: better, worse and unchanged, a break, an estimate, only pandemic years, nothing since, a region
with its composition, the countries without a value, what starts from nought, a dataset that is not loaded.
Never: stands in for the pipeline: what a column means is settled by dbt_models.
"""

from typing import Any

import duckdb

from support.made_mandate import fill

TABLE = "evaluation.change_since_baseline"
FORMULA = '=HYPERLINK("http://example.org","x")'
_LABELS = {
    "BGD": "Bangladesh", "BRA": "Brazil", "IDN": "Indonesia", "KEN": "Kenya", "KHM": "Cambodia", "VNM": "Viet Nam",
    "X01": "World", "STRATEGY": "The strategy as a whole", "NO_VALUE": "Countries and territories without a value",
}  # fmt: skip
_SHEETS = {
    "IL10": ("Informal employment share (SDG 8.3.1)", "%", "down", "SDG_0831_SEX_ECO_RT_A"),
    "IL04": ("Indicator whose dataset is not loaded", "%", "up", "X_A"),
    "OI01a": ("New ratifications", "ratifications", "up", None),
}


def rows(*, is_sample: bool = True) -> list[dict[str, Any]]:
    """Every row, with the columns that it fills."""
    made = [
        _row("IL10", "BGD", 80.0, 75.5, has_break=True, break_years="2023", source_change_count=1),
        _row("IL10", "BGD", 90.0, 92.0, disaggregation="sex=SEX_F", disaggregation_label="Female"),
        _row("IL10", "BRA", 48.0, 49.25, value_kind="modelled", is_modelled=True, projected_count=1),
        _row("IL10", "IDN", 60.0, 60.0, reason_no_revision_share="no_change"),
        _row("IL10", "KEN", 86.5, None, after_count=0, reason_no_difference="no_point_after"),
        _row("IL10", "KHM", 88.0, 86.0, before_count=2, before_without_pandemic_count=0,
             reason_no_difference_without_pandemic="pandemic_years_only"),
        _row("IL10", "VNM", 67.0, 65.0, revision_part=-0.5, revision_share=0.25, reason_no_revision_share=None,
             before_trend=-1.25, after_trend=0.5, known_again_count=4, revised_count=2),
        _row("IL10", "X01", 58.0, 57.0, area_kind="world", aggregation_method="weighted_mean", composition_part=0.125,
             composition_share=-0.125, reason_no_composition_share=None, fixed_country_count=40, has_break=None,
             reason_break_unknown="regional_figure", value_kind="mixed", is_modelled=True),
        _row("IL10", "X01", 58.25, 57.5, area_kind="ilostat_aggregate", value_kind="modelled", is_modelled=True),
        _row("IL10", "NO_VALUE", None, None, area_kind="without_value", area_count=233,
             reason_no_difference="no_value"),
        _row("IL04", "NO_VALUE", None, None, area_kind="without_value", area_count=239,
             reason_no_difference="dataset_not_loaded"),
        _row("OI01a", "STRATEGY", None, 5.0, area_kind="strategy", reason_no_difference="starts_from_nought",
             before_count=0, after_latest_value=7.0, latest_difference=7.0, baseline_year=2022, baseline_value=0.0),
        _row("OI01a", "STRATEGY", None, 1.0, area_kind="strategy", reason_no_difference="starts_from_nought",
             before_count=0, disaggregation=FORMULA, disaggregation_label=FORMULA),
    ]  # fmt: skip
    return [{**row, "is_sample": is_sample} for row in made]


def add_change(connection: duckdb.DuckDBPyConnection, *, is_sample: bool) -> None:
    """Make and fill the published table."""
    connection.execute("create schema if not exists evaluation")
    fill(connection, TABLE, rows(is_sample=is_sample))


def _row(indicator: str, area: str, before: float | None, after: float | None, **more: Any) -> dict[str, Any]:
    label, unit, direction, dataset = _SHEETS[indicator]
    counted = area != "NO_VALUE"
    step = None if before is None or after is None else after - before
    calm = None if before is None else before - 1
    went = "not_judged" if step is None else "unchanged" if not step else "better" if step < 0 else "worse"
    row = {
        "indicator_id": indicator, "reference_area_code": area, "area_kind": "country", "disaggregation": "total",
        "aggregation_method": "as_published", "indicator_version_no": 1, "indicator_label": label, "level": "impact",
        "role": "context", "unit": unit, "direction": direction, "dataset_code": dataset,
        "reference_area_label": _LABELS[area], "disaggregation_label": "Total", "area_count": 1,
        "before_count": 5 if counted else 0, "before_expected_count": 5, "after_count": 2 if counted else 0,
        "after_expected_count": 3, "before_without_pandemic_count": 3, "projected_count": 0,
        "has_unfinished_year": False, "before_mean": before, "after_mean": after, "difference": step,
        "change_class": went, "before_without_pandemic_mean": calm,
        "difference_without_pandemic": None if step is None else step + 1,
        "change_class_without_pandemic": went, "has_break": False if counted else None, "source_change_count": 0,
        "value_kind": "survey" if counted else None, "is_modelled": False if counted else None, "outlier_count": 0,
        "known_again_count": 0, "revised_count": 0, "reason_no_revision_share": "one_vintage",
        "reason_no_composition_share": "not_an_aggregate", "is_proposed": True, "is_partial": False,
        "after_latest_year": None if after is None else 2025, "after_latest_value": after,
        "baseline_year": None if before is None else 2022, "baseline_value": before, "latest_difference": step,
        "snapshot_id": "abcdef0123456789" if dataset and counted else None, **more,
    }  # fmt: skip
    row["reason_not_judged"] = row.get("reason_no_difference")
    if row.get("reason_no_difference_without_pandemic"):
        row |= {"before_without_pandemic_mean": None, "difference_without_pandemic": None}
        row |= {"change_class_without_pandemic": "not_judged"}
    return row
