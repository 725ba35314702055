"""Countries: what is the picture in one country, and how does it compare?

Owns: the choice of the country and of the indicator that its region is shown for, and what is said where nothing is
known.
Never: ranks countries.
"""

import pandas as pd
import streamlit as st

from dashboards import frame, states, words
from dashboards.address import Address
from dashboards.parts import choice, country, country_region
from dashboards.queries import countries, progress, reading
from dashboards.status import CLASS_MARKS


def _body(shown: frame.Shown) -> None:
    if not progress.is_known(shown.source):
        states.older_release("baselines, targets and progress")
        return
    address = Address.open("countries")
    notices = st.container()
    known = countries.countries(shown.source)
    if known.empty:
        states.no_rows("country", [])
        return
    names = dict(zip(known["code"], known["label"], strict=True))
    code = address.one(st.selectbox, "Country", "geo", list(names), _first(known), names.__getitem__)
    place = known.set_index("code", drop=False).loc[code]
    if place["indicator_count"]:
        _country(place, address, shown)
    else:
        _nothing(place, shown)
    with notices:
        states.unknown_codes(address.close(), lambda each: names.get(each, each))


def _first(known: pd.DataFrame) -> str:
    """The country with most indicators, the first by name of several."""
    best = known.sort_values(["indicator_count", "label", "code"], ascending=[False, True, True])
    return str(best["code"].iloc[0])


def _country(place: pd.Series, address: Address, shown: frame.Shown) -> None:
    code, name = str(place["code"]), str(place["label"])
    sql = countries.profile_sql(code)
    rows = reading.rows(shown.source, sql)
    country.profile(rows, code, name, sql, shown)
    country.change(rows, code, name, sql, address, shown)
    _region(rows, place, address, shown)
    frame.legend(CLASS_MARKS)


def _region(rows: pd.DataFrame, place: pd.Series, address: Address, shown: frame.Shown) -> None:
    if words.missing(place["region_code"]):
        frame.section("In its region")
        st.markdown("No list of regions names this country or territory, so there is no region to show it in.")
        return
    offered = choice.offered(shown.source)
    loaded = rows[[offered[code].loaded is not None if code in offered else False for code in rows["dataset_code"]]]
    if loaded.empty:
        return
    labels = dict(zip(loaded["indicator_id"], loaded["indicator_label"], strict=True))
    here = loaded.loc[loaded["value"].notna(), "indicator_id"]
    comparable = [
        each
        for each, dataset in zip(loaded["indicator_id"], loaded["dataset_code"], strict=True)
        if each in set(here) and not offered[dataset].no_comparison
    ]
    first = next(iter([*comparable, *here, *labels]))
    indicator = address.one(
        st.selectbox, f"Indicator to show {place['region_label']} for", "indicator", list(labels), first,
        lambda each: f"{each} {labels[each]}",
    )  # fmt: skip
    dataset = offered[loaded.set_index("indicator_id").loc[indicator, "dataset_code"]]
    country_region.show(dataset, indicator, place, address, shown)
    frame.link("indicator", f"Open the indicator {indicator}", {"dataset": dataset.code})


def _nothing(place: pd.Series, shown: frame.Shown) -> None:
    with st.container(border=True):
        st.markdown(f"**No indicator has data for {words.markdown(place['label'])} since {countries.FIRST_YEAR}.**")
        st.markdown(
            "Choose another country, or look on *Coverage* which countries and years have figures. A dataset that is "
            "followed but not loaded comes with `dwsc fetch`."
        )
    frame.link("coverage", "Open Coverage", {})
    older = reading.rows(shown.source, countries.profile_sql(str(place["code"])))
    older = older[older["value"].notna()]
    if len(older):
        names = "; ".join(f"{row.indicator_label} ({int(row.year)})" for row in older.itertuples())
        st.markdown(f":small[Figures before {countries.FIRST_YEAR}: {words.markdown(names)}.]")


def page() -> None:
    """Draw the page."""
    frame.show("countries", _body)


if __name__ == "__main__":
    page()
