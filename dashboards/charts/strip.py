"""The countries of a region on one scale, with one of them marked.

Owns: a row per subregion, a mark per country, the name of the marked one, and the words.
Never: puts countries in an order by value, or takes an estimate for a reported figure.
"""

import altair as alt
import pandas as pd

from dashboards import words
from dashboards.charts.look import styled
from dashboards.palette import Palette

_ROW = 58


def prepared(region: pd.DataFrame, area: str) -> pd.DataFrame:
    """Countries with a value: name, subregion, value, year, kind, is_estimate, is_marked.

    Args:
        region: the result of `queries.countries.region_sql`.
        area: the country to mark.
    """
    known = region[region["value"].notna()].copy()
    known["subregion"] = known["subregion_label"].fillna(known["region_label"])
    known["is_marked"] = known["reference_area_code"] == area
    known["is_estimate"] = known["value_kind"].isin(["modelled", "projected"])
    known["said"] = [
        f"{row.reference_area_label} {words.number(row.value)} ({int(row.year)})" for row in known.itertuples()
    ]
    names = ["reference_area_label", "subregion", "value", "year", "value_kind", "is_estimate", "is_marked", "said"]
    return known[names].sort_values(["subregion", "reference_area_label"]).reset_index(drop=True)


def strip(drawn: pd.DataFrame, unit: str, palette: Palette) -> alt.Chart | alt.LayerChart:
    """One row per subregion; the marked country is filled and named, an estimate of another one is broken."""
    rows = sorted(drawn["subregion"].unique())
    labels = alt.Axis(labelLimit=alt.ExprRef("(containerSize()[0] < 700 ? 110 : 200)"), ticks=False, domain=False)
    y = alt.Y("subregion:N", sort=rows, title=None, axis=labels)
    x = alt.X("value:Q", title=unit or None, scale=alt.Scale(zero=False, nice=True, padding=14))
    tips = [
        alt.Tooltip("reference_area_label:N", title="Country"),
        alt.Tooltip("value:Q", title=unit or "Value", format=",.2f"),
        alt.Tooltip("year:O", title="Year"),
        alt.Tooltip("value_kind:N", title="Kind"),
    ]
    base = alt.Chart(drawn).encode(x=x, y=y, tooltip=tips)
    others = base.transform_filter("!datum.is_marked").mark_point(
        size=90, strokeWidth=1.6, opacity=0.9, color=palette.gray
    )
    marked = base.transform_filter("datum.is_marked").mark_point(
        size=190, opacity=1, filled=True, color=palette.blue, shape="diamond"
    )
    name = base.transform_filter("datum.is_marked").mark_text(
        dy=-17, fontSize=12, fontWeight="bold", color=palette.text
    )
    layers = [
        others.transform_filter("!datum.is_estimate"),
        others.transform_filter("datum.is_estimate").encode(strokeDash=alt.value([2, 2])),
        marked,
        name.encode(text="said:N"),
    ]
    return styled(alt.layer(*layers).properties(height=alt.Step(_ROW), width="container"), palette)


def in_words(drawn: pd.DataFrame, title: str, unit: str, region: str) -> str:
    """Each country by name, for readers who do not see the marks."""
    marked = drawn.loc[drawn["is_marked"], "said"]
    told = f"Marked: {marked.iloc[0]}. " if len(marked) else ""
    return (
        f"Strip plot of {title} in {unit or 'its unit'}, the latest value of "
        f"{words.count(len(drawn), 'country', 'countries')} of {region}, by subregion. {told}"
        f"{'; '.join(drawn.sort_values('reference_area_label')['said'])}."
    )
