"""History: what was revised between vintages of a dataset.

Owns: the pairs of vintages, counts per pair, the cells that differ, and the alert on a changed meaning.
Never: compares vintages itself, or counts a cell as lost where one of the two files is only a part.
"""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboards import block, frame, states, words
from dashboards.address import Address
from dashboards.charts import revised
from dashboards.parts import about
from dashboards.parts.choice import Dataset
from dashboards.parts.history_table import rounding_in_words, table_of
from dashboards.queries import indicators, reading, vintages

_CHANGES = {
    "changed": "Another value",
    "gained": "Gained",
    "lost": "Lost",
    "source_changed": "Another source",
    "label_changed": "Another label",
}
_MOST = 500  # rows that the table shows
_COLUMNS = {"Relative (%)": st.column_config.NumberColumn(format="%.1f")}
_COUNTS = {change: f"{change}_count" for change in vintages.CHANGES}


def show(address: Address, dataset: Dataset, shown: frame.Shown) -> dict[str, str] | None:
    """The view: alerts first, then one pair of vintages with its counts, its largest revisions and all its cells."""
    if not vintages.has_revisions(shown.source):
        states.older_release("what was revised")
        return None
    pairs = reading.rows(shown.source, vintages.summary_sql(dataset.code)).set_index("new_snapshot_id", drop=False)
    if pairs.empty:
        _nothing_to_compare(dataset)
        return None
    _meaning(dataset, shown)
    names = {each: _pair_name(pairs.loc[each]) for each in pairs.index}
    chosen = address.one(st.selectbox, "Vintages compared", "pair", list(names), pairs.index[0], names.__getitem__)
    pair = pairs.loc[chosen]
    _counts(pair, _beyond_rounding(dataset, pair, shown))
    labels = _area_names(dataset, shown)
    areas = address.many(
        st.multiselect, "Areas", "revised", list(labels), [], labels.__getitem__, placeholder="All areas",
    )  # fmt: skip
    offered = [
        change for change in vintages.CHANGES if not words.missing(pair[_COUNTS[change]]) and pair[_COUNTS[change]]
    ]
    if not offered:
        st.markdown(f"**{_unchanged(pair)}**")
        return labels
    change = address.one(
        st.segmented_control, "What changed", "change", offered, offered[0], _CHANGES.__getitem__, required=True
    )
    _cells(dataset, pair, change, areas, address, shown)
    _pairs_table(pairs)
    return labels


def _unchanged(pair: pd.Series) -> str:
    """Nothing differs: in what both files hold, where one of them is only a part of the dataset."""
    if pair["is_partial_comparison"]:
        return f"The {int(pair['common_count']):,} figures that both files hold are the same in both."
    return "The two vintages hold the same figures with the same values, sources and labels."


def _nothing_to_compare(dataset: Dataset) -> None:
    with st.container(border=True):
        st.markdown(
            f"**Only one vintage of this dataset is known**, from {words.day(dataset.told('known_from'))}. "
            "What ILOSTAT revises shows here once a later file was landed or fetched: earlier vintages are kept."
        )
        st.code(f"dwsc fetch {dataset.code}\ndwsc run", language="bash")


def _meaning(dataset: Dataset, shown: frame.Shown) -> None:
    changes = reading.rows(shown.source, vintages.label_changes_sql(dataset.code))
    for each in changes[changes["is_meaning_change"]].itertuples():
        st.warning(
            f"**The meaning may have changed under the same id.** From {words.day(each.new_known_from)} the "
            f"{words.markdown(each.variable)} reads “{words.markdown(each.new_label)}”; before, it read "
            f"“{words.markdown(each.old_label)}”. Do not read figures across that day as one series.",
            icon=":material/warning:",
        )
    others = changes[~changes["is_meaning_change"]]
    if len(others):
        with st.expander(f"Labels that read otherwise ({len(others)})"):
            frame.table(
                pd.DataFrame(
                    {
                        "Since": pd.to_datetime(others["new_known_from"]),
                        "Of": others["variable"].str.replace("_", " "),
                        "Code": others["code"],
                        "Before": others["old_label"],
                        "Now": others["new_label"],
                    }
                ),
                alt="Labels that read otherwise than in the vintage before",
            )


def _pair_name(pair: pd.Series) -> str:
    part = " · one of them a part only" if pair["is_partial_comparison"] else ""
    return f"known from {words.day(pair['old_known_from'])} → known from {words.day(pair['new_known_from'])}{part}"


def _beyond_rounding(dataset: Dataset, pair: pd.Series, shown: frame.Shown) -> str:
    sql = vintages.rounding_sql(dataset.code, str(pair["old_snapshot_id"]), str(pair["new_snapshot_id"]))
    found = reading.rows(shown.source, sql)
    return "" if found.empty else rounding_in_words(int(pair["changed_count"]), *found.iloc[0])


