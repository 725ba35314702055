"""Constituents' views: what do governments, employers and workers think, and do they agree?

Owns: the choice of survey and wave, who took part, the answers, the shares with their intervals, and the change.
Never: shows a cell that the release withholds, or takes those who answered for all.
"""

from functools import partial

import pandas as pd
import streamlit as st

from dashboards import block, frame, states, views, words
from dashboards.address import Address
from dashboards.charts import opinions, shares
from dashboards.queries import reading, release
from dashboards.queries import views as queries

_PLACES = {"middle": "in the middle", "edge": "at the edge"}


def _body(shown: frame.Shown) -> None:
    if not queries.is_known(shown.source):
        states.older_release("what constituents think")
        return
    waves = queries.waves(shown.source)
    if waves.empty:
        st.info("No survey of constituents was handed in yet. `dwsc land` takes its files; docs/surveys.md says how.")
        return
    address = Address.open("views")
    notices = st.container()
    survey, wave, criteria = _choices(waves, address)
    cells_sql, items_sql = queries.cells_sql(survey, wave, criteria), queries.items_sql(survey, wave, criteria)
    cells, items = reading.rows(shown.source, cells_sql), reading.rows(shown.source, items_sql)
    if cells.empty:
        states.no_rows("statement", [f"criterion {', '.join(criteria)}"], lambda: address.clear(["criterion"]))
    else:
        _reached(cells)
        _answers(cells, [survey, wave, *criteria], cells_sql, address, shown)
        _shares(cells, items, [survey, wave, *criteria], (items_sql, cells_sql), address, shown)
    with notices:
        states.unknown_codes(address.close())


def _choices(waves: pd.DataFrame, address: Address) -> tuple[str, str, list[str]]:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        surveys = list(waves["survey_id"].unique())
        survey = surveys[0]
        if len(surveys) > 1:
            survey = address.one(st.selectbox, "Survey", "survey", surveys, surveys[0], width=260)
        listed = list(waves.loc[waves["survey_id"] == survey, "wave"])
        wave = address.one(st.segmented_control, "Wave", "wave", listed, listed[0], required=True)
        criteria = address.many(
            st.multiselect,
            "Criterion",
            "criterion",
            queries.CRITERIA,
            labels=str.capitalize,
            placeholder="All",
        )
    return survey, wave, criteria


def _reached(cells: pd.DataFrame) -> None:
    frame.section("Who took part", "Those who did not answer may think otherwise. That is stated here, not corrected.")
    frame.table(views.reached(cells), alt="Respondents, size and response rate of each group")


def _answers(cells: pd.DataFrame, filters: list[str], sql: str, address: Address, shown: frame.Shown) -> None:
    neutrals = address.one(
        st.segmented_control, "Answers of “neither”", "neutrals", list(_PLACES), "middle", _PLACES.__getitem__,
        required=True,
    )  # fmt: skip
    hidden = int(cells["is_suppressed"].sum())
    notes = ["The number in a bar counts answers; don't know is left out and stands in the table."]
    if hidden:
        notes.append(f"{words.count(hidden, 'cell')} with fewer than 5 answers: nothing of it is shown.")
    block.show(
        block.Block(
            key="answers",
            title=_title(cells),
            subtitle="Answers by statement and group, in % of those who answered on the scale · n: answers",
            panels=(
                block.Panel(
                    partial(opinions.diverging, cells, neutrals_apart=neutrals == "edge"),
                    opinions.diverging_in_words(cells),
                ),
            ),
            table=views.cell_table(cells),
            sql=sql,
            notes=tuple(notes),
            filters=tuple(filters),
            origin=_origin(cells, shown),
        ),
        address,
        shown,
    )


def _shares(
    cells: pd.DataFrame,
    items: pd.DataFrame,
    filters: list[str],
    sql: tuple[str, str],
    address: Address,
    shown: frame.Shown,
) -> None:
    block.show(
        block.Block(
            key="shares",
            title=views.headline(items),
            subtitle="Share agreeing (4 or 5) with 95 % interval · ◆ mean of the three groups, equal voices",
            panels=(block.Panel(partial(shares.agreeing, cells, items), shares.agreeing_in_words(cells, items)),),
            table=views.item_table(items),
            sql=sql[0],
            beside={"Shares and intervals of each group in the chart": sql[1]},
            notes=(
                "Clearly apart: the 95 % intervals of two groups do not touch.",
                "The mean of the three is withheld where a group is missing; so is the share of all answers in one pot "
                "where a group is too small, because it would give the group away.",
                "With fewer than ten answers read the limits as rough: at worst they hold the true share in nine of "
                "ten samples (docs/surveys.md).",
                *([f"No share: {'; '.join(views.without_share(cells))}."] if views.without_share(cells) else []),
            ),
            filters=tuple(filters),
            origin=_origin(cells, shown),
        ),
        address,
        shown,
    )
    lines = views.apart(items)
    if lines:
        st.markdown("Clearly apart:\n" + "\n".join(f"- {line}" for line in lines))


def _title(cells: pd.DataFrame) -> str:
    shown = cells[cells["share"].notna()]
    most, statements = int((shown["share"] > 0.5).sum()), words.count(cells["item_id"].nunique(), "statement")
    return f"More than half of a group agree in {most} of {len(shown)} cases ({statements} by group)"


def _origin(cells: pd.DataFrame, shown: frame.Shown) -> block.Origin:
    first = cells.iloc[0]
    licences = ", ".join(release.licences(shown.source, "survey")) or "not stated"
    told = int(cells["share"].notna().sum())
    return block.Origin(
        f"survey {first['survey_id']}, wave {first['wave']}",
        "counted from its answers",
        f"{told} of {words.count(len(cells), 'cell')} with a share",
        licences,
    )


def page() -> None:
    """Draw the page."""
    frame.show("views", _body)


if __name__ == "__main__":
    page()
