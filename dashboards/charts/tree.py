"""The framework as a tree, from the strategy to phases and indicators.

Owns: the drawing in the language of Graphviz.
Never: holds what the nested list does not hold; drops a label's quotes, which could end the drawing's text.
"""

import textwrap

import pandas as pd

from dashboards.palette import Palette

_WIDE = {"action area": 26, "output": 44, "phase": 52, "indicator": 52}


def tree(items: pd.DataFrame, palette: Palette, *, deep: bool) -> str:
    """The tree from left to right.

    Args:
        items: the result of `queries.framework.items_sql`.
        palette: colours of the theme.
        deep: whether phases and indicators are drawn; without them the tree ends at the outputs.
    """
    levels = ["action area", "output", *(["phase", "indicator"] if deep else [])]
    drawn = items[items["level"].isin(levels)]
    lines = [
        f'graph [rankdir=LR, bgcolor="transparent", ranksep="{0.35 if deep else 0.6}", nodesep=0.09]',
        f'node [shape=box, style="rounded,filled", fillcolor="{palette.page}", color="{palette.muted}", '
        f'fontname="Source Sans, Source Sans Pro, sans-serif", fontsize=12, fontcolor="{palette.text}", '
        'margin="0.12,0.05", penwidth=0.8]',
        f'edge [color="{palette.muted}", arrowhead=none, penwidth=0.8]',
        _node("strategy", "Strategy\\n2023–27", palette.plan),
    ]
    for row in drawn.itertuples():
        # An indicator may stand under several action areas: each place is a node of its own.
        key = f"{row.action_area_id}/{row.item_id}"
        is_area = row.level == "action area"
        parent = "strategy" if is_area else _parent(row)
        lines += [_node(key, _label(row), palette.plan if is_area else palette.page, dashed=row.level == "indicator")]
        lines += [f"{_quoted(parent)} -- {_quoted(key)}"]
    return "graph framework {\n" + "\n".join(lines) + "\n}"


def _parent(row: object) -> str:
    values = row._asdict()
    area, output = values["action_area_id"], values["output_id"]
    is_below_output = values["level"] != "output" and isinstance(output, str)
    return f"{area}/{output}" if is_below_output else f"{area}/{area}"


def _label(row: object) -> str:
    values = row._asdict()
    text = " ".join(f"{values['item_id']} {values['item_label']}".split())
    return "\\n".join(line.replace("\\", "/").replace('"', "'") for line in textwrap.wrap(text, _WIDE[values["level"]]))


def _node(key: str, label: str, fill: str, *, dashed: bool = False) -> str:
    style = ', style="rounded,filled,dashed"' if dashed else ""
    return f'{_quoted(key)} [label="{label}", fillcolor="{fill}"{style}]'


def _quoted(key: str) -> str:
    return '"' + key.replace("\\", "/").replace('"', "'") + '"'
