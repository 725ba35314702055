"""Promises: what did the strategy promise outside its outputs, and was it kept?

Owns: the sentence of counts, the list of the promises, the time line and the table of events.
Never: shows an undated promise as late, or leaves one out because nobody reported on it.
"""

from functools import partial

import pandas as pd
import streamlit as st

from dashboards import block, controls, frame, origins, promises, states, words
from dashboards.address import Address
from dashboards.charts import timeline
from dashboards.queries import promises as queries
from dashboards.queries import reading


def _body(shown: frame.Shown) -> None:
    if not queries.is_known(shown.source):
        states.older_release("how the promises outside the outputs stand")
        return
    address = Address.open("promises")
    notices = st.container()
    chosen = controls.reading_switch(address)
    sql = queries.promises_sql(chosen)
    rows = reading.rows(shown.source, sql)
    events = reading.rows(shown.source, queries.EVENTS_SQL)
    if rows["reported_status"].isna().all():
        st.info("No report on a promise was handed in yet; what is due shows as not reported, the others as open.")
    st.markdown(promises.counts_in_words(rows))
    _list(rows)
    frame.take_away(shown, "promises", [chosen], sql)
    _timeline(rows, events, address, shown)
    frame.legend(promises.PROMISE_MARKS)
    with notices:
        states.unknown_codes(address.close())


def _list(rows: pd.DataFrame) -> None:
    frame.section(
        "The promises",
        "Due under the chosen reading; where the other reading of a date leads to another state, it is told too.",
    )
    for _, row in rows.iterrows():
        with st.container(gap=None, key=f"ruled_{row['commitment_id']}"):
            state = promises.state(row["state"])
            label = f":gray[{row['commitment_id']}] {words.markdown(row['commitment_label'])}"
            st.markdown(f":{state.colour}[{state.symbol}] **{state.word}** · {label}")
            st.markdown(f":small[{' · '.join(_details(row))}]")


def _details(row: pd.Series) -> list[str]:
    """What is known of a promise: when it is due, what was reported, what shows it, where it stands in the strategy."""
    due = promises.due(row)
    told = [f"Due {due}" if row["is_dated"] else due.capitalize()]
    told += [text for text in [_other_reading(row)] if text]
    told += [f"kept on {words.day(row['actual_date'])}"] if not words.missing(row["actual_date"]) else []
    told += [f"expected on {words.day(row['forecast_date'])}"] if not words.missing(row["forecast_date"]) else []
    told = [words.markdown(text) for text in told] + [_evidence(row)]
    period = row["reporting_period_id"]
    told += ["no report" if words.missing(period) else f"last report {words.markdown(period)}"]
    return [*told, f":gray[{words.markdown(row['para'])}]"]


def _evidence(row: pd.Series) -> str:
    items, link = int(row["evidence_count"]), promises.web_address(row["evidence_link"])
    told = [words.count(items, "item") + " of evidence"] if items or link is None else []
    name = "evidence" if items else "evidence in the report"
    return " · ".join([*told, *([f"[{name}]({link})"] if link else [])])


def _other_reading(row: pd.Series) -> str | None:
    """The due date under the other reading and, where it differs, the state."""
    if words.missing(row["alternative_due_date"]):
        return None
    is_primary = row["due_date"] == row["primary_due_date"]
    other = row["alternative_due_date"] if is_primary else row["primary_due_date"]
    state = row["status_alternative"] if is_primary else row["status"]
    verdict = "" if state == row["state"] else f": {promises.state(state).word.lower()}"
    return f"under the other reading {words.day(other)}{verdict}"


def _timeline(rows: pd.DataFrame, events: pd.DataFrame, address: Address, shown: frame.Shown) -> None:
    dated, every = int(rows["is_dated"].sum()), words.count(len(rows), "promise")
    block.show(
        block.Block(
            key="events",
            title=f"{words.count(len(events), 'event')} of the governing bodies; {dated} of {every} dated",
            subtitle="One time line · pale bar: an event · ≈ its day is not known exactly · upright stroke: a promise "
            f"is due · dotted line: {words.day(shown.as_of)}",
            panels=(
                block.Panel(
                    partial(timeline.timeline, events, rows, shown.as_of),
                    timeline.timeline_in_words(events, rows, shown.as_of),
                ),
            ),
            table=_event_table(events),
            sql=queries.EVENTS_SQL,
            notes=("Table and files hold the events; the promises stand in the list above, with files of their own.",),
            origin=origins.of_registers(
                shown,
                "as reported and as the strategy dates them",
                f"{dated} of {words.count(len(rows), 'promise')} dated",
            ),
            is_wide=True,
        ),
        address,
        shown,
    )


def _event_table(events: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "When": events.apply(promises.happened, axis="columns"),
            "Event": events["event_id"] + " " + events["event_label"],
            "Body": events["body"],
            "Why it matters here": events["relevance"],
            "Paragraph": events["paragraphs"],
        }
    )


def page() -> None:
    """Draw the page."""
    frame.show("promises", _body)


if __name__ == "__main__":
    page()
