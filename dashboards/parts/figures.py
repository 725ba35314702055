"""The figures of a choice: trend, legend in words, table and download.

Owns: how one choice is shown, with or without an earlier vintage beside it, and what the choice leaves out.
Never: shows two versions of a classification at once, or compares levels that the source says do not compare.
"""

import pandas as pd
import streamlit as st

from dashboards import dimensions, frame, words
from dashboards.charts import points, said, trend
from dashboards.parts.choice import Dataset
from dashboards.parts.figure_table import table_of
from dashboards.parts.vintage import Earlier
from dashboards.queries import indicators, reading


def show(
    observations: pd.DataFrame,
    earlier: Earlier | None,
    dataset: Dataset,
    names: dict[str, str],
    chosen: dict[str, dimensions.Chosen],
    shown: frame.Shown,
) -> None:
    """The trend of a choice, what its marks mean, and what it does not show.

    Args:
        observations: the result of `indicators.figures_sql`, with at least one value.
        earlier: the same choice in an earlier vintage, where one was picked.
        dataset: the dataset.
        names: names of the chosen areas by code, in the order of their colours.
        chosen: what was chosen in each dimension.
        shown: the release.
    """
    rows = _named(observations, names)
    before = None if earlier is None else _named(earlier.observations, names)
    sexes = chosen.get("sex")
    order = list(names.values())
    everything = points.points(rows, "area", order)
    if sexes is None or len(sexes.codes) == 1:
        past = None if before is None else points.points(before, "area", order)
        _one_chart(everything, past, order, dataset, chosen, shown)
    else:
        _chart_per_area(rows, before, order, list(sexes.labels), dataset, shown)
    _notes(rows, everything, earlier, order, shown)


def _named(observations: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    sexes = observations["sex_label"].map(words.item, na_action="ignore")
    return observations.assign(area=observations["reference_area_code"].map(names), sex_label=sexes)


def _one_chart(
    everything: pd.DataFrame,
    past: pd.DataFrame | None,
    order: list[str],
    dataset: Dataset,
    chosen: dict[str, dimensions.Chosen],
    shown: frame.Shown,
) -> None:
    apart = dataset.no_comparison and len(order) > 1
    head = "Each country against itself" if apart else said.headline(everything, order, dataset.unit.split(" (")[0])
    items = " · ".join(items.line for items in chosen.values())
    frame.section(words.markdown(head), words.markdown(items))
    if apart:
        st.markdown(words.markdown(said.trends_of_each(everything, order)))
    _trend(everything, past, order, dataset, dataset.title, _span(everything, past), shown)


def _chart_per_area(
    rows: pd.DataFrame,
    before: pd.DataFrame | None,
    areas: list[str],
    sexes: list[str],
    dataset: Dataset,
    shown: frame.Shown,
) -> None:
    frame.section("By sex, one chart per area", "All charts share one scale.")
    past = None if before is None else points.points(before, "sex_label", sexes)
    span = _span(points.points(rows, "sex_label", sexes), past)
    cells = [cell for _ in range(0, len(areas), 2) for cell in st.columns(2)]
    for cell, area in zip(cells, areas, strict=False):
        known = points.points(rows[rows["area"] == area], "sex_label", sexes)
        past = None if before is None else points.points(before[before["area"] == area], "sex_label", sexes)
        with cell:
            st.subheader(words.markdown(area), anchor=False)
            if known.empty:
                st.markdown("No value for this choice.")
            else:
                _trend(known, past, sexes, dataset, f"{dataset.title}, {area}", span, shown)


def _span(known: pd.DataFrame, past: pd.DataFrame | None) -> points.Extent:
    return points.extent(known) if past is None or past.empty else points.extent(known, past)


def _trend(
    known: pd.DataFrame,
    past: pd.DataFrame | None,
    order: list[str],
    dataset: Dataset,
    title: str,
    span: points.Extent,
    shown: frame.Shown,
) -> None:
    chart = trend.trend(known, order, dataset.unit, span, shown.palette, past)
    st.altair_chart(chart, width="stretch", theme=None, alt=said.in_words(known, title, dataset.unit))


def _notes(
    rows: pd.DataFrame, everything: pd.DataFrame, earlier: Earlier | None, order: list[str], shown: frame.Shown
) -> None:
    marks = said.legend(everything)
    if earlier is not None:
        marks.append(f"thin long dashes: as {earlier.name}; ✕ where that figure is not the same now")
    lines = ["How to read the marks: " + " · ".join(marks) + "."]
    lines.append(said.data_years(everything, order, shown.as_of.year))
    lines.append(said.withheld(rows))
    st.markdown("\n\n".join(f":small[:gray[{words.markdown(line)}]]" for line in lines if line))


def left_out(dataset: Dataset, areas: list[str], items: dict[str, list[str]], shown: frame.Shown) -> None:
    """What the best series of this choice leaves out, counted by reason."""
    found = reading.rows(shown.source, indicators.left_out_sql(dataset.code, areas, items))
    if found.empty:
        return
    parts = [
        f"{words.count(int(each.observation_count), 'figure')} of {words.count(int(each.area_count), 'area')} "
        f"({words.years(each.first_year, each.last_year)}): {each.reason}"
        for each in found.itertuples()
    ]
    st.markdown(f":small[**Left out of the best series:** {words.markdown('; '.join(parts))}. Choose *All published* "
                "above to see them.]")  # fmt: skip


def table(
    observations: pd.DataFrame,
    earlier: Earlier | None,
    dataset: Dataset,
    codes: list[str],
    sql: str,
    shown: frame.Shown,
) -> None:
    """The same figures as a table, with their download."""
    frame.section("The same figures as a table", "Newest first. Notes are ILOSTAT's own words.")
    columns = {
        "Break": st.column_config.TextColumn(width=150),
        "Notes": st.column_config.TextColumn(width="large"),
        "Area": st.column_config.TextColumn(pinned=True),
    }
    alt = f"Figures of {dataset.code} for the chosen areas, newest first"
    frame.table(table_of(observations, earlier), alt=alt, height=360, columns=columns)
    frame.take_away(shown, "indicator", codes, sql)
    if earlier is not None:
        st.markdown(f":small[:gray[The figures {words.markdown(earlier.name)}, as that vintage gave them:]]")
        frame.take_away(shown, "earlier", [*codes, earlier.snapshot_id], earlier.sql)
