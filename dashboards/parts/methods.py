"""Progress of one indicator in one area: what it is measured from and towards, and five methods side by side.

Owns: the choice of area, group and year, the sentence on baseline, value and target, and the card of each method.
Never: rates a value; colours what is not rated.
"""

from typing import Any

import pandas as pd
import streamlit as st

from dashboards import frame, states, words
from dashboards.address import Address
from dashboards.parts import about, arithmetic
from dashboards.parts.choice import Dataset
from dashboards.queries import indicators, progress, reading

_KINDS = {
    "survey": "reported by a national source",
    "modelled": "ILO modelled estimate",
    "unknown": "source not given",
    "reported": "reported",
    "defined": "by definition",
    "projected": "projection",
}
_TYPES = {
    "value": "a value",
    "relative_change": "a relative change",
    "direction_only": "a direction, no number",
    "maintain": "keep the level",
    "band": "a band",
    "done_by_date": "done by a date",
}


def show(address: Address, dataset: Dataset, shown: frame.Shown) -> dict[str, str] | None:
    """The view: one value, chosen by area, group and year, and what each method makes of it."""
    if not progress.is_known(shown.source):
        states.older_release("baselines, targets and progress")
        return None
    offered = progress.offered(shown.source, dataset.code)
    if offered.empty:
        _no_indicator(dataset)
        return None
    names = dict(zip(offered["code"], offered["label"], strict=True))
    area, group, year = _choose(address, dataset, offered, names, shown)
    indicator = str(offered["indicator_id"].iloc[0])
    sql = progress.methods_sql(indicator, area, group, year)
    rated = reading.rows(shown.source, sql)
    points = reading.rows(shown.source, progress.points_sql(indicator, area, group))
    main = _main(rated)
    frame.section(_headline(main), _note(main))
    st.markdown("\n".join(f"- {line}" for line in _facts(main, rated.iloc[0], points)))
    _cards(rated)
    about.source_line(dataset, shown)
    frame.take_away(shown, "methods", [indicator, area, group, str(year)], sql)
    return names


def _no_indicator(dataset: Dataset) -> None:
    with st.container(border=True):
        st.markdown(
            f"**{words.markdown(dataset.title)} is rated by no indicator.** Progress needs a reference sheet with a "
            "direction and a baseline. *Figures* shows its values all the same."
        )


def _choose(
    address: Address, dataset: Dataset, offered: pd.DataFrame, names: dict[str, str], shown: frame.Shown
) -> tuple[str, str, int]:
    # The first area that there is most to say of: one with a number to reach, or else with a target at all.
    best = offered.sort_values(["has_number", "has_target"], ascending=False, kind="stable")
    first = str(best["code"].iloc[0])
    left, middle, right = st.columns([2, 2, 1])
    with left:
        area = address.one(st.selectbox, "Area", "geo", list(names), first, names.__getitem__)
    here = offered[offered["code"] == area]
    groups = _groups(dataset, here, shown)
    whole = "total" if "total" in groups else next(iter(groups))
    with middle:
        group = address.one(st.selectbox, "Group", "group", list(groups), whole, groups.__getitem__)
    here = here[here["disaggregation"] == group]
    years = [str(year) for year in sorted(here["year"].unique(), reverse=True)]
    latest = here.loc[here["is_latest"], "year"]
    with right:
        year = address.one(st.selectbox, "Year", "year", years, str(latest.iloc[0]) if len(latest) else years[0])
    return area, group, int(year)


def _groups(dataset: Dataset, here: pd.DataFrame, shown: frame.Shown) -> dict[str, str]:
    """Groups of an area by code, with the words of the dataset; the total first."""
    named = {"total": "Total"}
    for dimension, part in (("sex", "sex"), ("classification_1", "classif1"), ("classification_2", "classif2")):
        items = indicators.dataset_items(shown.source, dataset.code, dimension)
        named |= {f"{part}={row.code}": words.item(str(row.label)) for row in items.itertuples()}
    found = sorted(here["disaggregation"].unique(), key=lambda code: (code != "total", named.get(code, code)))
    return {code: named.get(code, code) for code in found}


def _main(rated: pd.DataFrame) -> Any:
    """The row of the method that counts: linear where a target has a number, else the trend."""
    kind = rated["target_type"].iloc[0]
    method = "trend" if words.missing(kind) or kind in ("none", "direction_only") else "linear"
    return rated[rated["method"] == method].iloc[0]


