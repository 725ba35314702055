"""The figures of a choice: trends with their table, their notes, and what the choice leaves out.

Owns: how one choice is shown, with or without an earlier vintage beside it.
Never: shows two versions of a classification at once, or compares levels that the source says do not compare.
"""

from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from dashboards import block, dimensions, frame, words
from dashboards.address import Address
from dashboards.charts import aims, points, said, trend
from dashboards.parts import about
from dashboards.parts.choice import Dataset
from dashboards.parts.figure_table import table_of
from dashboards.parts.vintage import Earlier
from dashboards.queries import indicators, progress, reading

_COLUMNS = {
    "Break": st.column_config.TextColumn(width=150),
    "Notes": st.column_config.TextColumn(width="large"),
    "Area": st.column_config.TextColumn(pinned=True),
}
_BEST = "best series: reported before modelled, one source per period"


@dataclass(frozen=True)
class Choice:
    """What was chosen, and what the release holds of it.

    Attributes:
        dataset: the dataset.
        names: names of the chosen areas by code, in the order of their colours.
        chosen: what was chosen in each dimension.
        observations: the result of `sql`.
        sql: the result of `indicators.figures_sql`.
        is_best: whether it is the best series.
        earlier: the same choice in an earlier vintage, where one was picked.
        aims: the result of `progress.aims`; empty where no indicator uses the dataset.
    """

    dataset: Dataset
    names: dict[str, str]
    chosen: dict[str, dimensions.Chosen]
    observations: pd.DataFrame
    sql: str
    is_best: bool
    earlier: Earlier | None
    aims: pd.DataFrame

    @property
    def order(self) -> list[str]:
        """The areas in the order of their colours."""
        return list(self.names.values())

    @property
    def items(self) -> dict[str, list[str]]:
        """The codes chosen in each dimension."""
        return {name: list(dimension.codes) for name, dimension in self.chosen.items()}

    @property
    def codes(self) -> tuple[str, ...]:
        """All that was chosen, for the names of files."""
        return (self.dataset.code, *self.names, *(code for codes in self.items.values() for code in codes))


def show(choice: Choice, address: Address, shown: frame.Shown) -> None:
    """The trend of a choice with at least one value, its table, what its marks mean, and what it does not show."""
    rows = _named(choice.observations, choice.names)
    before = None if choice.earlier is None else _named(choice.earlier.observations, choice.names)
    sexes = choice.chosen.get("sex")
    everything = points.points(rows, "area", choice.order)
    if sexes is None or len(sexes.codes) == 1:
        title, panels = _together(everything, before, choice)
    else:
        title, panels = "By sex, one chart per area on one scale", _per_area(rows, before, list(sexes.labels), choice)
    known = everything["series"].nunique()
    coverage = f"{known} of {words.count(len(choice.order), 'area')} with a figure"
    unit = [choice.dataset.unit] if choice.dataset.unit else []
    block.show(
        block.Block(
            key="indicator",
            title=title,
            subtitle=" · ".join([choice.dataset.title, *unit, *(items.line for items in choice.chosen.values())]),
            panels=panels,
            table=table_of(choice.observations, choice.earlier),
            sql=choice.sql,
            beside=_beside(choice),
            filters=choice.codes,
            notes=tuple(_notes(rows, everything, choice, shown)),
            origin=about.origin(choice.dataset, _BEST if choice.is_best else "every figure as published", coverage),
            columns=_COLUMNS,
        ),
        address,
        shown,
    )
    if choice.earlier is not None:
        st.markdown(f":small[:gray[The figures {words.markdown(choice.earlier.name)}, as that vintage gave them:]]")
        codes = [*choice.codes, choice.earlier.snapshot_id]
        frame.take_away(shown, "earlier", codes, choice.earlier.sql)


def _beside(choice: Choice) -> dict[str, str]:
    """The queries of baselines and targets, and of an earlier vintage, where the chart shows them."""
    held = progress.aims_sql(choice.dataset.code, list(choice.names), choice.items)
    found = {"Baselines and targets in the chart": held} if len(choice.aims) else {}
    earlier = {} if choice.earlier is None else {"The earlier vintage in the chart": choice.earlier.sql}
    return {**found, **earlier}


def without_values(choice: Choice, shown: frame.Shown) -> None:
    """A choice whose figures are all without a value: nothing to draw, but each says why."""
    if choice.is_best and (told := _left_out(choice, shown)):
        st.markdown(f":small[{words.markdown(told)}]")
    about.source_line(choice.dataset, shown)
    if len(choice.observations):
        frame.section("Published without a value", "Newest first. Notes are ILOSTAT's own words.")
        alt = f"Figures of {choice.dataset.code} for the chosen areas, none with a value"
        frame.table(table_of(choice.observations, choice.earlier), alt=alt, height=360, columns=_COLUMNS)
        frame.take_away(shown, "indicator", list(choice.codes), choice.sql)


