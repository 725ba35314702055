"""Change since baseline: what changed since the baseline, and how far do the figures compare?

Owns: the choice of indicator, group and areas, the chart of before and after, the table, and what is not known.
Never: says why something changed, or ranks countries.
"""

from functools import partial

import pandas as pd
import streamlit as st

from dashboards import block, change, change_said, frame, states, words
from dashboards.address import Address
from dashboards.charts import pairs
from dashboards.parts import about, choice
from dashboards.queries import change as queries
from dashboards.queries import quality, reading

_ENDS = pairs.Ends(f"Mean {change.BEFORE}", "Mean since 2023")
_PANDEMIC = {"with": "with 2020 and 2021", "without": "without them"}
_READ = (
    "A description: it says what changed, not why, and nothing here is an effect of the strategy. Means of the yearly "
    "values, projections left out; years without a value are not filled in, so look at the years and the break first."
)


def _body(shown: frame.Shown) -> None:
    if not queries.is_known(shown.source):
        states.older_release("what changed since the baseline")
        return
    known = queries.indicators(shown.source).set_index("indicator_id", drop=False)
    if known.empty:
        states.no_rows("indicator", [])
        return
    address = Address.open("change")
    notices = st.container()
    code = address.one(
        st.selectbox, "Indicator", "indicator", list(known.index), known.index[0],
        lambda each: f"{each} {known.loc[each, 'indicator_label']}",
    )  # fmt: skip
    indicator = known.loc[code]
    shown.subjects.update(quality.subjects_of(shown.source, indicators=[code]))
    offered = queries.offered(shown.source, code)
    if offered.empty:
        _lacking(indicator)
    else:
        _chosen(indicator, offered, address, shown)
    with notices:
        states.unknown_codes(address.close())


def _chosen(indicator: pd.Series, offered: pd.DataFrame, address: Address, shown: frame.Shown) -> None:
    group, kind, pandemic = _choices(offered, address)
    every = reading.rows(shown.source, queries.rows_sql(indicator["indicator_id"], group, kind))
    names = dict(zip(every["reference_area_code"], every["reference_area_label"], strict=True))
    areas, went = _filters(names, address) if len(every) > 1 else ([], [])
    without = pandemic == "without"
    sql = queries.rows_sql(indicator["indicator_id"], group, kind, areas, went, without_pandemic=without)
    rows = reading.rows(shown.source, sql)
    if rows.empty:
        told = [", ".join(names[each] for each in areas), ", ".join(change.CLASSES[each] for each in went)]
        states.no_rows("area", [each for each in told if each], lambda: address.clear(["geo", "class"]))
        return
    st.markdown(f":small[:gray[{_READ}]]")
    filters = [indicator["indicator_id"], *([group] if group != "total" else []), kind, *areas, *went]
    _show(indicator, rows, filters, sql, address, shown, without_pandemic=without)
    _lacking(indicator)
    _onward(indicator)


def _filters(names: dict[str, str], address: Address) -> tuple[list[str], list[str]]:
    left, right = st.columns([2, 1])
    with left:
        areas = address.many(
            st.multiselect, f"Areas ({len(names)})", "geo", list(names), (), names.__getitem__, placeholder="All"
        )
    with right:
        went = address.many(
            st.multiselect, "Change", "class", list(change.CLASSES), (), change.CLASSES.__getitem__, placeholder="Any"
        )
    return areas, went


def _choices(offered: pd.DataFrame, address: Address) -> tuple[str, str, str]:
    groups = dict(zip(offered["disaggregation"], offered["disaggregation_label"], strict=True))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        group = next(iter(groups))
        if len(groups) > 1:
            group = address.one(st.selectbox, "Group", "group", list(groups), group, groups.__getitem__, width=300)
        found = set(offered.loc[offered["disaggregation"] == group, "area_kind"])
        kinds = [code for code, members in queries.KINDS.items() if found & set(members)]
        kind = kinds[0]
        if len(kinds) > 1:
            kind = address.one(
                st.segmented_control, "Areas", "areas", kinds, kind, change.KINDS.__getitem__, required=True
            )
        pandemic = "with"
        if kind != "strategy":  # nothing of the strategy's own came before
            pandemic = address.one(
                st.segmented_control, "Years before", "pandemic", list(_PANDEMIC), pandemic,
                _PANDEMIC.__getitem__, required=True,
            )  # fmt: skip
    return group, kind, pandemic


