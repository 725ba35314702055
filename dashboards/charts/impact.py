"""Charts of an impact design: two groups before and after, effects by year, and the estimate without each area.

Owns: lines of both groups with the start, effects with their intervals around nought, and their words.
Never: draws an effect without its interval, or a group by colour alone.
"""

from dataclasses import dataclass

import altair as alt
import pandas as pd

from dashboards import impact, words
from dashboards.charts.look import styled
from dashboards.palette import Palette

_HIGH = 300
_ROW = 22
_TREATED, _OTHERS = "treated", "comparison"


@dataclass(frozen=True)
class Start:
    """The first year of the support; `many` where areas start in different years."""

    year: int
    many: bool = False

    @property
    def said(self) -> str:
        """What stands at the line."""
        return f"{'first ' if self.many else ''}start {self.year}"


def groups(means: pd.DataFrame, fitted: pd.DataFrame, start: Start, unit: str, palette: Palette) -> alt.LayerChart:
    """Means of both groups by year, with a line at the start; treated filled, comparison hollow and dashed.

    Args:
        means: rows of the diagnostic group_mean: role, year, value, area_count.
        fitted: rows of the diagnostic fitted_line, for a series; may be empty.
        start: the first start.
        unit: the unit of the outcome.
        palette: colours of the theme.
    """
    drawn = means.assign(name=means["role"].map(impact.ROLES))
    x = alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, labelOverlap=True, grid=False))
    y = alt.Y("value:Q", title=unit or None, scale=alt.Scale(zero=False, nice=True))
    colour = alt.Color(
        "name:N",
        title=None,
        scale=alt.Scale(domain=list(impact.ROLES.values()), range=[palette.blue, palette.orange]),
        legend=None if drawn["role"].nunique() == 1 else alt.Legend(orient="top", symbolType="stroke"),
    )
    tips = [
        alt.Tooltip("name:N", title="Group"),
        alt.Tooltip("year:O", title="Year"),
        alt.Tooltip("value:Q", title=unit or "Mean", format=",.3f"),
        alt.Tooltip("area_count:Q", title="Areas"),
    ]
    base = alt.Chart(drawn).encode(x=x, y=y, color=colour, tooltip=tips)
    treated, others = (base.transform_filter(f"datum.role == '{role}'") for role in (_TREATED, _OTHERS))
    layers: list[alt.Chart | alt.LayerChart] = []
    if start.year in set(drawn["year"]):
        line = alt.Chart(pd.DataFrame({"year": [start.year], "said": [start.said]}))
        layers.append(line.mark_rule(color=palette.text, strokeDash=[2, 2]).encode(x=x))
        layers.append(
            line.mark_text(align="center", color=palette.muted, fontSize=12).encode(x=x, y=alt.value(-7), text="said:N")
        )
    layers += [
        others.mark_line(strokeWidth=2, strokeDash=[5, 3]),
        others.mark_point(size=60, fill=palette.page, strokeWidth=1.8, opacity=1),
        treated.mark_line(strokeWidth=2.4),
        treated.mark_point(size=60, filled=True, opacity=1),
    ]
    if len(fitted):
        segments = fitted.assign(part=["after" if year >= start.year else "before" for year in fitted["year"]])
        layers.append(
            alt.Chart(segments)
            .mark_line(color=palette.gray, strokeWidth=2)
            .encode(x=x, y=y, detail="part:N", tooltip=[alt.Tooltip("value:Q", title="Fitted line", format=",.3f")])
        )
    return styled(alt.layer(*layers).properties(height=_HIGH, width="container"), palette)


def groups_in_words(means: pd.DataFrame, start: Start, unit: str) -> str:
    """First and last mean of each group, for readers who do not see the lines."""
    told = []
    for role, name in impact.ROLES.items():
        rows = means[means["role"] == role].sort_values("year")
        if len(rows):
            first, last = rows.iloc[0], rows.iloc[-1]
            told.append(
                f"{name}: {words.number(first['value'])} in {int(first['year'])}, {words.number(last['value'])} in "
                f"{int(last['year'])}"
            )
    return f"Line chart of means in {unit or 'the unit of the outcome'}, {start.said}. {'; '.join(told)}."