def _counts(pair: pd.Series, beyond: str) -> None:
    partial = bool(pair["is_partial_comparison"])
    figures: dict[str, Any] = {
        "Figures in both": pair["common_count"],
        "Another value": pair["changed_count"],
        "Gained": None if partial else pair["gained_count"],
        "Lost": None if partial else pair["lost_count"],
        "Another source": pair["source_changed_count"],
        "Largest change": pair["largest_difference"],
    }
    with st.container(horizontal=True, key="revision_counts"):
        for name, figure in figures.items():
            whole = name != "Largest change" and not words.missing(figure)
            st.metric(name, f"{int(figure):,}" if whole else words.number(figure), width=140)
    share = words.share(int(pair["changed_count"]), int(pair["common_count"]))
    note = f"{share} of the figures in both have another value."
    note += beyond
    if partial:
        note += " One of the two files is a part of the dataset, so gained and lost figures cannot be told."
    st.markdown(f":small[:gray[{words.markdown(note)}]]")


def _area_names(dataset: Dataset, shown: frame.Shown) -> dict[str, str]:
    areas = indicators.dataset_areas(shown.source, dataset.code)
    return dict(zip(areas["code"], areas["label"], strict=True))


def _cells(
    dataset: Dataset, pair: pd.Series, change: str, areas: list[str], address: Address, shown: frame.Shown
) -> None:
    sql = vintages.revisions_sql(dataset.code, str(pair["new_snapshot_id"]), change, areas)
    cells = reading.rows(shown.source, sql)
    large = int((cells["difference"].abs() > 1).sum())
    points = (
        f", {large:,} of them by more than one point" if change == "changed" and dataset.unit.startswith("%") else ""
    )
    heading = f"{_CHANGES[change]}: {words.count(len(cells), 'figure')}"
    if cells.empty:
        frame.section(heading)
        states.no_rows("figure", [f"the chosen areas and “{_CHANGES[change]}”"])
        return
    table = table_of(cells, _item_labels(dataset, shown))
    codes = [dataset.code, change, str(pair["new_snapshot_id"]), *areas]
    if change == "changed":
        _largest(f"{heading}{points}", cells, table, dataset, sql, codes, address, shown)
        return
    frame.section(heading, "The largest difference first.")
    frame.table(table.head(_MOST), columns=_COLUMNS, alt=f"Figures of {dataset.code}: {heading}", height=360)
    if len(table) > _MOST:
        st.markdown(f":small[:gray[{_cut(table)}]]")
    frame.take_away(shown, "revisions", codes, sql)


def _largest(
    heading: str,
    cells: pd.DataFrame,
    table: pd.DataFrame,
    dataset: Dataset,
    sql: str,
    codes: list[str],
    address: Address,
    shown: frame.Shown,
) -> None:
    largest = revised.largest(cells, table)
    drawn = f"the {len(largest)} largest of {words.count(len(cells), 'revised figure')} drawn"
    block.show(
        block.Block(
            key="revisions",
            title=heading,
            subtitle=f"{dataset.title} · {dataset.unit or 'its unit'} · the largest difference first · ○ before · "
            "● now; the line between them is the revision.",
            panels=(
                block.Panel(partial(revised.revised, largest, dataset.unit), revised.in_words(largest, dataset.unit)),
            ),
            table=table.head(_MOST),
            sql=sql,
            filters=tuple(codes),
            notes=(_cut(table),) if len(table) > _MOST else (),
            origin=about.origin(dataset, "compared with the vintage before, figure by figure", drawn),
            columns=_COLUMNS,
        ),
        address,
        shown,
    )


def _cut(table: pd.DataFrame) -> str:
    return f"The table has the first {_MOST} of {len(table):,} figures; the files hold all."


def _item_labels(dataset: Dataset, shown: frame.Shown) -> dict[str, str]:
    labels: dict[str, str] = {}
    for dimension in ("sex", "classification_1", "classification_2"):
        items = indicators.dataset_items(shown.source, dataset.code, dimension)
        known = items["label"].map(words.item) if dimension == "sex" else items["label"]
        labels |= dict(zip(items["code"], known, strict=True))
    return labels


def _pairs_table(pairs: pd.DataFrame) -> None:
    if len(pairs) < 2:
        return
    frame.section(f"All pairs of vintages ({len(pairs)})")
    frame.table(
        pd.DataFrame(
            {
                "Before": pd.to_datetime(pairs["old_known_from"]),
                "Now": pd.to_datetime(pairs["new_known_from"]),
                "Figures in both": pairs["common_count"],
                **{_CHANGES[change]: pairs[column] for change, column in _COUNTS.items()},
                "Largest change": pairs["largest_difference"],
                "A part only": pairs["is_partial_comparison"].map({True: "Yes", False: "No"}),
            }
        ),
        alt="Counts of revised figures per pair of vintages",
    )