def _show(
    indicator: pd.Series,
    rows: pd.DataFrame,
    filters: list[str],
    sql: str,
    address: Address,
    shown: frame.Shown,
    *,
    without_pandemic: bool,
) -> None:
    unit = indicator["unit"]
    title = change_said.headline(rows, unit, without_pandemic=without_pandemic)
    drawn = change.drawn(rows, unit, without_pandemic=without_pandemic)
    table = change.table(rows, without_pandemic=without_pandemic)
    columns = _columns(table, change.decimals(rows))
    cautions = change_said.cautions(rows, without_pandemic=without_pandemic)
    offered = choice.offered(shown.source).get(indicator["dataset_code"])
    apart = offered.no_comparison if offered is not None and len(drawn) > 1 else ""
    years = f"years before {'without' if without_pandemic else 'with'} 2020 and 2021"
    if drawn.empty or apart:
        said = [f"{indicator['indicator_label']} · {unit} · {years} · {_reads(indicator)}.", cautions, apart]
        frame.section(words.markdown(title), " ".join(words.markdown(each) for each in [*said, _printed(rows)] if each))
        frame.table(table, alt=_alt(indicator, rows), height=620, columns=columns)
        frame.take_away(shown, "change", filters, sql)
        return
    kinds = " · modelled estimates" if change.is_all_estimated(rows) else ""
    subtitle = f"{indicator['indicator_label']} · {unit}{kinds} · {years}"
    block.show(
        block.Block(
            key="change",
            title=title,
            subtitle=f"{subtitle} · {_reads(indicator)}",
            panels=(
                block.Panel(
                    partial(pairs.pairs, drawn, _ENDS, indicator["unit"]),
                    pairs.in_words(drawn, _ENDS, str(indicator["indicator_label"]), str(indicator["unit"])),
                ),
            ),
            table=table,
            sql=sql,
            filters=tuple(filters),
            notes=(*_notes(rows, drawn, cautions), f"The table is in: {unit}. {_printed(rows)}"),
            origin=_origin(rows, offered),
            columns=columns,
            table_below=True,
        ),
        address,
        shown,
    )


def _reads(indicator: pd.Series) -> str:
    return choice.DIRECTIONS.get(indicator["direction"], str(indicator["direction"]))


def _printed(rows: pd.DataFrame) -> str:
    places = change.decimals(rows)
    return f"Figures are printed to {change_said.printed_step(places, None)}; the download has them in full."


def _notes(rows: pd.DataFrame, drawn: pd.DataFrame, cautions: str) -> tuple[str, ...]:
    notes = [
        f"How to read the marks: ● {_ENDS.first} · ◇ {_ENDS.second}. Break: the series breaks between two of its "
        "values. Estimate: a value is an ILO modelled estimate, or made from one.",
    ]
    notes += [cautions] if cautions else []
    left = int(rows["difference"].notna().sum()) - len(drawn)
    if left > 0:
        notes.append(
            f"Drawn are the {len(drawn)} that changed most, by name; {left} more stand in the table. Choose areas to "
            "draw others."
        )
    return tuple(notes)


def _origin(rows: pd.DataFrame, offered: choice.Dataset | None) -> block.Origin:
    told = f"{change_said.both(rows, int(rows['difference'].notna().sum()))} with values of both periods"
    if offered is None or offered.loaded is None:
        return block.Origin("registers of the units", "means of yearly values", told, "none is stated")
    return about.origin(offered, "means of yearly values of the best series", told)


def _alt(indicator: pd.Series, rows: pd.DataFrame) -> str:
    return f"{indicator['indicator_label']}, before and since 2023, in {words.count(len(rows), 'row')}"


def _columns(table: pd.DataFrame, places: int) -> dict[str, object]:
    numbers = [each for each in table.columns if pd.api.types.is_float_dtype(table[each])]
    columns: dict[str, object] = {
        each: st.column_config.NumberColumn(format=_format(each, places), width=max(95, 8 * len(each)))
        for each in numbers
    }
    columns["Area"] = st.column_config.TextColumn(pinned=True, width=150)
    columns["Change"] = st.column_config.TextColumn(width=105)
    return columns


def _format(column: str, places: int) -> str:
    """One number of decimals for a column; a slope per year has one more, because it is smaller."""
    if column.startswith("Trend"):
        return f"%+.{places + 1}f"
    return f"%+.{places}f" if column.startswith(("Difference", "Latest less")) else f"%.{places}f"


def _lacking(indicator: pd.Series) -> None:
    count = int(indicator["lacking_count"])
    if not count:
        return
    named = words.count(count, "country or territory has", "countries and territories have")
    if indicator["lacking_reason"] == "dataset_not_loaded":
        st.markdown(
            f"**{words.markdown(indicator['indicator_label'])}** has no value here: dataset "
            f"{words.markdown(indicator['dataset_code'])} is not loaded. `dwsc fetch {indicator['dataset_code']}` gets "
            "it, `dwsc run` publishes it."
        )
        return
    st.markdown(f"{named} no value of 2018 or later (of the 239 on the list of regions). *Coverage* names them.")


def _onward(indicator: pd.Series) -> None:
    if not words.missing(indicator["dataset_code"]):
        label = f"See the figures of {indicator['indicator_id']}"
        frame.link("indicator", label, {"dataset": indicator["dataset_code"]})


def page() -> None:
    """Draw the page."""
    frame.show("change", _body)


if __name__ == "__main__":
    page()