def effects(events: pd.DataFrame, unit: str, palette: Palette) -> alt.LayerChart:
    """The effect by year since the start, against the year before it; intervals are lines, nought is drawn.

    Args:
        events: rows of the diagnostic event_time: event_time, value, interval_low, interval_high.
        unit: the unit of the outcome.
        palette: colours of the theme.
    """
    drawn = events.assign(after=events["event_time"] >= 0)
    x = alt.X("event_time:O", title="Years since the start", axis=alt.Axis(labelAngle=0, labelOverlap=True, grid=False))
    y = alt.Y("value:Q", title=unit or None, scale=alt.Scale(nice=True))
    tips = [
        alt.Tooltip("event_time:O", title="Years since the start"),
        alt.Tooltip("value:Q", title="Difference", format="+,.3f"),
        alt.Tooltip("interval_low:Q", title="from", format="+,.3f"),
        alt.Tooltip("interval_high:Q", title="to", format="+,.3f"),
        alt.Tooltip("area_count:Q", title="Treated areas"),
    ]
    base = alt.Chart(drawn).encode(x=x, tooltip=tips)
    colour = alt.condition("datum.after", alt.value(palette.blue), alt.value(palette.gray))
    fill = alt.condition("datum.after", alt.value(palette.blue), alt.value(palette.page))
    nought = alt.Chart(pd.DataFrame({"value": [0]})).mark_rule(color=palette.text, strokeWidth=1).encode(y=y)
    layers = [
        nought,
        base.mark_rule(strokeWidth=2).encode(
            y=alt.Y("interval_low:Q", title=unit or None), y2="interval_high:Q", color=colour
        ),
        base.mark_point(size=80, strokeWidth=1.8, opacity=1).encode(y=y, color=colour, fill=fill),
    ]
    return styled(alt.layer(*layers).properties(height=_HIGH, width="container"), palette)


def effects_in_words(events: pd.DataFrame, unit: str) -> str:
    """Each year since the start, for readers who do not see the marks."""
    told = [
        f"{int(row.event_time):+d}: {impact.signed(row.value)} ({impact.signed(row.interval_low)} to "
        f"{impact.signed(row.interval_high)})"
        for row in events.itertuples()
    ]
    scale = unit or "the unit of the outcome"
    return f"Differences by year since the start in {scale}, with intervals. {'; '.join(told)}."


def leave_one_out(rows: pd.DataFrame, estimate: float, unit: str, palette: Palette) -> alt.LayerChart:
    """The estimate without each area as a mark, the estimate with all as a line; treated filled, comparison hollow.

    Args:
        rows: rows of the diagnostic leave_one_out, with reference_area_label.
        estimate: with every area.
        unit: the unit of the outcome.
        palette: colours of the theme.
    """
    drawn = rows.assign(treated=rows["role"] == _TREATED, name=rows["reference_area_label"])
    labels = alt.Axis(labelLimit=alt.ExprRef("(containerSize()[0] < 700 ? 110 : 220)"), ticks=False, domain=False)
    y = alt.Y("name:N", sort=list(drawn["name"]), title=None, axis=labels)
    axis = alt.Axis(tickCount=5, grid=True)
    x = alt.X("value:Q", title=unit or None, axis=axis, scale=alt.Scale(nice=True, padding=12))
    tips = [
        alt.Tooltip("name:N", title="Without"),
        alt.Tooltip("role:N", title="Part in the plan"),
        alt.Tooltip("value:Q", title="Estimate", format="+,.3f"),
    ]
    ends = alt.Chart(pd.DataFrame({"value": [estimate, 0.0], "said": ["with all", "nought"]}))
    base = alt.Chart(drawn).encode(x=x, y=y, tooltip=tips)
    layers = [
        ends.transform_filter("datum.said == 'nought'").mark_rule(color=palette.text, strokeWidth=1).encode(x=x),
        ends.transform_filter("datum.said == 'with all'")
        .mark_rule(color=palette.blue, strokeWidth=1.5, strokeDash=[4, 3])
        .encode(x=x),
        base.transform_filter("datum.treated").mark_point(size=80, filled=True, opacity=1, color=palette.blue),
        base.transform_filter("!datum.treated").mark_point(
            size=70, fill=palette.page, strokeWidth=1.8, opacity=1, color=palette.orange
        ),
    ]
    return styled(alt.layer(*layers).properties(height=alt.Step(_ROW), width="container"), palette)


def leave_one_out_in_words(rows: pd.DataFrame, estimate: float) -> str:
    """Between which ends the estimate moves, for readers who do not see the marks."""
    low, high = rows.loc[rows["value"].idxmin()], rows.loc[rows["value"].idxmax()]
    return (
        f"The estimate is {impact.signed(estimate)} with all areas. Without one of {len(rows)} areas it runs from "
        f"{impact.signed(low['value'])} (without {low['reference_area_label']}) to {impact.signed(high['value'])} "
        f"(without {high['reference_area_label']})."
    )
