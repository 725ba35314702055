"""The latest figure of each country: as a map or as squares, with the table under it.

Owns: what the view offers for choice, its title, notes and table.
Never: draws levels side by side that the source says do not compare; shows a projection as the latest figure.
"""

from functools import partial

import pandas as pd
import streamlit as st

from dashboards import block, dimensions, frame, states, words
from dashboards.address import Address
from dashboards.charts import latest, points, tiles, world
from dashboards.parts import about
from dashboards.parts.choice import Dataset
from dashboards.parts.figure_table import KINDS
from dashboards.queries import latest as queries
from dashboards.queries import reading

_SHAPES = {"map": "World map", "tiles": "Squares by subregion"}
_HELP = "On the map a large country fills the eye. As squares, every country is as large as any other."


def show(address: Address, dataset: Dataset, shown: frame.Shown) -> None:
    """The view: what to show, then the chart with its table."""
    chosen = dimensions.choose(address, shown.source, dataset.code, one_sex=True)
    items = {name: list(dimension.codes) for name, dimension in chosen.items()}
    sql = queries.latest_sql(shown.source, dataset.code, items, shown.as_of.year)
    rows = reading.rows(shown.source, sql)
    if dataset.no_comparison:
        _apart(rows, dataset, sql, items, shown)
    elif rows["value"].notna().any():
        shape = address.one(
            st.segmented_control, "Drawn as", "shape", list(_SHAPES), "map", _SHAPES.__getitem__, required=True,
            help=_HELP,
        )  # fmt: skip
        _block(rows, dataset, chosen, shape, sql, items, address, shown)
    else:
        states.no_rows("figure of a country", [dimension.text for dimension in chosen.values()])


def _block(
    rows: pd.DataFrame,
    dataset: Dataset,
    chosen: dict[str, dimensions.Chosen],
    shape: str,
    sql: str,
    items: dict[str, list[str]],
    address: Address,
    shown: frame.Shown,
) -> None:
    drawn = latest.prepared(rows)
    is_map = shape == "map"
    chart = world.world if is_map else tiles.tiles
    what = [dataset.title, dataset.unit, *(dimension.line for dimension in chosen.values())]
    notes = [latest.without(drawn), latest.years(drawn), latest.kinds_in_words(drawn)]
    notes += [world.unseen(drawn), world.DISCLAIMER] if is_map else ["A square has the same size for every country."]
    described = latest.in_words(drawn, dataset.title, dataset.unit, _SHAPES[shape])
    known = int(drawn["value"].notna().sum())
    coverage = (
        f"{known} of {words.count(len(drawn), 'country or territory', 'countries and territories')} with a figure"
    )
    block.show(
        block.Block(
            key="latest",
            title=latest.headline(drawn, dataset.unit),
            subtitle=" · ".join(each for each in what if each),
            panels=(block.Panel(partial(chart, drawn, dataset.unit), described),),
            table=_table(rows),
            sql=sql,
            filters=_codes(dataset, items),
            notes=tuple(note for note in notes if note),
            origin=about.origin(dataset, "the newest published figure of each country", coverage),
            columns={"Country": st.column_config.TextColumn(pinned=True)},
            table_below=True,
            is_wide=True,
            width="stretch" if is_map else "content",
        ),
        address,
        shown,
    )


def _apart(rows: pd.DataFrame, dataset: Dataset, sql: str, items: dict[str, list[str]], shown: frame.Shown) -> None:
    """Levels that do not compare across countries get no shades: the table alone, by name."""
    frame.section("The latest figure of each country", "By name. No map: shades would compare what does not compare.")
    st.info(words.markdown(dataset.no_comparison), icon=":material/compare_arrows:")
    alt = f"Latest figure of {dataset.code} by country"
    frame.table(_table(rows.dropna(subset="value")), alt=alt, height=400)
    about.source_line(dataset, shown)
    frame.take_away(shown, "latest", list(_codes(dataset, items)), sql)


def _codes(dataset: Dataset, items: dict[str, list[str]]) -> tuple[str, ...]:
    return (dataset.code, *(code for codes in items.values() for code in codes))


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    has = rows["value"].notna()
    shown = pd.DataFrame(
        {
            "Country": rows["reference_area_label"],
            "Value": rows["value"],
            "Period": rows["time_period"],
            "Kind": points.kinds(rows).map(KINDS).where(has),
            "Status": dimensions.status_words(rows).where(has, "No data"),
            "Subregion": rows["subregion_label"].fillna(rows["region_label"]),
            "Source": rows["source_label"],
        }
    )
    # Countries with a figure first, each group by name.
    return shown.assign(has=has).sort_values(["has", "Country"], ascending=[False, True]).drop(columns="has")
