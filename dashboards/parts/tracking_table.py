"""The tracking table on the page: rows as people read them, and what can be taken away.

Owns: the columns on screen and their looks, the links to the page of an indicator, the files of the view and of all.
Never: computes a figure; leaves a class to its colour.
"""

from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from dashboards import dimensions, frame, takeaway, words
from dashboards.palette import Palette
from dashboards.parts.choice import DIRECTIONS
from dashboards.parts.country import KINDS
from dashboards.queries import reading, release, tracking
from dashboards.status import mark
from warehouse.reports.tracking import Choice, filters
from warehouse.reports.tracking_columns import ACTUAL, REASONS
from warehouse.reports.tracking_workbook import About, workbook

_STEPS = {"better": "▲ better", "worse": "▼ worse", "unchanged": "＝ unchanged", "rose": "↑ rose", "fell": "↓ fell"}
_EXACT = "%.10g"  # as many digits as a figure has, and no more
_HIGH = 620


def show(rows: pd.DataFrame, shown: frame.Shown) -> None:
    """The rows of a view as a table; as plain HTML where the reader asked for simple tables."""
    is_simple = frame.simple_tables()
    table = _table(rows, linked=not is_simple)
    frame.table(
        table,
        alt=f"Baseline, target and actual of {words.count(len(rows), 'series', 'series')}",
        height=_HIGH,
        columns=_columns(table),
        styled=lambda each: _coloured(each, rows, shown.palette),
    )


def downloads(choice: Choice, sql: str, shown: frame.Shown) -> None:
    """The view as CSV and workbook, the whole table as workbook, and the query of the view."""
    view = _taken("tracking", tuple(choice.codes), sql, filters(choice), shown)
    every = _taken("tracking_all", (), tracking.ALL_SQL, (), shown)
    with st.container(horizontal=True, vertical_alignment="center", key="actions_tracking"):
        takeaway.download(view, "Download this view")
        takeaway.download(every, "Download all data")
        takeaway.reproduce(view)


def status(row: Any) -> str:
    """The code of the mark of a row: its class, or why it has none."""
    if not words.missing(row["class"]):
        return str(row["class"])
    if row["reason_not_rated"] == "not_due":
        return "not_due"
    return "no_value" if words.missing(row["value"]) else "not_rated"


def _taken(what: str, codes: tuple[str, ...], sql: str, chosen: tuple[str, ...], shown: frame.Shown) -> takeaway.Taken:
    def book() -> bytes:
        return workbook(reading.arrow(shown.source, sql), _about(chosen, shown))

    return takeaway.Taken(what, codes, sql, shown.source, shown.is_sample, workbook=book)


def _about(chosen: tuple[str, ...], shown: frame.Shown) -> About:
    kinds = {kind: release.licences(shown.source, kind) for kind in ("ilostat", "register")}
    named = "; ".join(f"{kind}: {', '.join(found)}" for kind, found in kinds.items() if found)
    licence = f"Licences of the files behind it: {named or 'none is stated'}."
    return About(shown.source.release_id, shown.as_of.isoformat(), shown.is_sample, licence, chosen)


