"""Planned range, committed and spent per action area, as bars.

Owns: the pale band of the range, the bar of commitments, the thin bar of expenditure, and what they say in words.
Never: draws a share; a word stands beside every bar, and bars start at zero.
"""

import altair as alt
import pandas as pd

from dashboards import words
from dashboards.charts.look import styled
from dashboards.money import dollars, position, span
from dashboards.palette import Palette

_ROW = 46
_LABEL_WIDTH = "(containerSize()[0] < 700 ? 118 : 220)"
_LABELS = alt.Axis(
    labelLimit=alt.ExprRef(_LABEL_WIDTH),
    labelPadding=8,
    ticks=False,
    domain=False,
    grid=False,
)


def ranges(areas: pd.DataFrame, palette: Palette) -> alt.Chart | alt.LayerChart:
    """Bars per action area against its planned range, in million US dollars.

    Args:
        areas: the result of `queries.resources.areas_sql`.
        palette: colours of the theme.
    """
    drawn = _drawn(areas)
    most = float(drawn[["high", "committed", "spent"]].max().max())
    # The word beside the longest bar needs room, on a narrow screen more.
    room = alt.ExprRef(f"{most} * (containerSize()[0] < 500 ? 2.1 : 1.25)")
    scale = alt.Scale(domainMin=0, domainMax=room)
    row = alt.Y("row:N", sort=list(drawn["row"]), title=None, axis=_LABELS)
    base = alt.Chart(drawn).encode(y=row, tooltip=_tips())
    axis = alt.Axis(tickCount=5, grid=True, format="~g")
    band = base.mark_bar(color=palette.plan, height=30).encode(
        x=alt.X("low:Q", scale=scale, axis=axis, title="Million US dollars"), x2="high:Q"
    )
    committed = base.transform_filter("datum.committed > 0").mark_bar(color=palette.blue, height=13)
    spent = base.transform_filter("datum.spent > 0").mark_bar(color=palette.text, height=4)
    said = base.mark_text(align="left", dx=6, color=palette.text, fontSize=12)
    layers = [
        band,
        committed.encode(x=alt.X("committed:Q", scale=scale)),
        spent.encode(x=alt.X("spent:Q", scale=scale)),
        said.encode(x=alt.X("furthest:Q", scale=scale), text="word:N"),
    ]
    return styled(alt.layer(*layers).properties(height=alt.Step(_ROW), width="container"), palette)


def ranges_in_words(areas: pd.DataFrame) -> str:
    """What the bars show, for readers who do not see them."""
    said = [
        f"{row.action_area_label}: planned {span(row.low_amount, row.high_amount)}, "
        f"committed {dollars(row.committed_usd)} ({position(row.committed_position).word.lower()}), "
        f"spent {dollars(row.spent_usd)}"
        for row in areas.itertuples()
    ]
    return (
        f"Bars of {words.count(len(areas), 'action area')}: planned range, commitments and expenditure in US dollars. "
        f"{'; '.join(said)}. The table below holds the same."
    )


def _drawn(areas: pd.DataFrame) -> pd.DataFrame:
    millions = areas[["low_amount", "high_amount", "committed_usd", "spent_usd"]].astype(float) / 1e6
    millions.columns = pd.Index(["low", "high", "committed", "spent"])
    drawn = millions.assign(
        row=areas["action_area_id"] + " " + areas["action_area_label"],
        word=[position(code).text for code in areas["committed_position"]],
        planned=[span(low, high) for low, high in zip(areas["low_amount"], areas["high_amount"], strict=True)],
        committed_text=areas["committed_usd"].map(dollars),
        spent_text=areas["spent_usd"].map(dollars),
        spent_word=[position(code).text for code in areas["spent_position"]],
    )
    return drawn.assign(furthest=millions[["high", "committed", "spent"]].max(axis="columns"))


def _tips() -> list[alt.Tooltip]:
    names = {
        "row": "Action area",
        "planned": "Planned range",
        "committed_text": "Committed",
        "word": "Committed is",
        "spent_text": "Spent",
        "spent_word": "Spent is",
    }
    return [alt.Tooltip(f"{name}:N", title=title) for name, title in names.items()]
