"""The Gantt of planned phases: plan pale, delivery strong.

Owns: how a phase, its delay, reported activity and the as-of date are drawn and said.
Never: decides a status or a date; draws a doubtful span without its mark.
"""

from datetime import date

import altair as alt
import pandas as pd

from dashboards import words
from dashboards.charts.look import styled
from dashboards.palette import Palette
from dashboards.promises import happened
from dashboards.status import PHASE_MARKS, mark

_ROW = 21
_LABEL_WIDTH = "(containerSize()[0] < 700 ? 170 : 314)"  # narrow screens keep room for the plan; the table has it all
_LABELS = alt.Axis(
    labelAlign="left",
    labelPadding=alt.ExprRef(f"{_LABEL_WIDTH} + 4"),
    labelLimit=alt.ExprRef(_LABEL_WIDTH),
    ticks=False,
    domain=False,
    grid=False,
)
EVENTS = "Events of the governing bodies"
TERM = (date(2023, 1, 1), date(2027, 12, 31))


def plan(
    phases: pd.DataFrame, activity: pd.DataFrame, events: pd.DataFrame, as_of: date, palette: Palette
) -> alt.LayerChart:
    """Gantt of planned phases: plan pale, delivery strong, the as-of date as a line.

    Args:
        phases: one row per phase: output_id, phase_id, phase_label, nature, start_year, end_year, reading_confidence,
            status, due_date, actual_date, forecast_date, delay_days.
        activity: one row per continuous phase and half-year reported active: phase_id, reporting_period_id.
        events: the result of `queries.promises.EVENTS_SQL`; those in the term stand in a row of their own on top.
        as_of: the release's as-of date.
        palette: colours of the theme.
    """
    spans = _spans(phases, as_of)
    order = [EVENTS, *spans["row"]]
    row = alt.Y("row:N", sort=order, title=None, axis=_LABELS)
    scale = alt.Scale(domain=[_stamp(TERM[0]), _stamp(date(2028, 1, 1))])
    years = alt.Axis(format="%Y", tickCount="year", grid=True, orient="top", labelFontSize=13, labelAlign="left")
    base = alt.Chart(spans).encode(y=row, tooltip=_tips())
    planned = base.mark_bar(color=palette.plan, height=13, cornerRadius=2).encode(
        x=alt.X("start:T", scale=scale, axis=years, title=None), x2="end:T"
    )
    active = alt.Chart(_half_years(activity, spans)).mark_bar(color=palette.blue, height=5)
    slip = base.transform_filter("datum.slip_from").mark_rule(strokeWidth=2.5)
    layers = [
        planned,
        active.encode(y=row, x=alt.X("start:T", scale=scale), x2="end:T"),
        slip.encode(x=alt.X("slip_from:T", scale=scale), x2="slip_to:T", color=_colour(palette)),
        base.transform_filter("datum.at")
        .mark_point(filled=True, size=95, opacity=1, stroke=palette.page, strokeWidth=0.8)
        .encode(x=alt.X("at:T", scale=scale), shape=_shape(), color=_colour(palette)),
        *_event_marks(events, row, scale, palette),
        _as_of_line(as_of, scale, palette),
        _as_of_label(as_of, scale, palette),
    ]
    return styled(alt.layer(*layers).properties(height=alt.Step(_ROW), width="container"), palette)


def plan_in_words(phases: pd.DataFrame, as_of: date) -> str:
    """What the Gantt shows, for readers who do not see it."""
    counts = phases["status"].value_counts()
    parts = [f"{counts[each.code]} {each.word.lower()}" for each in PHASE_MARKS if each.code in counts]
    return (
        f"Gantt chart of {words.count(len(phases), 'planned phase')}, 2023 to 2027, as of {words.day(as_of)}: "
        f"{', '.join(parts)}. The table below holds the same."
    )


def events_in_words(events: pd.DataFrame) -> str:
    """The events in the term, each with its day or month."""
    listed = _in_term(events)
    said = [
        f"{when} {label} – {body}"
        for when, label, body in zip(listed["when"], listed["label"], listed["body"], strict=True)
    ]
    return f"Events: {'; '.join(said)}." if said else "No event is known in the term."


def _in_term(events: pd.DataFrame) -> pd.DataFrame:
    """Events that begin in the term; one whose day is not known stands in the middle of the span that is."""
    listed = events.copy()
    listed["start"], listed["end"] = pd.to_datetime(listed["start_date"]), pd.to_datetime(listed["end_date"])
    listed = listed[(listed["start"] >= pd.Timestamp(TERM[0])) & (listed["start"] <= pd.Timestamp(TERM[1]))]
    is_exact = listed["date_precision"] == "day"
    listed["at"] = listed["start"].where(is_exact, listed["start"] + (listed["end"] - listed["start"]) / 2)
    listed["is_doubtful"] = ~is_exact
    listed["when"] = [
        ("≈ " if doubtful else "") + happened(event)
        for doubtful, (_, event) in zip(listed["is_doubtful"], listed.iterrows(), strict=True)
    ]
    return listed.rename(columns={"event_label": "label"}).assign(row=EVENTS)


