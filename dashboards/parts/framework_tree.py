"""The framework as a tree, and the same as a nested list.

Owns: the choice of action area, the tree, the list and the links to the outputs' pages.
Never: shows in the tree what the list leaves out; the list can be reached with the keyboard and read aloud.
"""

from functools import partial

import pandas as pd
import streamlit as st

from dashboards import block, frame, origins, words
from dashboards.address import Address
from dashboards.charts import tree
from dashboards.pages import PAGES
from dashboards.queries import framework, monitoring, reading


def show(address: Address, shown: frame.Shown) -> None:
    """Draw the view."""
    outputs = monitoring.outputs(shown.source)
    names = dict(zip(outputs["action_area_id"], outputs["action_area_label"], strict=True))
    area = address.many(
        st.multiselect, "Action area", "area", list(names), (), lambda code: f"{code} {names[code]}",
        placeholder="All seven; choose one to see phases and indicators",
    )  # fmt: skip
    _goals(shown)
    sql = framework.items_sql(area, [])
    items = reading.rows(shown.source, sql)
    is_deep = bool(area)
    outputs_known = items.loc[items["level"] == "output", "item_id"].nunique()
    block.show(
        block.Block(
            key="framework",
            title=_heading(items),
            subtitle="From the strategy to action areas and outputs"
            + ("; then planned phases and, with a broken outline, proposed indicators." if is_deep else "."),
            panels=(block.Panel(partial(tree.tree, items, deep=is_deep), tree.in_words(items, deep=is_deep)),),
            table=tree.table(items),
            sql=sql,
            filters=tuple(area),
            origin=origins.of_strategy(
                "read from its text; indicators are our proposals", f"{outputs_known} of {len(outputs)} outputs"
            ),
            is_wide=True,
            width="content",
        ),
        address,
        shown,
    )
    _list(items, names, is_open=is_deep)


def _goals(shown: frame.Shown) -> None:
    rows = reading.rows(shown.source, framework.GOALS_SQL)
    kinds = {"goal": "Goals", "guiding_principle": "Guiding principles"}
    with st.expander("What it all serves: goals and guiding principles"):
        for kind, group in rows.groupby("kind", sort=True):
            st.markdown(f"**{kinds.get(str(kind), str(kind))}**")
            st.markdown("\n".join(_goal(row) for row in group.itertuples()))


def _goal(row: object) -> str:
    values = row._asdict()
    label, told = words.markdown(values["goal_or_principle_label"]), words.markdown(values["paragraphs"])
    return f"- {values['goal_or_principle_id']} {label} :gray[{told}]"


def _heading(items: pd.DataFrame) -> str:
    counts = items.drop_duplicates("item_id")["level"].value_counts()
    levels = ("action area", "output", "phase", "indicator")
    return ", ".join(words.count(int(counts.get(level, 0)), level) for level in levels)


def _list(items: pd.DataFrame, names: dict[str, str], *, is_open: bool) -> None:
    frame.section("The same as a list", "Open an action area; each output is followed by its phases and indicators.")
    for area, group in items.groupby("action_area_id", sort=True):
        with st.expander(f"{area} {words.markdown(names[str(area)])}", expanded=is_open):
            st.markdown("\n".join(_lines(group)))
            with st.container(horizontal=True, key=f"open_{area}"):
                for output in group.loc[group["level"] == "output", "item_id"]:
                    frame.link(output_page(), f"Open {output}", {"output": output})


def _lines(items: pd.DataFrame) -> list[str]:
    """One line of a nested Markdown list per item below the action area."""
    lines = []
    for row in items[items["level"] != "action area"].itertuples():
        nested = "    " if row.level != "output" and isinstance(row.output_id, str) else ""
        lines.append(f"{nested}- {_said(row)}")
    return lines


def _said(row: object) -> str:
    values = row._asdict()
    text = f"{values['item_id']} {words.markdown(values['item_label'])}"
    if values["level"] == "output":
        return f"**{text}** :gray[{words.markdown(values['paragraphs'])}]"
    if values["level"] == "phase":
        when = words.years(values["start_year"], values["end_year"])
        kind = "milestone" if values["kind"] == "discrete" else "activity"
        return f"{text} :gray[{kind} · {when}]"
    return f"{text} :gray[proposed indicator · {words.markdown(values['kind'] or 'no level')}]"


def output_page() -> str:
    """The page that tells everything about one output."""
    return "output" if any(page.name == "output" for page in PAGES) else "milestones"
