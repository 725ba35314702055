"""Answers on a scale of agreement: bars that part in the middle.

Owns: the bars, how a cell without a bar is told, and what they say in words.
Never: draws a cell that is not shown; leaves agreement to be told by colour alone (sides and words tell it too).
"""

from dataclasses import dataclass

import altair as alt
import pandas as pd

from dashboards import views, words
from dashboards.charts.look import styled
from dashboards.palette import Palette

_ROW = 26
_EDGE = 104.0  # where neutral answers begin when they stand apart
_LABELS = alt.Axis(
    labelLimit=alt.ExprRef("(containerSize()[0] < 700 ? 130 : 220)"),
    labelPadding=8,
    ticks=False,
    domain=False,
    grid=False,
)


@dataclass(frozen=True)
class _Line:
    """One line of the bars: the words of an item, or a group with its answers or why there are none."""

    row: str
    label: str = ""
    heading: str = ""
    said: str = ""
    cell: pd.Series | None = None


def diverging(cells: pd.DataFrame, palette: Palette, *, neutrals_apart: bool) -> alt.Chart | alt.LayerChart:
    """Bars per item and group: who disagrees to the left, who agrees to the right.

    Args:
        cells: the result of `queries.views.cells_sql`.
        palette: colours of the theme.
        neutrals_apart: whether “neither” stands at the right edge instead of half on each side of the middle.
    """
    lines = _lines(cells)
    told = [{"row": line.row, "label": line.label, "heading": line.heading, "said": line.said} for line in lines]
    rows = pd.DataFrame(told)
    parts = pd.DataFrame(part for line in lines for part in _parts(line, neutrals_apart=neutrals_apart)).reindex(
        columns=["row", "start", "end", "answer", "count", "share", "who"]
    )
    order = list(rows["row"])
    labels = alt.Axis(**{**_LABELS.to_dict(), "labelExpr": _label_expression(rows)})
    y = alt.Y("row:N", sort=order, title=None, axis=labels, scale=alt.Scale(domain=order))
    scale = alt.Scale(domain=[-100, max(100.0, *parts["end"].tolist(), 100.0)])
    axis = alt.Axis(
        values=[-100, -50, 0, 50, 100], grid=True, labelExpr="abs(datum.value) + ' %'",
        title="← disagree · share of answers · agree →",
    )  # fmt: skip
    colours = _colours(palette)
    names = list(views.ANSWERS.values())
    colour = alt.Color(
        "answer:N",
        scale=alt.Scale(domain=names, range=colours),
        sort=names,
        legend=alt.Legend(title=None, orient="top", columns=alt.ExprRef("width < 420 ? 2 : 5"), symbolType="square"),
    )
    tips = [
        alt.Tooltip("who:N", title="Who"),
        alt.Tooltip("answer:N", title="Answer"),
        alt.Tooltip("count:Q", title="Answers"),
        alt.Tooltip("share:Q", title="Share (%)", format=".0f"),
    ]
    bars = (
        alt.Chart(parts)
        .mark_bar(height=17, stroke=palette.page, strokeWidth=0.6)
        .encode(y=y, x=alt.X("start:Q", scale=scale, axis=axis), x2="end:Q", color=colour, tooltip=tips)
    )
    counts = (
        alt.Chart(parts[parts["share"] >= 9])
        .mark_text(fontSize=11)
        .encode(
            y=y,
            x=alt.X("middle:Q", scale=scale),
            text="count:Q",
            color=alt.Color("answer:N", scale=alt.Scale(domain=names, range=_letters(palette)), legend=None),
        )
        .transform_calculate(middle="(datum.start + datum.end) / 2")
    )
    layers = [bars, counts, _said(rows, y, scale, palette), _headings(rows, y, scale, palette)]
    middle = alt.Chart(pd.DataFrame({"x": [0]})).mark_rule(color=palette.muted, strokeDash=[3, 3])
    layers.append(middle.encode(x=alt.X("x:Q", scale=scale)))
    return _finished(alt.layer(*layers).resolve_scale(color="independent"), palette)


