"""Indicator: how is this indicator doing, for whom and where?

Owns: the choice of dataset, areas, sex and classification, and of the view: figures, progress, groups, map, history, or
what stands behind.
Never: shows two versions of a classification at once, or an aggregate area among the countries without its mark.
"""

from collections.abc import Callable

import streamlit as st

from dashboards import dimensions, frame, states
from dashboards.address import Address
from dashboards.palette import MAX_SERIES
from dashboards.parts import about, choice, figures, groups, history, latest_map, methods, regions, sheet, vintage
from dashboards.queries import indicators, progress, quality, reading

_FIRST_AREAS = 4
_VIEWS = {
    "figures": "Figures",
    "progress": "Progress",
    "groups": "By group",
    "map": "Map",
    "regions": "Regions",
    "history": "History",
    "about": "About and sources",
}
_SERIES = {"best": "Best series", "all": "All published"}
_SERIES_HELP = (
    "The best series puts reported values before modelled ones, never mixed, and takes one source per period. "
    "All published shows every figure of the chosen version."
)


def _body(shown: frame.Shown) -> None:
    datasets = choice.offered(shown.source)
    if not datasets:
        states.no_rows("ILOSTAT dataset", [])
        return
    address = Address.open("indicator")
    notices = st.container()
    code = address.one(
        st.selectbox, "Indicator or dataset", "dataset", list(datasets), next(iter(datasets)),
        lambda each: datasets[each].name,
    )  # fmt: skip
    dataset = datasets[code]
    if dataset.loaded is None:
        with notices:
            states.unknown_codes(address.close())
        choice.not_loaded(dataset, shown)
        return
    shown.subjects.update(quality.subjects_of(shown.source, datasets=[code]))
    choice.about_line(dataset)
    about.alerts(dataset, shown)
    view = address.one(
        st.segmented_control, "View", "view", list(_VIEWS), "figures", _VIEWS.__getitem__, required=True,
        label_visibility="collapsed",
    )  # fmt: skip
    unknown_labels = _DRAW[view](address, dataset, shown) or {}
    with notices:
        states.unknown_codes(address.close(), lambda each: unknown_labels.get(each, each))


def _figures(address: Address, dataset: choice.Dataset, shown: frame.Shown) -> dict[str, str]:
    areas, names = _choose_areas(address, shown, dataset.code)
    chosen = dimensions.choose(address, shown.source, dataset.code)
    left, right = st.columns(2)
    with left:
        best = _choose_series(address, shown)
    with right:
        picked = vintage.pick(address, dataset.code, shown)
    if not areas:
        states.no_rows("figure", ["an empty list of areas: choose at least one"], lambda: address.clear(["area"]))
        return names
    items = {name: list(dimension.codes) for name, dimension in chosen.items()}
    sql = indicators.figures_sql(shown.source, dataset.code, areas, items, best=best)
    observations = reading.rows(shown.source, sql)
    earlier = None if picked is None else vintage.read(picked, dataset.code, areas, items, shown)
    aims = progress.aims(shown.source, dataset.code, areas, items)
    picked_names = {code: names[code] for code in areas}
    made = figures.Choice(dataset, picked_names, chosen, observations, sql, best, earlier, aims)
    if observations["value"].notna().any():
        figures.show(made, address, shown)
    else:
        filters = [", ".join(picked_names.values()), *(dimension.text for dimension in chosen.values())]
        states.no_rows("value", filters, lambda: address.clear(["area", *chosen]))
        figures.without_values(made, shown)
    return names


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


def _choose_series(address: Address, shown: frame.Shown) -> bool:
    """Whether to show the best series; a release made before there was one shows all figures."""
    if not indicators.has_series(shown.source):
        return False
    kind = address.one(
        st.segmented_control, "Series", "series", list(_SERIES), "best", _SERIES.__getitem__, required=True,
        help=_SERIES_HELP,
    )  # fmt: skip
    return kind == "best"


def _about(address: Address, dataset: choice.Dataset, shown: frame.Shown) -> None:
    sheet.show(dataset, shown)
    about.show(address, dataset, shown)


_DRAW: dict[str, Callable[[Address, choice.Dataset, frame.Shown], dict[str, str] | None]] = {
    "figures": _figures,
    "progress": methods.show,
    "groups": groups.show,
    "map": latest_map.show,
    "regions": regions.show,
    "history": history.show,
    "about": _about,
}


def page() -> None:
    """Draw the page."""
    frame.show("indicator", _body)


if __name__ == "__main__":
    page()
