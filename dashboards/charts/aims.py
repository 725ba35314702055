"""What a trend is held against: the baseline it is measured from and the target it is to reach.

Owns: the marks of baseline, points in between and target, the straight way between them, and their words.
Never: draws a target that the release does not hold, or a way where the target has no number.
"""

import altair as alt
import pandas as pd

from dashboards import words
from dashboards.palette import Palette

_SHAPES = {"baseline": "circle", "interim": "M-1,0L1,0", "target": "M-1,0L1,0M0,-1L0,1M-.7,-.7L.7,.7M-.7,.7L.7,-.7"}
_WORDS = {
    "baseline": "Baseline",
    "interim": "Point in between",
    "target": "Target",
    "band_low": "Target: low end of the band",
    "band_high": "Target: high end of the band",
}
_ORDER = {"baseline": 0, "interim": 1, "target": 2}


def aims(found: pd.DataFrame, series: str, order: list[str]) -> pd.DataFrame:
    """Baseline, points in between and target, ready to be drawn.

    Args:
        found: the result of `queries.progress.aims` with the column named in `series`.
        series: the column whose values name the lines.
        order: the lines that the trend has.

    Returns:
        series, part, x (years), value, said (what the mark is), status.
    """
    if found.empty:
        return pd.DataFrame(columns=["series", "part", "x", "value", "said", "status"])
    known = found[found[series].isin(order) & found["value"].notna()].copy()
    known["series"] = known[series]
    known["x"] = known["year"].astype(float)
    known["said"] = known["part"].map(_WORDS)
    is_aim = known["part"] != "baseline"
    known["status"] = known["target_status"].astype(object).where(is_aim, "measured from here").fillna("")
    return known[["series", "part", "x", "value", "said", "status"]].reset_index(drop=True)


def layers_of(
    known: pd.DataFrame, x: alt.X, y: alt.Y, colour: alt.Color, unit: str, palette: Palette
) -> list[alt.Chart]:
    """The marks and the way between them, under the lines of the trend."""
    tips = [
        alt.Tooltip("series:N", title="Series"),
        alt.Tooltip("said:N", title="Mark"),
        alt.Tooltip("x:Q", title="Year", format="d"),
        alt.Tooltip("value:Q", title=unit or "Value", format=",.2f"),
        alt.Tooltip("status:N", title="Status"),
    ]
    way = alt.Chart(_ways(known)).encode(x=x, y=y, x2="x2:Q", y2="value2:Q", color=colour)
    marks = alt.Chart(known.assign(shape=known["part"].str.replace(r"^band_.*", "target", regex=True)))
    shape = alt.Shape("shape:N", scale=alt.Scale(domain=list(_SHAPES), range=list(_SHAPES.values())), legend=None)
    return [
        way.mark_rule(strokeWidth=1.4, strokeDash=[2, 4], opacity=0.9),
        marks.mark_point(size=150, strokeWidth=1.8, opacity=1, fill=palette.page).encode(
            x=x, y=y, color=colour, shape=shape, tooltip=tips
        ),
    ]


def _ways(known: pd.DataFrame) -> pd.DataFrame:
    """From the baseline over the points in between to the target, of lines that have both ends."""
    whole = known[known["part"].isin(_ORDER)].sort_values(["series", "x"])
    ends = whole.groupby("series")["part"].agg(set)
    whole = whole[whole["series"].isin(ends[ends.map({"baseline", "target"}.issubset)].index)]
    following = whole.groupby("series").shift(-1)
    joined = whole.assign(x2=following["x"], value2=following["value"])
    return joined[joined["x2"].notna()][["series", "x", "value", "x2", "value2"]]


def legend(known: pd.DataFrame) -> list[str]:
    """What the marks mean, only those that occur."""
    parts = set(known["part"])
    told = {
        "ring around a point: baseline": "baseline" in parts,
        "– short: point in between": "interim" in parts,
        "✳ target, with the straight way to it in dots": "target" in parts,
        "✳ twice: both ends of the band aimed at": "band_low" in parts,
    }
    return [text for text, occurs in told.items() if occurs]


def in_words(known: pd.DataFrame, unit: str) -> str:
    """Baseline and target of each line, for readers who do not see them; empty where there are none."""
    parts = []
    for name in known["series"].drop_duplicates():
        line = known[known["series"] == name]
        said = [
            f"{str(row.said).lower()} {words.quantity(row.value, unit)} ({int(row.x)}"
            f"{', ' + str(row.status) if row.part not in ('baseline', 'interim') and row.status else ''})"
            for row in line.itertuples()
        ]
        parts.append(f"{name}: {', '.join(said)}")
    return "; ".join(parts)
