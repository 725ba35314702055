"""The matrix of the outputs: which draws on which, and on what basis.

Owns: the look of a cell (shade and letter), and what the matrix says in words.
Never: tells two bases apart by shade alone; every cell carries its letter.
"""

from itertools import product

import altair as alt
import pandas as pd

from dashboards import words
from dashboards.charts.look import styled
from dashboards.links import BASES
from dashboards.palette import Palette

_WIDE, _HIGH = 40, 27  # pixels of a cell
_SHADES = {"explicit": "survey", "section_level": "modelled", "implied": "projected"}


def matrix(cells: pd.DataFrame, outputs: pd.DataFrame, palette: Palette) -> alt.Chart | alt.LayerChart:
    """Outputs by outputs; a row draws on the columns in which it has a letter.

    Args:
        cells: the result of `links.cells`.
        outputs: the outputs with their labels, in the order of the strategy.
        palette: colours of the theme.
    """
    order = list(outputs["output_id"])
    names = dict(zip(order, outputs["output_label"], strict=True))
    across = alt.X("source:N", sort=order, scale=alt.Scale(domain=order), title="is drawn on", axis=_axis("top"))
    rows = [f"{code} {names[code]}" for code in order]
    down = alt.Y("row:N", sort=rows, scale=alt.Scale(domain=rows), title=None, axis=_axis("left"))
    empty = alt.Chart(pd.DataFrame(product(rows, order), columns=["row", "source"]))
    base = alt.Chart(_looks(cells, names, palette)).encode(x=across, y=down, tooltip=_tips())
    layers = [
        empty.mark_rect(fill=palette.page, stroke=palette.grid).encode(x=across, y=down),
        base.mark_rect(stroke=palette.page).encode(color=alt.Color("shade:N", scale=None)),
        base.mark_text(fontSize=13).encode(text="letter:N", color=alt.Color("ink:N", scale=None)),
    ]
    return styled(alt.layer(*layers).properties(width=alt.Step(_WIDE), height=alt.Step(_HIGH)), palette)


def _looks(cells: pd.DataFrame, names: dict[str, str], palette: Palette) -> pd.DataFrame:
    looks = {code: palette.coverage[_SHADES[code]] for code in BASES}
    return cells.assign(
        row=[f"{code} {names[code]}" for code in cells["output"]],
        source_name=cells["source"].map(names),
        basis_word=[BASES[code][1] for code in cells["basis"]],
        shade=[looks[code][0] for code in cells["basis"]],
        ink=[looks[code][1] for code in cells["basis"]],
    )


def matrix_in_words(cells: pd.DataFrame) -> str:
    """What the matrix shows, for readers who do not see it."""
    drawn = cells[cells["flow"] != "parallel"].groupby("source").size()
    most = "" if drawn.empty else f" Most drawn on: {drawn.idxmax()} ({words.count(int(drawn.max()), 'output')})."
    return (
        f"Matrix of outputs with {words.count(len(cells), 'filled cell')}: a row draws on the columns in which it has "
        f"a letter.{most} The table below holds the same."
    )


def _axis(side: str) -> alt.Axis:
    return alt.Axis(orient=side, labelAngle=0, ticks=False, domain=False, grid=False, labelLimit=215)


def _tips() -> list[alt.Tooltip]:
    names = {
        "words": "Link",
        "row": "Draws",
        "source_name": "Is drawn on",
        "basis_word": "Basis",
        "synergies": "Links",
        "paragraphs": "Paragraph",
    }
    return [alt.Tooltip(f"{name}:N", title=title) for name, title in names.items()]
