"""What speaks for and against an estimate: both groups by year, effects by year, areas left out, placebos.

Owns: the blocks of these charts, and the sentences on placebos.
Never: shows the years from the start on of a design that the gate refused.
"""

from functools import partial

import pandas as pd
import streamlit as st

from dashboards import block, frame, impact, words
from dashboards.address import Address
from dashboards.charts import impact as charts
from dashboards.parts import impact_design
from dashboards.queries import impact as queries
from dashboards.queries import reading


def groups(row: pd.Series, address: Address, shown: frame.Shown) -> None:
    """Means of both groups by year; of a refused design the years before its start alone."""
    sql, rows = _rows(row, shown, "group_mean", "fitted_line")
    means, fitted = (rows[rows["diagnostic"] == kind] for kind in ("group_mean", "fitted_line"))
    if means.empty:
        return
    unit, start = _unit(row), _start(row)
    passed = row["verdict"] == "passed"
    title = "Both groups before and after the start" if passed else "Before the start"
    if row["method"] == "interrupted_series":
        title = "The series and the lines through it" if passed else "The series before the start"
    notes = () if passed else ("The design is refused, so the years from the start on are not shown.",)
    block.show(
        block.Block(
            key="groups",
            title=title,
            subtitle=f"{row['indicator_label']} · {unit}{impact.better(row)} · mean of the areas that can be used",
            panels=(
                block.Panel(
                    partial(charts.groups, means, fitted, start, unit),
                    charts.groups_in_words(means, start, unit),
                ),
            ),
            table=pd.DataFrame(
                {
                    "Group": rows["role"].map(impact.ROLES),
                    "What": rows["diagnostic"].map({"group_mean": "mean", "fitted_line": "fitted line"}),
                    "Year": rows["year"].astype("Int64").astype(str),
                    "Value": rows["value"],
                    "Areas": rows["area_count"],
                }
            ),
            sql=sql,
            filters=(row["design_id"],),
            notes=(_marks(means), *notes),
            origin=_origin(row, shown, "means of areas"),
        ),
        address,
        shown,
    )


def _marks(means: pd.DataFrame) -> str:
    told = {"treated": "● treated areas, full line", "comparison": "○ comparison areas, dashed line"}
    return " · ".join(text for role, text in told.items() if role in set(means["role"])) + "."


def effects(row: pd.Series, address: Address, shown: frame.Shown) -> None:
    """The difference by year since the start; those before it should lie around nought."""
    sql, rows = _rows(row, shown, "event_time")
    if rows.empty:
        return
    unit = _unit(row)
    block.show(
        block.Block(
            key="effects",
            title=f"By year since the start: {impact.before_start(rows)}",
            subtitle=f"Treated less comparison, against the year before the start · {unit}{impact.better(row)}",
            panels=(block.Panel(partial(charts.effects, rows, unit), charts.effects_in_words(rows, unit)),),
            table=pd.DataFrame(
                {
                    "Years since the start": rows["event_time"].astype("Int64").astype(str),
                    "Difference": rows["value"],
                    "From": rows["interval_low"],
                    "To": rows["interval_high"],
                    "p": rows["p_value"],
                    "Treated areas": rows["area_count"],
                }
            ),
            sql=sql,
            filters=(row["design_id"],),
            notes=(
                "○ before the start, where nothing should show · ● from the start on. The year before the start is the "
                "base. Intervals of 95 % are for each year alone: one in twenty lies away from nought by chance.",
            ),
            origin=_origin(row, shown, "differences of changes"),
        ),
        address,
        shown,
    )


def leave_one_out(row: pd.Series, estimate: float, address: Address, shown: frame.Shown) -> None:
    """The estimate without each area."""
    sql, rows = _rows(row, shown, "leave_one_out")
    if rows.empty:
        return
    unit = _unit(row)
    turned = int((rows["value"] * estimate <= 0).sum())
    tells = "the sign stays whichever is left out" if not turned else f"the sign turns in {turned} of {len(rows)}"
    block.show(
        block.Block(
            key="without",
            title=f"Without one area each: {tells}",
            subtitle=f"The estimate without the area named · {unit}{impact.better(row)}",
            panels=(
                block.Panel(
                    partial(charts.leave_one_out, rows, estimate, unit),
                    charts.leave_one_out_in_words(rows, estimate),
                ),
            ),
            table=pd.DataFrame(
                {
                    "Without": rows["reference_area_label"],
                    "Part in the plan": rows["role"],
                    "Estimate": rows["value"],
                }
            ),
            sql=sql,
            beside={
                "The estimate with all areas": queries.estimates_sql(row["design_id"], int(row["design_version_no"]))
            },
            filters=(row["design_id"],),
            notes=("● without a treated area · ○ without a comparison area · dashed line: with all areas.",),
            origin=_origin(row, shown, "differences of changes"),
        ),
        address,
        shown,
    )


def placebos(row: pd.Series, estimate: float, shown: frame.Shown) -> None:
    """An invented start and invented treated areas: what they show where nothing can have happened."""
    sql, rows = _rows(row, shown, "placebo_in_time", "placebo_in_space", "two_way_fixed_effects")
    frame.section("Where nothing can have happened", "The same sums for an invented start and for invented areas.")
    for _, each in rows[rows["diagnostic"] == "placebo_in_time"].iterrows():
        st.markdown(
            f"A start invented for {int(each['year'])}, on the years before the real one: "
            f"{impact.signed(each['value'])} (p = {impact.p_value(each['p_value'])})."
        )
    space = rows.loc[rows["diagnostic"] == "placebo_in_space", "value"]
    if len(space):
        further = int((space.abs() >= abs(estimate)).sum())
        st.markdown(
            f"Taking each comparison area alone for the treated one: {further} of {len(space)} lie at least as far "
            f"from nought as the estimate, {impact.signed(estimate)}. One area varies more than a mean of several."
        )
    for _, each in rows[rows["diagnostic"] == "two_way_fixed_effects"].iterrows():
        st.markdown(
            f"By regression with fixed effects of areas and years: {impact.signed(each['value'])}, standard error "
            f"clustered by area {words.number(each['standard_error'])}."
        )
    frame.take_away(shown, "impact_placebos", [row["design_id"]], sql)


def _rows(row: pd.Series, shown: frame.Shown, *kinds: str) -> tuple[str, pd.DataFrame]:
    sql = queries.diagnostics_sql(row["design_id"], int(row["design_version_no"]), kinds)
    return sql, reading.rows(shown.source, sql)


def _unit(row: pd.Series) -> str:
    return "" if words.missing(row["unit"]) else str(row["unit"])


def _start(row: pd.Series) -> charts.Start:
    return charts.Start(int(row["first_start_year"]), row["method"] == "staggered_difference_in_differences")


def _origin(row: pd.Series, shown: frame.Shown, processing: str) -> block.Origin:
    sql = impact_design.values_sql(row)
    found = reading.rows(shown.source, sql)
    told = {name: _listed(found[name]) for name in ("producer", "dataset_code", "licence")}
    areas = int(row["treated_area_count"]) + int(row["comparison_area_count"])
    used = found["reference_area_code"].nunique()
    return block.Origin(
        f"{told['producer']}, dataset {told['dataset_code']}",
        f"{processing}, by the registered plan",
        f"{used} of {words.count(areas, 'area')} with values",
        told["licence"],
    )


def _listed(values: pd.Series) -> str:
    return ", ".join(sorted({str(value) for value in values if not words.missing(value)})) or "not stated"