def diverging_in_words(cells: pd.DataFrame) -> str:
    """The answers of each group, for readers who do not see the bars."""
    said = [_cell_in_words(row) for _, row in cells.iterrows()]
    return (
        f"Diverging bars of {words.count(cells['item_id'].nunique(), 'statement')} by group, answers from strongly "
        f"disagree to strongly agree. {'; '.join(said)}. The table holds the same."
    )


def _lines(cells: pd.DataFrame) -> list[_Line]:
    """A line for the words of each item, and under it a line for each group."""
    lines: list[_Line] = []
    for item_id, mine in cells.groupby("item_id", sort=False):
        lines.append(_Line(f"{item_id}|", heading=views.wording(mine.iloc[0])))
        for _, cell in mine.iterrows():
            group, told = views.GROUPS.get(cell["constituent_group"], cell["constituent_group"]), views.state(cell)
            label = group if told else f"{group} (n = {int(cell['response_count'])})"
            lines.append(_Line(f"{item_id}|{cell['constituent_group']}", label, said=told, cell=cell))
    return lines


def _parts(line: _Line, *, neutrals_apart: bool) -> list[dict[str, object]]:
    """The five parts of one bar in percent of the answers, from left to right."""
    cell = line.cell
    if cell is None or line.said:
        return []
    counts = {point: int(cell[f"answer_{point}_count"]) for point in views.ANSWERS}
    shares = {point: 100 * count / int(cell["response_count"]) for point, count in counts.items()}
    left = -shares[1] - shares[2] - (0 if neutrals_apart else shares[3] / 2)
    parts, at = [], left
    for point in (1, 2, 4, 5, 3) if neutrals_apart else (1, 2, 3, 4, 5):
        at = _EDGE if neutrals_apart and point == 3 else at
        end = at + shares[point]
        parts.append(
            {
                "row": line.row, "start": at, "end": end, "answer": views.ANSWERS[point], "count": counts[point],
                "share": shares[point], "who": line.label,
            }
        )  # fmt: skip
        at = end
    return [part for part in parts if part["count"]]


def _said(rows: pd.DataFrame, y: alt.Y, scale: alt.Scale, palette: Palette) -> alt.Chart:
    told = rows.loc[rows["said"] != "", ["row", "said"]].assign(x=-98)
    text = alt.Chart(told).mark_text(align="left", fontSize=12, fontStyle="italic", color=palette.muted)
    return text.encode(y=y, x=alt.X("x:Q", scale=scale), text="said:N")


def _headings(rows: pd.DataFrame, y: alt.Y, scale: alt.Scale, palette: Palette) -> alt.Chart:
    told = rows.loc[rows["heading"] != "", ["row", "heading"]].assign(x=-100)
    text = alt.Chart(told).mark_text(
        align="left", baseline="middle", dy=4, fontSize=13, fontWeight="bold", color=palette.text,
        limit=alt.ExprRef("width + 120"), dx=alt.ExprRef("containerSize()[0] < 700 ? -130 : -100"),
    )  # fmt: skip
    return text.encode(y=y, x=alt.X("x:Q", scale=scale), text="heading:N")


def _label_expression(rows: pd.DataFrame) -> str:
    labels = ", ".join(f"{row['row']!r}: {row['label']!r}" for _, row in rows.iterrows())
    return f"({{{labels}}})[datum.value]"


def _colours(palette: Palette) -> list[str]:
    """From the strongest disagreement to the strongest agreement; the middle is pale."""
    return [palette.red, palette.orange, palette.plan, palette.series[5], palette.blue]


def _letters(palette: Palette) -> list[str]:
    return [palette.page, palette.page, palette.text, palette.page, palette.page]


def _cell_in_words(row: pd.Series) -> str:
    group = views.GROUPS.get(row["constituent_group"], row["constituent_group"]).lower()
    told = views.state(row)
    if not told:
        told = ", ".join(f"{int(row[f'answer_{point}_count'])} {word}" for point, word in views.ANSWERS.items())
    return f"{views.wording(row)}, {group}: {told}"


def _finished(chart: alt.LayerChart, palette: Palette) -> alt.Chart | alt.LayerChart:
    return styled(chart.properties(height=alt.Step(_ROW), width="container"), palette)
