"""Indicator: how is this indicator doing, for whom and where?

Owns: the choice of dataset, areas, sex and classification, the trend, the table and the source line.
Never: shows two versions of a classification at once, or an aggregate area among the countries without its mark.
"""

import pandas as pd
import streamlit as st

from dashboards import dimensions, frame, states, words
from dashboards.address import Address
from dashboards.charts import trend
from dashboards.palette import MAX_SERIES
from dashboards.queries import indicators, reading

_FIRST_AREAS = 4


def _body(shown: frame.Shown) -> None:
    datasets = indicators.datasets(shown.source).set_index("dataset_code", drop=False)
    if datasets.empty:
        states.no_rows("ILOSTAT dataset", [])
        return
    address = Address.open("indicator")
    notices = st.container()
    code = address.one(
        st.selectbox, "Indicator or dataset", "dataset", list(datasets.index), datasets.index[0],
        lambda each: _name(datasets.loc[each]),
    )  # fmt: skip
    dataset = datasets.loc[code]
    areas, names = _choose_areas(address, shown, code)
    chosen = dimensions.choose(address, shown.source, code)
    with notices:
        states.unknown_codes(address.close(), lambda each: names.get(each, each))
    _about(dataset)
    if not areas:
        states.no_rows("figure", ["an empty list of areas: choose at least one"], lambda: address.clear(["area"]))
        return
    sql = indicators.observations_sql(code, areas, {name: items.codes for name, items in chosen.items()})
    observations = reading.rows(shown.source, sql)
    if observations["value"].notna().any():
        _trends(observations, dataset, areas, names, chosen.get("sex"), shown)
    else:
        filters = [", ".join(names[each] for each in areas), *(items.text for items in chosen.values())]
        states.no_rows("value", filters, lambda: address.clear(["area", *chosen]))
    _source_line(dataset, shown)
    if len(observations):
        _table(observations, dataset)
        codes = [code, *areas, *(each for items in chosen.values() for each in items.codes)]
        frame.take_away(shown, "indicator", codes, sql)


def _name(dataset: pd.Series) -> str:
    title, code = _title(dataset), dataset["dataset_code"]
    return code if title == code else f"{title} · {code}"


def _title(dataset: pd.Series) -> str:
    names = (dataset["indicator_label"], dataset["dataset_label"], dataset["dataset_code"])
    return str(next(name for name in names if not words.missing(name)))


def _choose_areas(address: Address, shown: frame.Shown, code: str) -> tuple[list[str], dict[str, str]]:
    areas = indicators.dataset_areas(shown.source, code)
    kinds = {"aggregate": " (aggregate)", "unknown": ""}
    names = {
        area.code: f"{area.label}{kinds.get(area.area_type, '')}" for area in areas.itertuples() if area.value_count
    }
    countries = areas[(areas["area_type"] == "country") & (areas["value_count"] > 0)]
    best = countries.sort_values(["value_count", "last_year", "code"], ascending=[False, False, True])
    first = set(best["code"].head(_FIRST_AREAS))
    default = [code for code in names if code in first] or list(names)[:1]
    chosen = address.many(
        st.multiselect, f"Areas (up to {MAX_SERIES} of {len(names)} with values)", "area", list(names), default,
        lambda each: names[each], most=MAX_SERIES, max_selections=MAX_SERIES, placeholder="Choose areas",
        select_all=False,
    )  # fmt: skip
    return chosen, names


def _about(dataset: pd.Series) -> None:
    parts = []
    if not words.missing(dataset["indicator_id"]):
        parts.append(f":gray-badge[{dataset['approval_status']}] Indicator {dataset['indicator_id']} is our proposal;")
        parts.append("the strategy sets no indicator of its own.")
    if dataset["is_partial"]:
        parts.append(":orange-badge[partial] This release holds only an extract of the dataset.")
    if not words.missing(dataset["caution"]) and dataset["caution"]:
        parts.append(f"**Caution:** {words.markdown(dataset['caution'])}.")
    if parts:
        st.markdown(f":small[{' '.join(parts)}]")


def _trends(
    observations: pd.DataFrame,
    dataset: pd.Series,
    areas: list[str],
    names: dict[str, str],
    sexes: dimensions.Chosen | None,
    shown: frame.Shown,
) -> None:
    unit = "" if words.missing(dataset["unit"]) else str(dataset["unit"])
    title = _title(dataset)
    rows = observations.assign(area=observations["reference_area_code"].map(names))
    order = [names[code] for code in areas]
    everything = trend.points(rows, "area", order)
    if sexes is None or len(sexes.codes) == 1:
        frame.section(words.markdown(trend.headline(everything, order, unit)))
        _trend(everything, order, title, unit, trend.extent(everything), shown)
    else:
        frame.section("By sex, one chart per area", "All charts share one scale.")
        cells = [cell for _ in range(0, len(order), 2) for cell in st.columns(2)]
        for cell, area in zip(cells, order, strict=False):
            known = trend.points(rows[rows["area"] == area], "sex_label", list(sexes.labels))
            with cell:
                st.subheader(words.markdown(area), anchor=False)
                if known.empty:
                    st.markdown("No value for this choice.")
                else:
                    _trend(known, list(sexes.labels), f"{title}, {area}", unit, trend.extent(everything), shown)
    notes = trend.footnotes(everything)
    if notes:
        st.markdown(f":small[:gray[{words.markdown(' '.join(notes))}]]")


def _trend(
    known: pd.DataFrame, order: list[str], title: str, unit: str, span: trend.Extent, shown: frame.Shown
) -> None:
    chart = trend.trend(known, order, unit, span, shown.palette)
    st.altair_chart(chart, width="stretch", theme=None, alt=trend.in_words(known, title, unit))


def _source_line(dataset: pd.Series, shown: frame.Shown) -> None:
    rule = str(dataset["known_from_rule"]).replace("_", " ")
    sample = "Invented sample data in the layout of ILOSTAT. " if shown.is_sample else ""
    st.markdown(
        f":small[:gray[{sample}Source: {words.markdown(dataset['producer'])} · dataset "
        f"{words.markdown(dataset['dataset_code'])} · file {words.markdown(dataset['file_name'])}, "
        f"snapshot {dataset['snapshot_id']} · known from "
        f"{words.day(dataset['known_from'])} ({rule}) · licence {words.markdown(dataset['licence'])} · release "
        f"{words.markdown(shown.source.release_id)}]]"
    )


def _table(observations: pd.DataFrame, dataset: pd.Series) -> None:
    frame.section("The same figures as a table")
    shown = pd.DataFrame(
        {
            "Area": observations["reference_area_label"].fillna(observations["reference_area_code"]),
            "Period": observations["time_period"],
            "Value": observations["value"],
            "Status": dimensions.status_words(observations),
            "Sex": observations["sex_label"],
            "Classification": observations["classification_1_label"],
            "Second classification": observations["classification_2_label"],
            "Source": observations["source_label"],
        }
    ).sort_values(["Area", "Sex", "Classification", "Period"], ascending=[True, True, True, False])
    shown = shown.dropna(axis="columns", how="all")
    frame.table(shown, alt=f"Figures of {dataset['dataset_code']} for the chosen areas, newest first", height=320)


def page() -> None:
    """Draw the page."""
    frame.show("indicator", _body)


if __name__ == "__main__":
    page()
