"""Resources: is money in step with the plan?

Owns: the filters, the range of the whole strategy, the bars per action area, with the table of the same.
Never: adds up amounts itself, or shows a share where the strategy says that the full cost cannot be estimated.
"""

from functools import partial

import pandas as pd
import streamlit as st

from dashboards import block, frame, money, origins, states, words
from dashboards.address import Address
from dashboards.charts import ranges
from dashboards.parts import bookings
from dashboards.queries import reading, resources


def _body(shown: frame.Shown) -> None:
    if not resources.is_known(shown.source):
        states.older_release("what was planned, committed and spent")
        return
    address = Address.open("resources")
    notices = st.container()
    every = reading.rows(shown.source, resources.areas_sql([]))
    names = dict(zip(every["action_area_id"], every["action_area_label"], strict=True))
    area = address.many(
        st.multiselect, "Action area", "area", list(names), (), lambda code: f"{code} {names[code]}",
        placeholder="All seven",
    )  # fmt: skip
    _sums(resources.total(shown.source))
    _areas(address, area, shown)
    bookings.years(address, area, shown)
    bookings.entries(address, area, shown)
    with notices:
        states.unknown_codes(address.close())
    frame.legend(money.RANGE_MARKS)


def _sums(total: pd.Series) -> None:
    with st.container(horizontal=True, key="figures"):
        _sum("Planned, our sum", money.span(total["low_amount"], total["high_amount"]), "all seven action areas")
        word = money.position(total["committed_position"]).text
        _sum("Committed", _recorded(total["committed_usd"], total["commitment_count"]), word)
        entries = words.count(int(total["expenditure_count"]), "entry", "entries")
        _sum("Spent", _recorded(total["spent_usd"], total["expenditure_count"]), entries)
    st.markdown(f":small[:gray[{words.markdown(money.total_in_words(total))}]]")


def _sum(name: str, value: str, below: str) -> None:
    st.metric(name, value, below, delta_color="off", delta_arrow="off", border=True)


def _recorded(amount: float, entries: int) -> str:
    return money.dollars(amount) if entries else words.MISSING


def _areas(address: Address, area: list[str], shown: frame.Shown) -> None:
    sql = resources.areas_sql(area)
    rows = reading.rows(shown.source, sql)
    recorded = int((rows["commitment_count"] + rows["expenditure_count"] > 0).sum())
    if not recorded:
        st.info("No commitment or expenditure was handed in; the planned ranges are shown.", icon=":material/payments:")
    coverage = f"{recorded} of {words.count(len(rows), 'action area')} with an entry"
    block.show(
        block.Block(
            key="resources",
            title=money.positions_in_words(rows),
            subtitle="Million US dollars, 2023–27 · pale band: the range planned · wide bar: committed · "
            "thin dark bar: spent · the word says where the commitments lie.",
            panels=(block.Panel(partial(ranges.ranges, rows), ranges.ranges_in_words(rows)),),
            table=_area_table(rows),
            sql=sql,
            filters=tuple(area),
            notes=tuple(_remarks(rows)),
            origin=origins.of_registers(shown, "added up, at the dated rate of each entry", coverage),
        ),
        address,
        shown,
    )


def _remarks(rows: pd.DataFrame) -> list[str]:
    over = rows[rows["is_overspent"]]
    remarks = [f"More is spent than committed: {', '.join(over['action_area_id'])}."] if len(over) else []
    return remarks + money.no_share(rows)


def _area_table(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Action area": rows["action_area_id"] + " " + rows["action_area_label"],
            "Planned": [
                money.span(low, high) for low, high in zip(rows["low_amount"], rows["high_amount"], strict=True)
            ],
            "Committed": _amounts(rows, "committed_usd", "commitment_count"),
            "Committed is": [money.position(code).text for code in rows["committed_position"]],
            "Committed share": rows.apply(money.share, axis="columns"),
            "Spent": _amounts(rows, "spent_usd", "expenditure_count"),
            "Spent is": [money.position(code).text for code in rows["spent_position"]],
            "Paragraph": rows["para"],
        }
    )


def _amounts(rows: pd.DataFrame, amount: str, entries: str) -> list[str | None]:
    return [money.dollars(value) if count else None for value, count in zip(rows[amount], rows[entries], strict=True)]


def page() -> None:
    """Draw the page."""
    frame.show("resources", _body)


if __name__ == "__main__":
    page()
