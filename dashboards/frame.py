"""The frame that every page shares.

Owns: the sample ribbon, the line that says which release is shown,
the footer with its quality badge, and the parts that look the same everywhere (sections, tables, downloads).
Never: reads a figure of a page; a page never draws these parts itself.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from dashboards import concerns, door, states, takeaway, words
from dashboards.pages import BY_NAME
from dashboards.palette import Palette, palette_for
from dashboards.printing import is_for_paper
from dashboards.queries import reading, release
from dashboards.status import CHECK_MARKS, Mark, most_urgent
from warehouse.errors import ReleaseError, SettingsError
from warehouse.release import pointer
from warehouse.settings import Settings, get_settings

TITLE = "Decent work in supply chains: monitor"
_FOLDER = Path(__file__).parent
_ROW = 36  # pixels that one row of a table takes
ICON = _FOLDER / "static" / "icon.png"
STYLE = _FOLDER / "static" / "frame.css"


@dataclass(frozen=True)
class Shown:
    """What a page needs to know about the release it shows.

    A page that shows some datasets or indicators only adds them to `subjects`; checks about others are not told then.
    """

    source: reading.Source
    as_of: date
    is_sample: bool
    palette: Palette
    subjects: set[str] = field(default_factory=set)


def show(name: str, body: Callable[[Shown], None]) -> None:
    """Draw one page inside the frame; where there is no readable release, say so instead."""
    door.let_in_to(name)
    question = BY_NAME[name].question
    try:
        settings = get_settings()
        current = _current(settings)
    except (ReleaseError, SettingsError) as error:
        st.title(question, anchor=False)
        states.unreadable(str(error))
        return
    if current is None:
        st.title(question, anchor=False)
        states.no_release(settings.home)
        return
    _show_release(name, current, body)


def _current(settings: Settings) -> pointer.Release | None:
    """The current release; none only where nothing was published at all."""
    current = pointer.current(settings)
    if current is None and pointer.list_releases(settings):
        raise ReleaseError(pointer.none_is_current(settings))
    return current


def show_home(name: str, body: Callable[[Settings], None]) -> None:
    """Draw a page about the home itself: it needs no release, and says when the one there is cannot be read."""
    door.let_in_to(name)
    question, current, trouble = BY_NAME[name].question, None, ""
    try:
        settings = get_settings()
        current = _current(settings)
    except SettingsError as error:
        st.title(question, anchor=False)
        states.unreadable(str(error))
        return
    except ReleaseError as error:
        trouble = str(error)
    _head(question, is_sample=current is not None and current.is_sample)
    if trouble:
        states.unreadable(trouble)
    body(settings)
    if current is None and not trouble:
        states.no_release(settings.home)
    elif current is not None:
        source = reading.Source(current.release_id, str(current.database))
        try:
            _footer(source, _as_of(source))
        except ReleaseError as error:
            states.unreadable(str(error))


def section(heading: str, note: str = "") -> None:
    """Open a part of a page with a second-level heading and, under it, how to read the part."""
    st.header(heading, anchor=False)
    if note:
        st.markdown(f":small[:gray[{note}]]")


def link(page: str, label: str, params: dict[str, Any], **more: Any) -> None:
    """A link to a view of another page; its address holds codes only."""
    st.page_link(BY_NAME[page].script, label=label, query_params=params, width="stretch", **more)


def table(
    rows: pd.DataFrame,
    *,
    alt: str,
    height: int | str = "auto",
    columns: dict[str, Any] | None = None,
    styled: Callable[[pd.DataFrame], Styler] | None = None,
    lines: int = 1,
) -> None:
    """A table with its description, its cells coloured by `styled`; plain HTML where the reader asked for that.

    Long texts wrap where a row has several `lines`; otherwise the column cuts them off.
    """
    if simple_tables() or is_for_paper():
        st.table(words.plain(rows), hide_index=True, alt=alt, border="horizontal")
        return
    if isinstance(height, int) and _ROW * lines * (len(rows) + 1) < height:
        height = "auto"  # a frame higher than its rows would show empty ones
    dates = rows.select_dtypes("datetime").columns
    config = {name: st.column_config.DateColumn(format="D MMM YYYY") for name in dates} | (columns or {})
    drawn = styled(rows) if styled else rows
    st.dataframe(
        drawn,
        hide_index=True,
        placeholder=words.MISSING,
        alt=alt,
        height=height,
        column_config=config,
        row_height=_ROW * lines if lines > 1 else None,
    )


def grid(cells: Styler, *, alt: str, pinned: str, narrow: list[str], short: dict[str, int]) -> None:
    """A shaded grid that scrolls inside its own frame.

    Args:
        cells: the grid with its shades.
        alt: what it shows, for readers who do not see it.
        pinned: the column that stays in sight.
        narrow: columns that hold one letter.
        short: widths in pixels of columns that hold a short figure.
    """
    if simple_tables():
        st.table(cells, hide_index=True, alt=alt, border="horizontal", height=560)
        return
    columns: dict[str, Any] = {name: st.column_config.TextColumn(width=44, alignment="center") for name in narrow}
    columns |= {name: st.column_config.NumberColumn(width=wide, format="%d") for name, wide in short.items()}
    columns[pinned] = st.column_config.TextColumn(pinned=True, width=165)
    high = min(len(cells.data) * 28 + 40, 600)
    st.dataframe(
        cells, hide_index=True, placeholder=words.MISSING, alt=alt, height=high, row_height=28, column_config=columns
    )


def facts(rows: dict[str, Any], *, alt: str) -> None:
    """Names with what is known under each, as a plain table; what is not known is left out."""
    known = {name: value for name, value in rows.items() if not words.missing(value) and value != ""}
    written = {"": list(known), "What is known": [words.markdown(_plain(value)) for value in known.values()]}
    st.table(pd.DataFrame(written), hide_index=True, hide_header=True, alt=alt, border="horizontal")


def _plain(value: Any) -> str:
    if isinstance(value, pd.Timestamp | date):
        return words.day(value)
    return f"{value:,}" if isinstance(value, int) else str(value)


def legend(marks: tuple[Mark, ...]) -> None:
    """What each symbol and word stands for."""
    with st.expander("What the marks mean"):
        st.markdown("\n".join(f"- {each.markdown}: {each.meaning}" for each in marks))


def take_away(shown: Shown, what: str, filters: list[str], sql: str) -> None:
    """Offer the rows of a query under a table that has no chart: as files, and the query itself."""
    taken = takeaway.Taken(what, tuple(filters), sql, shown.source, shown.is_sample)
    with st.container(horizontal=True, vertical_alignment="center", key=f"actions_{what}"):
        takeaway.download(taken)
        takeaway.reproduce(taken)


def _show_release(name: str, current: pointer.Release, body: Callable[[Shown], None]) -> None:
    _head(BY_NAME[name].question, is_sample=current.is_sample)
    source = reading.Source(current.release_id, str(current.database))
    try:
        as_of = _as_of(source)
        st.markdown(f":gray[Release] **{source.release_id}** :gray[· figures as of] **{words.day(as_of)}**")
        above, shown = st.container(), Shown(source, as_of, current.is_sample, palette_for(st.context.theme.type))
        body(shown)
        if name != "quality":
            with above:
                concerns.show(source, name, shown.subjects)
        _footer(source, as_of)
    except ReleaseError as error:
        states.unreadable(str(error))


def _head(question: str, *, is_sample: bool) -> None:
    if is_sample:
        st.html('<div class="sample-ribbon" role="note">SAMPLE DATA · every figure here is invented</div>')
    st.title(question, anchor=False)


def _as_of(source: reading.Source) -> date:
    as_of: date = pd.Timestamp(release.release_facts(source)["as_of_date"]).date()
    return as_of


def _footer(source: reading.Source, as_of: date) -> None:
    with st.container(key="footer", horizontal=True, vertical_alignment="center"):
        st.markdown(f":small[Release {source.release_id} · as of {words.day(as_of)}]", width="content")
        badge = checks_badge(release.check_counts(source))
        st.page_link(BY_NAME["quality"].script, label=badge, width="content")
        st.session_state["kept.simple_tables"] = st.session_state["simple_tables"] = simple_tables()
        st.toggle("Simple tables", key="simple_tables", help="Plain tables that screen readers read out cell by cell.")


def simple_tables() -> bool:
    """Whether the reader asked for simple tables, on this page or on one before."""
    return bool(st.session_state.get("simple_tables", st.session_state.get("kept.simple_tables", False)))


def checks_badge(counts: dict[str, int]) -> str:
    """The state of the release's checks in one phrase; checks that did not run never look passed."""
    total = sum(counts.values())
    if not total:
        return ":orange[▲] Checks have not run for this release"
    worst = most_urgent(counts, CHECK_MARKS)
    if worst.code == "pass":
        return f":blue[●] {total} of {total} checks passed"
    failed, warned = counts.get("fail", 0) + counts.get("error", 0), counts.get("warn", 0)
    words_of = [words.count(failed, "failed check")] if failed else []
    words_of += [words.count(warned, "warning")] if warned else []
    return f":{worst.colour}[{worst.symbol}] {', '.join(words_of)} in {total} checks"
