"""The framework as a tree, from the strategy to phases and indicators.

Owns: where each box stands, its text and its line to the box before it, and what the tree says in words.
Never: holds what the nested list does not hold; tells an indicator from a phase by colour alone.
"""

import textwrap
from collections import defaultdict
from dataclasses import dataclass

import altair as alt
import pandas as pd

from dashboards import words
from dashboards.charts.look import styled
from dashboards.palette import Palette

_STRATEGY = "strategy"
_LEVELS = ("action area", "output", "phase", "indicator")
# By depth: where a box begins, how wide it is, and how many letters fit into a line of it.
_STARTS, _WIDTHS, _LETTERS = (0, 128, 358, 708), (88, 190, 310, 332), (13, 28, 48, 52)
_LINE, _AIR, _GAP = 15, 11, 7  # pixels: a line of text, the air in a box, the gap between two


@dataclass(frozen=True)
class _Node:
    key: str
    level: str
    depth: int
    text: str

    @property
    def lines(self) -> list[str]:
        return textwrap.wrap(self.text, _LETTERS[self.depth])

    @property
    def height(self) -> int:
        return len(self.lines) * _LINE + _AIR


def tree(items: pd.DataFrame, palette: Palette, *, deep: bool) -> alt.Chart | alt.LayerChart:
    """The tree from left to right.

    Args:
        items: the result of `queries.framework.items_sql`.
        palette: colours of the theme.
        deep: whether phases and indicators are drawn; without them the tree ends at the outputs.
    """
    boxes, ways = _placed(items, deep=deep)
    x_scale = alt.Scale(domain=[0, float(boxes["x2"].max())], nice=False)
    y_scale = alt.Scale(domain=[0, float(boxes["y2"].max())], nice=False, reverse=True)
    x, y = alt.X("x:Q", axis=None, scale=x_scale), alt.Y("y:Q", axis=None, scale=y_scale)
    box = alt.Chart(boxes).encode(x=x, x2="x2:Q", y=y, y2="y2:Q", tooltip=_tips())
    look = {"stroke": palette.muted, "strokeWidth": 0.8, "cornerRadius": 4}
    texts = alt.Chart(boxes).mark_text(
        align="left", baseline="top", lineBreak="\n", lineHeight=_LINE, fontSize=12, color=palette.text, dx=8
    )
    layers = [
        alt.Chart(ways).mark_rule(color=palette.muted, strokeWidth=0.8).encode(x=x, x2="x2:Q", y=y, y2="y2:Q"),
        box.transform_filter("datum.depth < 2 && !datum.is_indicator").mark_rect(fill=palette.plan, **look),
        box.transform_filter("datum.depth >= 2 && !datum.is_indicator").mark_rect(fill=palette.page, **look),
        box.transform_filter("datum.is_indicator").mark_rect(fill=palette.page, strokeDash=[4, 3], **look),
        texts.encode(x=x, y=alt.Y("first_line:Q", axis=None, scale=y_scale), text="lines:N"),
    ]
    size = {"width": int(boxes["x2"].max()), "height": int(boxes["y2"].max())}
    return styled(alt.layer(*layers).properties(**size), palette)


def in_words(items: pd.DataFrame, *, deep: bool) -> str:
    """What the tree shows, for readers who do not see it."""
    counts = items.drop_duplicates("item_id")["level"].value_counts()
    levels = _LEVELS if deep else _LEVELS[:2]
    return (
        f"Tree from the strategy to {', '.join(words.count(int(counts.get(level, 0)), level) for level in levels)}. "
        "The list below holds the same."
    )


def table(items: pd.DataFrame) -> pd.DataFrame:
    """The rows of the tree as people read them."""
    spans = [
        None if words.missing(start) else words.years(start, end)
        for start, end in zip(items["start_year"], items["end_year"], strict=True)
    ]
    return pd.DataFrame(
        {
            "Action area": items["action_area_id"],
            "Output": items["output_id"],
            "Level": items["level"].str.capitalize(),
            "Item": items["item_id"] + " " + items["item_label"],
            "Kind": items["kind"],
            "Years": spans,
            "Paragraphs": items["paragraphs"],
        }
    )


def _nodes(items: pd.DataFrame, *, deep: bool) -> tuple[dict[str, _Node], dict[str, list[str]]]:
    """Boxes by key and, for each, the keys of the boxes that follow from it.

    An indicator may stand under several action areas: each place is a box of its own.
    """
    nodes = {_STRATEGY: _Node(_STRATEGY, _STRATEGY, 0, "Strategy 2023–27")}
    below: dict[str, list[str]] = defaultdict(list)
    for row in items[items["level"].isin(_LEVELS if deep else _LEVELS[:2])].itertuples():
        area, key = f"{row.action_area_id}/{row.action_area_id}", f"{row.action_area_id}/{row.item_id}"
        is_leaf = row.level in ("phase", "indicator") and isinstance(row.output_id, str)
        parent = _STRATEGY if key == area else f"{row.action_area_id}/{row.output_id}" if is_leaf else area
        depth = 1 if key == area else 3 if is_leaf else 2
        nodes[key] = _Node(key, row.level, depth, " ".join(f"{row.item_id} {row.item_label}".split()))
        below[parent].append(key)
    return nodes, below


def _placed(items: pd.DataFrame, *, deep: bool) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Boxes with their corners, and the straight pieces of the lines between them, in pixels."""
    nodes, below = _nodes(items, deep=deep)
    middles: dict[str, float] = {}
    _place(_STRATEGY, nodes, below, middles, 0.0)
    boxes = [
        {
            "x": _STARTS[node.depth],
            "x2": _STARTS[node.depth] + _WIDTHS[node.depth],
            "y": middles[key] - node.height / 2,
            "y2": middles[key] + node.height / 2,
            "first_line": middles[key] - node.height / 2 + _AIR / 2 + 1,
            "lines": "\n".join(node.lines),
            "text": node.text,
            "level": node.level,
            "depth": node.depth,
            "is_indicator": node.level == "indicator",
        }
        for key, node in nodes.items()
    ]
    ways = [
        piece
        for parent, children in below.items()
        for child in children
        for piece in _elbow(nodes[parent].depth, nodes[child].depth, middles[parent], middles[child])
    ]
    return pd.DataFrame(boxes), pd.DataFrame(ways, columns=["x", "y", "x2", "y2"])


def _place(
    key: str, nodes: dict[str, _Node], below: dict[str, list[str]], middles: dict[str, float], top: float
) -> float:
    """Give a box and all that follow from it a place below `top`; returns where the next one may begin."""
    at = top
    for child in below.get(key, []):
        at = _place(child, nodes, below, middles, at)
    children = [middles[child] for child in below.get(key, [])]
    half = nodes[key].height / 2
    middles[key] = max((children[0] + children[-1]) / 2, top + half) if children else top + half
    return max(at, middles[key] + half + _GAP)


def _elbow(before: int, after: int, start: float, end: float) -> list[tuple[float, float, float, float]]:
    left, right = _STARTS[before] + _WIDTHS[before], _STARTS[after]
    turn = _STARTS[before + 1] - 20
    return [(left, start, turn, start), (turn, start, turn, end), (turn, end, right, end)]


def _tips() -> list[alt.Tooltip]:
    return [alt.Tooltip("level:N", title="Level"), alt.Tooltip("text:N", title="Item")]