def _event_marks(events: pd.DataFrame, row: alt.Y, scale: alt.Scale, palette: Palette) -> list[alt.Chart]:
    tips = [
        alt.Tooltip("when:N", title="When"),
        alt.Tooltip("label:N", title="Event"),
        alt.Tooltip("body:N", title="By"),
    ]
    base = alt.Chart(_in_term(events)[["row", "start", "end", "at", "is_doubtful", "when", "label", "body"]])
    spans = base.transform_filter("datum.is_doubtful").mark_rule(strokeWidth=1.5, color=palette.text)
    points = base.mark_point(filled=True, size=80, shape="diamond", opacity=1, color=palette.text)
    return [
        spans.encode(y=row, x=alt.X("start:T", scale=scale), x2="end:T"),
        points.encode(y=row, x=alt.X("at:T", scale=scale), tooltip=tips),
    ]


def _spans(phases: pd.DataFrame, as_of: date) -> pd.DataFrame:
    spans = phases.copy()
    doubt = spans["reading_confidence"].map(lambda level: "" if level == "high" else " ≈")
    spans["row"] = spans["phase_id"] + "  " + spans["phase_label"] + doubt
    spans["start"] = [pd.Timestamp(int(year), 1, 1) for year in spans["start_year"]]
    spans["end"] = [pd.Timestamp(int(year) + 1, 1, 1) for year in spans["end_year"]]
    spans["status_text"] = [mark(code).text for code in spans["status"]]
    for column in ("due_date", "actual_date", "forecast_date"):
        spans[column] = pd.to_datetime(spans[column])
    due_end = spans["due_date"] + pd.Timedelta(days=1)
    waiting = spans["status"].isin(["overdue", "not_reported"])
    late = spans["status"] == "achieved_late"
    # A phase still open stands at the as-of date, a cancelled one at the end of its plan; a future one carries no mark.
    spans["at"] = spans["actual_date"].where(~(waiting | (spans["status"] == "inactive")), pd.Timestamp(as_of))
    spans["at"] = spans["at"].where(spans["status"] != "cancelled", spans["end"])
    spans["slip_from"] = due_end.where(waiting | late)
    spans["slip_to"] = spans["at"].where(waiting | late)
    spans["planned"] = [words.years(a, b) for a, b in zip(spans["start_year"], spans["end_year"], strict=True)]
    spans["actual"] = spans["actual_date"].map(words.day)
    spans["forecast"] = spans["forecast_date"].map(words.day)
    columns = ["row", "output_id", "phase_id", "phase_label", "status", "status_text", "planned", "actual", "forecast"]
    return spans[[*columns, "delay_days", "start", "end", "at", "slip_from", "slip_to"]]


def _half_years(activity: pd.DataFrame, spans: pd.DataFrame) -> pd.DataFrame:
    active = activity.merge(spans[["phase_id", "row"]], on="phase_id")
    halves = [words.half_year(period) for period in active["reporting_period_id"]]
    active["start"] = pd.to_datetime([start for start, _ in halves])
    active["end"] = pd.to_datetime([end for _, end in halves])
    return active[["row", "start", "end"]]


def _tips() -> list[alt.Tooltip]:
    names = {
        "phase_id": "Phase",
        "phase_label": "Step",
        "planned": "Planned",
        "status_text": "Status",
        "actual": "Actual",
        "forecast": "Forecast",
        "delay_days": "Delay (days)",
    }
    return [alt.Tooltip(f"{name}:{'Q' if name == 'delay_days' else 'N'}", title=title) for name, title in names.items()]


def _colour(palette: Palette) -> alt.Color:
    colours = {each.code: getattr(palette, each.colour) for each in PHASE_MARKS}
    return alt.Color("status:N", scale=alt.Scale(domain=list(colours), range=list(colours.values())), legend=None)


def _shape() -> alt.Shape:
    shapes = {each.code: each.shape for each in PHASE_MARKS}
    return alt.Shape("status:N", scale=alt.Scale(domain=list(shapes), range=list(shapes.values())), legend=None)


def _stamp(moment: date) -> alt.DateTime:
    return alt.DateTime(year=moment.year, month=moment.month, date=moment.day)


def _as_of(as_of: date) -> pd.DataFrame:
    return pd.DataFrame({"at": [pd.Timestamp(as_of)], "label": [f"as of {words.day(as_of)}"]})


def _as_of_line(as_of: date, scale: alt.Scale, palette: Palette) -> alt.Chart:
    line = alt.Chart(_as_of(as_of)).mark_rule(color=palette.text, strokeWidth=1.2, strokeDash=[2, 2])
    return line.encode(x=alt.X("at:T", scale=scale))


def _as_of_label(as_of: date, scale: alt.Scale, palette: Palette) -> alt.Chart:
    label = alt.Chart(_as_of(as_of)).mark_text(align="left", baseline="bottom", dx=4, color=palette.text, fontSize=12)
    return label.encode(x=alt.X("at:T", scale=scale), y=alt.value(-22), text="label:N")