def _named(observations: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    sexes = observations["sex_label"].map(words.item, na_action="ignore")
    return observations.assign(area=observations["reference_area_code"].map(names), sex_label=sexes)


def _together(
    everything: pd.DataFrame, before: pd.DataFrame | None, choice: Choice
) -> tuple[str, tuple[block.Panel, ...]]:
    """One chart with a line per area."""
    dataset, order = choice.dataset, choice.order
    past = None if before is None else points.points(before, "area", order)
    apart = dataset.no_comparison and len(order) > 1
    aimed = aims.aims(_aimed(choice), "area", order)
    head = "Each country against itself" if apart else said.headline(everything, order, dataset.unit.split(" (")[0])
    return head, (_panel(everything, past, order, dataset, dataset.title, _span(everything, past, aimed), aimed),)


def _per_area(
    rows: pd.DataFrame, before: pd.DataFrame | None, sexes: list[str], choice: Choice
) -> tuple[block.Panel, ...]:
    """One chart per area with a line per sex; an area without a value is named in the notes."""
    past = None if before is None else points.points(before, "sex_label", sexes)
    aimed = aims.aims(_aimed(choice), "sex_label", sexes)
    span = _span(points.points(rows, "sex_label", sexes), past, aimed)
    panels = []
    for area in choice.order:
        known = points.points(rows[rows["area"] == area], "sex_label", sexes)
        past = None if before is None else points.points(before[before["area"] == area], "sex_label", sexes)
        if len(known):
            title = f"{choice.dataset.title}, {area}"
            here = aims.aims(_aimed(choice, area), "sex_label", sexes)
            panels.append(_panel(known, past, sexes, choice.dataset, title, span, here, area))
    return tuple(panels)


def _aimed(choice: Choice, area: str = "") -> pd.DataFrame:
    """Baselines and targets by the names of the lines; of one area where it is named."""
    found = choice.aims
    sexes = choice.chosen.get("sex")
    labels = {} if sexes is None else dict(zip(sexes.codes, sexes.labels, strict=True))
    named = found.assign(
        area=found["reference_area_code"].map(choice.names), sex_label=found["sex_code"].map(labels, na_action="ignore")
    )
    return named[named["area"] == area] if area else named


def _span(known: pd.DataFrame, past: pd.DataFrame | None, aimed: pd.DataFrame) -> points.Extent:
    """What the axes span; a target far beyond the figures is drawn too."""
    return points.extent(known, *(each for each in (past, aimed) if each is not None and len(each)))


def _panel(
    known: pd.DataFrame,
    past: pd.DataFrame | None,
    order: list[str],
    dataset: Dataset,
    title: str,
    span: points.Extent,
    aimed: pd.DataFrame,
    name: str = "",
) -> block.Panel:
    draw = partial(trend.trend, known, order, dataset.unit, span, earlier=past, aims=aimed)
    told = aims.in_words(aimed, dataset.unit)
    described = said.in_words(known, title, dataset.unit)
    return block.Panel(draw, f"{described} Baselines and targets: {told}." if told else described, name)


def _aims_of_lines(choice: Choice) -> pd.DataFrame:
    """Baselines and targets by area, and by sex too where several are shown: so that each is told apart."""
    sexes = choice.chosen.get("sex")
    if sexes is None or len(sexes.codes) < 2:
        return aims.aims(_aimed(choice), "area", choice.order)
    named = _aimed(choice).assign(line=lambda rows: rows["area"] + ", " + rows["sex_label"])
    lines = [f"{area}, {sex}" for area in choice.order for sex in sexes.labels]
    return aims.aims(named, "line", lines)


def _notes(rows: pd.DataFrame, everything: pd.DataFrame, choice: Choice, shown: frame.Shown) -> list[str]:
    aimed = _aims_of_lines(choice)
    marks = [*said.legend(everything), *aims.legend(aimed)]
    if choice.earlier is not None:
        marks.append(f"thin long dashes: as {choice.earlier.name}; ✕ where that figure is not the same now")
    lines = ["How to read the marks: " + " · ".join(marks) + "."]
    if choice.dataset.no_comparison and len(choice.order) > 1:
        lines.append(said.trends_of_each(everything, choice.order))
    lines.append(said.data_years(everything, choice.order, shown.as_of.year))
    lines.append(f"Baselines and targets: {aims.in_words(aimed, choice.dataset.unit)}." if len(aimed) else "")
    lines.append(said.withheld(rows))
    if choice.is_best:
        lines.append(_left_out(choice, shown))
    return [line for line in lines if line]


def _left_out(choice: Choice, shown: frame.Shown) -> str:
    """What the best series of this choice leaves out, counted by reason; empty where it is nothing."""
    sql = indicators.left_out_sql(choice.dataset.code, list(choice.names), choice.items)
    found = reading.rows(shown.source, sql)
    parts = [
        f"{words.count(int(each.observation_count), 'figure')} of {words.count(int(each.area_count), 'area')} "
        f"({words.years(each.first_year, each.last_year)}): {each.reason}"
        for each in found.itertuples()
    ]
    told = f"Left out of the best series: {'; '.join(parts)}. Choose All published above to see them."
    return told if parts else ""
