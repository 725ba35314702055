"""Points of a trend: published figures made ready to be drawn.

Owns: what kind of figure a point is, which points one line may join, the pieces between them, and what axes span.
Never: fills a gap, joins two sources into one line, or takes a figure without a source for a survey's.
"""

from dataclasses import dataclass

import pandas as pd

SURVEY, FLAGGED, MODELLED, PROJECTED, UNKNOWN = "Survey", "Flagged", "Modelled", "Projected", "Source not given"
_WORDS = {"survey": SURVEY, "modelled": MODELLED, "projected": PROJECTED, "unknown": UNKNOWN}
# The style of a piece between two points is that of the less certain end.
_STYLES = ((PROJECTED, "projected"), (MODELLED, "modelled"), (UNKNOWN, "unknown"))
_COLUMNS = [
    "series", "time_period", "x", "value", "kind", "status_text", "source_label", "line", "is_break", "break_reason",
]  # fmt: skip


@dataclass(frozen=True)
class Extent:
    """What the axes span; charts that stand side by side share one, so that heights compare."""

    first: float
    last: float
    low: float
    high: float


def moment(time_period: str) -> float:
    """A time period as a point in years: 2020 → 2020.0, 2020Q3 → 2020.5, 2020M07 → 2020.5."""
    year, rest = int(time_period[:4]), time_period[4:].lstrip("-")
    if not rest:
        return float(year)
    if rest[0] == "Q":
        return year + (int(rest[1:]) - 1) / 4
    return year + (int(rest.lstrip("M")) - 1) / 12


def kinds(observations: pd.DataFrame) -> pd.Series:
    """What each figure is: Survey, Modelled, Projected, or Source not given.

    A release made before figures said so is read by its older mark, `is_modelled`.
    """
    told = observations["observation_kind"].map(_WORDS)
    older = observations["is_modelled"].map({True: MODELLED, False: SURVEY}).fillna(UNKNOWN)
    return told.fillna(older)


def points(observations: pd.DataFrame, series: str, order: list[str]) -> pd.DataFrame:
    """Figures that a trend can show.

    Args:
        observations: rows with time_period, value, observation_kind, is_modelled, is_break, break_reason,
            observation_status_label, source_code, source_label and the column named in `series`.
        series: the column whose values name the lines.
        order: names of the lines in the order of their colours.

    Returns:
        series, time_period, x (years), value, kind (Survey, Flagged, Modelled, Projected or Source not given),
        status_text, source_label, line, is_break, break_reason.
    """
    known = observations[observations["value"].notna() & observations[series].isin(order)].copy()
    known["series"] = known[series]
    known["x"] = [moment(period) for period in known["time_period"]]
    flagged = known["observation_status_label"].notna() & (known["observation_status_label"] != "")
    known["kind"] = kinds(known)
    known["status_text"] = known["observation_status_label"].where(flagged, "None")
    known.loc[flagged & (known["kind"] == SURVEY), "kind"] = FLAGGED
    known["is_break"] = known["is_break"].map({True: True}).fillna(value=False).astype(bool)
    known["break_reason"] = known["break_reason"].where(known["is_break"]).fillna("")
    known["line"] = known["series"] + "|" + known["source_code"].fillna("")
    return known[_COLUMNS].sort_values(["line", "x"]).reset_index(drop=True)


def extent(*known: pd.DataFrame) -> Extent:
    """What the axes must span to hold these points, with a little air above and below."""
    values, moments = pd.concat([each["value"] for each in known]), pd.concat([each["x"] for each in known])
    low, high = float(values.min()), float(values.max())
    air = (high - low) * 0.08 or max(abs(high) * 0.1, 1.0)
    floor = 0.0 if 0 <= low < air * 3 else low - air
    return Extent(float(moments.min()), float(moments.max()), floor, high + air)


def pieces(known: pd.DataFrame) -> pd.DataFrame:
    """The straight pieces of all lines, each from one point to the next of the same series and source."""
    step = 1.0 if (known["x"] % 1 == 0).all() else 0.25 if known["time_period"].str.contains("Q").any() else 1 / 12
    following = known.groupby("line").shift(-1)
    joined = known.assign(x2=following["x"], value2=following["value"], next_kind=following["kind"])
    joined = joined[joined["x2"].notna()].copy()
    joined["style"] = "survey"
    for kind, style in reversed(_STYLES):
        joined.loc[(joined["kind"] == kind) | (joined["next_kind"] == kind), "style"] = style
    joined.loc[joined["x2"] - joined["x"] > step * 1.5, "style"] = "gap"
    return joined[["series", "x", "value", "x2", "value2", "style"]]


def differing(earlier: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """Points of an earlier vintage that are not the same now, with what they are now: the column `now`."""
    key = ["series", "time_period"]
    now = known.drop_duplicates(key)[[*key, "value"]].rename(columns={"value": "now"})
    both = earlier.merge(now, on=key, how="left")
    return both[both["now"].isna() | (both["now"] != both["value"])].reset_index(drop=True)