def _table(rows: pd.DataFrame, *, linked: bool) -> pd.DataFrame:
    marks = [mark(status(row)) for _, row in rows.iterrows()]
    actuals = {f"{name.removeprefix(ACTUAL)}": rows[name] for name in rows.columns if name.startswith(ACTUAL)}
    group = {"Group": rows["disaggregation_label"]}
    # What tells the rows apart stands before the figures; the same word in every row would only push them out of sight.
    tells_apart = rows["disaggregation"].nunique() > 1
    return pd.DataFrame(
        {
            "Indicator": [_address(row) for _, row in rows.iterrows()] if linked else rows["indicator_id"],
            "Area": rows["reference_area_label"],
            **(group if tells_apart else {}),
            " ": [each.symbol for each in marks],
            "Status": [each.word for each in marks],
            "Name": rows["indicator_label"],
            "Baseline": rows["baseline_value"],
            "Baseline year": _whole(rows["baseline_year"]),
            "Actual": rows["value"],
            "Year": _whole(rows["year"]),
            "Target": rows["target_value"],
            "Target year": _whole(rows["target_year"]),
            "Unit": rows["unit"],
            "Reading": rows["direction"].map(lambda code: DIRECTIONS.get(code, code), na_action="ignore"),
            "Done": 100 * rows["met_share"],
            "Why not rated": rows["reason_not_rated"].map(lambda code: REASONS.get(code, code)),
            "Without a target, by trend": rows["trend_class"].map(lambda code: mark(code).word, na_action="ignore"),
            "Kind of value": rows["value_kind"].map(lambda kind: KINDS.get(kind, kind), na_action="ignore"),
            **({} if tells_apart else group),
            **actuals,
            "Expected": rows["expected_value"],
            "Done, 0 to 100 %": 100 * rows["met_share_capped"],
            "Kind of target": [_target(row) for _, row in rows.iterrows()],
            "Last step": rows["trend"].map(_STEPS),
            "Data year": _whole(rows["data_year"]),
            "Source": rows["source_label"],
            "Level": rows["level"],
            "Role": rows["role"],
        }
    )


def _whole(years: pd.Series) -> pd.Series:
    """Years as text, so that no separator stands in them."""
    return years.map(lambda year: None if words.missing(year) else str(int(year)))


def _target(row: Any) -> str | None:
    if words.missing(row["target_type"]):
        return "no target"
    ends = "" if words.missing(row["band_low"]) else f" {row['band_low']:.10g} to {row['band_high']:.10g}"
    return f"{str(row['target_type']).replace('_', ' ')}{ends}, {row['target_status']}"


def _address(row: Any) -> str:
    """The page of the indicator with this area and group, or of the output that it belongs to."""
    base = str(st.context.url).rsplit("/", 1)[0]
    return f"{base}/{page_of(row)}#{row['indicator_id']}"


def page_of(row: Any) -> str:
    """The page and parameters that a row leads to."""
    if words.missing(row["dataset_code"]):
        is_output = str(row["scope"]).startswith("O")
        return f"output?{urlencode({'output': row['scope']})}" if is_output else "overview"
    chosen = {"dataset": row["dataset_code"], "area": row["reference_area_code"], "sex": row["sex_code"]}
    item = row["classification_1_code"]
    if not words.missing(item):
        chosen |= {"classification_1_version": dimensions.version(item), "classification_1": item}
    return f"indicator?{urlencode({name: code for name, code in chosen.items() if not words.missing(code)})}"


def _columns(table: pd.DataFrame) -> dict[str, Any]:
    number = st.column_config.NumberColumn(format=_EXACT, width=75)
    exact = ["Baseline", "Actual", "Target", *(name for name in table.columns if name.isdigit())]
    return {
        "Indicator": st.column_config.LinkColumn(display_text=r"#(.+)$", pinned=True, width=70),
        "Area": st.column_config.TextColumn(pinned=True, width=110),
        "Name": st.column_config.TextColumn(width=170),
        "Group": st.column_config.TextColumn(width=110),
        " ": st.column_config.TextColumn(width=30, alignment="center", help="The mark of the status"),
        "Status": st.column_config.TextColumn(width=135),
        "Done": st.column_config.NumberColumn(
            format="%.1f %%", width=85, help="(actual − baseline) ÷ (target − baseline), not capped"
        ),
        "Done, 0 to 100 %": st.column_config.ProgressColumn(
            format="%.0f %%", min_value=0, max_value=100, width=120, help="The same, capped at 0 and 100 %"
        ),
        "Expected": st.column_config.NumberColumn(format="%.2f", width=95),
        "Why not rated": st.column_config.TextColumn(width=260),
        "Year": st.column_config.TextColumn(width=55),
        "Target year": st.column_config.TextColumn(width=90),
        "Unit": st.column_config.TextColumn(width=100),
        **dict.fromkeys(exact, number),
    }


def _coloured(table: pd.DataFrame, rows: pd.DataFrame, palette: Palette) -> Styler:
    colours = [getattr(palette, mark(status(row)).colour) for _, row in rows.iterrows()]
    return table.style.apply(lambda _: [f"color: {colour}" for colour in colours], subset=[" "])
