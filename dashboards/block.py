"""The chart block: the one way in which a page shows a chart.

Owns: title, subtitle, chart with its alternative text, footnotes, source line, the switch between chart and table, and
what can be taken away (rows, pictures, link, citation, query).
Never: computes a figure; shows a chart without words for readers who do not see it, or without its source.

How to use it, on a page or in a part of one:

    block.show(
        block.Block(
            key="plan",
            title="13 of 21 due steps were achieved on time",
            subtitle="Planned steps, 2023–27, primary reading",
            panels=(block.Panel(lambda palette: plan.plan(phases, palette), plan.plan_in_words(phases)),),
            table=table_of(phases),
            sql=sql,
            filters=(reading, *areas),
            notes=("≈ planned span uncertain",),
            origin=block.Origin("registers of the units", "statuses by due date", "39 of 41 steps reported", licence),
        ),
        address,
        shown,
    )

`draw` takes the palette, because a picture for paper is drawn in the light one whatever the theme of the reader. Call
`address.close()` after the last block: the switch is part of the address (`plan_as=table`), and the link to copy is
filled in then.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, cast

import altair as alt
import pandas as pd
import streamlit as st
from altair.utils import schemapi

from dashboards import frame, takeaway, words
from dashboards.address import Address
from dashboards.downloads import picture, snippets
from dashboards.palette import LIGHT, Palette
from dashboards.printing import is_for_paper
from dashboards.queries.release import release_facts

_AS = {"chart": "Chart", "table": "Table"}
_HIGH = 400  # pixels after which a table scrolls


@dataclass(frozen=True)
class Origin:
    """Where figures come from, for the line under them.

    Attributes:
        source: who published or reported them, with dataset or file.
        processing: what was done to them: as published, counted, converted.
        coverage: how many of how many, with what is counted: 7 of 8 areas with a value.
        licence: the licence of the source.
    """

    source: str
    processing: str
    coverage: str
    licence: str

    def line(self, release_id: str) -> str:
        """Source · processing level · coverage · release · licence."""
        told = (f"Source: {self.source}", self.processing, self.coverage, f"release {release_id}")
        return " · ".join([*(part for part in told if part), f"licence: {self.licence}"])


@dataclass(frozen=True)
class Panel:
    """One chart of a block: how it is drawn, what it shows in words, and its name where it is one of several."""

    draw: Callable[[Palette], alt.TopLevelMixin]
    alt: str
    name: str = ""

    def __post_init__(self) -> None:
        if not self.alt.strip():
            raise ValueError(f"a chart{f' of {self.name}' if self.name else ''} has no alternative text")


@dataclass(frozen=True)
class Block:
    """One chart, or several side by side, with all that stands around it.

    Attributes:
        key: names the block in the address (`<key>_as`) and its files; small letters and underscores.
        title: the main message in one line, as plain text.
        panels: the charts; two or more stand in two columns.
        table: the same rows as people read them.
        sql: the query whose rows the block shows; files hold exactly these.
        origin: where the figures come from.
        subtitle: unit, disaggregation, period, and how to read the marks.
        notes: footnotes on status flags, breaks and what is left out; plain text, they stand in the pictures too.
        filters: the codes that were chosen, for the names of files.
        beside: by name, queries of what the chart shows beside those rows, such as its targets.
        columns: how columns of the table look, as for `frame.table`.
        table_below: whether the table stands under the chart at all times, without a switch.
        is_wide: whether the chart scrolls in a box of its own on a narrow screen.
        width: stretch, or content for charts with a size of their own.
    """

    key: str
    title: str
    panels: tuple[Panel, ...]
    table: pd.DataFrame
    sql: str
    origin: Origin
    subtitle: str = ""
    notes: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    beside: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, Any] = field(default_factory=dict)
    table_below: bool = False
    is_wide: bool = False
    width: str = "stretch"

    def __post_init__(self) -> None:
        if not (self.title.strip() and self.panels and self.sql.strip()):
            raise ValueError(f"the block {self.key} lacks its title, its chart or its query")


def show(block: Block, address: Address, shown: frame.Shown) -> None:
    """Draw a block.

    Args:
        block: what to show.
        address: the address of the page; the choice between chart and table is kept there.
        shown: the release.
    """
    frame.section(words.markdown(block.title), words.markdown(block.subtitle))
    body = st.container()
    is_both = block.table_below or is_for_paper()
    with st.container(horizontal=True, vertical_alignment="center", key=f"actions_{block.key}"):
        kind = "chart" if is_both else _switch(block, address)
        _take_away(block, address, shown)
    with body:
        if kind == "chart":
            _charts(block, shown)
            _notes(block, shown)
        if kind == "table" or is_both:
            described = f"The rows of the chart “{block.title}”"
            frame.table(block.table, alt=described, height=_HIGH, columns=dict(block.columns))
        if kind == "table":
            _notes(block, shown)


def _switch(block: Block, address: Address) -> str:
    label = f"Show “{words.markdown(block.title)}” as"
    return address.one(
        st.segmented_control, label, f"{block.key}_as", list(_AS), "chart", _AS.__getitem__,
        required=True, label_visibility="collapsed",
    )  # fmt: skip


def _charts(block: Block, shown: frame.Shown) -> None:
    with st.container(key=f"{'wide_chart' if block.is_wide else 'chart'}_{block.key}"):
        several = len(block.panels) > 1
        cells = [cell for _ in block.panels[::2] for cell in st.columns(2)] if several else [st.container()]
        for cell, panel in zip(cells, block.panels, strict=False):
            with cell:
                if panel.name:
                    st.subheader(words.markdown(panel.name), anchor=False)
                with schemapi.debug_mode(False):
                    drawn = _Drawn(panel.draw(shown.palette))
                st.altair_chart(cast("alt.Chart", drawn), width=block.width, theme=None, alt=panel.alt)


@dataclass(frozen=True)
class _Drawn:
    """A chart as Streamlit takes it, without Altair's checks against its schema, a third of the time of a page.

    The tests of the charts make these checks, and so does each picture that is taken away.
    """

    chart: alt.TopLevelMixin

    def to_dict(self) -> dict[str, Any]:
        """The specification of the chart."""
        return self.chart.to_dict(validate=False)


def _notes(block: Block, shown: frame.Shown) -> None:
    sample = "Invented sample data. " if shown.is_sample else ""
    lines = [*block.notes, sample + block.origin.line(shown.source.release_id)]
    st.markdown("  \n".join(f":small[:gray[{words.markdown(line)}]]" for line in lines if line))


def _take_away(block: Block, address: Address, shown: frame.Shown) -> None:
    line = block.origin.line(shown.source.release_id)
    caption = picture.Caption(block.title, block.subtitle, block.notes, line, shown.is_sample)
    named = {panel.name: panel.draw for panel in block.panels}
    taken = takeaway.Taken(
        what=block.key,
        filters=block.filters,
        sql=block.sql,
        beside=block.beside,
        source=shown.source,
        is_sample=shown.is_sample,
        cover={"Title": block.title, "Subtitle": block.subtitle, "Notes": " ".join(block.notes), "Source": line},
        pictures={
            "svg": partial(_picture, picture.svg, named, caption),
            "png": partial(_picture, picture.png, named, caption),
        },
    )
    takeaway.download(taken)
    with st.popover("Copy link", icon=":material/link:", type="tertiary"):
        st.markdown("The address of this view, with everything that was chosen:")
        address.when_closed(partial(st.empty().code, language=None, wrap_lines=True))
    with st.popover("Cite", icon=":material/format_quote:", type="tertiary"):
        built_at = release_facts(shown.source)["built_at"]
        release = {"release_id": shown.source.release_id, "as_of": shown.as_of, "is_sample": shown.is_sample}
        st.code(
            snippets.citation(block.title, block.origin.source, block.origin.licence, release | {"built_at": built_at}),
            language=None,
            wrap_lines=True,
        )
    takeaway.reproduce(taken)


def _picture(
    write: Callable[[Mapping[str, alt.TopLevelMixin], picture.Caption], bytes],
    draws: Mapping[str, Callable[[Palette], alt.TopLevelMixin]],
    caption: picture.Caption,
) -> bytes:
    return write({name: draw(LIGHT) for name, draw in draws.items()}, caption)