def _headline(main: Any) -> str:
    place = words.markdown(main["reference_area_label"])
    return f"{place}, {main['year']}: {arithmetic.standing(main)}"


def _note(main: Any) -> str:
    name, _ = arithmetic.METHODS[str(main["method"])]
    return (
        f"The heading goes by the method *{name}*. Five methods stand side by side: they ask different questions, so "
        "they may differ."
    )


def _facts(main: Any, row: Any, points: pd.DataFrame) -> list[str]:
    unit = _unit(row["unit"])
    kind = _KINDS.get(str(row["value_kind"]), str(row["value_kind"]))
    lines = [_baseline(row, unit), f"**Value:** {words.number(row['value'])}{unit} in {row['year']}, {kind}."]
    lines.append(_target(row, unit))
    if len(points):
        told = "; ".join(f"{words.number(each.value)} by {each.year}" for each in points.itertuples())
        lines.append(f"**Points in between:** {told}.")
    if not words.missing(row["has_break_since_baseline"]) and bool(row["has_break_since_baseline"]):
        lines.append("**Break:** the series breaks since the baseline, so the two figures hardly compare.")
    if told := arithmetic.without_pandemic(row):
        lines.append(f"**Without the pandemic:** {told}")
    if told := arithmetic.would_be(main):
        lines.append(f"{told} It is not rated, so it has no colour.")
    return lines


def _unit(unit: Any) -> str:
    """The unit as it stands behind a figure: one that is no percentage in brackets, to be read as a unit."""
    if words.missing(unit) or not unit:
        return ""
    told = words.markdown(unit)
    return f" {told}" if str(unit).startswith("%") else f" ({told})"


def _baseline(row: Any, unit: str) -> str:
    if words.missing(row["baseline_value"]):
        return "**Baseline:** none; no value fits the rule of the reference sheet."
    rule = arithmetic.BASELINES.get(str(row["baseline_rule"]), str(row["baseline_rule"]).replace("_", " "))
    kind = _KINDS.get(str(row["baseline_kind"]), str(row["baseline_kind"]))
    asides = [rule, kind]
    asides += ["a year of the pandemic"] if row["is_pandemic_baseline"] else []
    asides += ["late"] if row["is_late_baseline"] else []
    asides += [f"version {int(row['baseline_version_no'])}"] if row["baseline_version_no"] > 1 else []
    value = words.number(row["baseline_value"])
    return f"**Baseline:** {value}{unit} in {int(row['baseline_year'])} ({'; '.join(asides)})."


def _target(row: Any, unit: str) -> str:
    if words.missing(row["target_type"]) or row["target_type"] == "none":
        return "**Target:** none was proposed for this area and group. The strategy sets no numeric target."
    kind = _TYPES.get(str(row["target_type"]), str(row["target_type"]))
    by = f"by {int(row['target_year'])}"
    if row["target_type"] == "band":
        aim = f"{words.number(row['band_low'])} to {words.number(row['band_high'])}{unit} {by}"
    elif words.missing(row["target_value"]):
        aim = f"no number, {by}"
    else:
        aim = f"{words.number(row['target_value'])}{unit} {by}"
    change = f", {row['change_pct']:+.10g} % from the baseline" if not words.missing(row["change_pct"]) else ""
    version = f"{words.markdown(row['target_id'])}, version {int(row['target_version_no'])}"
    return f"**Target:** {aim} ({kind}{change}; {row['target_status']}; {version})."


def _cards(rated: pd.DataFrame) -> None:
    """Each method in a box of its own; what does not apply says why."""
    rows = list(rated.iterrows())
    for pair in (rows[:2], rows[2:4], rows[4:]):
        for cell, (_, row) in zip(st.columns(2), pair, strict=False):
            with cell, st.container(border=True):
                _card(row)


def _card(row: Any) -> None:
    name, what = arithmetic.METHODS.get(str(row["method"]), (str(row["method"]), ""))
    st.subheader(words.markdown(name), anchor=False)
    st.markdown(f":small[:gray[{words.markdown(what)}]]")
    st.markdown(f"**{arithmetic.verdict(row)}**" if not words.missing(row["class"]) else arithmetic.verdict(row))
    told = arithmetic.lines(row)
    if told:
        st.markdown("\n".join(f"- {words.markdown(line)}" for line in told))
