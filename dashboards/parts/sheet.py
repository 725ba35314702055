"""The reference sheet of an indicator: what it measures, how it is judged, and every version of that.

Owns: the words of the sheet's fields, what it is linked to, and the list of versions with what changed.
Never: shows a field that is empty as if it were filled; hides that a sheet is proposed or incomplete.
"""

from typing import Any

import pandas as pd
import streamlit as st

from dashboards import frame, words
from dashboards.parts import arithmetic
from dashboards.parts.choice import DIRECTIONS, Dataset
from dashboards.queries import progress, reading

_SHEET = {
    "What it is": {
        "Level": "level", "Role": "role", "Tells of supply chains (0 nothing to 3 directly)": "specificity",
        "Definition": "definition", "Includes": "inclusions",
    },
    "How it is measured": {
        "Unit": "unit", "Kind of measure": "measure_type", "Numerator": "numerator", "Denominator": "denominator",
        "Factor": "factor", "Better is": "direction", "Lowest possible": "natural_limit_low",
        "Highest possible": "natural_limit_high", "Adding up over time": "cumulation", "By": "disaggregations",
    },
    "Where it comes from": {
        "Source": "source", "Dataset": "dataset_code", "Collected by": "collection_method", "Frequency": "frequency",
        "Months until it is published": "release_lag_months", "Responsible": "responsible_unit",
    },
    "How it is judged": {
        "Baseline": "baseline_rule", "Kind of target": "target_type", "Methods allowed": "allowed_methods",
        "Figures of regions": "aggregation_rule", "Weighted by": "weight_dataset_code", "Known limits": "known_limits",
        "Quality plan": "quality_plan",
    },
}  # fmt: skip
_CODES = {
    "level",
    "role",
    "measure_type",
    "cumulation",
    "baseline_rule",
    "target_type",
    "aggregation_rule",
    "frequency",
}


def show(dataset: Dataset, shown: frame.Shown) -> None:
    """The sheet that holds, what it is linked to, and its versions; nothing where no indicator uses the dataset."""
    if not reading.columns(shown.source, "indicators.indicator_versions"):
        return
    sql = progress.sheets_sql(dataset.code)
    sheets = reading.rows(shown.source, sql)
    for indicator in sheets["indicator_id"].drop_duplicates():
        versions = sheets[sheets["indicator_id"] == indicator]
        _one(versions, shown)
    if len(sheets):
        frame.take_away(shown, "sheets", [dataset.code], sql)


def _one(versions: pd.DataFrame, shown: frame.Shown) -> None:
    held = versions[versions["is_current"]]
    sheet = held.iloc[0] if len(held) else versions.iloc[0]
    name = f"{sheet['indicator_id']} {sheet['indicator_label']}"
    frame.section(f"Reference sheet: {words.markdown(name)}", _standing(sheet))
    for heading, fields in _SHEET.items():
        st.subheader(heading, anchor=False)
        frame.facts({title: _value(sheet, field) for title, field in fields.items()}, alt=f"{heading}: {name}")
    _links(sheet, shown)
    _versions(versions)


def _standing(sheet: Any) -> str:
    told = f"Version {int(sheet['indicator_version_no'])}, {words.markdown(sheet['approval_status'])}"
    told += f", valid from {words.day(sheet['valid_from_date'])}."
    if not sheet["is_sheet_complete"]:
        missing = words.markdown(str(sheet["missing_fields"]).replace(";", ", ").replace("_", " "))
        told += f" Incomplete, so that nothing is rated: {missing}."
    return told


def _value(sheet: Any, field: str) -> Any:
    value = sheet[field]
    if words.missing(value):
        return None
    if field == "direction":
        return _direction(sheet)
    if field == "baseline_rule":
        return arithmetic.BASELINES.get(str(value), str(value).replace("_", " "))
    if field == "allowed_methods":
        return ", ".join(arithmetic.METHODS.get(code, (code,))[0] for code in str(value).split(";"))
    if field in _CODES:
        return str(value).replace("_", " ").replace(";", ", ")
    return f"{value:.10g}" if isinstance(value, float) else str(value).replace(";", "; ").replace(";  ", "; ")


def _direction(sheet: Any) -> str:
    said = DIRECTIONS.get(str(sheet["direction"]), str(sheet["direction"]))
    low, high = sheet["direction_low"], sheet["direction_high"]
    if words.missing(low) or words.missing(high):
        return said
    return f"{said}: {low:.10g}" if low == high else f"{said}: {low:.10g} to {high:.10g}"


def _links(sheet: Any, shown: frame.Shown) -> None:
    links = reading.rows(shown.source, progress.links_sql(str(sheet["indicator_id"])))
    if links.empty:
        return
    st.subheader("What it is linked to", anchor=False)
    whole = "The strategy as a whole"
    named = [
        whole if kind == "strategy" else f"{code} {words.MISSING if words.missing(label) else label}"
        for kind, code, label in zip(links["scope_kind"], links["scope_id"], links["scope_label"], strict=True)
    ]
    table = pd.DataFrame(
        {"Speaks of": named, "What it contributes": links["contribution_statement"].fillna(links["note"])}
    )
    frame.table(table, alt=f"What {sheet['indicator_id']} is linked to", columns=_WIDE)


_WIDE = {"What it contributes": st.column_config.TextColumn(width="large")}


def _versions(versions: pd.DataFrame) -> None:
    st.subheader(f"Versions of the sheet ({len(versions)})", anchor=False)
    table = pd.DataFrame(
        {
            "Version": versions["indicator_version_no"].astype(str),
            "Holds": versions["is_current"].map({True: "yes", False: "no"}),
            "Valid from": pd.to_datetime(versions["valid_from_date"]),
            "Why": versions["reason"],
            "Better is": versions["direction"].map(lambda code: DIRECTIONS.get(str(code), str(code))),
            "Status": versions["approval_status"],
            "Approved by": versions["approver"],
            "Definition": versions["definition"],
        }
    )
    frame.table(table, alt="Versions of the reference sheet, newest first")
