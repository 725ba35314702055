"""Events of the governing bodies and promises on one time line.

Owns: the spans of events, the due date and the state of each promise, and what they say in words.
Never: puts a mark where no day is known: an undated promise shows the word, an inexact event carries ≈.
"""

from datetime import date

import altair as alt
import pandas as pd

from dashboards import words
from dashboards.charts.look import styled
from dashboards.palette import Palette
from dashboards.promises import PROMISE_MARKS, happened, state

_ROW = 25
_LABEL_WIDTH = "(containerSize()[0] < 700 ? 170 : 330)"
_LABELS = alt.Axis(
    labelAlign="left",
    labelPadding=alt.ExprRef(f"{_LABEL_WIDTH} + 4"),
    labelLimit=alt.ExprRef(_LABEL_WIDTH),
    ticks=False,
    domain=False,
    grid=False,
)
_START, _END = pd.Timestamp(2022, 6, 1), pd.Timestamp(2028, 1, 1)


def timeline(events: pd.DataFrame, promises: pd.DataFrame, as_of: date, palette: Palette) -> alt.LayerChart:
    """Events above, promises below; the as-of date as a line.

    Args:
        events: the result of `queries.promises.EVENTS_SQL`.
        promises: the result of `queries.promises.promises_sql`.
        as_of: the release's as-of date.
        palette: colours of the theme.
    """
    rows = pd.concat([_events(events), _promises(promises, as_of)], ignore_index=True)
    y = alt.Y("row:N", sort=list(rows["row"]), title=None, axis=_LABELS)
    scale = alt.Scale(domain=[_stamp(_START), _stamp(_END)])
    years = alt.Axis(format="%Y", tickCount="year", orient="top", labelFontSize=13, labelAlign="left")
    base = alt.Chart(rows).encode(y=y, tooltip=_tips())
    axis = alt.X("start:T", scale=scale, axis=years, title=None)
    colours = {each.code: getattr(palette, each.colour) for each in PROMISE_MARKS}
    shapes = {each.code: each.shape for each in PROMISE_MARKS}
    span = base.transform_filter("datum.start").mark_bar(height=12, cornerRadius=2)
    layers = [
        alt.Chart(pd.DataFrame({"at": [pd.Timestamp(as_of)]}))
        .mark_rule(color=palette.text, strokeWidth=1.2, strokeDash=[2, 2])
        .encode(x=alt.X("at:T", scale=scale)),
        span.encode(x=axis, x2="end:T", color=alt.value(palette.plan)),
        base.transform_filter("datum.due")
        .mark_tick(thickness=3, height=18, color=palette.text)
        .encode(x=alt.X("due:T", scale=scale)),
        base.transform_filter("datum.at")
        .mark_point(filled=True, size=95, opacity=1, stroke=palette.page, strokeWidth=0.8)
        .encode(
            x=alt.X("at:T", scale=scale),
            color=alt.Color("state:N", scale=_fixed(colours), legend=None),
            shape=alt.Shape("state:N", scale=_fixed(shapes), legend=None),
        ),
        base.mark_text(align="left", dx=8, color=palette.text, fontSize=12).encode(
            x=alt.X("beside:T", scale=scale), text="said:N"
        ),
    ]
    return styled(alt.layer(*layers).properties(height=alt.Step(_ROW), width="container"), palette)


def timeline_in_words(events: pd.DataFrame, promises: pd.DataFrame, as_of: date) -> str:
    """What the time line shows, for readers who do not see it."""
    dated = int(promises["is_dated"].sum())
    return (
        f"Time line of {words.count(len(events), 'event')} and {words.count(len(promises), 'promise')}, {dated} of "
        f"them dated, mid-2022 to 2027, as of {words.day(as_of)}. The tables hold the same."
    )


def _events(events: pd.DataFrame) -> pd.DataFrame:
    said = events.apply(happened, axis="columns")
    doubt = events["date_precision"].map(lambda precision: "" if precision == "day" else "≈ ")
    end = pd.to_datetime(events["end_date"]) + pd.Timedelta(days=1)
    return pd.DataFrame(
        {
            "row": events["event_id"] + "  " + events["event_label"],
            "name": events["event_label"],
            "start": pd.to_datetime(events["start_date"]),
            "end": end,
            "beside": end,
            "said": doubt + said,
        }
    )


def _promises(promises: pd.DataFrame, as_of: date) -> pd.DataFrame:
    dated = promises["is_dated"].astype(bool)
    due = pd.to_datetime(promises["due_date"]).where(dated)
    kept = pd.to_datetime(promises["actual_date"])
    waits = promises["state"].isin(["overdue", "not_reported"])
    at = kept.where(~waits, pd.Timestamp(as_of))
    marks = [state(code) for code in promises["state"]]
    # The symbol stands in the chart already where the day is known.
    said = [
        mark.word if is_dated else f"{text} · {mark.word if is_drawn else mark.text}"
        for mark, is_dated, text, is_drawn in zip(marks, dated, promises["due_words"], at.notna(), strict=True)
    ]
    known = pd.DataFrame({"due": due, "at": at}).max(axis="columns")
    return pd.DataFrame(
        {
            "row": promises["commitment_id"] + "  " + promises["commitment_label"],
            "name": promises["commitment_label"],
            "due": due,
            "at": at,
            "state": promises["state"],
            # Without any day the words stand at the start of the term.
            "beside": known.fillna(pd.Timestamp(2023, 1, 1)),
            "said": said,
        }
    )


def _fixed(values: dict[str, str]) -> alt.Scale:
    return alt.Scale(domain=list(values), range=list(values.values()))


def _tips() -> list[alt.Tooltip]:
    return [alt.Tooltip("name:N", title="What"), alt.Tooltip("said:N", title="When, how it stands")]


def _stamp(moment: pd.Timestamp) -> alt.DateTime:
    return alt.DateTime(year=moment.year, month=moment.month, date=moment.day)
