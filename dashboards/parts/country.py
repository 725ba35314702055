"""One country: its profile, and every indicator from baseline to latest value.

Owns: the words and looks of the profile, and the block of the slopes.
Never: colours what is not rated, or leaves an indicator without a figure out.
"""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from dashboards import block, frame, words
from dashboards.address import Address
from dashboards.charts import slope
from dashboards.palette import Palette
from dashboards.parts import arithmetic
from dashboards.parts.choice import DIRECTIONS
from dashboards.queries import release
from dashboards.status import mark

KINDS = {
    "survey": "Reported",
    "reported": "Reported",
    "modelled": "Modelled estimate",
    "unknown": "Source not given",
    "projected": "Projection",
    "defined": "By definition",
}
_EXACT = "%.10g"
_OPEN = 3  # years back from the date of the release, after which a value is called old


def profile(rows: pd.DataFrame, area: str, name: str, sql: str, shown: frame.Shown) -> None:
    """Every indicator of the framework in the country; what has no figure says so."""
    frame.section(_headline(rows, name), _HOW)
    table = _table(rows, shown.as_of.year)
    frame.table(
        table,
        alt=f"Indicators of the framework in {name}: baseline, latest value, change, class or reason",
        height="content",
        columns=_COLUMNS,
        styled=lambda each: _coloured(each, rows, shown.palette),
    )
    frame.take_away(shown, "profile", [area], sql)


_HOW = (
    "Totals only. Change is latest value less baseline, in the unit of the indicator; *Reading* says which way is "
    "better. A class needs reported, recent figures; where there is none, the table says why. *By trend* goes by "
    "growth a year since the baseline, because there is no target with a number; the view *Progress* of the indicator "
    "has the arithmetic. Every indicator and target is a proposal."
)
_COLUMNS = {
    "Indicator": st.column_config.TextColumn(pinned=True, width=180),
    " ": st.column_config.TextColumn(width=30, alignment="center", help="The mark of the class"),
    "Class, or why there is none": st.column_config.TextColumn(width=235),
    **dict.fromkeys(("Baseline", "Latest", "Target"), st.column_config.NumberColumn(format=_EXACT, width=75)),
    "Data year": st.column_config.TextColumn(width=125),
    "Change": st.column_config.NumberColumn(format="%+.4g", width=75),
    "Unit": st.column_config.TextColumn(width=100),
    "Reading": st.column_config.TextColumn(width=115),
}


def _headline(rows: pd.DataFrame, name: str) -> str:
    known, rated = int(rows["value"].notna().sum()), rows[rows["class"].notna()]
    good = int(rated["class"].isin(["achieved", "on_track"]).sum())
    told = f"{words.markdown(name)}: {known} of {words.count(len(rows), 'indicator')} have a value"
    if rated.empty:
        return f"{told}; none is rated"
    trends = int(rated["method"].eq("trend").sum())
    some = "all" if trends == len(rated) else f"{trends} of them"
    how = f" ({some} by trend, without a target)" if trends else ""
    return f"{told}; {good} of {len(rated)} rated are achieved or on track{how}"


def _table(rows: pd.DataFrame, year: int) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Indicator": rows["indicator_id"] + " " + rows["indicator_label"],
            " ": [_mark(row).symbol for _, row in rows.iterrows()],
            "Class, or why there is none": [_class(row) for _, row in rows.iterrows()],
            "Baseline": rows["baseline_value"],
            "Baseline year": years(rows["baseline_year"]),
            "Latest": rows["value"],
            "Data year": [_data_year(each, year) for each in rows["year"]],
            "Change": rows["change"],
            "Unit": rows["unit"],
            "Reading": rows["direction"].map(lambda code: DIRECTIONS.get(code, code), na_action="ignore"),
            "Target": rows["target_value"],
            "Target year": years(rows["target_year"]),
            "Kind of value": rows["value_kind"].map(lambda kind: KINDS.get(kind, kind), na_action="ignore"),
            "Break since baseline": rows["has_break_since_baseline"].map({True: "yes", False: "no"}),
            "Judged by": rows["method"].map({"linear": "way to the target", "trend": "growth a year, no target"}),
            "Dataset": rows["dataset_code"],
        }
    )


