"""The latest figure of each country, made ready for a map and for a square per country.

Owns: the class, the words and the tooltip of each country, its colours, and what both charts say in words.
Never: tells reported from modelled by shade; leaves a country without a figure out; ranks countries.
"""

import altair as alt
import pandas as pd

from dashboards import words
from dashboards.charts import points
from dashboards.charts.classes import NO_DATA, classes
from dashboards.palette import Palette

FIELDS = ["area", "class", "said", "time_period", "kind", "status_text"]
ESTIMATE = {"fillOpacity": 0, "strokeWidth": 1, "strokeDash": [3, 2]}  # the outline of a modelled figure


def prepared(latest: pd.DataFrame) -> pd.DataFrame:
    """The rows of both charts, one per country.

    Args:
        latest: the result of `queries.latest.latest_sql`.

    Returns:
        reference_area_code, region_label, subregion_label, value, is_estimate (modelled, while others are not), and
        `FIELDS`: name, class of the value, value in words, period, kind and status flag. `class` and `said` are
        `No data` where there is no figure.
    """
    rows = latest.rename(columns={"reference_area_label": "area"}).copy()
    has = rows["value"].notna()
    rows["class"] = classes(rows["value"]).of(rows["value"])
    rows["said"] = rows["value"].map(words.number).where(has, NO_DATA)
    rows["time_period"] = rows["time_period"].astype(object).where(has, words.MISSING)
    rows["kind"] = points.kinds(latest).where(has, words.MISSING)
    flag = rows["observation_status_label"].astype(object)
    rows["status_text"] = flag.where(flag.notna() & (flag != ""), "None").where(has, words.MISSING)
    modelled = rows["kind"].eq(points.MODELLED)
    # Where every figure is modelled, an outline around each would tell nothing: the words do.
    rows["is_estimate"] = modelled & bool((has & ~modelled).any())
    return rows[["reference_area_code", "region_label", "subregion_label", "value", "is_estimate", *FIELDS]]


def fill(rows: pd.DataFrame, unit: str, palette: Palette) -> alt.Color:
    """The shade of each class, with a legend; grey where there is no figure."""
    shades = {name: shade for name, (shade, _) in _looks(rows, palette).items()}
    legend = alt.Legend(direction="horizontal", symbolType="square", columns=3, title=unit or None)
    return alt.Color("class:N", scale=_fixed(shades), legend=legend)


def ink(rows: pd.DataFrame, palette: Palette) -> alt.Color:
    """The colour of letters that stand on the shade of a class."""
    return alt.Color("class:N", scale=_fixed({name: ink for name, (_, ink) in _looks(rows, palette).items()}),
                     legend=None)  # fmt: skip


def _looks(rows: pd.DataFrame, palette: Palette) -> dict[str, tuple[str, str]]:
    names = classes(rows["value"]).names
    return dict(zip(names, palette.steps(len(names)), strict=True)) | {NO_DATA: palette.no_data}


def _fixed(colours: dict[str, str]) -> alt.Scale:
    return alt.Scale(domain=list(colours), range=list(colours.values()))


def tips(unit: str) -> list[alt.Tooltip]:
    """What a country says when it is pointed at; the table says the same."""
    return [
        alt.Tooltip("area:N", title="Country"),
        alt.Tooltip("said:N", title=unit or "Value"),
        alt.Tooltip("time_period:N", title="Period of the figure"),
        alt.Tooltip("kind:N", title="Kind"),
        alt.Tooltip("status_text:N", title="Status flag"),
    ]


def headline(rows: pd.DataFrame, unit: str) -> str:
    """The main message: how many countries have a figure, and between which two the others lie, each with its kind."""
    known = rows[rows["value"].notna()]
    every = words.count(len(rows), "country or territory", "countries and territories")
    counted = f"{len(known)} of {every} {'has' if len(known) == 1 else 'have'} a figure"
    if known.empty:
        return counted
    low, high = known.loc[known["value"].idxmin()], known.loc[known["value"].idxmax()]
    ends = [
        f"{words.quantity(end['value'], unit)} ({end['area']}, {end['time_period']}"
        f"{', modelled' if end['kind'] == points.MODELLED else ''})"
        for end in (low, high)
    ]
    return f"{counted}, from {ends[0]} to {ends[1]}" if len(known) > 1 else f"{counted}: {ends[0]}"


def in_words(rows: pd.DataFrame, title: str, unit: str, what: str) -> str:
    """What a chart of latest figures shows, for readers who do not see it.

    Args:
        rows: the result of `prepared`.
        title: the name of the figures.
        unit: their unit.
        what: what the chart is, such as World map.
    """
    return (
        f"{what} of {title} in {unit or 'its unit'}, the latest figure of each country. {headline(rows, unit)}. "
        f"{without(rows)} The table below holds the same."
    )


def without(rows: pd.DataFrame) -> str:
    """How many countries are grey."""
    return f"Grey: no data for {words.count(int(rows['value'].isna().sum()), 'country', 'countries')}."


def kinds_in_words(rows: pd.DataFrame) -> str:
    """What kinds of figures these are, and how a modelled one is marked."""
    known = rows.loc[rows["value"].notna(), "kind"]
    modelled, other = int(known.eq(points.MODELLED).sum()), int(known.eq(points.UNKNOWN).sum())
    if modelled and modelled == len(known):
        return "Every figure is an ILO modelled estimate."
    said = [f"Broken outline: ILO modelled estimate ({modelled})."] if modelled else []
    said += [f"Source not given: {words.count(other, 'figure')}."] if other else []
    return " ".join(said)


def years(rows: pd.DataFrame) -> str:
    """From which years the figures are; the oldest may be far back."""
    told = rows.loc[rows["value"].notna(), "time_period"].str[:4].astype(int)
    if told.empty:
        return ""
    middle = int(told.sort_values().iloc[len(told) // 2])
    return f"Figures are of {words.years(told.min(), told.max())}; half of them of {middle} or later."
