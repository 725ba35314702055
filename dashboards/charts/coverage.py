"""Coverage as charts: how many countries have what in each year, and the shades of the grid of countries.

Owns: the stacked columns, the look of a cell (letter and shade), and what they say in words.
Never: tells two kinds apart by shade alone; every cell carries its letter, and every column its word in the legend.
"""

import altair as alt
import pandas as pd
from pandas.io.formats.style import Styler

from dashboards.charts.look import styled
from dashboards.coverage import KINDS, LETTERS, lettered, years_of
from dashboards.palette import Palette

HEIGHT = 190


def per_year(counts: pd.DataFrame, palette: Palette) -> alt.Chart | alt.LayerChart:
    """Columns per year, one part per kind of coverage.

    Args:
        counts: the result of `queries.coverage.per_year_sql`.
        palette: colours of the theme.
    """
    occurring = [kind for kind in KINDS if kind.code in set(counts["coverage"])]
    names = {kind.code: f"{kind.letter} {kind.word}" for kind in occurring}
    order = {kind.code: place for place, kind in enumerate(occurring)}
    rows = counts.assign(kind=counts["coverage"].map(names), place=counts["coverage"].map(order))
    shades = [palette.coverage[kind.code][0] for kind in occurring]
    colour = alt.Color(
        "kind:N", scale=alt.Scale(domain=list(names.values()), range=shades), title="Countries with",
        legend=alt.Legend(orient="top", direction="horizontal", symbolType="square", columns=3),
    )  # fmt: skip
    chart = (
        alt.Chart(rows)
        .mark_bar(stroke=palette.muted, strokeWidth=0.4)
        .encode(
            x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, labelOverlap="greedy", labelSeparation=6)),
            y=alt.Y("countries:Q", title=None, axis=alt.Axis(tickCount=5, tickMinStep=1)),
            color=colour,
            order=alt.Order("place:Q"),
            tooltip=[
                alt.Tooltip("year:O", title="Year"),
                alt.Tooltip("kind:N", title="Kind"),
                alt.Tooltip("countries:Q", title="Countries"),
            ],
        )
    )  # fmt: skip
    return styled(chart.properties(height=HEIGHT, width="container"), palette)


def table(counts: pd.DataFrame) -> pd.DataFrame:
    """The columns as a table: a row per year, the newest first, a column per kind; no country is a zero."""
    names = {kind.code: kind.word for kind in KINDS if kind.code in set(counts["coverage"])}
    wide = counts.pivot_table(index="year", columns="coverage", values="countries", aggfunc="sum", fill_value=0)
    wide = wide.reindex(columns=list(names)).rename(columns=names).sort_index(ascending=False).astype("Int64")
    return wide.rename_axis(columns=None).reset_index(names="Year").assign(Year=lambda rows: rows["Year"].astype(str))


def per_year_in_words(counts: pd.DataFrame) -> str:
    """What the columns show, for readers who do not see them."""
    reported = counts[counts["coverage"] == "survey"]
    if reported.empty:
        return "Columns of countries per year by kind of figure. No year has a reported value."
    most, last = reported.loc[reported["countries"].idxmax()], reported.loc[reported["year"].idxmax()]
    return (
        f"Columns of countries per year by kind of figure, {counts['year'].min()} to {counts['year'].max()}. Reported "
        f"values: most in {most['year']} ({most['countries']} countries), latest in {last['year']} "
        f"({last['countries']})."
    )


def shaded(rows: pd.DataFrame, palette: Palette) -> Styler:
    """The grid of countries with a letter and a shade in every cell.

    Args:
        rows: the result of `coverage.grid`, without its column `code`.
        palette: colours of the theme.
    """
    looks = {
        LETTERS[code]: f"background-color: {shade}; color: {ink}" for code, (shade, ink) in palette.coverage.items()
    }
    return lettered(rows).style.map(lambda letter: looks.get(letter, ""), subset=years_of(rows))