def _mark(row: Any) -> Any:
    if not words.missing(row["class"]):
        return mark(row["class"])
    return mark("no_value" if words.missing(row["value"]) else "not_rated")


def _class(row: Any) -> str:
    if not words.missing(row["class"]):
        return f"{mark(row['class']).word}{', by trend' if row['method'] == 'trend' else ''}"
    return "No value" if words.missing(row["value"]) else f"Not rated: {arithmetic.why(row)}"


def years(found: pd.Series) -> pd.Series:
    """Years as text, so that no separator stands in them."""
    return found.map(lambda year: None if words.missing(year) else str(int(year)))


def _data_year(year: Any, now: int) -> str | None:
    if words.missing(year):
        return None
    back = now - int(year)
    return f"{int(year)}, {back} years back" if back > _OPEN else str(int(year))


def _coloured(table: pd.DataFrame, rows: pd.DataFrame, palette: Palette) -> Styler:
    colours = [getattr(palette, _mark(row).colour) for _, row in rows.iterrows()]
    return table.style.apply(lambda _: [f"color: {colour}" for colour in colours], subset=[" "])


def change(rows: pd.DataFrame, area: str, name: str, sql: str, address: Address, shown: frame.Shown) -> None:
    """From baseline to latest value, a small chart per indicator."""
    drawn = slope.prepared(rows)
    if drawn.empty:
        frame.section("From baseline to latest value")
        st.markdown("No indicator has a baseline and a later value here, so there is no change to draw.")
        return
    moved = rows[rows["change"].notna()]
    ways = [f"{int((moved['change'] * sign > 0).sum())} {word}" for sign, word in ((1, "rose"), (-1, "fell"))]
    still = int((moved["change"] == 0).sum())
    ways += [f"{still} did not change"] if still else []
    block.show(
        block.Block(
            key="slopes",
            title=f"From baseline to latest value: {', '.join(ways)}",
            subtitle=f"{name} · rising is not better everywhere: the table says which way is · left the "
            "baseline, right the latest value, each with its year. Each small chart has its own scale from nought: "
            "steepness compares only where the scales are the same",
            panels=(block.Panel(partial(slope.slopes, drawn), slope.in_words(drawn, name)),),
            table=_table(rows, shown.as_of.year),
            sql=sql,
            filters=(area,),
            notes=tuple(note for note in (_marks(drawn), _without(rows)) if note),
            origin=_origin(rows, "baseline and latest value of each indicator", shown),
            columns=_COLUMNS,
            is_wide=True,
            width="content",
        ),
        address,
        shown,
    )


def _marks(drawn: pd.DataFrame) -> str:
    told = ["● reported"]
    told += ["○ modelled estimate"] if drawn["is_estimate"].any() else []
    told += ["broken line: the series breaks in between"] if drawn["is_broken"].any() else []
    return f"How to read the marks: {' · '.join(told)}."


def _without(rows: pd.DataFrame) -> str:
    left = rows[rows["change"].isna()]
    named = ", ".join(left["indicator_id"])
    return f"Not drawn, for want of a baseline or a later value: {named}." if named else ""


def _origin(rows: pd.DataFrame, processing: str, shown: frame.Shown) -> block.Origin:
    known = int(rows["value"].notna().sum())
    licences = ", ".join(release.licences(shown.source, "ilostat")) or "none is stated"
    named = words.count(rows.loc[rows["value"].notna(), "dataset_code"].nunique(), "dataset")
    return block.Origin(
        f"ILOSTAT layout, {named}, snapshots in the download",
        processing,
        f"{known} of {words.count(len(rows), 'indicator')} with a value",
        licences,
    )
