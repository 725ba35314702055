"""Tracking table: what are baseline, target and actual, per period?

Owns: the filters, the counts above the table, and what is said when nothing is left.
Never: rates a value; draws more rows than a browser carries.
"""

import pandas as pd
import streamlit as st

from dashboards import frame, states, words
from dashboards.address import Address
from dashboards.parts import arithmetic, tracking_table
from dashboards.queries import quality, reading, tracking
from dashboards.status import CLASS_MARKS, mark
from warehouse.reports.tracking import EVERY, LATEST, NO_VALUE, NOT_RATED, Choice

_LEVELS = ("output", "process", "outcome", "impact")
_STATUSES = tuple(each.code for each in CLASS_MARKS if each.code not in ("off_track", "not_due"))
_PERIODS = {LATEST: "Latest value of each series", EVERY: "All years"}
_ALL_NAMES = ("area", "level", "indicator", "geo", "group", "status", "period")
_PROPOSED = (
    "A row is one indicator in one country or area, so the counts are of rows, not of indicators or countries. Every "
    "indicator and target is a proposal: the strategy sets none. *Done* is the share of the way from baseline to "
    "target, never actual ÷ target. *Status* goes by the target; *Countries* also rates by trend where there is none."
)


def _body(shown: frame.Shown) -> None:
    if not tracking.is_known(shown.source):
        states.older_release("baselines, targets and progress")
        return
    address = Address.open("tracking")
    notices = st.container()
    years = tracking.years(shown.source)
    choice = _choose(address, shown, years)
    shown.subjects.update(quality.subjects_of(shown.source, indicators=choice.indicators))
    sql = tracking.view_sql(choice, years)
    counts = tracking.counts(shown.source, sql)
    with notices:
        states.unknown_codes(address.close())
    if counts.empty:
        states.no_rows("indicator", _in_words(choice), lambda: address.clear(_ALL_NAMES))
    else:
        _rows(choice, sql, counts, shown)
    frame.legend(CLASS_MARKS)


def _choose(address: Address, shown: frame.Shown, years: list[int]) -> Choice:
    areas = _action_areas(shown)
    indicators = tracking.offered(shown.source, "indicator_id", "indicator_label")
    places = tracking.offered(shown.source, "reference_area_code", "reference_area_label")
    groups = tracking.offered(shown.source, "disaggregation", "disaggregation_label")
    periods = _PERIODS | {str(year): str(year) for year in years}
    first, second, third, fourth = st.columns(4)
    with first:
        area = address.many(
            st.multiselect, "Action area", "area", list(areas), (), areas.__getitem__, placeholder="All"
        )
        status = address.many(
            st.multiselect, "Status", "status", _STATUSES, (), lambda code: mark(code).text, placeholder="Any"
        )
    with second:
        level = address.many(st.multiselect, "Level", "level", _LEVELS, (), str.capitalize, placeholder="All")
        period = address.one(st.selectbox, "Period", "period", list(periods), LATEST, periods.__getitem__)
    with third:
        indicator = address.many(
            st.multiselect, "Indicator", "indicator", list(indicators), (), lambda code: f"{code} {indicators[code]}",
            placeholder="All",
        )  # fmt: skip
    with fourth:
        place = address.many(
            st.multiselect, "Country or area", "geo", list(places), (), places.__getitem__, placeholder="All"
        )
    with third:
        group = address.many(
            st.multiselect, "Group", "group", list(groups), [code for code in groups if code == "total"],
            groups.__getitem__, placeholder="All",
        )  # fmt: skip
    chosen = (area, level, indicator, place, group, status)
    return Choice(*(tuple(codes) for codes in chosen), period=period)


def _action_areas(shown: frame.Shown) -> dict[str, str]:
    found = reading.rows(shown.source, "select action_area_id, action_area_label from strategy.action_areas order by 1")
    named = {row.action_area_id: f"{row.action_area_id} {row.action_area_label}" for row in found.itertuples()}
    return named | {"STRATEGY": "The strategy as a whole"}


def _rows(choice: Choice, sql: str, counts: pd.DataFrame, shown: frame.Shown) -> None:
    total = int(counts["row_count"].sum())
    frame.section(_headline(counts, total), _PROPOSED)
    st.markdown(" · ".join(f"{mark(code).markdown} {amount:,}" for code, amount in _by_status(counts).items()))
    _reasons(sql, shown)
    if total > tracking.MOST_SHOWN:
        st.markdown(
            f":small[The first {tracking.MOST_SHOWN} of {total:,} rows are shown. Narrow the filters to see others; "
            "downloads hold all of them.]"
        )
    tracking_table.show(tracking.shown(shown.source, sql), shown)
    tracking_table.downloads(choice, sql, shown)


def _reasons(sql: str, shown: frame.Shown) -> None:
    """Why the rows without a class have none: most of a table may be such rows."""
    found = tracking.reasons(shown.source, sql)
    if len(found):
        told = "; ".join(f"{arithmetic.reason(row.reason_not_rated)} ({row.row_count:,})" for row in found.itertuples())
        st.markdown(f":small[Not rated because: {words.markdown(told)}.]")


def _headline(counts: pd.DataFrame, total: int) -> str:
    rated = counts[counts["class"].notna()]
    good = int(rated.loc[rated["class"].isin(["achieved", "on_track"]), "row_count"].sum())
    every = int(rated["row_count"].sum())
    if not every:
        return f"None of {words.count(total, 'row')} can be rated"
    return f"{good:,} of {every:,} rated rows are achieved or on track; {total - every:,} are not rated"


def _by_status(counts: pd.DataFrame) -> dict[str, int]:
    found = {each.code: 0 for each in CLASS_MARKS}
    for row in counts.itertuples():
        is_rated = not words.missing(row[1])
        apart = "not_due" if row.is_not_due else "not_rated" if row.is_value else "no_value"
        code = row[1] if is_rated else apart
        found[code] = found.get(code, 0) + int(row.row_count)
    return {code: amount for code, amount in found.items() if amount}


def _in_words(choice: Choice) -> list[str]:
    named = {
        "action area": choice.action_areas, "level": choice.levels, "indicator": choice.indicators,
        "area": choice.areas, "group": choice.groups,
        "status": tuple(_status_word(code) for code in choice.statuses),
    }  # fmt: skip
    told = [f"{name} = {', '.join(codes)}" for name, codes in named.items() if codes]
    return [*told, f"period = {_PERIODS.get(choice.period, choice.period).lower()}"]


def _status_word(code: str) -> str:
    apart = {NOT_RATED: "not rated", NO_VALUE: "no value yet"}
    return apart.get(code, mark(code).word.lower())


def page() -> None:
    """Draw the page."""
    frame.show("tracking", _body)


if __name__ == "__main__":
    page()
